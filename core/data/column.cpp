#include "core/data/column.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "core/base/hash.h"
#include "core/base/text.h"

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

std::uint64_t hash_of(std::string_view text) {
  Hasher hasher;
  hasher.add(text);
  return hasher.finish().lo;
}

}  // namespace

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

size_t Column::size() const {
  return codes_ ? codes_->size() : numbers_ ? numbers_->size() : 0;
}

std::span<const double> Column::numbers() const {
  return numbers_ ? std::span<const double>(*numbers_) : std::span<const double>();
}

std::span<const std::int32_t> Column::codes() const {
  return codes_ ? std::span<const std::int32_t>(*codes_) : std::span<const std::int32_t>();
}

const std::vector<std::string>& Column::dictionary() const {
  static const std::vector<std::string> kNone;
  return dictionary_ ? *dictionary_ : kNone;
}

std::string Column::text(size_t row) const {
  if (missing(row)) return "";
  if (codes_) return (*dictionary_)[static_cast<size_t>((*codes_)[row])];
  const double value = (*numbers_)[row];
  if (type_ == ColumnType::boolean) return value != 0 ? "true" : "false";
  return shortest(value);
}

bool Column::missing(size_t row) const {
  return codes_ ? (*codes_)[row] < 0 : std::isnan((*numbers_)[row]);
}

Column Column::select(std::span<const std::uint32_t> rows) const {
  Column out = *this;
  if (codes_) out.codes_ = selected(*codes_, rows);
  else if (numbers_) out.numbers_ = selected(*numbers_, rows);
  else if (!rows.empty()) throw std::logic_error("an empty column has no rows to select");
  return out;
}

std::vector<std::string> Column::distinct() const {
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
  std::unordered_set<double> seen;
  for (size_t row = 0; row < size(); ++row) {
    if (!missing(row) && seen.insert((*numbers_)[row]).second) out.push_back(text(row));
  }
  return out;
}

std::vector<std::string> Column::categories() const {
  std::vector<std::string> out = distinct();
  if (!codes_) return out;
  std::unordered_map<std::string_view, size_t> places;
  for (size_t i = 0; i < dictionary_->size(); ++i) places.emplace((*dictionary_)[i], i);
  std::sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) {
    return places.find(a)->second < places.find(b)->second;
  });
  return out;
}

bool Column::same_as(const Column& other) const {
  return type_ == other.type_ && numbers_ == other.numbers_ && codes_ == other.codes_ &&
         dictionary_ == other.dictionary_;
}

std::uint64_t Column::content_hash() const {
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
  return hasher.finish().lo;
}

}  // namespace lantern
