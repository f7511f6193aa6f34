#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/data/column_builder.h"
#include "core/record/columns.h"
#include "core/record/fail.h"
#include "core/scene/bind/record_planner.h"
#include "core/scene/evaluators/fold_lists.h"
#include "core/scene/evaluators/learner_ref.h"

namespace lantern::cross_validate_model {
namespace {

struct CrossValidate {
  TablePtr folds;
  std::optional<std::string> metric;
};

struct Plan {
  RecordPlanPtr record;
  LearnerRef model;
  std::string metric;  ///< where the script names none
  ColumnType fold = ColumnType::number;
};

/// One number a fold.
struct Scores {
  std::vector<double> train, validation, train_rows, validation_rows;
};

/// What was said of the validation rows of a fold, by a model that has not seen them.
struct Unseen {
  TablePtr said;  ///< of all rows
  std::string fold;
  RowList rows;
};

class CrossValidateNode : public Node {
 public:
  CrossValidateNode(std::string name, Location at, std::vector<OutputShape> outputs, Plan plan)
      : Node(std::move(name), at, std::move(outputs)), plan_(std::move(plan)) {}

  Outputs compute(const Evaluation& at) const override {
    const RecordValue record = plan_.record->evaluate(at, nullptr);
    const auto in = bind<CrossValidate>(record);
    const std::string metric = in.metric.value_or(plan_.metric);
    check_metric(metric, at.graph(), record);
    const Learner& model = plan_.model.in(at.graph());
    const TablePtr kept = model.rows(at);
    const auto folds = read_folds(*in.folds, *model.rows(at, false), *kept, record);
    Scores scores;
    std::vector<Unseen> unseen;
    std::optional<Repeated> others;
    for (const FoldLists& fold : folds) {
      const Fitted fit = fitted(at, kept, fold.train, "fold " + fold.fold);
      scores.train.push_back(judged(metric, fit, fold.train, record, fold.fold));
      scores.validation.push_back(judged(metric, fit, fold.validation, record, fold.fold));
      scores.train_rows.push_back(double(fold.train.size()));
      scores.validation_rows.push_back(double(fold.validation.size()));
      unseen.push_back({fit.said, fold.fold, fold.validation});
      if (others) others->done();
      else others.emplace(folds.size() - 1);
    }
    const double test = test_score(at, metric, kept, folds, record);
    return outputs_of(folds, scores, test, std::move(unseen));
  }

 private:
  /// What a model that has learnt from some of the rows says of all of them.
  struct Fitted {
    TablePtr said;
    std::string target, positive;
  };

  Fitted fitted(const Evaluation& at, const TablePtr& rows, const RowList& train,
                const std::string& what) const {
    const Learner& model = plan_.model.in(at.graph());
    try {
      spend(5000 + rows->rows() * 100);
      const auto part = std::make_shared<const Table>(rows->select(train));
      const RecordValue record = model.record(at, part);
      const History learnt = model.learn(record);
      return {model.say(at, record, learnt, rows), model.target(at), model.positive().value_or("")};
    } catch (const SceneError& error) {
      Diagnostic wrong = error.diagnostic();
      wrong.message = fmt::format("{}: {}", what, wrong.message);
      throw SceneError(std::move(wrong));
    }
  }

  /// Of each row's own class, or, where the model says that of the positive one, of that or not.
  static Column likelihood_in(const Fitted& fit) {
    if (const auto own = fit.said->find("likelihood")) return fit.said->columns()[*own];
    const auto said = fit.said->column("probability").numbers();
    const Column& truth = fit.said->column(fit.target);
    std::vector<double> out;
    for (size_t i = 0; i < said.size(); ++i) {
      out.push_back(truth.text(i) == fit.positive ? said[i] : 1 - said[i]);
    }
    return Column::numbers(std::move(out));
  }

  double judged(const std::string& metric, const Fitted& fit, const RowList& rows,
                const RecordValue& record, const std::string& fold) const {
    const Column likelihood = metric == "log_loss" ? likelihood_in(fit) : Column();
    const Said said{fit.said->column("predicted"), fit.said->column(fit.target), &likelihood};
    check_truth(said, rows, *fit.said, fit.target, record);
    if (metric == "r2" && rows.size() < 2) {
      fail(record, "metric", fmt::format("fold {}: r2 of one row is not defined", fold),
           "take mse or mae, or folds of more rows");
    }
    return score_of(metric, said, rows);
  }

  static void check_truth(const Said& said, const RowList& rows, const Table& table,
                          const std::string& target, const RecordValue& record) {
    const auto numbers = said.truth.numbers();
    for (const std::uint32_t row : rows) {
      if (numbers.empty() ? !said.truth.missing(row) : !std::isnan(numbers[row])) continue;
      fail(record, "model",
           fmt::format("{}: column {} has no value here", place_of(table, row, target),
                       in_quotes(target)),
           "fill it in, or leave such rows out with the model's `where`");
    }
  }

  /// Numbers are compared where the model predicts them, and classes where it says classes.
  void check_metric(const std::string& metric, const Graph& graph,
                    const RecordValue& record) const {
    const bool numbers = plan_.model.predicts_numbers(graph);
    const std::string_view model = plan_.model.in(graph).kind();
    if (is_of_numbers(metric) != numbers) {
      fail(record, "metric",
           fmt::format("{} compares {}, and {} predicts {}", metric,
                       numbers ? "classes" : "numbers", model, numbers ? "numbers" : "classes"),
           numbers ? "mse, rmse, mae and r2 compare numbers"
                   : "accuracy and log_loss compare classes");
    }
    const Schema& said = plan_.model.rows(graph).schema;
    if (metric != "log_loss" || find_column(said, "likelihood") >= 0) return;
    if (find_column(said, "probability") >= 0) {
      if (plan_.model.in(graph).positive()) return;
      fail(record, "metric",
           fmt::format("{} does not say which class its probability is of", model),
           "name `positive` in the model");
    }
    fail(record, "metric", fmt::format("{} says no probabilities", model), "take accuracy");
  }

  /// Of the rows that all folds keep aside, for a model that has learnt from all others.
  double test_score(const Evaluation& at, const std::string& metric, const TablePtr& kept,
                    const std::vector<FoldLists>& folds, const RecordValue& record) const {
    const FoldLists& first = folds[0];
    if (first.test.empty()) return std::numeric_limits<double>::quiet_NaN();
    RowList train = first.train;
    train.insert(train.end(), first.validation.begin(), first.validation.end());
    std::sort(train.begin(), train.end());
    const Fitted fit = fitted(at, kept, train, "all folds");
    return judged(metric, fit, first.test, record, "of the test");
  }

  Outputs outputs_of(const std::vector<FoldLists>& folds, Scores& scores, double test,
                     std::vector<Unseen> unseen) const {
    const double mean = mean_over(scores.validation), std = deviation_over(scores.validation);
    const double train_mean = mean_over(scores.train), train_std = deviation_over(scores.train);
    return {table_of(folds, scores), mean, std, train_mean, train_std, test,
            later(std::move(unseen))};
  }

  /// Folds by name, as the table of folds has them.
  static Column folds_named(const std::vector<std::string>& names, ColumnType type) {
    if (type == ColumnType::text) return Column::texts(names);
    std::vector<double> numbers;
    for (const std::string& name : names) {
      numbers.push_back(parse_number(name).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return Column::numbers(std::move(numbers));
  }

  TablePtr table_of(const std::vector<FoldLists>& folds, Scores& scores) const {
    std::vector<std::string> names;
    for (const FoldLists& fold : folds) names.push_back(fold.fold);
    std::vector<Column> columns{folds_named(names, plan_.fold),
                                Column::numbers(std::move(scores.train)),
                                Column::numbers(std::move(scores.validation)),
                                Column::numbers(std::move(scores.train_rows)),
                                Column::numbers(std::move(scores.validation_rows))};
    return std::make_shared<const Table>(
        "fold", Keys(std::move(names)),
        std::vector<std::string>{"fold", "train", "validation", "train_rows", "validation_rows"},
        std::move(columns));
  }

  /// Few scenes show it.
  TablePtr later(std::vector<Unseen> unseen) const {
    size_t bytes = 0;
    for (const Unseen& one : unseen) bytes += 3 * sizeof(double) * one.said->rows();
    return std::make_shared<const Table>(
        Table::later(bytes, [unseen = std::move(unseen), shape = outputs().back(),
                             type = plan_.fold] { return table_of(unseen, shape, type); }));
  }

  static Table table_of(const std::vector<Unseen>& unseen, const OutputShape& shape,
                        ColumnType type) {
    std::vector<ColumnBuilder> parts;
    std::vector<std::string> fold, row, keys, names;
    for (const Column& column : unseen[0].said->columns()) parts.emplace_back(column.type());
    for (const Unseen& one : unseen) {
      for (size_t i = 0; i < parts.size(); ++i) {
        parts[i].add(one.said->columns()[i].select(one.rows));
      }
      for (const std::uint32_t place : one.rows) {
        const std::string& key = one.said->keys()[place];
        fold.push_back(one.fold);
        row.push_back(key);
        keys.push_back(one.fold + "/" + key);
      }
    }
    std::vector<Column> columns;
    for (ColumnBuilder& part : parts) {
      names.push_back(shape.schema[columns.size()].name);
      columns.push_back(part.take());
    }
    const Table out(shape.key_name, Keys(std::move(keys)), std::move(names), std::move(columns));
    return out.with("fold", folds_named(fold, type)).with("row", Column::texts(row));
  }

  Plan plan_;
};

std::vector<OutputShape> shapes_of(const LearnerRef& model, ColumnType fold, const Graph& graph) {
  const auto number = [](std::string_view name) {
    return OutputShape{std::string(name), ValueType::number, {}, {}};
  };
  OutputShape scores{"scores", ValueType::table, {{"fold", fold}}, "fold"};
  for (const char* name : {"train", "validation", "train_rows", "validation_rows"}) {
    scores.schema.push_back({name, ColumnType::number});
  }
  OutputShape rows{"rows", ValueType::table, model.rows(graph).schema, "fold/row"};
  for (const ColumnDecl& column : Schema{{"fold", fold}, {"row", ColumnType::text}}) {
    const int known = find_column(rows.schema, column.name);
    if (known < 0) rows.schema.push_back(column);
    else rows.schema[size_t(known)] = column;
  }
  return {std::move(scores),   number("mean"), number("std"),  number("train_mean"),
          number("train_std"), number("test"), std::move(rows)};
}

/// The folds are a table with the columns fold, row and part. How its folds are called.
std::optional<ColumnType> read_fold_type(const RecordPlan& plan, GraphBuilder& builder) {
  const FieldPlan& field = *plan.find("folds");
  const TableRef ref = std::get<TableRef>(field.how);
  const Node& node = *builder.graph().nodes[size_t(ref.node)];
  const Schema& schema = node.outputs()[size_t(ref.output)].schema;
  for (const std::string_view column : {"fold", "row", "part"}) {
    if (find_column(schema, column) >= 0) continue;
    builder.context().diagnostics.error(
        "unknown-column", field.at,
        fmt::format("folds have the columns fold, row and part, and {} has no {}",
                    in_quotes(node.name()), in_quotes(column)),
        "k_fold, stratified_k_fold, leave_one_out and shuffle_split make them");
    return std::nullopt;
  }
  if (schema[size_t(find_column(schema, "part"))].type != ColumnType::text) {
    builder.context().diagnostics.error(
        "wrong-type", field.at,
        fmt::format("the column \"part\" of {} holds no texts", in_quotes(node.name())),
        "a part is train, validation or test");
    return std::nullopt;
  }
  const ColumnType type = schema[size_t(find_column(schema, "fold"))].type;
  return type == ColumnType::number ? type : ColumnType::text;
}

int build_cross_validate(const RecordSpec& spec, GraphBuilder& builder) {
  const auto model = read_learner(spec, builder);
  const RecordPlanPtr record = plan_record(spec, builder.context());
  const auto fold = record ? read_fold_type(*record, builder) : std::nullopt;
  if (!model || !fold) return -1;
  std::vector<LeafId> leaves = record->leaves();
  merge_leaves(leaves, builder.graph().nodes[size_t(model->node)]->leaves());
  const std::string metric = model->predicts_numbers(builder.graph()) ? "mse" : "accuracy";
  return builder.add(std::make_unique<CrossValidateNode>(builder.name(), builder.at(),
                                                         shapes_of(*model, *fold, builder.graph()),
                                                         Plan{record, *model, metric, *fold}),
                     std::move(leaves));
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel{
    .kind =
        {"cross_validate",
         "How well a model of the scene does on rows that it has not seen: for each fold it "
         "learns from the train rows anew, all else as it is now, and is judged by those that "
         "validate, as sklearn.model_selection.cross_validate.",
         {described("model", FieldKind::model, "A model that predicts: fit.", {.required = true}),
          field<&CrossValidate::folds>(
              "folds",
              "A table with the columns fold, row (a key of the model's data) and part (train, "
              "validation, test): k_fold and its like make it.",
              {.required = true}),
          field<&CrossValidate::metric>(
              "metric",
              "What judges, by the formulas of sklearn.metrics; if absent, mse of numbers and "
              "accuracy of classes.",
              {.choices = {"mse", "rmse", "mae", "r2", "accuracy", "log_loss"}, .live = true})}},
    .outputs = {{"scores", ValueType::table,
                 "One row a fold: train and validation, what the metric gives on the rows that it "
                 "learnt from and on those that validate; train_rows, validation_rows."},
                {"mean", ValueType::number, "The mean of `validation` over the folds."},
                {"std", ValueType::number, "Its standard deviation, divided by n (ddof=0)."},
                {"train_mean", ValueType::number, "The mean of `train` over the folds."},
                {"train_std", ValueType::number, "Its standard deviation."},
                {"test", ValueType::number,
                 "On the rows that the first fold keeps aside, for a model that has learnt from "
                 "all of its others; missing where there are none."},
                {"rows", ValueType::table,
                 "The validation rows as the model that has not seen them says: the columns of the "
                 "model's rows, fold, row."}},
    .build = build_cross_validate};

}  // namespace lantern::cross_validate_model
