#include <limits>
#include <optional>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/record/columns.h"
#include "core/scene/compile/traces.h"
#include "core/scene/evaluators/iterate_reader.h"
#include "core/scene/evaluators/single_values.h"

namespace lantern::iterate_model {
namespace {

constexpr double kMostSteps = 1'000'000;

std::vector<Random> streams_of(const Program& program, std::uint64_t seed,
                               const std::string& name) {
  std::vector<Random> out;
  for (int i = 0; i < program.streams(); ++i) {
    out.emplace_back(seed, fmt::format("iterate {} {}", name, i));
  }
  return out;
}

class IterateNode : public Node {
 public:
  IterateNode(std::string name, Location at, std::vector<OutputShape> outputs, IteratePlan plan)
      : Node(std::move(name), at, std::move(outputs)), plan_(std::move(plan)) {}

  Outputs compute(const Evaluation& at) const override {
    const RecordValue fields = plan_.record->evaluate(at, nullptr);
    const double steps = number(fields, "steps");
    const auto seed = static_cast<std::uint64_t>(number(fields, "seed"));
    std::vector<SingleValues> columns;
    for (const StateColumn& column : plan_.columns) columns.emplace_back(column.type);
    std::vector<Operand> locals = start(at, seed);
    std::vector<std::vector<Random>> streams;
    for (const StateColumn& column : plan_.columns) {
      streams.push_back(column.next ? streams_of(*column.next, seed, column.name)
                                    : std::vector<Random>());
    }
    note(locals, columns);
    std::optional<Repeated> others;  // the first may fit a model that they all ask
    for (double step = 1; step <= steps; ++step) {
      make_step(at, step, streams, locals);
      note(locals, columns);
      if (others) others->done();
      else others.emplace(static_cast<size_t>(steps - 1));
    }
    return {table_of(columns, steps)};
  }

 private:
  static double number(const RecordValue& fields, std::string_view name) {
    return std::get<double>(fields.values[size_t(fields.kind->find(name))]);
  }

  size_t count() const { return plan_.columns.size(); }

  std::vector<Operand> start(const Evaluation& at, std::uint64_t seed) const {
    std::vector<Operand> locals(2 * count() + 1);
    for (size_t i = 0; i < count(); ++i) {
      const StateColumn& column = plan_.columns[i];
      locals[i] = {column.type, false, std::numeric_limits<double>::quiet_NaN(), {}, {}};
      if (!column.start) continue;
      auto streams = streams_of(*column.start, seed, column.name + " start");
      locals[i] = column.start->run(at, {.streams = streams});
    }
    return locals;
  }

  void make_step(const Evaluation& at, double step, std::vector<std::vector<Random>>& streams,
                 std::vector<Operand>& locals) const {
    locals.back() = Operand::of(step);
    for (const size_t i : plan_.order) {
      spend(30 * locals.size());
      locals[count() + i] =
          plan_.columns[i].next->run(at, {.locals = locals, .streams = streams[i]});
    }
    for (const size_t i : plan_.order) locals[i] = locals[count() + i];
  }

  static void note(const std::vector<Operand>& locals, std::vector<SingleValues>& columns) {
    for (size_t i = 0; i < columns.size(); ++i) {
      spend(locals[i].text.size());
      columns[i].add(locals[i]);
    }
  }

  TablePtr table_of(std::vector<SingleValues>& made, double steps) const {
    std::vector<double> numbers;
    std::vector<std::string> keys, names{"step"};
    for (double step = 0; step <= steps; ++step) {
      numbers.push_back(step);
      keys.push_back(shortest(step));
    }
    std::vector<Column> columns{Column::numbers(std::move(numbers))};
    for (size_t i = 0; i < count(); ++i) {
      names.push_back(plan_.columns[i].name);
      columns.push_back(made[i].take());
    }
    return std::make_shared<const Table>("step", Keys(std::move(keys)), std::move(names),
                                         std::move(columns));
  }

  IteratePlan plan_;
};

OutputShape shape_of(const IteratePlan& plan) {
  OutputShape out{"all", ValueType::table, {{"step", ColumnType::number}}, "step"};
  for (const StateColumn& column : plan.columns) {
    out.schema.push_back({column.name, column_type(column.type)});
  }
  return out;
}

std::vector<LeafId> leaves_of(const IteratePlan& plan) {
  std::vector<LeafId> leaves = plan.record->leaves();
  for (const StateColumn& column : plan.columns) {
    if (column.start) merge_leaves(leaves, column.start->leaves());
    if (column.next) merge_leaves(leaves, column.next->leaves());
  }
  return leaves;
}

int build_iterate(const RecordSpec& spec, GraphBuilder& builder) {
  auto plan = read_iterate(spec, builder);
  if (!plan) return -1;
  std::vector<LeafId> leaves = leaves_of(*plan);
  std::vector<OutputShape> outputs{shape_of(*plan)};
  const NodeId history =
      builder.add(std::make_unique<IterateNode>(builder.name(), builder.at(), std::move(outputs),
                                                std::move(*plan)),
                  std::move(leaves));
  const auto* step = spec["step"].as<Quantity>();
  return add_trace(builder, history, step ? std::optional(step->value) : std::nullopt, true);
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel{
    .kind = {"iterate",
             "A state that is made anew step by step, by expressions of the state before, with "
             "seeded chance (normal, uniform, bernoulli, choice): a walk, a descent, a bandit. A "
             "trace.",
             {described("start", FieldKind::settings, "The state at step 0: {q: 0}.",
                        {.required = true}),
              described("next", FieldKind::settings,
                        "What each step makes of it: {q: =q + 1}. Names are of the state before; "
                        "next.q is what this step has made of q.",
                        {.required = true}),
              described("steps", FieldKind::count, "How many steps are made.",
                        {.required = true, .least = 0, .most = kMostSteps}),
              described("seed", FieldKind::count,
                        "What the random numbers start from: another seed, other numbers.",
                        {.fallback = "0", .least = 0, .most = 9007199254740991}),
              step_field()}},
    .outputs = {{"all", ValueType::table,
                 "The states of all steps: step, and the state's columns."},
                {"trace", ValueType::table, "Those up to the step."},
                {"step", ValueType::number, "How far it has got: 0 is the start."},
                {"steps", ValueType::number, "The last step."},
                {"progress", ValueType::number,
                 "How far it has got between steps too: what a growing line has reached."}},
    .build = build_iterate};

}  // namespace lantern::iterate_model
