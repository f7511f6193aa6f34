#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/record/fail.h"
#include "core/scene/compile/traces.h"
#include "core/scene/evaluators/batches.h"
#include "core/scene/evaluators/descent_reader.h"

namespace lantern::gradient_descent_model {
namespace {

struct Fields {
  TablePtr data;
  std::string optimizer;
  std::string update;
  std::optional<double> learning_rate;
  int max_iter = 100;
  double momentum = 0.9;
  double alpha = 0.99;
  std::vector<double> betas{0.9, 0.999};
  double eps = 1e-8;
  double tol = 0;
  int batch_size = 0;
  double seed = 0;

  OptimizerOptions options() const {
    const Descent how = descent_of(optimizer);
    return {how, learning_rate.value_or(usual_rate(how)), momentum, alpha, betas[0], betas[1], eps};
  }
};

using Numbers = std::vector<double>;

bool finite(const Numbers& numbers) {
  for (const double one : numbers) {
    if (!std::isfinite(one)) return false;
  }
  return true;
}

/// The function at points, over all rows or a batch of them.
class Slope {
 public:
  Slope(const DescentPlan& plan, const Evaluation& at) : plan_(plan), at_(at) {}

  double value(const Numbers& w, const Table* rows) const { return run(plan_.value, w, rows); }
  double slope(size_t i, const Numbers& w, const Table* rows) const {
    const auto& program = plan_.parameters[i].slope;
    return program ? run(*program, w, rows) : 0;
  }
  Numbers gradient(const Numbers& w, const Table* rows) const {
    Numbers out;
    for (size_t i = 0; i < w.size(); ++i) out.push_back(slope(i, w, rows));
    return out;
  }
  double curvature(size_t i, size_t j, const Numbers& w, const Table* rows) const {
    const auto& program = plan_.curvature[i * (i + 1) / 2 + j];
    return program ? run(*program, w, rows) : 0;
  }
  Matrix curvature(const Numbers& w, const Table* rows) const {
    Matrix out(w.size(), w.size());
    for (size_t i = 0; i < w.size(); ++i) {
      for (size_t j = 0; j <= i; ++j) out(i, j) = out(j, i) = curvature(i, j, w, rows);
    }
    return out;
  }

 private:
  /// Of rows, the mean.
  double run(const Program& program, const Numbers& w, const Table* rows) const {
    std::vector<Operand> locals;
    for (const double one : w) locals.push_back(Operand::of(one));
    const Operand value = program.run(at_, {.rows = rows, .locals = locals});
    if (!value.per_row) return value.number;
    return mean_of(value.column.numbers(), 0);
  }

  const DescentPlan& plan_;
  const Evaluation& at_;
};

/// The points that a descent goes through.
struct Way {
  std::vector<Numbers> points, gradients;
  Numbers values;
};

/// One descent, from its start as far as numbers go.
class Walk {
 public:
  Walk(const DescentPlan& plan, const Evaluation& at, const Fields& in, const RecordValue& record)
      : slope_(plan, at),
        in_(in),
        record_(record),
        optimizer_(in.options(), plan.parameters.size()),
        batches_(in.data, size_t(in.batch_size), in.seed) {
    for (const Parameter& one : plan.parameters) w_.push_back(one.start.run(at).number);
  }

  Way go() {
    if (!note()) fail_at_start();
    std::optional<Repeated> others;
    for (int step = 1; step <= in_.max_iter && !is_flat(); ++step) {
      spend(200 + 100 * w_.size());
      take_step();
      if (!finite(w_) || !note()) break;  // it has gone where there are no numbers
      if (others) others->done();
      else others.emplace(size_t(in_.max_iter - 1));
    }
    return std::move(way_);
  }

 private:
  /// The next batch is that of the step from here.
  bool note() {
    rows_ = batches_.next();
    const double value = slope_.value(w_, in_.data.get());
    Numbers gradient = slope_.gradient(w_, rows_.get());
    if (!std::isfinite(value) || !finite(gradient)) return false;
    way_.points.push_back(w_);
    way_.values.push_back(value);
    way_.gradients.push_back(std::move(gradient));
    return true;
  }

  bool is_flat() const {
    for (const double one : way_.gradients.back()) {
      if (!(std::fabs(one) <= in_.tol)) return false;
    }
    return in_.tol > 0;
  }

  void take_step() {
    const bool newton = in_.options().how == Descent::newton;
    if (in_.update == "in_turn") return newton ? newton_in_turn() : step_in_turn();
    const Numbers& gradient = way_.gradients.back();
    if (newton) return newton_step(gradient);
    for (size_t i = 0; i < w_.size(); ++i) w_[i] -= optimizer_.move(i, gradient[i]);
    optimizer_.done();
  }

  /// Each parameter by its slope at where the ones before it have got to.
  void step_in_turn() {
    for (size_t i = 0; i < w_.size(); ++i) {
      const double slope = i == 0 ? way_.gradients.back()[0] : slope_.slope(i, w_, rows_.get());
      w_[i] -= optimizer_.move(i, slope);
    }
    optimizer_.done();
  }

  void newton_step(const Numbers& gradient) {
    const Matrix curvature = slope_.curvature(w_, rows_.get());
    for (const double one : curvature.values()) {
      if (!std::isfinite(one)) return give_up();
    }
    const Numbers step = optimizer_.newton_move(gradient, curvature);
    for (size_t i = 0; i < w_.size(); ++i) w_[i] -= step[i];
  }

  /// A parameter that has no curvature stays.
  void newton_in_turn() {
    for (size_t i = 0; i < w_.size(); ++i) {
      const double bend = slope_.curvature(i, i, w_, rows_.get());
      const double slope = slope_.slope(i, w_, rows_.get());
      if (!std::isfinite(bend) || !std::isfinite(slope)) return give_up();
      if (bend != 0) w_[i] -= in_.options().rate * (slope / bend);
    }
  }

  void give_up() { w_.assign(w_.size(), std::nan("")); }

  [[noreturn]] void fail_at_start() const {
    const bool value = std::isfinite(slope_.value(w_, in_.data.get()));
    fail(record_, "start",
         fmt::format("the function has no {} where it starts", value ? "slope" : "value"),
         "start where it has one");
  }

  Slope slope_;
  const Fields& in_;
  const RecordValue& record_;
  Optimizer optimizer_;
  Batches batches_;
  Numbers w_;
  TablePtr rows_;  // of the step from here
  Way way_;
};

class DescentNode : public Node {
 public:
  DescentNode(std::string name, Location at, std::vector<OutputShape> outputs, DescentPlan plan)
      : Node(std::move(name), at, std::move(outputs)), plan_(std::move(plan)) {}

  Outputs compute(const Evaluation& at) const override {
    const RecordValue record = plan_.record->evaluate(at, plan_.record->rows(at));
    const auto in = bind<Fields>(record);
    if (in.betas.size() != 2 ||
        !(in.betas[0] >= 0 && in.betas[0] < 1 && in.betas[1] >= 0 && in.betas[1] < 1)) {
      fail(record, "betas", "betas are two numbers from 0 to below 1", "as [0.9, 0.999]");
    }
    if (in.data && in.data->rows() == 0) fail(record, "data", "there are no rows");
    return {table_of(Walk(plan_, at, in, record).go())};
  }

 private:
  TablePtr table_of(const Way& way) const {
    const size_t count = way.points.size(), width = plan_.parameters.size();
    std::vector<std::string> keys, names;
    for (const ColumnDecl& column : outputs()[0].schema) names.push_back(column.name);
    std::vector<Numbers> columns(names.size(), Numbers(count));
    for (size_t step = 0; step < count; ++step) {
      keys.push_back(shortest(double(step)));
      columns[0][step] = double(step);
      double square = 0;
      for (size_t i = 0; i < width; ++i) {
        const double slope = way.gradients[step][i];
        columns[1 + i][step] = way.points[step][i];
        columns[3 + width + i][step] = slope;
        square += slope * slope;
      }
      columns[1 + width][step] = way.values[step];
      columns[2 + width][step] = std::sqrt(square);
    }
    std::vector<Column> made;
    for (Numbers& one : columns) made.push_back(Column::numbers(std::move(one)));
    return std::make_shared<const Table>("step", Keys(std::move(keys)), std::move(names),
                                         std::move(made));
  }

  DescentPlan plan_;
};

OutputShape shape_of(const DescentPlan& plan) {
  OutputShape out{"all", ValueType::table, {{"step", ColumnType::number}}, "step"};
  for (const Parameter& one : plan.parameters) out.schema.push_back({one.name, ColumnType::number});
  out.schema.push_back({"value", ColumnType::number});
  out.schema.push_back({"gradient", ColumnType::number});
  for (const Parameter& one : plan.parameters) {
    out.schema.push_back({"gradient_" + one.name, ColumnType::number});
  }
  return out;
}

std::vector<LeafId> leaves_of(const DescentPlan& plan) {
  std::vector<LeafId> leaves = plan.record->leaves();
  merge_leaves(leaves, plan.value.leaves());
  for (const Parameter& one : plan.parameters) merge_leaves(leaves, one.start.leaves());
  return leaves;  // derivatives read nothing but what the function reads
}

int build_descent(const RecordSpec& spec, GraphBuilder& builder) {
  auto plan = read_descent(spec, builder);
  if (!plan) return -1;
  std::vector<LeafId> leaves = leaves_of(*plan);
  std::vector<OutputShape> outputs{shape_of(*plan)};
  const NodeId history =
      builder.add(std::make_unique<DescentNode>(builder.name(), builder.at(), std::move(outputs),
                                                std::move(*plan)),
                  std::move(leaves));
  // How many steps there are may change: the last one has no number here.
  const auto* step = spec["step"].as<Quantity>();
  return add_trace(builder, history, step ? step->value : HUGE_VAL, true);
}

std::vector<Field> fields() {
  constexpr double kMostSteps = 100'000;
  return {
      described("of", FieldKind::formula,
                "The function that goes down: an =expression of the variables in `start`, and of "
                "whatever the scene knows: =mean(points, (points.y - w*points.x - b)^2). With "
                "`data`, that of one row, and their mean goes down.",
                {.required = true}),
      described("start", FieldKind::settings, "Its variables and where they start: {w: 0, b: 1}.",
                {.required = true}),
      field<&Fields::data>("data", "The rows whose columns `of` may name."),
      where_field("Takes only the rows for which it holds."),
      field<&Fields::optimizer>(
          "optimizer", "How slopes become steps.",
          {.fallback = "sgd",
           .choices = {"sgd", "momentum", "nesterov", "rmsprop", "adam", "newton"},
           .live = true}),
      field<&Fields::learning_rate>(
          "learning_rate",
          "η, the length of the steps; if absent, 0.001, of rmsprop 0.01, of newton 1.",
          {.least = 0, .above = true}),
      field<&Fields::max_iter>("max_iter", "How many steps are made, at most.",
                               {.fallback = "100", .least = 0, .most = kMostSteps}),
      field<&Fields::momentum>("momentum", "μ of momentum and nesterov.",
                               {.fallback = "0.9", .least = 0, .most = 1}),
      field<&Fields::alpha>("alpha", "α of rmsprop: how much of the mean square it keeps.",
                            {.fallback = "0.99", .least = 0, .most = 1}),
      field<&Fields::betas>("betas", "β₁ and β₂ of adam.", {.fallback = "[0.9, 0.999]"}),
      field<&Fields::eps>("eps", "ε of rmsprop and adam, which no step divides by less than.",
                          {.fallback = "0.00000001", .least = 0}),
      field<&Fields::update>(
          "update",
          "together: all variables move by the slopes at one point; in_turn: one after the other "
          "as `start` lists them, each by its slope at where the ones before it have got to.",
          {.fallback = "together", .choices = {"together", "in_turn"}}),
      field<&Fields::tol>("tol",
                          "Where no slope is larger than this it ends; 0: it makes all its steps.",
                          {.fallback = "0", .least = 0}),
      field<&Fields::batch_size>(
          "batch_size",
          "How many rows of `data` a step looks at: each goes on where the one before it has "
          "stopped, in an order that is drawn anew when all have had their turn. 0: all rows.",
          {.fallback = "0", .least = 0}),
      field<&Fields::seed>(
          "seed", "Of the order of the rows.",
          {.fallback = "0", .least = 0, .most = 9007199254740991, .kind = FieldKind::count}),
      step_field()};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel{
    .kind = {"gradient_descent",
             "Goes down a function step by step, by its exact slopes, as torch.optim: sgd (w − "
             "ηg), momentum (v ← μv + g, w − ηv), nesterov (w − η(g + μv)), rmsprop (s ← αs + (1 − "
             "α)g², w − ηg/(√s + ε)), adam (both means, made larger for the first steps), newton "
             "(w − ηH⁻¹g). A trace, which ends where there are no numbers any more.",
             fields()},
    .outputs = {{"all", ValueType::table,
                 "All steps: step, the variables, value (of the function, over all rows), gradient "
                 "(its length there) and gradient_w, gradient_b … (its parts; of the batch that "
                 "the next step looks at)."},
                {"trace", ValueType::table, "Those up to the step."},
                {"step", ValueType::number, "How far it has got: 0 is the start."},
                {"steps", ValueType::number, "The last step."},
                {"progress", ValueType::number,
                 "How far it has got between steps too: what a growing line has reached."}},
    .build = build_descent};

}  // namespace lantern::gradient_descent_model
