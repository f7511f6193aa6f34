#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/data/groups.h"
#include "core/record/columns.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/record_planner.h"
#include "core/scene/compile/graph_builder.h"
#include "core/scene/evaluators/single_values.h"
#include "core/scene/nodes/stacked_rows.h"

namespace lantern::aggregate_model {
namespace {

/// What a script cannot call a variable: the rows of a family, where `data` would stand.
constexpr std::string_view kStack = "the rows of all";

struct OneOfMany {
  std::string name;
  Program program;
};

struct Plan {
  RecordPlanPtr record;
  std::vector<std::string> by;
  bool by_is_shown = true;  ///< the groups are named in columns too
  Location by_at;
  std::vector<OneOfMany> columns;
};

class AggregateNode : public Node {
 public:
  AggregateNode(std::string name, Location at, std::vector<OutputShape> outputs, Plan plan)
      : Node(std::move(name), at, std::move(outputs)), plan_(std::move(plan)) {}

  Outputs compute(const Evaluation& at) const override {
    const TablePtr rows = plan_.record->rows(at);
    std::vector<size_t> by;
    for (const std::string& name : plan_.by) by.push_back(*rows->find(name));
    spend(rows->rows() * (1 + by.size()) * 60);
    Groups groups = groups_of(*rows, by);
    check_keys(groups);
    std::vector<std::string> names;
    std::vector<Column> columns;
    if (plan_.by_is_shown) add_groups(*rows, by, groups, names, columns);
    for (const OneOfMany& column : plan_.columns) {
      names.push_back(column.name);
      columns.push_back(of_each(*rows, groups, column.program, at));
    }
    return {std::make_shared<const Table>(outputs()[0].key_name, Keys(std::move(groups.keys)),
                                          std::move(names), std::move(columns))};
  }

 private:
  void check_keys(const Groups& groups) const {
    const auto twice = first_duplicate(groups.keys);
    if (!twice) return;
    throw SceneError(
        {Severity::error, "aggregate", plan_.by_at,
         fmt::format("two groups have the key {}", in_quotes(groups.keys[*twice])),
         "keys are values joined by `/`: group by columns whose values do not have it"});
  }

  void add_groups(const Table& rows, const std::vector<size_t>& by, const Groups& groups,
                  std::vector<std::string>& names, std::vector<Column>& columns) const {
    std::vector<std::uint32_t> firsts;
    for (const auto& group : groups.rows) firsts.push_back(group.empty() ? 0 : group[0]);
    for (size_t i = 0; i < by.size(); ++i) {
      names.push_back(plan_.by[i]);
      columns.push_back(rows.columns()[by[i]].select(firsts));
    }
  }

  /// Of a group, only the columns that are read are picked out.
  static Column of_each(const Table& rows, const Groups& groups, const Program& program,
                        const Evaluation& at) {
    const std::vector<int> read = program.columns();
    const bool reads_keys = program.reads_keys();
    SingleValues out(program.type());
    Repeated repeated(groups.rows.size());
    for (const auto& group : groups.rows) {
      spend(100 + group.size() * read.size() * 2);
      const std::vector<Operand> part = picked(rows, group, read);
      const Keys keys = reads_keys ? rows.keys().select(group) : Keys();
      out.add(program.run(at, {.joined = part, .joined_rows = group.size(), .keys = &keys}));
      repeated.done();
    }
    return out.take();
  }

  /// The rows with those columns in their places; the others are nothing.
  static std::vector<Operand> picked(const Table& rows, const std::vector<std::uint32_t>& group,
                                     const std::vector<int>& read) {
    std::vector<Operand> out(rows.columns().size());
    for (const int column : read) {
      out[size_t(column)] = Operand::of(rows.columns()[size_t(column)].select(group));
    }
    return out;
  }

  Plan plan_;
};

/// Reads an aggregate's record; every function reports what is wrong.
class AggregateBuilder {
 public:
  AggregateBuilder(const RecordSpec& spec, GraphBuilder& builder)
      : spec_(spec), builder_(builder), context_(builder.context()) {}

  NodeId build() {
    const bool over = spec_["over"].given();
    if (over == spec_["data"].given()) {
      return wrong(spec_.at, "an aggregate wants one of `data` and `over`",
                   "data: a table; over: a model with `each`, whose rows are taken together");
    }
    if (over && !stack()) return -1;
    plan_.record = plan_record(spec_, context_);
    if (!plan_.record || !read_by(over) || !read_columns()) return -1;
    std::vector<LeafId> leaves = plan_.record->leaves();
    for (const OneOfMany& one : plan_.columns) merge_leaves(leaves, one.program.leaves());
    return builder_.add(
        std::make_unique<AggregateNode>(builder_.name(), builder_.at(),
                                        std::vector{std::move(shape_)}, std::move(plan_)),
        std::move(leaves));
  }

 private:
  // ---- over a family

  /// Makes one table of the family's, and puts it where `data` would be.
  bool stack() {
    const auto& ast = *spec_["over"].as<AstPtr>();
    const auto& address = std::get<Address>(ast->node);
    const auto name = context_.scope.names->find(address.head);
    if (name && name->type == SceneName::Type::broken) return false;
    if (!name || name->type != SceneName::Type::family) {
      wrong(ast->at,
            fmt::format("{} is nothing made for each item of a list", in_quotes(address.head)),
            "`over` wants a model with `each`; for a table, write `data`");
      return false;
    }
    std::vector<TableRef> tables;
    for (const auto& [key, node] : name->family.instances) {
      const auto table = table_of(address, key, ast->at);
      if (!table) return false;
      tables.push_back(*table);
    }
    if (tables.empty()) {
      wrong(ast->at, fmt::format("there are no {}", in_quotes(address.head)));
      return false;
    }
    if (!are_alike(name->family, tables, ast->at)) return false;
    variables_ = *context_.scope.variables;
    SceneName rows{SceneName::Type::node, add_stack(name->family, tables, ast->at), {}};
    variables_.push_back({std::string(kStack), std::move(rows)});
    context_.scope.variables = &variables_;
    Ast data{ast->at, Address{std::string(kStack), {}}};
    spec_.values[size_t(spec_.kind->find("data"))] = {ast->at,
                                                      std::make_shared<const Ast>(std::move(data))};
    return true;
  }

  /// Each table has the columns of the first.
  bool are_alike(const Family& family, const std::vector<TableRef>& tables, const Location& at) {
    const Schema& first = shape_of(tables[0]).schema;
    for (size_t i = 1; i < tables.size(); ++i) {
      const Schema& other = shape_of(tables[i]).schema;
      for (const ColumnDecl& column : first) {
        const int found = find_column(other, column.name);
        const ColumnType* type = found < 0 ? nullptr : &other[size_t(found)].type;
        if (type && *type == column.type) continue;
        wrong(at,
              fmt::format("{} is a column of {}s for {}, and {} for {}", in_quotes(column.name),
                          name_of(column.type), family.instances[0].first,
                          type ? fmt::format("one of {}s", name_of(*type)) : "no column",
                          family.instances[i].first),
              "rows that are taken together have the same columns");
        return false;
      }
    }
    return true;
  }

  std::optional<TableRef> table_of(const Address& address, const std::string& key,
                                   const Location& at) {
    Address of_one{address.head, {{Selector::Type::key, key, nullptr, at}}};
    of_one.selectors.insert(of_one.selectors.end(), address.selectors.begin(),
                            address.selectors.end());
    return bind_table(std::make_shared<const Ast>(Ast{at, std::move(of_one)}), context_.scope,
                      builder_.graph(), context_.diagnostics);
  }

  NodeId add_stack(const Family& family, const std::vector<TableRef>& tables, const Location& at) {
    std::vector<std::string> keys;
    for (const auto& [key, node] : family.instances) keys.push_back(key);
    auto node = std::make_unique<StackedRows>(builder_.name() + ".over", at, tables, keys,
                                              family.variables, builder_.graph());
    shape_.key_name = shape_of(tables[0]).key_name;
    std::vector<LeafId> leaves = node->leaves();
    return builder_.add(std::move(node), std::move(leaves));
  }

  const OutputShape& shape_of(const TableRef& table) const {
    return builder_.graph().nodes[size_t(table.node)]->outputs()[size_t(table.output)];
  }

  // ---- what groups and columns there are

  const Schema& rows() const {
    return shape_of(std::get<TableRef>(plan_.record->find("data")->how)).schema;
  }

  /// Of a family, rows with the same key are a group where no columns are named.
  bool read_by(bool over) {
    const auto* list = spec_["by"].as<SpecList>();
    plan_.by_at = spec_["by"].at;
    if (!list && over) {
      plan_.by = {std::string(StackedRows::kRowKey)};
      plan_.by_is_shown = false;
    }
    for (size_t i = 0; list && i < list->size(); ++i) {
      const std::string& name = (*list)[i].as<Word>()->text;
      if (find_column(shape_.schema, name) >= 0) {
        wrong((*list)[i].at, fmt::format("{} is in `by` already", in_quotes(name)));
        return false;
      }
      plan_.by.push_back(name);
      shape_.schema.push_back(rows()[size_t(find_column(rows(), name))]);
      shape_.key_name = (i == 0 ? "" : shape_.key_name + "/") + name;
    }
    return true;
  }

  bool read_columns() {
    const auto* map = spec_["columns"].as<SpecMap>();
    if (!map) return false;
    bool right = true;
    for (const SpecMap::Entry& entry : map->entries) right = read_column(entry) && right;
    return right;
  }

  bool read_column(const SpecMap::Entry& entry) {
    if (find_column(shape_.schema, entry.key) >= 0) {
      wrong(entry.key_at, fmt::format("there is a column {} already", in_quotes(entry.key)));
      return false;
    }
    Scope scope = context_.scope;
    scope.row = &rows();
    const bool over = spec_["over"].given();
    const SpecValue& from = spec_[over ? "over" : "data"];
    scope.row_table = to_string(std::get<Address>((*from.as<AstPtr>())->node));
    const AstPtr& ast = *entry.value.as<AstPtr>();
    auto program = bind_expression(ast, scope, builder_.graph(), context_.diagnostics);
    if (!program) return false;
    if (program->per_row()) {
      wrong(ast->at,
            fmt::format("{} has a value for each row, and one for all of a group is wanted",
                        in_quotes(entry.key)),
            "write mean(…), sum(…), max(…), first(…) …");
      return false;
    }
    shape_.schema.push_back({entry.key, column_type(program->type())});
    plan_.columns.push_back({entry.key, std::move(*program)});
    return true;
  }

  NodeId wrong(const Location& at, std::string message, std::string hint = "") {
    context_.diagnostics.error("aggregate", at, std::move(message), std::move(hint));
    return -1;
  }

  RecordSpec spec_;
  GraphBuilder& builder_;
  PlanContext context_;
  Variables variables_;
  OutputShape shape_{"rows", ValueType::table, {}, {}};
  Plan plan_;
};

int build_aggregate(const RecordSpec& spec, GraphBuilder& builder) {
  return AggregateBuilder(spec, builder).build();
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel{
    .kind =
        {"aggregate",
         "One row for each group of rows, as pandas' groupby(…, sort=False).agg: how many there "
         "are, their mean, the best of them.",
         {described("data", FieldKind::table, "The rows."),
          described("over", FieldKind::family,
                    "A model with `each`: the rows that all of its instances have, those with "
                    "the same key together unless `by` says otherwise."),
          where_field("Takes only the rows for which it holds."),
          described("by", FieldKind::columns,
                    "The columns whose values make the groups; all rows are one if absent.",
                    {.lone = true}),
          described("columns", FieldKind::takes,
                    "What is wanted of each group: {n: =count(), mean: =mean(height)}.",
                    {.required = true})}},
    .outputs = {{"rows", ValueType::table,
                 "One row a group, in the order in which they appear: the columns of `by`, then "
                 "`columns`."}},
    .build = build_aggregate};

}  // namespace lantern::aggregate_model
