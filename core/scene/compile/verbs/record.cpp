#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/compile/added_rows.h"
#include "core/scene/compile/step_context.h"
#include "core/scene/compile/step_verb.h"
#include "core/scene/nodes/recorded_table.h"

namespace lantern::record_verb {
namespace {

void report_unknown_table(Compiler& compiler, const RecordedSpec& spec) {
  std::vector<std::string> tables;
  for (const DataSpec& data : compiler.spec().data) tables.push_back(data.name);
  compiler.diagnostics().error("unknown-name", spec.at,
                               fmt::format("there is no table {} under `data`{}",
                                           in_quotes(spec.table), did_you_mean(spec.table, tables)),
                               "give one: {rows: [], columns: [a, b]}");
}

/// Null where there is none, which is reported.
RecordedTable* find_table(Compiler& compiler, const RecordedSpec& spec) {
  const auto name = compiler.find(spec.table);
  if (name && name->type == SceneName::Type::broken) return nullptr;
  RecordedTable* table = nullptr;
  if (name && name->type == SceneName::Type::node) {
    table = dynamic_cast<RecordedTable*>(compiler.graph().nodes[size_t(name->id)].get());
  }
  if (!table) report_unknown_table(compiler, spec);
  return table;
}

bool check_type(const StepContext& in, const AddedRowSpec& row, const Operand& cell,
                const ColumnDecl& column, const RecordedTable& table) {
  if (cell.type != ValueType::text || column.type == ColumnType::text) return true;
  in.compiler.diagnostics().error(
      "wrong-type", row.at,
      fmt::format("the column {} of {} holds numbers, and this is {}", in_quotes(column.name),
                  table.name(), in_quotes(cell.text)));
  return false;
}

/// What the row holds as the step starts. Nothing where something is wrong, which is reported.
std::optional<std::vector<Operand>> evaluated(const StepContext& in, const AddedRowSpec& row,
                                              const RecordedTable& table) {
  Compiler& compiler = in.compiler;
  std::vector<std::string> columns;
  for (const ColumnDecl& decl : table.schema()) columns.push_back(decl.name);
  const PlanContext context = compiler.plan_context(&in.step.variables);
  const auto programs = bind_added_row(row, table.name(), columns, context.scope, compiler.graph(),
                                       compiler.diagnostics());
  if (!programs) return std::nullopt;
  const Evaluation at(compiler.graph(), in.memo, in.leaves_at_start());
  std::vector<Operand> cells;
  try {
    for (size_t i = 0; i < programs->size(); ++i) {
      cells.push_back((*programs)[i].run(at));
      if (!check_type(in, row, cells.back(), table.schema()[i], table)) return std::nullopt;
    }
  } catch (const SceneError& e) {
    compiler.diagnostics().add(e.diagnostic());
    return std::nullopt;
  }
  return cells;
}

void add_row(const StepContext& in, const AddedRowSpec& row, RecordedTable& table) {
  auto cells = evaluated(in, row, table);
  if (!cells || table.add(std::move(*cells))) return;
  in.compiler.diagnostics().error(
      "data-format", row.at, fmt::format("the key of this row is in {} already", table.name()));
}

/// The rows are as of the step's start, and stay so.
void apply(const StepContext& in, const std::vector<RecordedSpec>& tables, JumpId jump) {
  for (const RecordedSpec& spec : tables) {
    RecordedTable* table = find_table(in.compiler, spec);
    if (!table) continue;
    for (const AddedRowSpec& row : spec.rows) add_row(in, row, *table);
    Track::Segment segment;
    segment.start = in.start();
    segment.end = in.end();
    segment.jump = jump;
    segment.value = static_cast<double>(table->added());
    segment.at = spec.at;
    in.timeline.tracks[size_t(table->count())].add(std::move(segment));
  }
}

std::vector<std::string> words(const std::vector<RecordedSpec>& tables) {
  std::vector<std::string> out;
  for (const RecordedSpec& one : tables) out.push_back("record " + one.table);
  return out;
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb = step_verb<&StepSpec::record, apply, words>();

}  // namespace lantern::record_verb
