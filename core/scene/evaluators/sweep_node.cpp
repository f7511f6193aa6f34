#include "core/scene/evaluators/sweep_node.h"

#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"

namespace lantern::sweep_model {
namespace {

constexpr std::uint64_t kEvaluation = 300, kLeaf = 20;  // steps of work

std::string key_of(const LeafValue& value) {
  const auto* number = std::get_if<double>(&value);
  return number ? shortest(*number) : std::get<std::string>(value);
}

}  // namespace

Outputs SweepNode::compute(const Evaluation& at) const {
  std::vector<SingleValues> taken;
  for (const Take& take : plan_.takes) taken.emplace_back(take.program.type());
  const std::uint64_t one = kEvaluation + kLeaf * (at.leaves().size() + at.graph().nodes.size());
  std::optional<Repeated> others;  // the first makes what is the same in all of them
  for (size_t place = 0; place < count(); ++place) {
    spend(one);
    const Evaluation there(at.graph(), at.memo(), leaves_for(at, place));
    for (size_t i = 0; i < taken.size(); ++i) taken[i].add(plan_.takes[i].program.run(there));
    if (others) others->done();
    else others.emplace(count() - 1);
  }
  const TablePtr all = make_table(at, taken);
  Outputs out{all};
  if (plan_.best) out.push_back(best_row(*all));
  return out;
}

size_t SweepNode::count() const {
  size_t out = 1;
  for (const auto& values : plan_.values) out *= values.size();
  return out;
}

const LeafValue& SweepNode::value(size_t varied, size_t place) const {
  for (size_t i = varied + 1; i < plan_.values.size(); ++i) place /= plan_.values[i].size();
  const std::vector<LeafValue>& values = plan_.values[varied];
  return values[place % values.size()];
}

Leaves SweepNode::leaves_for(const Evaluation& at, size_t place) const {
  Leaves leaves = at.leaves();
  for (size_t i = 0; i < plan_.vary.size(); ++i) leaves[size_t(plan_.vary[i])] = value(i, place);
  for (const Setting& setting : plan_.settings) {
    leaves[size_t(setting.leaf)] =
        setting.last ? LeafValue(std::numeric_limits<double>::infinity()) : setting.value;
  }
  return leaves;
}

Column SweepNode::varied(size_t place) const {
  const bool number = std::holds_alternative<double>(plan_.values[place][0]);
  ColumnBuilder column(number ? ColumnType::number : ColumnType::text);
  for (size_t row = 0; row < count(); ++row) {
    std::visit([&](const auto& one) { column.add(one); }, value(place, row));
  }
  return column.take();
}

/// The values joined by '/', unless two rows are called the same by that.
std::vector<std::string> SweepNode::keys() const {
  std::vector<std::string> out(count());
  for (size_t row = 0; row < out.size(); ++row) {
    for (size_t i = 0; i < plan_.vary.size(); ++i) {
      out[row] += (i == 0 ? "" : "/") + key_of(value(i, row));
    }
  }
  if (const auto twice = first_duplicate(out)) {
    throw SceneError({Severity::error, "sweep", this->at(),
                      fmt::format("two combinations have the key {}", in_quotes(out[*twice])),
                      "keys are values joined by `/`: name choices without it"});
  }
  return out;
}

TablePtr SweepNode::make_table(const Evaluation& at, std::vector<SingleValues>& taken) const {
  std::vector<std::string> names;
  std::vector<Column> columns;
  for (size_t i = 0; i < plan_.vary.size(); ++i) {
    names.push_back(at.graph().leaves[size_t(plan_.vary[i])].name);
    columns.push_back(varied(i));
  }
  for (size_t i = 0; i < plan_.takes.size(); ++i) {
    names.push_back(plan_.takes[i].name);
    columns.push_back(taken[i].take());
  }
  return std::make_shared<const Table>(
      Table(outputs()[0].key_name, Keys(keys()), std::move(names), std::move(columns)));
}

TablePtr SweepNode::best_row(const Table& all) const {
  const auto values = all.columns()[plan_.best->take + plan_.vary.size()].numbers();
  std::uint32_t best = 0;
  for (std::uint32_t i = 1; i < values.size(); ++i) {
    const bool better = plan_.best->least ? values[i] < values[best] : values[i] > values[best];
    if (better || std::isnan(values[best])) best = i;
  }
  const std::uint32_t rows[] = {best};
  return std::make_shared<const Table>(all.select(rows));
}

}  // namespace lantern::sweep_model
