#include "core/data/table.h"

#include <algorithm>
#include <atomic>
#include <stdexcept>

#include "core/base/once.h"

namespace lantern {
namespace {

template <class T>
std::vector<T> picked(const std::vector<T>& values, std::span<const std::uint32_t> rows) {
  std::vector<T> out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push_back(values[row]);
  return out;
}

std::shared_ptr<const Origin> picked(const Origin& origin, std::span<const std::uint32_t> rows) {
  Origin out{origin.file,
             origin.lines.empty() ? origin.lines : picked(origin.lines, rows),
             origin.fields,
             {},
             origin.places};
  for (const auto& [column, stray] : origin.not_a_number) {
    const auto place = std::find(rows.begin(), rows.end(), stray);
    if (place != rows.end()) out.not_a_number[column] = static_cast<size_t>(place - rows.begin());
  }
  return std::make_shared<const Origin>(std::move(out));
}

std::shared_ptr<const NumberSlip> slip_of(const Table& table, size_t column) {
  const auto& origin = table.origin();
  const std::string& name = table.names()[column];
  if (!origin || table.columns()[column].type() != ColumnType::text) return nullptr;
  const auto row = origin->not_a_number.find(name);
  if (row == origin->not_a_number.end()) return nullptr;
  const auto place = origin->places.find(name), end = origin->places.end();
  const std::string at = place != end
                             ? place->second
                             : origin->file + ":" + std::to_string(origin->lines[row->second]) +
                                   ":" + std::to_string(origin->fields.at(name));
  return std::make_shared<const NumberSlip>(
      NumberSlip{table.columns()[column].text(row->second), at,
                 measures_in(table.columns()[column].dictionary())});
}

std::shared_ptr<const std::vector<std::string>> few_texts(const Column& column) {
  constexpr size_t kFew = 64;
  const bool few = column.type() == ColumnType::text && !column.dictionary().empty() &&
                   column.dictionary().size() <= kFew;
  return few ? std::make_shared<const std::vector<std::string>>(column.dictionary()) : nullptr;
}

}  // namespace

Table::Table(std::string key_name, Keys keys, std::vector<std::string> names,
             std::vector<Column> columns)
    : key_name_(std::move(key_name)),
      keys_(std::move(keys)),
      names_(std::move(names)),
      columns_(std::move(columns)) {
  const bool even = std::all_of(columns_.begin(), columns_.end(),
                                [&](const Column& column) { return column.size() == rows(); });
  if (!even || names_.size() != columns_.size()) {
    throw std::logic_error("the columns of a table have as many rows as it has keys");
  }
}

struct Table::Later {
  Later(size_t before, std::function<Table()> how) : bytes(before), make(std::move(how)) {}

  std::atomic<size_t> bytes;
  std::function<Table()> make;
  Once once;
  std::shared_ptr<const Table> table;
};

Table Table::later(size_t bytes, std::function<Table()> make) {
  Table out;
  out.later_ = std::make_shared<Later>(bytes, std::move(make));
  return out;
}

const Table& Table::made_later() const {
  later_->once.run([&] {
    later_->table = std::make_shared<const Table>(later_->make());
    later_->make = nullptr;  // and what it was made of goes
    later_->bytes = later_->table->bytes();
  });
  return *later_->table;
}

Schema Table::schema() const {
  Schema out;
  for (size_t i = 0; i < names().size(); ++i) {
    out.push_back(
        {names()[i], columns()[i].type(), slip_of(*this, i), few_texts(columns()[i]), true});
  }
  return out;
}

std::optional<size_t> Table::find(std::string_view column) const {
  const std::vector<std::string>& all = names();
  const auto found = std::find(all.begin(), all.end(), column);
  if (found == all.end()) return std::nullopt;
  return static_cast<size_t>(found - all.begin());
}

const Column& Table::column(std::string_view name) const {
  if (const auto index = find(name)) return columns()[*index];
  throw std::logic_error("no column " + std::string(name));
}

Table Table::select(std::span<const std::uint32_t> rows) const {
  return select(
      std::make_shared<const std::vector<std::uint32_t>>(std::vector(rows.begin(), rows.end())));
}

Table Table::select(const RowPlaces& rows) const {
  std::vector<Column> columns;
  for (const Column& column : this->columns()) columns.push_back(column.select(rows));
  Table out(key_name(), keys().select(rows), names(), std::move(columns));
  if (origin()) out.origin_ = picked(*origin(), *rows);
  return out;
}

void Table::set_origin(std::shared_ptr<const Origin> origin) {
  if (later_) *this = Table(made());
  origin_ = std::move(origin);
}

void Table::set_ahead(std::optional<Ahead> ahead) {
  if (later_) *this = Table(made());
  ahead_ = std::move(ahead);
}

Table Table::with(std::string name, Column column) const {
  if (column.size() != rows()) {
    throw std::logic_error("a new column has as many rows as the table");
  }
  Table out = made();
  out.ahead_.reset();  // its row has no such column
  if (const auto index = find(name)) {
    out.columns_[*index] = std::move(column);
  } else {
    out.names_.push_back(std::move(name));
    out.columns_.push_back(std::move(column));
  }
  return out;
}

size_t Table::bytes() const {
  if (later_) return later_->bytes;
  size_t bytes = sizeof(Table) + keys_.bytes();
  for (const Column& column : columns_) {
    bytes += column.bytes();
    bytes += text_bytes(column.dictionary());
  }
  if (origin_) bytes += origin_->lines.size() * sizeof(std::int32_t);
  return bytes;
}

}  // namespace lantern
