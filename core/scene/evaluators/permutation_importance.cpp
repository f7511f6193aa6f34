#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "core/scene/bind/record_planner.h"
#include "core/scene/compile/graph_builder.h"

namespace lantern::permutation_importance_model {
namespace {

struct Permutation {
  TablePtr data;
  Column target;
  int n_repeats = 5;
  double seed = 0;
};

struct Importances {
  std::vector<std::string> feature;
  std::vector<double> importance, deviation;
};

struct Repeats {
  std::vector<std::string> shuffle, feature;
  std::vector<double> repeat, importance;
};

struct Result {
  double score = 0;
  Importances rows;
  Repeats repeats;
};

/// How good predictions are, as scikit-learn's `score`: of classes, the part that is right; of
/// numbers, R².
class Judge {
 public:
  Judge(const Permutation& in, const RecordValue& record) : in_(in), record_(record) {
    const std::string name = name_of(*in.data, in.target);
    for (size_t row = 0; row < in.target.size(); ++row) {
      if (!in.target.missing(row)) continue;
      fail(record, "target",
           fmt::format("{}: column {} has no value here", place_of(*in.data, row, name),
                       in_quotes(name)),
           "fill it in, or leave such rows out with `where`");
    }
  }

  double score(const Column& said) const {
    return said.type() == ColumnType::number ? r_squared(said) : accuracy(said);
  }

 private:
  double accuracy(const Column& said) const {
    double hits = 0;
    for (size_t i = 0; i < said.size(); ++i) {
      const std::string text = said.text(i), truth = in_.target.text(i);
      const bool written = text != truth && in_.target.has_writings();
      hits += text == truth || (written && parse_number(text) == parse_number(truth));
    }
    return hits / double(said.size());
  }

  double r_squared(const Column& said) const {
    if (in_.target.type() != ColumnType::number) {
      fail(record_, "target", "the model predicts numbers, and this column holds none");
    }
    const auto truth = in_.target.numbers(), values = said.numbers();
    double mean = 0, all = 0, rest = 0;
    for (const double one : truth) mean += one / double(truth.size());
    for (size_t i = 0; i < truth.size(); ++i) {
      all += (truth[i] - mean) * (truth[i] - mean);
      rest += (truth[i] - values[i]) * (truth[i] - values[i]);
    }
    if (all > 0) return 1 - rest / all;
    return rest > 0 ? 0 : 1;
  }

  const Permutation& in_;
  const RecordValue& record_;
};

/// What the model says of the rows, where one feature is that of other rows.
class Shuffler {
 public:
  Shuffler(const Evaluation& at, const Node& model, const std::vector<std::string>& features,
           const Permutation& in, const RecordValue& record)
      : at_(at), model_(model), features_(features), in_(in), judge_(in, record) {
    for (const std::string& name : features) {
      const auto column = in.data->find(name);
      if (!column) {
        fail(record, "data", fmt::format("this table has no column {}", in_quotes(name)),
             "the model looks at it");
      }
      columns_.push_back(in.data->columns()[*column]);
    }
    keys_ = in.data->keys();
  }

  Result shuffle() const {
    Result out;
    out.score = judge_.score(said(columns_));
    Repeated repeated(features_.size());
    for (size_t j = 0; j < features_.size(); ++j) {
      shuffle_one(j, out);
      repeated.done();
    }
    return out;
  }

 private:
  Column said(const std::vector<Column>& columns) const {
    spend(200 * in_.data->rows());
    const auto rows = std::make_shared<const Table>("", keys_, features_, columns);
    return model_.predict(at_, rows, "predicted");
  }

  /// Each repeat has a stream of its own: the first ones are the same whatever their number.
  void shuffle_one(size_t feature, Result& out) const {
    double sum = 0, squares = 0;
    for (int repeat = 1; repeat <= in_.n_repeats; ++repeat) {
      Random random(static_cast<std::uint64_t>(std::llround(in_.seed)),
                    fmt::format("permutation_importance/{}/{}", features_[feature], repeat));
      std::vector<Column> columns = columns_;
      columns[feature] = columns_[feature].select(random.permutation(in_.data->rows()));
      const double lost = out.score - judge_.score(said(columns));
      out.repeats.shuffle.push_back(fmt::format("{}/{}", features_[feature], repeat));
      out.repeats.feature.push_back(features_[feature]);
      out.repeats.repeat.push_back(repeat);
      out.repeats.importance.push_back(lost);
      sum += lost;
      squares += lost * lost;
    }
    const double n = in_.n_repeats;
    out.rows.feature.push_back(features_[feature]);
    out.rows.importance.push_back(sum / n);
    out.rows.deviation.push_back(std::sqrt(std::max(0.0, squares / n - sum / n * sum / n)));
  }

  const Evaluation& at_;
  const Node& model_;
  const std::vector<std::string>& features_;
  const Permutation& in_;
  Judge judge_;
  std::vector<Column> columns_;
  Keys keys_;
};

std::vector<OutputOf<Result>> outputs() {
  return {output<&Result::score>(
              "score", "What it is as the rows are: the part predicted right, or R² of numbers."),
          output<&Result::rows>("rows", "One row a feature, which is its key.",
                                {column<&Importances::feature>("feature", "Its column."),
                                 column<&Importances::importance>(
                                     "importance", "How much the score falls, on average."),
                                 column<&Importances::deviation>(
                                     "deviation", "The standard deviation over the repeats.")},
                                {.key = "feature"}),
          output<&Result::repeats>(
              "repeats", "One row for each time that a feature is shuffled.",
              {column<&Repeats::shuffle>("shuffle", "Its key: feature/repeat."),
               column<&Repeats::feature>("feature", "Its column."),
               column<&Repeats::repeat>("repeat", "The number of the repeat, from 1."),
               column<&Repeats::importance>("importance", "How much the score falls.")},
              {.key = "shuffle"})};
}

std::vector<OutputDecl> decls() {
  std::vector<OutputDecl> out;
  for (const OutputOf<Result>& one : outputs()) out.push_back(one.decl);
  return out;
}

class PermutationNode : public Node {
 public:
  PermutationNode(std::string name, Location at, std::vector<OutputShape> outputs,
                  RecordPlanPtr plan, NodeId model)
      : Node(std::move(name), at, std::move(outputs)), plan_(std::move(plan)), model_(model) {}

  Outputs compute(const Evaluation& at) const override {
    const RecordValue record = plan_->evaluate(at, plan_->rows(at));
    const auto in = bind<Permutation>(record);
    if (in.data->rows() == 0) fail(record, "data", "there are no rows to shuffle");
    const Node& model = *at.graph().nodes[size_t(model_)];
    const auto shape = model.predictor();
    Result result = Shuffler(at, model, shape->features, in, record).shuffle();
    return take_outputs(decls(), &result);
  }

 private:
  RecordPlanPtr plan_;
  NodeId model_;
};

/// Of the family whose table that is; empty where it is none.
std::string first_instance(const TableRef& table, const Graph& graph) {
  for (const FamilyNodes& family : graph.families) {
    if (family.table != table.node || family.instances.empty()) continue;
    return graph.nodes[size_t(family.instances[0])]->name();
  }
  return "";
}

int build_permutation(const RecordSpec& spec, GraphBuilder& builder) {
  const RecordPlanPtr plan = plan_record(spec, builder.context());
  if (!plan) return -1;
  const FieldPlan& model = *plan->find("model");
  const auto* table = std::get_if<TableRef>(&model.how);
  if (!table || !builder.graph().nodes[size_t(table->node)]->predictor()) {
    const std::string instance = table ? first_instance(*table, builder.graph()) : "";
    builder.context().diagnostics.error(
        "wrong-type", model.at, "this is no model that predicts from fixed features",
        instance.empty()
            ? "name one with `features` and `predict`: a logistic_regression, a tree, a forest …"
            : "it is made for each item of a list: choose one by its key: " + instance);
    return -1;
  }
  return builder.add(std::make_unique<PermutationNode>(
                         builder.name(), builder.at(),
                         output_shapes(decls(), *plan, builder.graph()), plan, table->node),
                     plan->leaves());
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel{
    .kind =
        {"permutation_importance",
         "How much worse a model predicts where one of its features is shuffled (Breiman, Random "
         "forests, 2001), as sklearn.inspection.permutation_importance.",
         {described("model", FieldKind::table, "A model that predicts, as it is named.",
                    {.required = true}),
          field<&Permutation::data>("data",
                                    "The rows to predict: best those that it did not learn "
                                    "from.",
                                    {.required = true}),
          where_field("Takes only the rows for which it holds."),
          field<&Permutation::target>("target", "What is true of them.", {.required = true}),
          field<&Permutation::n_repeats>("n_repeats", "How often each feature is shuffled.",
                                         {.fallback = "5", .least = 1, .most = 1000}),
          field<&Permutation::seed>(
              "seed", "The same seed shuffles the same way.",
              {.fallback = "0", .least = 0, .most = 9007199254740991, .kind = FieldKind::count})}},
    .outputs = decls(),
    .build = build_permutation};

}  // namespace lantern::permutation_importance_model
