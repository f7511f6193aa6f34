#include <algorithm>

#include <fmt/format.h>

#include "core/base/calendar.h"
#include "core/base/number_format.h"
#include "core/base/text.h"
#include "core/record/columns.h"
#include "core/scene/bind/address_binder.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/expression_binder.h"
#include "core/scene/bind/row_values.h"

namespace lantern {
namespace {

/// Functions are written out where they are called: so long can an expression get by that.
constexpr size_t kMostCode = 100'000;

/// Of literals and the variables of `each`; also where it is wrong, which is not for here to tell.
bool is_constant(const AstPtr& ast, const Scope& scope, const Graph& graph) {
  Diagnostics unheard;
  std::optional<InnerScope> inner;  // what it reads there is not noted
  Scope trial = scope;
  if (scope.inner) trial.inner = &inner.emplace(*scope.inner);
  const auto program = bind_expression(ast, trial, graph, unheard);
  return !program || (!program->per_row() && program->constant());
}

}  // namespace

KeyBinder ExpressionBinder::key_binder() {
  return {[this](const AstPtr& key) { return is_constant(key, scope_, graph_); },
          [this](const AstPtr& key) { return visit(*key); },
          [this](const AstPtr& key, std::string_view what) {
            return constant_value(key, scope_, graph_, diagnostics_, what);
          }};
}

Typed ExpressionBinder::visit_call(const Call& call, const Location& at,
                                   std::optional<ValueType> wanted) {
  if (!call.function.selectors.empty()) {
    check_method(call, at);
    return visit_predictor(call, at);
  }
  if (const FunctionSpec* own = own_function(call)) return visit_function(*own, call, at, wanted);
  const Builtin& builtin = function_of(call, at);
  if (const auto table = table_argument(builtin, call)) {
    return visit_table(builtin, call, *table, at);
  }
  check_count(builtin, call.arguments.size(), at);
  if (builtin.reduces() && (!builtin.apply || call.arguments.size() < 2)) {
    return visit_rows(builtin, call, at);
  }
  if (builtin.window) return visit_window(builtin, call, at);
  if (builtin.draws) return visit_draw(builtin, call, at);
  if (builtin.name == "mix") return visit_mix(builtin, call, at);
  Typed first;
  bool per_row = false;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Typed typed = argument(builtin, call, i, i);
    if (i == 0) first = typed;
    per_row = per_row || typed.per_row;
  }
  check_format(builtin, call, first);
  push_call(Instruction::Op::call, builtin, int(call.arguments.size()), 0, at);
  return {builtin.result, per_row};
}

/// Of numbers, or of the names of colours.
Typed ExpressionBinder::visit_mix(const Builtin& builtin, const Call& call, const Location& at) {
  const Typed from = visit(*call.arguments[0], ValueType::number);
  const bool colors = from.type == ValueType::text;
  if (!colors) expect(from, ValueType::number, builtin.name, *call.arguments[0]);
  const Typed to = visit(*call.arguments[1], from.type);
  expect(to, colors ? ValueType::text : ValueType::number, builtin.name, *call.arguments[1]);
  const Typed t = argument(builtin, call, 2, 2);
  push_call(Instruction::Op::call, builtin, 3, 0, at);
  return {from.type, from.per_row || to.per_row || t.per_row};
}

Typed ExpressionBinder::argument(const Builtin& builtin, const Call& call, size_t place,
                                 size_t type_place) {
  const bool any = builtin.any_type(type_place);
  const ValueType type = builtin.type_of(type_place);
  const Typed typed = visit(*call.arguments[place], any ? std::nullopt : std::optional(type));
  if (!any) expect(typed, type, builtin.name, *call.arguments[place]);
  return typed;
}

void ExpressionBinder::push_call(Instruction::Op op, const Builtin& builtin, int b, int c,
                                 const Location& at) {
  code_.push(Instruction(op, static_cast<int>(&builtin - builtins().data()), b, c, 0, at));
}

void ExpressionBinder::check_length(const Location& at) {
  if (code_.length() <= kMostCode) return;
  stop(at, "the functions that this calls come to too long an expression",
       "note a value that is used often in `values`, or in a column", "limit");
}

int ExpressionBinder::new_local(const Location& at) {
  check_length(at);
  return code_.locals++;
}

// ---- over rows

/// The table that a call goes over; a column of that name goes first where there is room for one.
std::optional<TableRef> ExpressionBinder::table_argument(const Builtin& builtin,
                                                         const Call& call) const {
  if (!builtin.reduces() || call.arguments.empty()) return std::nullopt;
  const auto* address = std::get_if<Address>(&call.arguments[0]->node);
  if (!address) return std::nullopt;
  const bool may_be_value =
      int(call.arguments.size()) <= builtin.reduced_arguments() || builtin.apply;
  if (may_be_value && address->selectors.empty() && type_of_row_value(scope_, {address->head})) {
    return std::nullopt;
  }
  Diagnostics unheard;
  return bind_table(call.arguments[0], scope_, graph_, unheard);
}

Typed ExpressionBinder::visit_rows(const Builtin& builtin, const Call& call, const Location& at) {
  Typed typed{builtin.type_of(0), false};
  if (call.arguments.empty()) code_.push_constant(Operand::truth(true), at);
  else typed = argument(builtin, call, 0, 0);
  const bool parameter = call.arguments.size() > 1;
  if (parameter && argument(builtin, call, 1, 1).per_row) {
    stop(call.arguments[1]->at,
         fmt::format("the second argument of {} is one number for all rows", builtin.name));
  }
  push_call(Instruction::Op::reduce, builtin, parameter, 0, at);
  return {builtin.result_as_taken ? typed.type : builtin.result, false};
}

/// sum(spots, spots.x): for each row at hand, over the rows of spots.
Typed ExpressionBinder::visit_table(const Builtin& builtin, const Call& call, const TableRef& table,
                                    const Location& at) {
  const auto& address = std::get<Address>(call.arguments[0]->node);
  const bool rows_alone = builtin.least_arguments == 0 && call.arguments.size() == 1;
  if (call.arguments.size() == 1 && !rows_alone) {
    const std::string name = to_string(address);
    stop(call.arguments[0]->at, fmt::format("{} is a table", in_quotes(name)),
         fmt::format("say what of its rows: {}({}, {}.column)", builtin.name, name, name));
  }
  InnerRows inner;
  inner.table = table;
  code_.depend_on(graph_, table.node);
  Typed out{builtin.result, false};
  if (!rows_alone) {
    const int most = builtin.reduced_arguments();
    if (int(call.arguments.size()) != most + 1) {
      stop(at, arguments_wanted(builtin.name, most, most, call.arguments.size() - 1),
           fmt::format("over the rows of {}", to_string(address)));
    }
    out = inner_body(*call.arguments[1], builtin, address, inner, at);
  }
  const bool parameter = call.arguments.size() > 2;
  if (parameter) out.per_row = argument(builtin, call, 2, 1).per_row || out.per_row;
  code_.inner.push_back(std::move(inner));
  push_call(Instruction::Op::reduce_inner, builtin, parameter, int(code_.inner.size()) - 1, at);
  return out;
}

/// Binds what is computed of each inner row, and pushes what that reads of the row around.
Typed ExpressionBinder::inner_body(const Ast& ast, const Builtin& builtin, const Address& address,
                                   InnerRows& inner, const Location& at) {
  const Node& node = *graph_.nodes[size_t(inner.table.node)];
  InnerScope noted;
  noted.outer = &scope_;
  noted.table = &address;
  Scope inside = scope_;
  inside.row = &node.outputs()[size_t(inner.table.output)].schema;
  inside.row_table = to_string(address);
  inside.locals = nullptr;
  inside.chance = false;
  inside.inner = &noted;
  Code body;
  ExpressionBinder binder(inside, graph_, diagnostics_, body);
  const bool any = builtin.any_type(0);
  const ValueType type = builtin.type_of(0);
  const Typed typed = binder.visit(ast, any ? std::nullopt : std::optional(type));
  if (!any) binder.expect(typed, type, builtin.name, ast);
  merge_leaves(code_.leaves, body.leaves);
  code_.within += body.length();
  check_length(at);
  inner.body = std::make_shared<const Program>(body.take(), typed.type, typed.per_row, at);
  inner.sources = std::move(noted.sources);
  inner.around = noted.around.size();
  Typed out{builtin.result_as_taken ? typed.type : builtin.result, false};
  for (const InnerScope::Around& value : noted.around) {
    out.per_row = push_row_value(scope_, &code_, value, at).per_row || out.per_row;
  }
  return out;
}

Typed ExpressionBinder::visit_window(const Builtin& builtin, const Call& call, const Location& at) {
  const Typed typed = argument(builtin, call, 0, 0);
  if (!typed.per_row && !scope_.row) {
    stop(at, fmt::format("{} goes over rows in order, and there are none here", builtin.name),
         "give it a column: in `derive`, or in a mark with `data`");
  }
  for (size_t i = 1; i < call.arguments.size(); ++i) {
    if (!argument(builtin, call, i, i).per_row) continue;
    stop(call.arguments[i]->at,
         fmt::format("the second argument of {} is one number for all rows", builtin.name));
  }
  push_call(Instruction::Op::window, builtin, int(call.arguments.size()), 0, at);
  return {builtin.result_as_taken ? typed.type : builtin.result, true};
}

// ---- chance

Typed ExpressionBinder::visit_draw(const Builtin& builtin, const Call& call, const Location& at) {
  if (!scope_.chance) {
    stop(at, fmt::format("{} draws by chance, which only `iterate` can", builtin.name),
         "random data come from a generator: `lantern list generators`");
  }
  Typed first{builtin.result, false};
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Typed typed = argument(builtin, call, i, i);
    if (i == 0) first = typed;
    if (typed.type != first.type) stop_unequal(first, typed, call.arguments[i]->at);
  }
  push_call(Instruction::Op::draw, builtin, int(call.arguments.size()), code_.streams++, at);
  return {builtin.result_as_taken ? first.type : builtin.result, false};
}

// ---- mistakes

const Builtin& ExpressionBinder::function_of(const Call& call, const Location& at) {
  const Builtin* builtin =
      call.function.selectors.empty() ? find_builtin(call.function.head) : nullptr;
  if (builtin) return *builtin;
  std::vector<std::string> names;
  for (const Builtin& known : builtins()) names.emplace_back(known.name);
  for (size_t i = 0; scope_.functions && i < scope_.functions->size(); ++i) {
    names.push_back((*scope_.functions)[i].name);
  }
  const std::string name = to_string(call.function);
  stop(at, fmt::format("there is no function {}{}", in_quotes(name), did_you_mean(name, names)),
       "`lantern list functions` shows all");
}

/// `math.log(x)` and `name.upper()` are what other languages have.
void ExpressionBinder::check_method(const Call& call, const Location& at) {
  const auto& [head, selectors] = call.function;
  const Selector& last = selectors.back();
  if (scope_.names && scope_.names->find(head)) return;
  if (last.type != Selector::Type::member || !find_builtin(last.name)) return;
  Address of = call.function;
  of.selectors.pop_back();
  const bool method = call.arguments.empty();
  stop(at, fmt::format("there is no function {}", in_quotes(to_string(call.function))),
       fmt::format("write {}({})", last.name, method ? to_string(of) : "…"));
}

void ExpressionBinder::check_count(const Builtin& builtin, size_t given, const Location& at) {
  const int count = static_cast<int>(given);
  if (count >= builtin.least_arguments && count <= builtin.most_arguments) return;
  stop(at, arguments_wanted(builtin.name, builtin.least_arguments, builtin.most_arguments, given),
       fmt::format("{}: {}", builtin.usage, builtin.doc));
}

/// A format is read once, so it stands there as it is.
void ExpressionBinder::check_format(const Builtin& builtin, const Call& call, const Typed& value) {
  const bool of_dates = builtin.name == "date";
  if ((builtin.name != "format" && !of_dates) || call.arguments.size() < 2) return;
  if (!of_dates || value.type != ValueType::text) {
    expect(value, ValueType::number, builtin.name, *call.arguments[0]);
  }
  const Ast& format = *call.arguments[1];
  const auto* text = std::get_if<std::string>(&format.node);
  if (!text) stop(format.at, "a format is a constant text", std::string(builtin.usage));
  if (of_dates) {
    if (format_date(0, *text)) return;
    stop(format.at, fmt::format("{} is no format of dates", in_quotes(*text)),
         "its letters are %Y %y %m %b %B %d %e %a %A %H %M %S %L and %%", "number-format");
  }
  const auto parsed = parse_format(*text);
  if (const auto* wrong = std::get_if<FormatError>(&parsed)) {
    stop(format.at, wrong->message, "", "number-format");
  }
}

}  // namespace lantern
