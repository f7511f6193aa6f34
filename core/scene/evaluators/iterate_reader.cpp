#include "core/scene/evaluators/iterate_reader.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/expr/addresses.h"
#include "core/expr/words.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/record_planner.h"

namespace lantern::iterate_model {
namespace {

/// Those in `start` and in `next` together: each is looked for among all.
constexpr size_t kMostColumns = 2000;

bool is_known(const StateColumn& column) {
  return column.start || column.next;
}

/// Every function reports what is wrong.
class IterateReader {
 public:
  IterateReader(const RecordSpec& spec, GraphBuilder& builder)
      : spec_(spec), builder_(builder), context_(builder.context()) {}

  std::optional<IteratePlan> read() {
    plan_.record = plan_record(spec_, context_);
    const auto* start = spec_["start"].as<SpecMap>();
    next_ = spec_["next"].as<SpecMap>();
    if (!plan_.record || !start || !next_) return std::nullopt;
    const bool starts_named = check_names(*start);
    const bool next_named = check_names(*next_);  // told of both
    if (!starts_named || !next_named || !read_starts(*start) || !read_steps()) return std::nullopt;
    return std::move(plan_);
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

  std::optional<size_t> find(std::string_view name) const {
    for (size_t i = 0; i < plan_.columns.size(); ++i) {
      if (plan_.columns[i].name == name) return i;
    }
    return std::nullopt;
  }

  // ---- the steps

  /// All columns have their places first: what a step makes of one may read those of lines below.
  bool read_steps() {
    if (plan_.columns.size() + next_->entries.size() > kMostColumns) {
      context_.diagnostics.error("limit", spec_["next"].at,
                                 fmt::format("a state has at most {} columns", kMostColumns));
      return false;
    }
    for (const SpecMap::Entry& entry : next_->entries) {
      if (!find(entry.key)) plan_.columns.push_back({entry.key, {}, std::nullopt, std::nullopt});
      plan_.order.push_back(*find(entry.key));
    }
    for (size_t line = 0; line < plan_.order.size(); ++line) {
      if (!read_step(line)) return false;
    }
    return true;
  }

  /// A column that has no start is of the type that a step makes: whatever that reads comes first.
  bool read_step(size_t line) {
    if (plan_.columns[plan_.order[line]].next) return true;
    const SpecMap::Entry& entry = next_->entries[line];
    if (std::find(on_the_way_.begin(), on_the_way_.end(), line) != on_the_way_.end()) {
      return no_start(line);
    }
    on_the_way_.push_back(line);
    for (const size_t other : wanted_by(line)) {
      if (!read_step(other)) return false;
    }
    on_the_way_.pop_back();
    const std::vector<Local> locals = locals_for(line);
    Scope scope = context_.scope;
    scope.chance = true;
    scope.locals = &locals;
    auto program = bind(entry, scope);
    return program && add_step(line, std::move(*program));
  }

  /// The lines of `next` whose types are not known yet, and which this one reads.
  std::vector<size_t> wanted_by(size_t line) const {
    std::vector<size_t> out;
    for_each_address(expression_of(next_->entries[line].value), [&](const Address& address) {
      const bool made = address.head == "next" && !address.selectors.empty();
      const auto column = find(made ? address.selectors[0].name : address.head);
      if (!column || is_known(plan_.columns[*column])) return;
      const auto place = std::find(plan_.order.begin(), plan_.order.end(), *column);
      const auto other = size_t(place - plan_.order.begin());
      if (!made || other < line) out.push_back(other);  // what is made below is told by the binder
    });
    return out;
  }

  /// Lines that hang on each other, none of which says what it starts with.
  bool no_start(size_t line) {
    const SpecMap::Entry& entry = next_->entries[line];
    std::vector<std::string> names;
    for (auto one = std::find(on_the_way_.begin(), on_the_way_.end(), line);
         one != on_the_way_.end(); ++one) {
      names.push_back(in_quotes(next_->entries[*one].key));
    }
    return wrong(
        entry.key_at,
        names.size() == 1
            ? fmt::format("{} is made of what it was, and nothing says what it starts with",
                          names[0])
            : fmt::format("{} are made of each other, and nothing says what they start with",
                          join_and(names)),
        fmt::format("say it in `start`: {{{}: 0}}", entry.key));
  }

  /// The state before the step, as far as its types are known, and what the step has made so far.
  std::vector<Local> locals_for(size_t line) const {
    const size_t count = plan_.columns.size();
    std::vector<Local> out;
    for (size_t i = 0; i < count; ++i) {
      const StateColumn& column = plan_.columns[i];
      if (is_known(column)) out.push_back({column.name, int(i), column.type});
    }
    for (size_t before = 0; before < line; ++before) {
      const size_t i = plan_.order[before];
      const StateColumn& column = plan_.columns[i];
      if (is_known(column)) out.push_back({"next." + column.name, int(count + i), column.type});
    }
    out.push_back({"index", int(2 * count), ValueType::number});
    return out;
  }

  bool add_step(size_t line, Program program) {
    StateColumn& column = plan_.columns[plan_.order[line]];
    const ValueType type = program.type();
    if (column.start && column.type != type) {
      return wrong(next_->entries[line].value.at,
                   fmt::format("{} starts as a {}, and a step makes a {} of it",
                               in_quotes(column.name), name_of(column.type), name_of(type)));
    }
    column.type = type;
    column.next = std::move(program);
    return true;
  }

  bool wrong(const Location& at, std::string message, std::string hint = "") {
    context_.diagnostics.error("iterate", at, std::move(message), std::move(hint));
    return false;
  }

  const RecordSpec& spec_;
  GraphBuilder& builder_;
  const PlanContext& context_;
  const SpecMap* next_ = nullptr;
  IteratePlan plan_;
  std::vector<size_t> on_the_way_;  // lines of `next` whose types are being found
};

}  // namespace

std::optional<IteratePlan> read_iterate(const RecordSpec& spec, GraphBuilder& builder) {
  return IterateReader(spec, builder).read();
}

}  // namespace lantern::iterate_model
