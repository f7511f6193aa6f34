#include "core/scene/nodes/recorded_table.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

std::string text_of(const Operand& cell) {
  if (cell.type == ValueType::text) return cell.text;
  if (std::isnan(cell.number)) return "";  // missing
  if (cell.type == ValueType::boolean) return cell.number != 0 ? "true" : "false";
  return cell.text.empty() ? shortest(cell.number) : cell.text;
}

/// Numbers below those of a column; all keep how they are written.
Column numbers_below(const Column& start, const std::vector<Operand>& added) {
  std::vector<double> numbers(start.numbers().begin(), start.numbers().end());
  Writings writings;
  const auto note = [&](std::string_view writing, double number) {
    if (writing.empty()) writings.add_plain();
    else writings.add(writing, number);
  };
  for (size_t row = 0; row < numbers.size(); ++row) note(start.writing(row), numbers[row]);
  for (const Operand& cell : added) {
    numbers.push_back(cell.number);
    note(cell.text, cell.number);
  }
  return Column::numbers(std::move(numbers), std::move(writings));
}

/// The cells of a column below those it starts with.
Column extended(const Column& start, ColumnType type, const std::vector<Operand>& added) {
  if (type == ColumnType::number) return numbers_below(start, added);
  std::vector<double> truths(start.numbers().begin(), start.numbers().end());
  std::vector<std::string> texts;
  for (size_t row = 0; row < start.size() && type == ColumnType::text; ++row) {
    texts.push_back(start.text(row));
  }
  for (const Operand& cell : added) {
    if (type == ColumnType::text) texts.push_back(text_of(cell));
    else truths.push_back(cell.number);
  }
  return type == ColumnType::text ? Column::texts(texts) : Column::booleans(std::move(truths));
}

}  // namespace

RecordedTable::RecordedTable(std::string name, Location at, TablePtr start, Schema schema,
                             std::vector<std::string> key, LeafId count)
    : Node(std::move(name), at, {{"rows", ValueType::table, schema, start->key_name()}}),
      start_(std::move(start)),
      schema_(std::move(schema)),
      key_(std::move(key)),
      count_(count) {
  set_leaves({count});
  keys_ = start_->rows() > 0 ? *start_->keys().names() : std::vector<std::string>();
  known_.insert(keys_.begin(), keys_.end());
}

std::string RecordedTable::key_of(const std::vector<Operand>& cells, size_t row) const {
  if (key_.empty()) return fmt::format("{}", row + 1);
  std::string out;
  for (const std::string& name : key_) {
    const auto column = std::find_if(schema_.begin(), schema_.end(),
                                     [&](const ColumnDecl& decl) { return decl.name == name; });
    out += (out.empty() ? "" : "/") + text_of(cells[size_t(column - schema_.begin())]);
  }
  return out;
}

bool RecordedTable::add(std::vector<Operand> cells) {
  std::string key = key_of(cells, keys_.size());
  if (!known_.insert(key).second) return false;
  keys_.push_back(std::move(key));
  cells_.push_back(std::move(cells));
  return true;
}

Outputs RecordedTable::compute(const Evaluation& at) const {
  const size_t added = std::min(cells_.size(), static_cast<size_t>(at.number(count_)));
  std::vector<std::string> names;
  std::vector<Column> columns;
  for (size_t c = 0; c < schema_.size(); ++c) {
    std::vector<Operand> cells;
    for (size_t row = 0; row < added; ++row) cells.push_back(cells_[row][c]);
    names.push_back(schema_[c].name);
    columns.push_back(extended(start_->columns()[c], schema_[c].type, cells));
  }
  const auto end = keys_.begin() + static_cast<std::ptrdiff_t>(start_->rows() + added);
  return {std::make_shared<const Table>(start_->key_name(),
                                        Keys(std::vector<std::string>(keys_.begin(), end)),
                                        std::move(names), std::move(columns))};
}

}  // namespace lantern
