#include "core/scene/compile/added_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

AstPtr cell_of(const AddedRowSpec& row, const std::string& column) {
  if (row.source) {
    Address address = std::get<Address>(row.source->node);
    address.selectors.push_back({Selector::Type::member, column, nullptr, row.at});
    return std::make_shared<const Ast>(Ast{row.at, std::move(address)});
  }
  const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                 [&](const AddedRowSpec::Cell& c) { return c.column == column; });
  return cell == row.cells.end() ? nullptr : cell->value;
}

/// False where a cell is for a column that the table has not.
bool check_cells(const AddedRowSpec& row, const std::string& table,
                 const std::vector<std::string>& columns, Diagnostics& diagnostics) {
  for (const AddedRowSpec::Cell& cell : row.cells) {
    if (std::find(columns.begin(), columns.end(), cell.column) != columns.end()) continue;
    diagnostics.error("unknown-column", cell.at,
                      fmt::format("{} has no column {}{}", table, in_quotes(cell.column),
                                  did_you_mean(cell.column, columns)),
                      fmt::format("it has {}", join_and(columns)));
    return false;
  }
  return true;
}

bool check_single(const Program& program, const Location& at, const std::string& column,
                  Diagnostics& diagnostics) {
  if (!program.per_row()) return true;
  diagnostics.error("wrong-type", at,
                    fmt::format("{} is a whole column, and a row is wanted", in_quotes(column)),
                    "write table@key");
  return false;
}

/// What the step adds to the table, not those inside it; null if nothing.
const RecordedSpec* recorded_by(const StepSpec& step, VerbList verbs, const std::string& table) {
  for (const StepVerb* verb : verbs) {
    if (!verb->recorded) continue;
    for (const RecordedSpec& spec : verb->recorded(step)) {
      if (spec.table == table) return &spec;
    }
  }
  return nullptr;
}

}  // namespace

std::optional<std::vector<Program>> bind_added_row(const AddedRowSpec& row,
                                                   const std::string& table,
                                                   const std::vector<std::string>& columns,
                                                   const Scope& scope, const Graph& graph,
                                                   Diagnostics& diagnostics) {
  if (!check_cells(row, table, columns, diagnostics)) return std::nullopt;
  std::vector<Program> out;
  for (const std::string& column : columns) {
    const AstPtr cell = cell_of(row, column);
    if (!cell) {
      diagnostics.error(
          "missing-key", row.at,
          fmt::format("there is nothing for the column {} of {}", in_quotes(column), table));
      return std::nullopt;
    }
    auto program = bind_expression(cell, scope, graph, diagnostics);
    if (!program || !check_single(*program, row.at, column, diagnostics)) return std::nullopt;
    out.push_back(std::move(*program));
  }
  return out;
}

bool is_recorded(const std::vector<StepSpec>& steps, VerbList verbs, const std::string& table) {
  return std::any_of(steps.begin(), steps.end(), [&](const StepSpec& step) {
    return recorded_by(step, verbs, table) || is_recorded(step.steps, verbs, table);
  });
}

FirstAdded first_added(const std::vector<StepSpec>& steps, VerbList verbs, const std::string& table,
                       const ItemsOf& items_of, const Variables& variables) {
  for (const StepSpec& step : steps) {
    if (const RecordedSpec* spec = recorded_by(step, verbs, table)) {
      return {&spec->rows[0], variables};
    }
    if (!is_recorded(step.steps, verbs, table)) continue;
    if (!step.each) return first_added(step.steps, verbs, table, items_of, variables);
    const auto items = items_of(*step.each, variables);
    if (!items || items->empty()) return {};
    return first_added(step.steps, verbs, table, items_of, items->front().variables);
  }
  return {};
}

}  // namespace lantern
