#include "core/scene/nodes/predictor.h"

namespace lantern {

std::optional<PredictorShape> predictor_of(const ModelType& type, const RecordPlan& plan) {
  if (type.kind.find("predict") < 0) return std::nullopt;
  PredictorShape out;
  if (const FieldPlan* features = plan.find("features")) {
    const auto* columns = std::get_if<FieldPlan::Columns>(&features->how);
    if (!columns || columns->choice >= 0) return std::nullopt;
    out.features = columns->names;
  }
  for (const OutputDecl& output : type.outputs) {
    if (output.name != "rows") continue;
    for (const ColumnDoc& column : output.columns) {
      if (column.name != "right") out.says.emplace_back(column.name);  // there is no target
    }
  }
  return out.says.empty() ? std::nullopt : std::optional(std::move(out));
}

RecordValue predicting(RecordValue record, TablePtr rows) {
  record.values[size_t(record.kind->find("predict"))] = std::move(rows);
  return record;
}

Column predicted_column(const Node& node, const Outputs& outputs, std::string_view column) {
  return std::get<TablePtr>(outputs[size_t(node.find_output("rows"))])->column(column);
}

}  // namespace lantern
