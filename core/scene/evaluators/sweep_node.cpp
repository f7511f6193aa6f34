#include "core/scene/evaluators/sweep_node.h"

#include <cmath>
#include <limits>

#include "core/base/text.h"
#include "core/base/work.h"

namespace lantern::sweep_model {
namespace {

constexpr std::uint64_t kEvaluation = 300, kLeaf = 20;  // steps of work

Column column_of(const std::vector<Operand>& cells, ValueType type) {
  std::vector<double> numbers;
  std::vector<std::string> texts;
  for (const Operand& cell : cells) {
    numbers.push_back(cell.number);
    texts.push_back(cell.text);
  }
  if (type == ValueType::text) return Column::texts(texts);
  return type == ValueType::boolean ? Column::booleans(std::move(numbers))
                                    : Column::numbers(std::move(numbers));
}

std::string key_of(const LeafValue& value) {
  const auto* number = std::get_if<double>(&value);
  return number ? shortest(*number) : std::get<std::string>(value);
}

}  // namespace

Outputs SweepNode::compute(const Evaluation& at) const {
  std::vector<std::vector<Operand>> cells(plan_.takes.size());
  const std::uint64_t one = kEvaluation + kLeaf * (at.leaves().size() + at.graph().nodes.size());
  Repeated evaluations(count());
  for (size_t place = 0; place < count(); ++place) {
    spend(one);
    const Evaluation there(at.graph(), at.memo(), leaves_for(at, place));
    for (size_t i = 0; i < cells.size(); ++i) {
      cells[i].push_back(plan_.takes[i].program.run(there));
    }
    evaluations.done();
  }
  const TablePtr all = make_table(at, cells);
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

TablePtr SweepNode::make_table(const Evaluation& at,
                               const std::vector<std::vector<Operand>>& cells) const {
  std::vector<std::string> keys(count()), names;
  std::vector<Column> columns;
  for (size_t i = 0; i < plan_.vary.size(); ++i) {
    names.push_back(at.graph().leaves[size_t(plan_.vary[i])].name);
    std::vector<Operand> varied;
    for (size_t place = 0; place < count(); ++place) {
      const LeafValue& value = this->value(i, place);
      keys[place] += (i == 0 ? "" : "/") + key_of(value);
      const auto* number = std::get_if<double>(&value);
      varied.push_back(number ? Operand::of(*number) : Operand::of(std::get<std::string>(value)));
    }
    columns.push_back(column_of(varied, varied[0].type));
  }
  for (size_t i = 0; i < plan_.takes.size(); ++i) {
    names.push_back(plan_.takes[i].name);
    columns.push_back(column_of(cells[i], plan_.takes[i].program.type()));
  }
  return std::make_shared<const Table>(
      Table(outputs()[0].key_name, Keys(std::move(keys)), std::move(names), std::move(columns)));
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
