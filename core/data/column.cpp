#include "core/data/column.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "core/base/hash.h"
#include "core/base/once.h"
#include "core/base/text.h"
#include "core/data/recent_numbers.h"

namespace lantern {
namespace {

template <class T>
std::shared_ptr<const std::vector<T>> shared(std::vector<T> values) {
  return std::make_shared<const std::vector<T>>(std::move(values));
}

template <class T>
std::shared_ptr<const std::vector<T>> selected(const std::vector<T>& values,
                                               std::span<const std::uint32_t> rows) {
  std::vector<T> out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push_back(values[row]);
  return shared(std::move(out));
}

/// Whether the text is sure to be the shortest form of its number: at most 15 digits, which no
/// other decimal of so few has in common with it, without an exponent and without a zero too many.
bool surely_shortest(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const size_t point = std::min(text.find('.'), text.size());
  const bool zero_first = point > 0 && text[0] == '0';
  if (point == 0 || point + 1 == text.size() || text.size() > 16 || (zero_first && point > 1)) {
    return false;
  }
  if (zero_first && (text.size() < 3 || text.substr(2).starts_with("0000"))) return text == "0";
  const bool digits = std::all_of(text.begin(), text.end(),
                                  [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  return digits && (point == text.size() ? text.size() <= 15 : text.back() != '0');
}

std::shared_ptr<const Writings> picked(const Column& column, std::span<const std::uint32_t> rows) {
  Writings out;
  for (const std::uint32_t row : rows) {
    const std::string_view written = column.writing(row);
    if (written.empty()) out.add_plain();
    else out.add(written, column.numbers()[row]);
  }
  return out.any() ? std::make_shared<const Writings>(std::move(out)) : nullptr;
}

std::uint64_t hash_of(std::string_view text) {
  Hasher hasher;
  hasher.add(text);
  return hasher.finish().lo;
}

}  // namespace

size_t text_bytes(const std::vector<std::string>& texts) {
  size_t bytes = texts.size() * sizeof(std::string);
  for (const std::string& text : texts) {
    if (text.size() > std::string().capacity()) bytes += text.capacity();
  }
  return bytes;
}

void Writings::add(std::string_view written, double value) {
  const size_t row = rows_++;
  if (surely_shortest(written) || written == shortest(value)) return;
  ends_.resize(row, letters_.size());  // those before it that are plain end where they start
  letters_ += written;
  ends_.push_back(letters_.size());
}

std::string_view Writings::operator[](size_t row) const {
  if (row >= ends_.size()) return {};
  const size_t start = row > 0 ? ends_[row - 1] : 0;
  return std::string_view(letters_).substr(start, ends_[row] - start);
}

std::string_view name_of(ColumnType type) {
  switch (type) {
    case ColumnType::number:
      return "number";
    case ColumnType::boolean:
      return "boolean";
    case ColumnType::text:
      return "text";
  }
  return "";
}

Column Column::numbers(std::vector<double> values) {
  Column out;
  out.numbers_ = shared(std::move(values));
  return out;
}

Column Column::numbers(std::vector<double> values, Writings writings) {
  Column out = numbers(std::move(values));
  if (writings.any()) out.writings_ = std::make_shared<const Writings>(std::move(writings));
  return out;
}

Column Column::booleans(std::vector<double> zeros_and_ones) {
  Column out = numbers(std::move(zeros_and_ones));
  out.type_ = ColumnType::boolean;
  return out;
}

Column Column::texts(std::span<const std::string> values) {
  std::unordered_map<std::string_view, std::int32_t> known;
  std::vector<std::string> dictionary;
  std::vector<std::int32_t> codes;
  codes.reserve(values.size());
  for (const std::string& value : values) {
    if (value.empty()) {
      codes.push_back(-1);
      continue;
    }
    const auto next = static_cast<std::int32_t>(dictionary.size());
    const auto [entry, fresh] = known.emplace(value, next);
    if (fresh) dictionary.push_back(value);
    codes.push_back(entry->second);
  }
  return coded(std::move(codes), shared(std::move(dictionary)));
}

Column Column::coded(std::vector<std::int32_t> codes,
                     std::shared_ptr<const std::vector<std::string>> dictionary) {
  Column out;
  out.type_ = ColumnType::text;
  out.codes_ = shared(std::move(codes));
  out.dictionary_ = std::move(dictionary);
  return out;
}

struct Column::Later {
  Later(Column column, RowPlaces places) : from(std::move(column)), rows(std::move(places)) {}

  Column from;
  RowPlaces rows;
  Once once;
  Column made;
};

const Column& Column::made_later() const {
  later_->once.run([&] {
    later_->made = later_->from.select(std::span(*later_->rows));
    later_->from = Column();
  });
  return later_->made;
}

size_t Column::size() const {
  if (later_) return later_->rows->size();
  return codes_ ? codes_->size() : numbers_ ? numbers_->size() : 0;
}

std::span<const double> Column::numbers() const {
  const auto& values = made().numbers_;
  return values ? std::span<const double>(*values) : std::span<const double>();
}

std::span<const std::int32_t> Column::codes() const {
  const auto& values = made().codes_;
  return values ? std::span<const std::int32_t>(*values) : std::span<const std::int32_t>();
}

const std::vector<std::string>& Column::dictionary() const {
  static const std::vector<std::string> kNone;
  return dictionary_ ? *dictionary_ : kNone;
}

std::string_view Column::writing(size_t row) const {
  const auto& writings = made().writings_;
  return writings ? (*writings)[row] : std::string_view();
}

std::string Column::text(size_t row) const {
  if (later_) return made().text(row);
  if (missing(row)) return "";
  if (const std::string_view written = writing(row); !written.empty()) return std::string(written);
  if (codes_) return (*dictionary_)[static_cast<size_t>((*codes_)[row])];
  const double value = (*numbers_)[row];
  if (type_ == ColumnType::boolean) return value != 0 ? "true" : "false";
  return shortest(value);
}

bool Column::missing(size_t row) const {
  if (later_) return made().missing(row);
  return codes_ ? (*codes_)[row] < 0 : std::isnan((*numbers_)[row]);
}

Column Column::select(std::span<const std::uint32_t> rows) const {
  if (later_) return made().select(rows);
  Column out = *this;
  if (writings_) out.writings_ = picked(*this, rows);
  if (codes_) out.codes_ = selected(*codes_, rows);
  else if (numbers_) out.numbers_ = selected(*numbers_, rows);
  else if (!rows.empty()) throw std::logic_error("an empty column has no rows to select");
  return out;
}

Column Column::select(const RowPlaces& rows) const {
  if (!picked_later(rows->size(), size()) || size() == 0) return select(std::span(*rows));
  Column out;
  out.type_ = type_;
  out.dictionary_ = dictionary_;
  out.later_ = std::make_shared<Later>(*this, rows);
  return out;
}

std::vector<std::string> Column::distinct() const {
  if (later_) return made().distinct();
  std::vector<std::string> out;
  if (codes_) {
    std::vector<bool> seen(dictionary_->size());
    for (const std::int32_t code : *codes_) {
      if (code < 0 || seen[static_cast<size_t>(code)]) continue;
      seen[static_cast<size_t>(code)] = true;
      out.push_back((*dictionary_)[static_cast<size_t>(code)]);
    }
    return out;
  }
  if (writings_) {
    std::unordered_set<std::string> seen;
    for (size_t row = 0; row < size(); ++row) {
      if (!missing(row) && seen.insert(text(row)).second) out.push_back(text(row));
    }
    return out;
  }
  std::unordered_set<double> seen;
  RecentNumbers<bool> lately;
  for (size_t row = 0; row < size(); ++row) {
    lately.of((*numbers_)[row], [&] {
      if (!missing(row) && seen.insert((*numbers_)[row]).second) out.push_back(text(row));
      return true;
    });
  }
  return out;
}

std::vector<std::string> Column::categories() const {
  std::vector<std::string> out = distinct();
  if (type_ != ColumnType::text) return out;
  std::unordered_map<std::string_view, size_t> places;
  for (size_t i = 0; i < dictionary_->size(); ++i) places.emplace((*dictionary_)[i], i);
  std::sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) {
    return places.find(a)->second < places.find(b)->second;
  });
  return out;
}

std::vector<std::string> Column::ordered() const {
  if (type_ == ColumnType::text) return dictionary();
  std::vector<std::string> out = distinct();
  if (type_ == ColumnType::boolean) std::sort(out.begin(), out.end());
  if (type_ != ColumnType::number) return out;
  std::vector<std::pair<double, std::string>> values;
  for (std::string& value : out) {
    // Infinity is written as a word.
    const double number = parse_number(value).value_or(value == "-inf" ? -HUGE_VAL : HUGE_VAL);
    values.emplace_back(number, std::move(value));
  }
  std::sort(values.begin(), values.end());
  for (size_t i = 0; i < out.size(); ++i) out[i] = std::move(values[i].second);
  return out;
}

bool Column::same_as(const Column& other) const {
  return type_ == other.type_ && numbers_ == other.numbers_ && codes_ == other.codes_ &&
         dictionary_ == other.dictionary_ && writings_ == other.writings_ && later_ == other.later_;
}

std::uint64_t Column::content_hash() const {
  if (later_) return made().content_hash();
  Hasher hasher;
  hasher.add(static_cast<std::uint64_t>(type_));
  if (codes_) {
    std::vector<std::uint64_t> words;
    for (const std::string& text : *dictionary_) words.push_back(hash_of(text));
    for (const std::int32_t code : *codes_) {
      hasher.add(code < 0 ? std::uint64_t{0} : words[static_cast<size_t>(code)]);
    }
  }
  for (const double value : numbers()) hasher.add(value);
  for (size_t row = 0; writings_ && row < size(); ++row) hasher.add((*writings_)[row]);
  return hasher.finish().lo;
}

size_t Column::bytes() const {
  if (later_) return size() * (type_ == ColumnType::text ? sizeof(std::int32_t) : sizeof(double));
  return numbers().size_bytes() + codes().size_bytes() + (writings_ ? writings_->bytes() : 0);
}

}  // namespace lantern
