#include "core/scene/nodes/predictor.h"

#include "core/diagnostics/at_place.h"

namespace lantern {
namespace {

constexpr MemoDomain<Learnt> kHistories{"history"};

}  // namespace

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
      const bool judges =
          column.name == "right" || column.name == "residual" || column.name == "likelihood";
      if (!judges) out.says.emplace_back(column.name);  // there is no target
    }
  }
  return out.says.empty() ? std::nullopt : std::optional(std::move(out));
}

RecordValue predicting(RecordValue record, TablePtr rows) {
  record.values[size_t(record.kind->find("predict"))] = std::move(rows);
  return record;
}

std::shared_ptr<const Learnt> learnt_at(const Evaluation& at, NodeId node, const RecordPlan& plan,
                                        History (*learn)(const RecordValue&)) {
  return at.memo().get(kHistories, at.key({std::uint64_t(node)}, plan.leaves()), [&] {
    const TablePtr rows = plan.rows(at);
    RecordValue record = plan.evaluate(at, rows);
    History history =
        of_instance(at.graph().nodes[size_t(node)]->name(), [&] { return learn(record); });
    const size_t own_rows = rows && rows != plan.rows(at, false) ? rows->bytes() : 0;
    const size_t bytes = history.bytes + own_rows + sizeof(Learnt);
    auto learnt = std::make_shared<const Learnt>(Learnt{std::move(record), std::move(history)});
    return Memo::Result<Learnt>{std::move(learnt), bytes};
  });
}

}  // namespace lantern
