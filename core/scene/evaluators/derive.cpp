#include <algorithm>

#include "core/data/column_builder.h"
#include "core/expr/as_column.h"
#include "core/record/columns.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/record_planner.h"
#include "core/scene/compile/graph_builder.h"

namespace lantern::derive_model {

extern const ModelType kModel;

namespace {

struct NewColumn {
  std::string name;
  Program program;
};

Column with_cell(const Column& column, const Column& more) {
  ColumnBuilder out(column.type());
  out.add(column);
  out.add(more);
  return out.take();
}

/// The table with one row more.
Table with_row(const Table& table, const Table& row) {
  std::vector<std::string> keys = table.rows() > 0 ? *table.keys().names() : decltype(keys)();
  keys.push_back(row.keys()[0]);
  std::vector<Column> columns;
  for (size_t i = 0; i < table.columns().size(); ++i) {
    columns.push_back(with_cell(table.columns()[i], row.columns()[i]));
  }
  return Table(table.key_name(), Keys(std::move(keys)), table.names(), std::move(columns));
}

class DeriveNode : public Node {
 public:
  DeriveNode(std::string name, Location at, std::vector<OutputShape> outputs, RecordPlanPtr plan,
             std::vector<NewColumn> columns)
      : Node(std::move(name), at, std::move(outputs)),
        plan_(std::move(plan)),
        columns_(std::move(columns)) {}

  Outputs compute(const Evaluation& at) const override {
    const TablePtr rows = plan_->rows(at);
    Table out = widened(*rows, at);
    // What a growing line is on its way to has the new columns too.
    if (const auto& ahead = rows->ahead()) {
      out.set_ahead(Table::Ahead{std::make_shared<const Table>(next_row(*rows, *ahead->row, at)),
                                 ahead->fraction});
    }
    return {std::make_shared<const Table>(std::move(out))};
  }

 private:
  /// What goes over the rows sees those before it.
  Table next_row(const Table& rows, const Table& row, const Evaluation& at) const {
    const bool alone = std::none_of(columns_.begin(), columns_.end(), [](const NewColumn& column) {
      return column.program.goes_over_rows();
    });
    if (alone) return widened(row, at);
    const std::uint32_t last[] = {static_cast<std::uint32_t>(rows.rows())};
    return widened(with_row(rows, row), at).select(last);
  }

  Table widened(Table table, const Evaluation& at) const {
    for (const NewColumn& column : columns_) {
      table = table.with(column.name, as_column(column.program.run(at, &table), table.rows()));
    }
    return table;
  }

  RecordPlanPtr plan_;
  std::vector<NewColumn> columns_;
};

void put(Schema& schema, ColumnDecl column) {
  const auto same = std::find_if(schema.begin(), schema.end(),
                                 [&](const ColumnDecl& c) { return c.name == column.name; });
  if (same != schema.end()) *same = std::move(column);
  else schema.push_back(std::move(column));
}

/// Each column sees those before it.
int build_derive(const RecordSpec& spec, GraphBuilder& builder) {
  const PlanContext& context = builder.context();
  const RecordPlanPtr plan = plan_record(spec, context);
  const auto* map = spec["columns"].as<SpecMap>();
  if (!plan || !map) return -1;
  std::vector<OutputShape> outputs = output_shapes(kModel.outputs, *plan, builder.graph());
  Scope scope = context.scope;
  scope.row_table = builder.name();
  std::vector<LeafId> leaves = plan->leaves();
  std::vector<NewColumn> columns;
  for (const SpecMap::Entry& entry : map->entries) {
    scope.row = &outputs[0].schema;
    auto program =
        bind_expression(*entry.value.as<AstPtr>(), scope, builder.graph(), context.diagnostics);
    if (!program) return -1;
    merge_leaves(leaves, program->leaves());
    put(outputs[0].schema, {entry.key, column_type(program->type())});
    columns.push_back({entry.key, std::move(*program)});
  }
  return builder.add(std::make_unique<DeriveNode>(builder.name(), builder.at(), std::move(outputs),
                                                  plan, std::move(columns)),
                     std::move(leaves));
}

}  // namespace

const ModelType kModel{
    .kind = {"derive",
             "Columns computed for each row, from the row and from whatever else the scene knows: "
             "params, "
             "outputs of models, cells of other tables.",
             {described("data", FieldKind::table, "The rows.", {.required = true}),
              where_field("Takes only the rows for which it holds."),
              described("columns", FieldKind::takes,
                        "The new columns: {loss: =expression}, over the columns there are and "
                        "those before.",
                        {.required = true})}},
    .outputs = {{.name = "rows",
                 .type = ValueType::table,
                 .doc = "The data with the new columns.",
                 .extends = "data"}},
    .build = build_derive};

}  // namespace lantern::derive_model
