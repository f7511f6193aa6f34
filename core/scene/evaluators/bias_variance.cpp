#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "core/expr/as_column.h"
#include "core/record/columns.h"
#include "core/record/fail.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/record_planner.h"
#include "core/scene/evaluators/error_parts.h"
#include "core/scene/evaluators/feature_grid.h"
#include "core/scene/evaluators/learner_ref.h"

namespace lantern::bias_variance_model {
namespace {

struct Fields {
  double noise = 0;
  int repeats = 100;
  double seed = 0;
  std::string draw;
  int n_samples = 0;
};

struct Plan {
  RecordPlanPtr record;
  LearnerRef model;
  std::vector<FeatureValues> features;
  Program truth;
};

constexpr double kMostFitted = 4'000'000;

class BiasVarianceNode : public Node {
 public:
  BiasVarianceNode(std::string name, Location at, std::vector<OutputShape> outputs, Plan plan)
      : Node(std::move(name), at, std::move(outputs)), plan_(std::move(plan)) {}

  Outputs compute(const Evaluation& at) const override {
    const RecordValue record = plan_.record->evaluate(at, nullptr);
    const auto in = bind<Fields>(record);
    const TablePtr data = plan_.model.in(at.graph()).rows(at);
    check_data(*data, record);
    const TablePtr grid = grid_of(plan_.features, *data);
    const size_t places = std::max({grid->rows(), data->rows(), size_t(in.n_samples)});
    if (double(places) * in.repeats > kMostFitted) {
      fail(record, "repeats",
           fmt::format("{} fits at {} places; the limit is {} values together", in.repeats, places,
                       shortest(kMostFitted)));
    }
    std::vector<Numbers> fits, targets;
    std::vector<Table> draws;
    std::optional<Repeated> others;
    for (int repeat = 0; repeat < in.repeats; ++repeat) {
      const TablePtr draw = drawn(at, in, *data, repeat);
      fits.push_back(fitted(at, draw, grid, repeat));
      const auto y = draw->column(plan_.model.in(at.graph()).target(at)).numbers();
      targets.emplace_back(y.begin(), y.end());
      draws.push_back(features_of(*draw));
      if (others) others->done();
      else others.emplace(size_t(in.repeats - 1));
    }
    Outputs out = outputs_of(at, in, *grid, fits);
    out.emplace_back(table_of_draws(draws, targets));
    return out;
  }

 private:
  void check_data(const Table& data, const RecordValue& record) const {
    if (data.rows() == 0) fail(record, "model", "the model has no rows to learn from");
    for (const FeatureValues& feature : plan_.features) {
      const Column& column = data.column(feature.feature);
      const auto where = fmt::format("the feature {}", in_quotes(feature.feature));
      if (column.type() == ColumnType::text) {
        fail(record, "model", where + " holds texts", "only numbers can be varied");
      }
      for (const double value : column.numbers()) {
        if (!std::isfinite(value)) fail(record, "model", where + " has a row without a value");
      }
    }
  }

  Numbers truth_at(const Evaluation& at, const Table& rows) const {
    const Column said = as_column(plan_.truth.run(at, &rows), rows.rows());
    return {said.numbers().begin(), said.numbers().end()};
  }

  /// What the model says over the grid after it has learnt from a draw.
  Numbers fitted(const Evaluation& at, const TablePtr& train, const TablePtr& grid,
                 int repeat) const {
    const Learner& model = plan_.model.in(at.graph());
    spend(5000 + (train->rows() + grid->rows()) * 100);
    try {
      const RecordValue record = model.record(at, train);
      const TablePtr said = model.say(at, record, model.learn(record), grid);
      const auto numbers = said->column("predicted").numbers();
      return {numbers.begin(), numbers.end()};
    } catch (const SceneError& error) {
      Diagnostic wrong = error.diagnostic();
      wrong.message = fmt::format("draw {}: {}", repeat + 1, wrong.message);
      throw SceneError(std::move(wrong));
    }
  }

  /// The data with targets that are drawn anew, and its features too where the script says so. The
  /// streams are those of the generator `curve`: what it draws by this seed.
  TablePtr drawn(const Evaluation& at, const Fields& in, const Table& data, int repeat) const {
    const auto seed = static_cast<std::uint64_t>(std::llround(in.seed)) + std::uint64_t(repeat);
    Table out = in.draw == "features" ? with_features(in, data, seed) : data;
    Random noise(seed, "curve noise");
    Numbers y = truth_at(at, features_of(out));
    for (double& one : y) one += noise.normal(0, in.noise);
    const std::string target = plan_.model.in(at.graph()).target(at);
    return std::make_shared<const Table>(out.with(target, Column::numbers(std::move(y))));
  }

  Table with_features(const Fields& in, const Table& data, std::uint64_t seed) const {
    const size_t rows = in.n_samples > 0 ? size_t(in.n_samples) : data.rows();
    std::vector<std::uint32_t> places(rows);
    for (size_t i = 0; i < rows; ++i) places[i] = static_cast<std::uint32_t>(i % data.rows());
    std::vector<Column> columns;
    for (const Column& column : data.columns()) columns.push_back(column.select(places));
    Table out("", Keys::numbered(rows), data.names(), std::move(columns));
    Random random(seed, "curve x");
    for (const FeatureValues& feature : plan_.features) {
      const Range ends = ends_of(feature, data);
      Numbers values(rows);
      for (double& one : values) one = random.uniform(ends.first, ends.last);
      out = out.with(feature.feature, Column::numbers(std::move(values)));
    }
    return out;
  }

  /// The features alone, in the order that the truth knows them in.
  Table features_of(const Table& rows) const {
    std::vector<std::string> names;
    std::vector<Column> columns;
    for (const FeatureValues& feature : plan_.features) {
      names.push_back(feature.feature);
      columns.push_back(rows.column(feature.feature));
    }
    return Table("", rows.keys(), std::move(names), std::move(columns));
  }

  // ---- what comes of the fits

  Outputs outputs_of(const Evaluation& at, const Fields& in, const Table& grid,
                     const std::vector<Numbers>& fits) const {
    ErrorParts parts = parts_of(truth_at(at, grid), fits, in.noise * in.noise);
    const double bias2 = mean_of(parts.bias2), variance = mean_of(parts.variance);
    const double noise = in.noise * in.noise, error = mean_of(parts.error);
    return {bias2, variance, noise, error, table_of_fits(grid, fits), table_of(grid, parts)};
  }

  Plan plan_;
};

constexpr std::string_view kOwnColumns[] = {"fit",      "predicted", "truth", "mean",  "bias2",
                                            "variance", "noise",     "error", "target"};

/// Every function reports what is wrong.
class Builder {
 public:
  Builder(const RecordSpec& spec, GraphBuilder& builder)
      : spec_(spec), builder_(builder), context_(builder.context()) {}

  int build() {
    const auto model = read_learner(spec_, builder_);
    plan_.record = plan_record(spec_, context_);
    if (!model || !plan_.record || !check_model(*model)) return -1;
    plan_.model = *model;
    auto features = read_grid(spec_, names_, builder_);
    if (!features || !read_truth()) return -1;
    plan_.features = std::move(*features);
    std::vector<LeafId> leaves = plan_.record->leaves();
    merge_leaves(leaves, builder_.graph().nodes[size_t(model->node)]->leaves());
    merge_leaves(leaves, plan_.truth.leaves());
    return builder_.add(std::make_unique<BiasVarianceNode>(builder_.name(), builder_.at(), shapes(),
                                                           std::move(plan_)),
                        std::move(leaves));
  }

 private:
  bool check_model(const LearnerRef& model) {
    const Node& node = *builder_.graph().nodes[size_t(model.node)];
    const Location& at = spec_["model"].at;
    if (!model.predicts_numbers(builder_.graph())) {
      return wrong(at,
                   fmt::format("{} predicts classes, and only of numbers the error has these "
                               "parts",
                               in_quotes(node.name())),
                   "take linear_regression or another model that predicts numbers");
    }
    const auto predictor = node.predictor();
    if (!predictor) {
      return wrong(at, fmt::format("the features of {} change in the film", in_quotes(node.name())),
                   "name them in the model");
    }
    names_ = predictor->features;
    for (const std::string& name : names_) {
      if (std::find(std::begin(kOwnColumns), std::end(kOwnColumns), name) ==
          std::end(kOwnColumns)) {
        continue;
      }
      return wrong(at, fmt::format("{} is a column of its own here", in_quotes(name)),
                   "give the feature another name");
    }
    return true;
  }

  bool read_truth() {
    const AstPtr* ast = spec_["truth"].as<AstPtr>();
    if (!ast) return false;
    const Schema columns = features();
    Scope scope = context_.scope;
    scope.row = &columns;
    scope.row_table = "the features";
    auto program = bind_expression(*ast, scope, builder_.graph(), context_.diagnostics,
                                   ValueType::number, "\"truth\"");
    if (!program) return false;
    plan_.truth = std::move(*program);
    return true;
  }

  Schema features() const {
    Schema out;
    for (const std::string& name : names_) out.push_back({name, ColumnType::number});
    return out;
  }

  std::vector<OutputShape> shapes() const {
    const auto number = [](std::string_view name) {
      return OutputShape{std::string(name), ValueType::number, {}, {}};
    };
    OutputShape rows{"rows", ValueType::table, features(), {}};
    for (const char* name : {"truth", "mean", "bias2", "variance", "noise", "error"}) {
      rows.schema.push_back({name, ColumnType::number});
    }
    OutputShape fits{"fits", ValueType::table, {{"fit", ColumnType::number}}, "fit/row"};
    for (const ColumnDecl& column : features()) fits.schema.push_back(column);
    fits.schema.push_back({"predicted", ColumnType::number});
    OutputShape draws{"draws", ValueType::table, {{"fit", ColumnType::number}}, "fit/row"};
    for (const ColumnDecl& column : features()) draws.schema.push_back(column);
    draws.schema.push_back({"target", ColumnType::number});
    return {number("bias2"), number("variance"), number("noise"), number("error"),
            std::move(fits), std::move(rows),    std::move(draws)};
  }

  bool wrong(const Location& at, std::string message, std::string hint = "") {
    context_.diagnostics.error("wrong-type", at, std::move(message), std::move(hint));
    return false;
  }

  const RecordSpec& spec_;
  GraphBuilder& builder_;
  const PlanContext& context_;
  std::vector<std::string> names_;  // of the features
  Plan plan_;
};

int build_bias_variance(const RecordSpec& spec, GraphBuilder& builder) {
  return Builder(spec, builder).build();
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel{
    .kind =
        {"bias_variance",
         "Why a model errs where the truth is known: it learns from many draws of its data, "
         "and at each place the mean square error of what it says comes apart into bias² (how "
         "far the mean of the fits is from the truth), variance (of the fits around their "
         "mean, divided by n) and noise (S. Geman, E. Bienenstock and R. Doursat 1992; T. "
         "Hastie, R. Tibshirani and J. Friedman, \"The Elements of Statistical Learning\", "
         "2nd ed., §7.3). The three add up to the error exactly.",
         {described("model", FieldKind::model, "A model that predicts numbers: fit.",
                    {.required = true}),
          described("truth", FieldKind::formula,
                    "The true function: an =expression of the model's features.",
                    {.required = true}),
          field<&Fields::noise>("noise",
                                "Standard deviation of the normal noise that each draw adds to it.",
                                {.fallback = "0", .least = 0}),
          field<&Fields::repeats>("repeats", "How many draws the model learns from.",
                                  {.fallback = "100", .least = 1, .most = 10000}),
          field<&Fields::seed>(
              "seed",
              "Of the draws: the first is that of this seed, the next that of "
              "the seed after it.",
              {.fallback = "0", .least = 0, .most = 9007199254640991, .kind = FieldKind::count}),
          field<&Fields::draw>(
              "draw",
              "targets: the features are those of the model's rows, and targets are drawn; "
              "features: these are drawn too, uniformly over their ranges, as the generator "
              "`curve` does.",
              {.fallback = "targets", .choices = {"targets", "features"}}),
          field<&Fields::n_samples>(
              "n_samples", "How many rows a draw of features has; 0: as many as the model.",
              {.fallback = "0", .least = 0, .most = 100000}),
          described("over", FieldKind::settings,
                    "Where the fits are compared: {x: 0..1}, or a list of values; if absent, "
                    "the range of the model's rows."),
          described("points", FieldKind::points,
                    "How many values each range is cut into: of one feature 101, of several 21 "
                    "each; for each its own: {u: 50, v: 20}.",
                    {.least = 2, .most = double(kMostPlaces)})}},
    .outputs = {{"bias2", ValueType::number, "bias², on average over the places."},
                {"variance", ValueType::number, "The variance of the fits, on average."},
                {"noise", ValueType::number, "The variance of the noise."},
                {"error", ValueType::number, "Their sum: the mean square error of a new row."},
                {"fits", ValueType::table,
                 "All fits, one after the other: fit (1 is the first), the features, predicted."},
                {"rows", ValueType::table,
                 "The places: the features, truth, mean (of the fits), bias2, variance, noise, "
                 "error."},
                {"draws", ValueType::table,
                 "What each fit has learnt from, one draw after the other: fit (1 is the first), "
                 "the features, target."}},
    .build = build_bias_variance};

}  // namespace lantern::bias_variance_model
