#include "core/scene/traced_model.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

constexpr std::uint64_t kHistories = 1ull << 40;  // their keys, apart from the nodes' own

class TracedModelNode : public Node {
 public:
  TracedModelNode(std::string name, Location at, std::vector<OutputShape> outputs,
                  const ModelType& type, RecordPlanPtr plan, TargetId step, NodeId id)
      : Node(std::move(name), at, std::move(outputs)),
        type_(type),
        plan_(std::move(plan)),
        step_(step),
        key_(kHistories + std::uint64_t(id)) {}

  Outputs compute(const Evaluation& at) const override {
    const RecordValue record = plan_->evaluate(at, plan_->rows(at));
    const auto history = at.memo().get<History>(at.key(key_, plan_->leaves()), [&] {
      auto all = std::make_shared<const History>(type_.history(record));
      const size_t bytes = all->bytes + sizeof(History);
      return Memo::Result{std::move(all), bytes};
    });
    const double step = std::clamp(at.number(step_), 0.0, history->steps);
    Outputs out = type_.as_of(record, *history, static_cast<size_t>(std::floor(step)));
    if (const int all = find_output("all"); all >= 0) {
      out.push_back(rows_so_far(*std::get<TablePtr>(out[size_t(all)]), step));
    }
    out.push_back(std::floor(step));
    out.push_back(history->steps);
    return out;
  }

 private:
  const ModelType& type_;
  RecordPlanPtr plan_;
  TargetId step_;
  std::uint64_t key_;
};

}  // namespace

TablePtr rows_so_far(const Table& all, double step) {
  if (all.rows() == 0) return std::make_shared<const Table>(all);
  const auto whole = static_cast<std::uint32_t>(std::floor(step));
  std::vector<std::uint32_t> rows(whole + 1);
  for (std::uint32_t i = 0; i <= whole; ++i) rows[i] = i;
  Table out = all.select(rows);
  if (step > whole) {
    const std::uint32_t next[] = {whole + 1};
    out.set_ahead(Table::Ahead{std::make_shared<const Table>(all.select(next)), step - whole});
  }
  return std::make_shared<const Table>(std::move(out));
}

NodeId add_traced_model(GraphBuilder& builder, const ModelType& type, RecordPlanPtr plan,
                        std::optional<double> first_step) {
  TimelineTarget step;
  step.kind = TimelineTarget::Kind::step;
  step.name = builder.name() + ".step";
  // How many steps there are may change with the data, so that the last one has no number here.
  step.initial = first_step.value_or(std::numeric_limits<double>::infinity());
  step.least = 0;
  step.at = builder.at();
  const TargetId target = builder.add(std::move(step));
  std::vector<TargetId> leaves = plan->leaves();
  merge_leaves(leaves, {target});
  std::vector<OutputShape> outputs = output_shapes(type.outputs, *plan, builder.graph());
  const auto id = static_cast<NodeId>(builder.graph().nodes.size());
  builder.add(std::make_unique<TracedModelNode>(builder.name(), builder.at(), std::move(outputs),
                                                type, std::move(plan), target, id),
              std::move(leaves));
  builder.target(target).node = id;
  return id;
}

}  // namespace lantern
