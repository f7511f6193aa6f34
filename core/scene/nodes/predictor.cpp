#include "core/scene/nodes/predictor.h"

#include "core/diagnostics/at_place.h"

namespace lantern {
namespace {

constexpr MemoDomain<Learnt> kHistories{"history"};
constexpr MemoDomain<Table> kRows{"rows"};

/// What the rows hang on where a condition picks them out of a table; nothing where none does.
std::optional<std::vector<LeafId>> leaves_of_rows(const Evaluation& at, const RecordPlan& plan) {
  const FieldPlan *data = plan.find("data"), *where = plan.find("where");
  const auto* ref = data ? std::get_if<TableRef>(&data->how) : nullptr;
  const auto* condition = where ? std::get_if<Program>(&where->how) : nullptr;
  if (!ref || !condition) return std::nullopt;
  std::vector<LeafId> out = at.graph().nodes[size_t(ref->node)]->leaves();
  merge_leaves(out, condition->leaves());
  return out;
}

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

TablePtr rows_at(const Evaluation& at, NodeId node, const RecordPlan& plan) {
  const auto leaves = leaves_of_rows(at, plan);
  if (!leaves || leaves->size() == plan.leaves().size()) return plan.rows(at);
  return at.memo().get(kRows, at.key({std::uint64_t(node)}, *leaves), [&] {
    TablePtr rows = plan.rows(at);
    const size_t bytes = rows == plan.rows(at, false) ? sizeof(Table) : rows->bytes();
    return Memo::Result<Table>{std::move(rows), bytes};
  });
}

std::shared_ptr<const Learnt> learnt_at(const Evaluation& at, NodeId node, const RecordPlan& plan,
                                        History (*learn)(const RecordValue&)) {
  return at.memo().get(kHistories, at.key({std::uint64_t(node)}, plan.leaves()), [&] {
    const TablePtr rows = rows_at(at, node, plan);
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
