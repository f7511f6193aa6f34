#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "core/base/once.h"
#include "core/base/text.h"
#include "core/data/table.h"

namespace lantern {

struct Keys::Body {
  Once once;
  std::function<std::vector<std::string>()> make;  // null where they are made
  std::shared_ptr<const std::vector<std::string>> names;
  size_t bytes = 0;

  // Made at the first look-up.
  Once once_by_name;
  std::unordered_map<std::string_view, size_t> rows;
  Once once_by_number;
  std::unordered_map<double, std::optional<size_t>> by_number;  // nothing where there are several
};

Keys::Keys(std::vector<std::string> names) : size_(names.size()), body_(std::make_shared<Body>()) {
  body_->bytes = text_bytes(names);
  body_->names = std::make_shared<const std::vector<std::string>>(std::move(names));
  body_->once.run([] {});
}

Keys::Keys(size_t count, size_t bytes, std::function<std::vector<std::string>()> make)
    : size_(count), body_(std::make_shared<Body>()) {
  body_->bytes = bytes;
  body_->make = std::move(make);
}

const std::shared_ptr<const std::vector<std::string>>& Keys::names() const {
  static const std::shared_ptr<const std::vector<std::string>> kNone;
  if (!body_) return kNone;
  body_->once.run([&] {
    body_->names = std::make_shared<const std::vector<std::string>>(body_->make());
    body_->make = nullptr;  // and what they were made of goes
  });
  return body_->names;
}

Keys Keys::numbered(size_t count) {
  return {count, count * sizeof(std::string), [count] {
            std::vector<std::string> names;
            names.reserve(count);
            for (size_t i = 1; i <= count; ++i) names.push_back(std::to_string(i));
            return names;
          }};
}

std::optional<size_t> Keys::find(std::string_view key) const {
  if (!body_) return std::nullopt;
  const std::vector<std::string>& all = *names();
  body_->once_by_name.run([&] {
    body_->rows.reserve(all.size());
    for (size_t i = 0; i < all.size(); ++i) body_->rows.emplace(all[i], i);
  });
  const auto found = body_->rows.find(key);
  return found == body_->rows.end() ? std::nullopt : std::optional(found->second);
}

std::optional<size_t> Keys::find(std::string_view key, size_t likely) const {
  if (likely < size_ && (*this)[likely] == key) return likely;
  return find(key);
}

std::optional<size_t> Keys::find(double key) const {
  if (!body_ || std::isnan(key)) return std::nullopt;
  if (const auto row = find(shortest(key))) return row;
  constexpr double kExact = 9007199254740992;  // beyond, other numbers are the same double
  if (std::fabs(key) > kExact) return std::nullopt;
  body_->once_by_number.run([&] {
    for (size_t i = 0; i < size_; ++i) {
      const auto number = parse_number((*this)[i]);
      if (!number) continue;
      const auto [entry, fresh] = body_->by_number.emplace(*number, i);
      if (!fresh) entry->second = std::nullopt;
    }
  });
  const auto found = body_->by_number.find(key);
  return found == body_->by_number.end() ? std::nullopt : found->second;
}

Keys Keys::select(std::span<const std::uint32_t> rows) const {
  if (!body_) return {};
  std::vector<std::string> out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push_back((*this)[row]);
  return Keys(std::move(out));
}

Keys Keys::select(const RowPlaces& rows) const {
  if (!body_ || !picked_later(rows->size(), size_)) return select(std::span(*rows));
  const double each = double(bytes()) / double(size_);
  return {rows->size(), static_cast<size_t>(each * double(rows->size())),
          [from = *this, rows] { return *from.select(std::span(*rows)).names(); }};
}

size_t Keys::bytes() const {
  return body_ ? body_->bytes : 0;
}

std::optional<size_t> first_duplicate(std::span<const std::string> names) {
  std::unordered_set<std::string_view> seen;
  seen.reserve(names.size());
  for (size_t i = 0; i < names.size(); ++i) {
    if (!seen.insert(names[i]).second) return i;
  }
  return std::nullopt;
}

}  // namespace lantern
