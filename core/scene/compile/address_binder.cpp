#include "core/scene/compile/address_binder.h"

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

/// Where an address has got to on its way from its head.
struct Here {
  enum class Kind { value, node, family, table, table_column, row, record };
  explicit Here(Kind what) : kind(what) {}

  Kind kind;
  Typed typed;  ///< of a value
  NodeId node = -1;
  int output = 0;
  int column = 0;
  const Family* family = nullptr;
};

/// Thrown inside this file only: after the mistake has been reported, or for names that are broken.
struct StopAddress {};

ValueType type_of(ColumnType column) {
  switch (column) {
    case ColumnType::number:
      return ValueType::number;
    case ColumnType::boolean:
      return ValueType::boolean;
    case ColumnType::text:
      return ValueType::text;
  }
  return ValueType::number;
}

int find_column(const Schema& schema, std::string_view name) {
  for (size_t i = 0; i < schema.size(); ++i) {
    if (schema[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

std::vector<std::string> names_of(const Schema& schema) {
  std::vector<std::string> names;
  for (const ColumnDecl& column : schema) names.push_back(column.name);
  return names;
}

std::string did_you_mean(const std::string& name, const std::vector<std::string>& known) {
  const auto near = nearest(name, known);
  return near ? fmt::format("; did you mean {}?", in_quotes(*near)) : "";
}

/// The output that a node's own name stands for where a table is wanted.
constexpr std::string_view kRows = "rows";

class AddressBinder {
 public:
  AddressBinder(const Address& address, const Location& at, const Scope& scope, const Graph& graph,
                Diagnostics& diagnostics)
      : address_(address), at_(at), scope_(scope), graph_(graph), diagnostics_(diagnostics) {}

  Typed value(Code& code, const std::function<Typed(const AstPtr&)>& bind_key) {
    code_ = &code;
    bind_key_ = &bind_key;
    Here here = walk();
    if (here.kind == Here::Kind::value) return here.typed;
    stop_no_value(here);
  }

  TableRef table() {
    Here here = walk();
    if (here.kind == Here::Kind::node) here = main_table(here);
    if (here.kind == Here::Kind::table) return {here.node, here.output};
    wrong("unknown-name", fmt::format("{} is no table", in_quotes(to_string(address_))));
  }

 private:
  Here walk() {
    Here here = head();
    while (next_ < address_.selectors.size()) here = select(here, address_.selectors[next_++]);
    return here;
  }

  // ---- the head: exactly one scope must know it

  Here head() {
    const std::string& name = address_.head;
    if (name == "row") return qualified_column();
    if (name == "scene") return qualified_name();
    if (name == "p" && scope_.progress)
      return emit(Instruction(Instruction::Op::progress), ValueType::number);
    if (name == "index" && scope_.row)
      return emit(Instruction(Instruction::Op::row_index), ValueType::number, true);
    if (name == "pi") return constant(Operand::of(3.14159265358979323846));
    const int column = scope_.row ? find_column(*scope_.row, name) : -1;
    const Variable* variable = find_variable(name);
    const auto in_scene = scope_.names ? scope_.names->find(name) : std::nullopt;
    if (int(column >= 0) + int(variable != nullptr) + int(in_scene.has_value()) > 1) {
      stop_tie(column >= 0, variable != nullptr, in_scene.has_value());
    }
    if (column >= 0) return row_column(column);
    if (variable) return variable_value(*variable);
    if (in_scene) return scene_name(*in_scene);
    stop_unknown(name);
  }

  const Variable* find_variable(const std::string& name) const {
    if (!scope_.variables) return nullptr;
    for (const Variable& variable : *scope_.variables) {
      if (variable.name == name) return &variable;
    }
    return nullptr;
  }

  /// "row.score", "row@(part)": the column whose name is the constant part.
  Here qualified_column() {
    if (!scope_.row) wrong("unknown-name", "there are no rows here for `row` to mean");
    if (next_ == address_.selectors.size()) {
      wrong("unknown-name", "`row` alone is no value", "write row.column");
    }
    const Selector& selector = address_.selectors[next_++];
    std::string name = selector.name;
    if (selector.kind == Selector::Kind::computed_key) {
      const auto chosen =
          constant_value(selector.expr, scope_, graph_, diagnostics_, "the name of a column");
      if (!chosen) throw StopAddress{};
      name = chosen->text_at(0);
    }
    const int column = find_column(*scope_.row, name);
    if (column < 0) {
      wrong("unknown-column",
            fmt::format("{} has no column {}{}", scope_.row_table, in_quotes(name),
                        did_you_mean(name, names_of(*scope_.row))),
            fmt::format("it has {}", join_and(names_of(*scope_.row))));
    }
    return row_column(column);
  }

  Here qualified_name() {
    if (next_ == address_.selectors.size() ||
        address_.selectors[next_].kind != Selector::Kind::member) {
      wrong("unknown-name", "`scene` alone is no value", "write scene.name");
    }
    const std::string& name = address_.selectors[next_++].name;
    const auto found = scope_.names ? scope_.names->find(name) : std::nullopt;
    if (!found) {
      wrong("unknown-name", fmt::format("the scene has no param, table or model {}{}",
                                        in_quotes(name), did_you_mean(name, scope_.names->all())));
    }
    return scene_name(*found);
  }

  Here row_column(int column) {
    return emit(Instruction(Instruction::Op::column, column),
                type_of((*scope_.row)[size_t(column)].type), true);
  }

  Here variable_value(const Variable& variable) {
    if (const auto* number = std::get_if<double>(&variable.value)) {
      return constant(Operand::of(*number));
    }
    if (const auto* text = std::get_if<std::string>(&variable.value)) {
      return constant(Operand::of(*text));
    }
    if (const auto* name = std::get_if<SceneName>(&variable.value)) return scene_name(*name);
    const RowRef& row = std::get<RowRef>(variable.value);
    constant(Operand::of(row.key));
    Here here{Here::Kind::row};
    here.node = row.node;
    here.output = row.output;
    return here;
  }

  Here scene_name(const SceneName& name) {
    switch (name.kind) {
      case SceneName::Kind::broken:
        throw StopAddress{};
      case SceneName::Kind::target:
        return target(name.id);
      case SceneName::Kind::node: {
        Here here{Here::Kind::node};
        here.node = name.id;
        return here;
      }
      case SceneName::Kind::family:
        break;
    }
    family_ = name.family;
    Here here{Here::Kind::family};
    here.family = &family_;
    return here;
  }

  Here target(TargetId id) {
    if (code_) merge_leaves(code_->leaves, {id});
    const TimelineTarget& target = graph_.targets[size_t(id)];
    const bool number = std::holds_alternative<double>(target.initial);
    return emit(Instruction(Instruction::Op::leaf, id),
                number ? ValueType::number : ValueType::text);
  }

  // ---- the steps

  Here select(const Here& from, const Selector& selector) {
    switch (from.kind) {
      case Here::Kind::value:
        return select_text(from, selector);
      case Here::Kind::node:
        return select_output(from, selector);
      case Here::Kind::family:
        return select_instance(from, selector);
      case Here::Kind::table:
        return select_in_table(from, selector);
      case Here::Kind::table_column:
        return select_aggregate(from, selector);
      case Here::Kind::row:
        return select_cell(from, selector, Instruction::Op::cell);
      case Here::Kind::record:
        return select_cell(from, selector, Instruction::Op::record_cell);
    }
    throw StopAddress{};
  }

  Here select_text(const Here& from, const Selector& selector) {
    if (selector.kind != Selector::Kind::member || selector.name != "text" ||
        from.typed.type != ValueType::text) {
      wrong_at(
          selector,
          fmt::format("a {} has no part {}", name_of(from.typed.type), in_quotes(selector.name)),
          from.typed.type == ValueType::text ? "only .text, how the value reads" : "");
    }
    return emit(Instruction(Instruction::Op::meaning_text), ValueType::text, from.typed.per_row);
  }

  const Node& node(const Here& here) const { return *graph_.nodes[size_t(here.node)]; }
  const OutputShape& shape(const Here& here) const {
    return node(here).outputs()[size_t(here.output)];
  }

  Here main_table(const Here& from) {
    Here here = from;
    here.kind = Here::Kind::table;
    here.output = node(from).find_output(kRows);
    if (here.output >= 0) return here;
    wrong("unknown-name", fmt::format("{} is no table", in_quotes(node(from).name())),
          fmt::format("it has {}", join_and(output_names(from))));
  }

  std::vector<std::string> output_names(const Here& here) const {
    std::vector<std::string> names;
    for (const OutputShape& output : node(here).outputs()) names.push_back(output.name);
    return names;
  }

  Here select_output(const Here& from, const Selector& selector) {
    const bool has_rows = node(from).find_output(kRows) >= 0;
    if (selector.kind != Selector::Kind::member) return select_in_table(main_table(from), selector);
    const int output = node(from).find_output(selector.name);
    if (output < 0 && has_rows) return select_in_table(main_table(from), selector);
    if (output < 0) {
      wrong_at(selector,
               fmt::format("{} has no output {}{}", node(from).name(), in_quotes(selector.name),
                           did_you_mean(selector.name, output_names(from))),
               fmt::format("it has {}", join_and(output_names(from))));
    }
    Here here = from;
    here.output = output;
    const ValueType type = shape(here).type;
    if (type == ValueType::table) here.kind = Here::Kind::table;
    else if (type == ValueType::record) here.kind = Here::Kind::record;
    else return emit_of(here, Instruction(Instruction::Op::output, here.node, here.output), type);
    return here;
  }

  Here select_instance(const Here& from, const Selector& selector) {
    if (selector.kind == Selector::Kind::member) {
      wrong_at(
          selector, fmt::format("{} is made for each item of a list", in_quotes(address_.head)),
          fmt::format("choose one by its key: {}@{}", address_.head,
                      from.family->instances.empty() ? "key" : from.family->instances[0].first));
    }
    std::string key = selector.name;
    if (selector.kind == Selector::Kind::computed_key) {
      const auto chosen =
          constant_value(selector.expr, scope_, graph_, diagnostics_, "the key of an instance");
      if (!chosen) throw StopAddress{};
      key = chosen->type == ValueType::text ? chosen->text : shortest(chosen->number);
    }
    const NodeId* instance = from.family->find(key);
    if (!instance) wrong_at(selector, fmt::format("there is no {}@{}", address_.head, key));
    Here here{Here::Kind::node};
    here.node = *instance;
    return here;
  }

  Here select_in_table(const Here& from, const Selector& selector) {
    Here here = from;
    if (selector.kind != Selector::Kind::member) {
      push_key(from, selector);
      here.kind = Here::Kind::row;
      return here;
    }
    const Schema& schema = shape(from).schema;
    here.column = find_column(schema, selector.name);
    if (here.column >= 0) {
      here.kind = Here::Kind::table_column;
      return here;
    }
    if (selector.name == "count") {
      return emit_of(here, Instruction(Instruction::Op::row_count, here.node, here.output),
                     ValueType::number);
    }
    wrong_at(selector,
             fmt::format("{} has no column {}{}", node(from).name(), in_quotes(selector.name),
                         did_you_mean(selector.name, names_of(schema))),
             fmt::format("it has {}, and .count", join_and(names_of(schema))));
  }

  void push_key(const Here& from, const Selector& selector) {
    if (!code_) wrong_at(selector, "a row is no table");
    if (selector.kind == Selector::Kind::computed_key) {
      key_per_row_ = (*bind_key_)(selector.expr).per_row;
      return;
    }
    if (const Table* table = scope_.names->fixed_table(from.node, from.output)) {
      const Keys& keys = table->keys();
      if (!keys.find(selector.name)) {
        const std::string& by = shape(from).key_name;
        wrong_at(selector,
                 fmt::format("no row {} in {}{}{}", in_quotes(selector.name), node(from).name(),
                             by.empty() ? "" : fmt::format(" (key: {})", by),
                             did_you_mean(selector.name, *keys.names())));
      }
    }
    constant(Operand::of(selector.name));
  }

  Here select_cell(const Here& from, const Selector& selector, Instruction::Op op) {
    const Schema& schema = shape(from).schema;
    const int column = find_column(schema, selector.name);
    if (selector.kind != Selector::Kind::member || column < 0) {
      wrong_at(selector,
               fmt::format("{} has no column {}{}", node(from).name(), in_quotes(selector.name),
                           did_you_mean(selector.name, names_of(schema))),
               fmt::format("it has {}", join_and(names_of(schema))));
    }
    return emit_of(from, Instruction(op, from.node, from.output, column),
                   type_of(schema[size_t(column)].type),
                   op == Instruction::Op::cell && key_per_row_);
  }

  Here select_aggregate(const Here& from, const Selector& selector) {
    for (const auto& [name, aggregate] : aggregates()) {
      if (selector.kind != Selector::Kind::member || selector.name != name) continue;
      if (shape(from).schema[size_t(from.column)].type == ColumnType::text) {
        wrong_at(selector, "only numbers have aggregates");
      }
      return emit_of(from,
                     Instruction(Instruction::Op::aggregate, from.node, from.output, from.column,
                                 static_cast<int>(aggregate)),
                     ValueType::number);
    }
    std::vector<std::string> names;
    for (const auto& [name, aggregate] : aggregates()) names.emplace_back(name);
    wrong_at(selector,
             fmt::format("a column has no part {}{}", in_quotes(selector.name),
                         did_you_mean(selector.name, names)),
             fmt::format("it has {}", join_and(names)));
  }

  // ---- code

  Here emit(Instruction instruction, ValueType type, bool per_row = false) {
    instruction.at = at_;
    if (code_) code_->push(instruction);
    Here here{Here::Kind::value};
    here.typed = {type, per_row};
    return here;
  }

  Here emit_of(const Here& from, Instruction instruction, ValueType type, bool per_row = false) {
    if (code_) code_->depend_on(graph_, from.node);
    return emit(instruction, type, per_row);
  }

  Here constant(Operand operand) {
    Here here{Here::Kind::value};
    here.typed = {operand.type, false};
    if (code_) code_->push_constant(std::move(operand), at_);
    return here;
  }

  // ---- mistakes

  [[noreturn]] void stop_no_value(const Here& here) {
    const std::string written = in_quotes(to_string(address_));
    switch (here.kind) {
      case Here::Kind::table_column:
        wrong("unknown-name", fmt::format("{} is a column of another table", written),
              "choose a row by @key, or ask for .mean, .max, .sum …");
      case Here::Kind::row:
      case Here::Kind::record:
        wrong(
            "unknown-name", fmt::format("{} is a row", written),
            fmt::format("ask for one of its columns: {}", join_and(names_of(shape(here).schema))));
      case Here::Kind::node:
        wrong("unknown-name", fmt::format("{} is no single value", written),
              fmt::format("ask for {}", join_or(output_names(here))));
      default:
        wrong("unknown-name", fmt::format("{} is no single value", written));
    }
  }

  [[noreturn]] void stop_tie(bool column, bool variable, bool in_scene) {
    std::vector<std::string> meanings;
    std::vector<std::string> ways;
    if (column) {
      meanings.push_back("a column of " + scope_.row_table);
      ways.push_back("row." + address_.head);
    }
    if (variable) meanings.push_back("a variable of `each`");
    if (in_scene) {
      meanings.push_back("a name of the scene");
      ways.push_back("scene." + address_.head);
    }
    wrong("ambiguous-name",
          fmt::format("{} is both {}", in_quotes(address_.head), join_and(meanings)),
          ways.size() == 2 ? fmt::format("write {}", join_or(ways)) : "rename one of them");
  }

  [[noreturn]] void stop_unknown(const std::string& name) {
    std::vector<std::string> known;
    if (scope_.row) known = names_of(*scope_.row);
    if (scope_.variables) {
      for (const Variable& variable : *scope_.variables) known.push_back(variable.name);
    }
    if (scope_.names) {
      for (const std::string& other : scope_.names->all()) known.push_back(other);
    }
    const std::string where =
        scope_.row ? fmt::format("the scene and {} have", scope_.row_table) : "the scene has";
    wrong("unknown-name",
          fmt::format("{} no {}{}", where, in_quotes(name), did_you_mean(name, known)));
  }

  [[noreturn]] void wrong(std::string_view code, std::string message, std::string hint = "") {
    diagnostics_.error(code, at_, std::move(message), std::move(hint));
    throw StopAddress{};
  }

  [[noreturn]] void wrong_at(const Selector& selector, std::string message, std::string hint = "") {
    diagnostics_.error("unknown-name", selector.at, std::move(message), std::move(hint));
    throw StopAddress{};
  }

  const Address& address_;
  const Location& at_;
  const Scope& scope_;
  const Graph& graph_;
  Diagnostics& diagnostics_;
  Code* code_ = nullptr;
  const std::function<Typed(const AstPtr&)>* bind_key_ = nullptr;
  size_t next_ = 0;
  bool key_per_row_ = false;
  Family family_;
};

}  // namespace

const NodeId* Family::find(std::string_view key) const {
  for (const auto& [name, node] : instances) {
    if (name == key) return &node;
  }
  return nullptr;
}

Typed Code::push_constant(Operand operand, const Location& at) {
  const Typed typed{operand.type, false};
  constants.push_back(std::move(operand));
  push(Instruction(Instruction::Op::constant, static_cast<int>(constants.size()) - 1, 0, 0, 0, at));
  return typed;
}

std::optional<Typed> bind_address_value(const Address& address, const Location& at,
                                        const Scope& scope, const Graph& graph,
                                        Diagnostics& diagnostics, Code& code,
                                        const std::function<Typed(const AstPtr&)>& bind_key) {
  try {
    return AddressBinder(address, at, scope, graph, diagnostics).value(code, bind_key);
  } catch (const StopAddress&) {
    return std::nullopt;
  }
}

std::optional<TableRef> bind_table(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                   Diagnostics& diagnostics) {
  const auto* address = ast ? std::get_if<Address>(&ast->node) : nullptr;
  if (!address) {
    if (ast) diagnostics.error("wrong-type", ast->at, "a table is given by its name");
    return std::nullopt;
  }
  try {
    return AddressBinder(*address, ast->at, scope, graph, diagnostics).table();
  } catch (const StopAddress&) {
    return std::nullopt;
  }
}

}  // namespace lantern
