#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/expr/words.h"
#include "core/record/columns.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/record_planner.h"
#include "core/scene/compile/traces.h"
#include "core/scene/evaluators/single_values.h"

namespace lantern::iterate_model {
namespace {

constexpr double kMostSteps = 1'000'000;

/// A column of the state: what it starts with, if anything, and what each step makes of it.
struct StateColumn {
  std::string name;
  ValueType type = ValueType::number;
  std::optional<Program> start, next;
};

/// What the steps are made with: locals 0 to n − 1 are the state before the step, n to 2n − 1 what
/// it has made, 2n the number of the step.
struct IteratePlan {
  RecordPlanPtr record;  ///< `steps` and `seed`
  std::vector<StateColumn> columns;
  std::vector<size_t> order;  ///< in which a step makes them
};

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
    Repeated repeated(static_cast<size_t>(steps));
    for (double step = 1; step <= steps; ++step) {
      make_step(at, step, streams, locals);
      note(locals, columns);
      repeated.done();
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
    for (size_t i = 0; i < columns.size(); ++i) columns[i].add(locals[i]);
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

/// Reads an iterate's record; every function reports what is wrong.
class IterateBuilder {
 public:
  IterateBuilder(const RecordSpec& spec, GraphBuilder& builder)
      : spec_(spec), builder_(builder), context_(builder.context()) {}

  NodeId build() {
    plan_.record = plan_record(spec_, context_);
    const auto* start = spec_["start"].as<SpecMap>();
    const auto* next = spec_["next"].as<SpecMap>();
    if (!plan_.record || !start || !next) return -1;
    const bool named = check_names(*start) & check_names(*next);
    if (!named || !read_starts(*start) || !read_steps(*next)) return -1;
    std::vector<LeafId> leaves = plan_.record->leaves();
    for (const StateColumn& column : plan_.columns) {
      if (column.start) merge_leaves(leaves, column.start->leaves());
      if (column.next) merge_leaves(leaves, column.next->leaves());
    }
    std::vector<OutputShape> outputs{shape()};
    const NodeId history =
        builder_.add(std::make_unique<IterateNode>(builder_.name(), builder_.at(),
                                                   std::move(outputs), std::move(plan_)),
                     std::move(leaves));
    const auto* step = spec_["step"].as<Quantity>();
    return add_trace(builder_, history, step ? std::optional(step->value) : std::nullopt, true);
  }

 private:
  bool check_names(const SpecMap& map) {
    bool right = true;
    for (const SpecMap::Entry& entry : map.entries) {
      constexpr std::string_view kOwn[] = {"all", "trace", "step", "steps", "progress"};
      const bool own = std::find(std::begin(kOwn), std::end(kOwn), entry.key) != std::end(kOwn);
      if (!own && !find_word(entry.key)) continue;
      right = wrong(entry.key_at,
                    fmt::format("{} cannot be a column of the state", in_quotes(entry.key)),
                    own ? "a trace has all, trace, step, steps and progress of its own"
                        : "it is a word of the language");
    }
    return right;
  }

  static AstPtr expression_of(const SpecValue& value) {
    if (const auto* ast = value.as<AstPtr>()) return *ast;
    if (const auto* quantity = value.as<Quantity>()) {
      return std::make_shared<const Ast>(Ast{value.at, quantity->value});
    }
    const auto* word = value.as<Word>();
    if (!word) return nullptr;
    if (word->text == "nan" && !word->quoted) {
      return std::make_shared<const Ast>(Ast{value.at, std::numeric_limits<double>::quiet_NaN()});
    }
    if ((word->text == "true" || word->text == "false") && !word->quoted) {
      return std::make_shared<const Ast>(Ast{value.at, word->text == "true"});
    }
    return std::make_shared<const Ast>(Ast{value.at, word->text});
  }

  std::optional<Program> bind(const SpecMap::Entry& entry, const Scope& scope) {
    const AstPtr ast = expression_of(entry.value);
    if (ast) return bind_expression(ast, scope, builder_.graph(), context_.diagnostics);
    wrong(entry.value.at, fmt::format("{} is one value", in_quotes(entry.key)),
          "a number, a text, or an =expression");
    return std::nullopt;
  }

  bool read_starts(const SpecMap& map) {
    Scope scope = context_.scope;
    scope.chance = true;
    for (const SpecMap::Entry& entry : map.entries) {
      auto program = bind(entry, scope);
      if (!program) return false;
      const ValueType type = program->type();
      plan_.columns.push_back({entry.key, type, std::move(program), std::nullopt});
    }
    return true;
  }

  StateColumn* find(const std::string& name) {
    for (StateColumn& column : plan_.columns) {
      if (column.name == name) return &column;
    }
    return nullptr;
  }

  /// How many columns the state will have: slots are numbered before all of them are known.
  static size_t count_columns(const SpecMap& start, const SpecMap& next) {
    size_t out = start.entries.size();
    for (const SpecMap::Entry& entry : next.entries) {
      out += std::none_of(start.entries.begin(), start.entries.end(),
                          [&](const SpecMap::Entry& other) { return other.key == entry.key; });
    }
    return out;
  }

  bool read_steps(const SpecMap& map) {
    const size_t count = count_columns(*spec_["start"].as<SpecMap>(), map);
    for (const SpecMap::Entry& entry : map.entries) {
      const std::vector<Local> locals = locals_for(count);
      Scope scope = context_.scope;
      scope.chance = true;
      scope.locals = &locals;
      auto program = bind(entry, scope);
      if (!program || !add_step(entry, std::move(*program))) return false;
    }
    return true;
  }

  /// The state before the step, as far as its types are known, and what the step has made so far.
  std::vector<Local> locals_for(size_t count) const {
    std::vector<Local> out;
    for (size_t i = 0; i < plan_.columns.size(); ++i) {
      out.push_back({plan_.columns[i].name, int(i), plan_.columns[i].type});
    }
    for (const size_t i : plan_.order) {
      out.push_back({"next." + plan_.columns[i].name, int(count + i), plan_.columns[i].type});
    }
    out.push_back({"index", int(2 * count), ValueType::number});
    return out;
  }

  bool add_step(const SpecMap::Entry& entry, Program program) {
    const ValueType type = program.type();
    if (!find(entry.key)) plan_.columns.push_back({entry.key, type, std::nullopt, std::nullopt});
    StateColumn& column = *find(entry.key);
    if (column.type != type) {
      return wrong(entry.value.at,
                   fmt::format("{} starts as a {}, and a step makes a {} of it",
                               in_quotes(entry.key), name_of(column.type), name_of(type)));
    }
    column.next = std::move(program);
    plan_.order.push_back(size_t(&column - plan_.columns.data()));
    return true;
  }

  OutputShape shape() const {
    OutputShape out{"all", ValueType::table, {{"step", ColumnType::number}}, "step"};
    for (const StateColumn& column : plan_.columns) {
      out.schema.push_back({column.name, column_type(column.type)});
    }
    return out;
  }

  bool wrong(const Location& at, std::string message, std::string hint = "") {
    context_.diagnostics.error("iterate", at, std::move(message), std::move(hint));
    return false;
  }

  const RecordSpec& spec_;
  GraphBuilder& builder_;
  const PlanContext& context_;
  IteratePlan plan_;
};

int build_iterate(const RecordSpec& spec, GraphBuilder& builder) {
  return IterateBuilder(spec, builder).build();
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
