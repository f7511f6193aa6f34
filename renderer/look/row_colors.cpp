#include "renderer/look/row_colors.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/base/text.h"
#include "core/data/value_index.h"
#include "core/record/field_access.h"

namespace lantern {
namespace {

[[noreturn]] void refuse(const Location& at, std::string message, std::string hint = "") {
  throw SceneError({Severity::error, "out-of-range", at, std::move(message), std::move(hint)});
}

void check_domain(const ColorScale& scale, const RecordValue& record) {
  const Location& at = place_of_member<&ColorScale::domain>(record);
  if (scale.domain.size() != 2) {
    refuse(at, fmt::format("a colour scale's domain is two numbers, not {}", scale.domain.size()));
  }
  if (!std::isfinite(scale.domain[0]) || !std::isfinite(scale.domain[1])) {
    refuse(at, "a colour scale's domain is not finite");
  }
  if (scale.scale == "log" && (scale.domain[0] <= 0 || scale.domain[1] <= 0)) {
    refuse(at, "a log scale of colours has no place for 0 and numbers below it",
           "give it a `domain` above 0");
  }
}

/// The least and the largest, where nobody knows more.
std::vector<double> extent_of(const TextChannel& by) {
  double low = INFINITY, high = -INFINITY;
  if (by.column.type() == ColumnType::number) {
    for (const double value : by.column.numbers()) {
      if (!std::isfinite(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  return low <= high ? std::vector<double>{low, high} : std::vector<double>{0, 1};
}

double number_of(const std::string& text) {
  return parse_number(text).value_or(NAN);
}

}  // namespace

NumberColors::NumberColors(const Look& look, std::vector<double> domain)
    : first_(domain[0]),
      last_(domain[1]),
      table_(ramp_table(look.ramp({}, false, {}), kLevels)),
      missing_(look.theme()["muted"]) {}

NumberColors::NumberColors(const Look& look, const RecordValue& record) {
  auto scale = bind<ColorScale>(record);
  if (scale.domain.empty()) scale.domain = extent_of(scale.by);
  check_domain(scale, record);
  log_ = scale.scale == "log";
  first_ = scale.domain[0];
  last_ = scale.domain[1];
  center_ = scale.center;
  if (log_ && center_ && *center_ <= 0) {
    refuse(place_of_member<&ColorScale::center>(record),
           "a log scale of colours has no place for its center");
  }
  const Ramp ramp =
      look.ramp(scale.ramp, center_.has_value(), place_of_member<&ColorScale::ramp>(record));
  table_ = ramp_table(ramp, kLevels);
  missing_ = look.theme()["muted"];
}

/// With a middle, both sides are as long as the longer one, so that what is equally far from it is
/// equally strong.
double NumberColors::share(double value) const {
  const auto at = [&](double x) { return log_ ? portable::log(x) : x; };
  const double x = at(value), low = at(first_), high = at(last_);
  if (!center_) return high == low ? 0.5 : (x - low) / (high - low);
  const double middle = at(*center_);
  const double reach = std::max(std::fabs(low - middle), std::fabs(high - middle));
  const double side = high < low ? -1 : 1;
  return reach == 0 ? 0.5 : 0.5 + side * (x - middle) / reach / 2;
}

Color NumberColors::at(double value) const {
  return at_share(std::isnan(value) ? value : share(value));
}

Color NumberColors::at_share(double t) const {
  if (std::isnan(t)) return missing_;  // or a log scale has no place for it
  if (!(t > 0)) return table_.front();
  if (t >= 1) return table_.back();
  return table_[size_t(t * double(kLevels - 1) + 0.5)];
}

Color NumberColors::along(double t) const {
  if (!log_) return at(first_ + t * (last_ - first_));
  const double low = portable::log(first_), high = portable::log(last_);
  return at(portable::exp(low + t * (high - low)));
}

bool is_measured(const Column& column, const Look& look) {
  if (column.type() != ColumnType::number) return false;
  const auto numbers = column.numbers();
  return std::any_of(numbers.begin(), numbers.end(), [&](double value) {
    return std::isfinite(value) && value != std::floor(value) &&
           (look.meanings().empty() || !look.find_meaning(shortest(value)));
  });
}

RowColors::RowColors(const Look& look, const ColorChannel& channel, const Location& at,
                     std::string_view fallback)
    : look_(look) {
  per_row_ = channel.per_row();
  column_ = channel.column;
  if (channel.scale) {
    numbers_.emplace(look, *channel.scale);
    if (!per_row_ && channel.given) constant_ = numbers_->at(number_of(channel.constant));
    return;
  }
  if (!per_row_) {
    // A column without rows is no colour yet.
    constant_ = look.named(channel.constant.empty() ? std::string(fallback) : channel.constant, at);
    return;
  }
  if (column_.type() == ColumnType::text) {
    by_code_ = look.of_values(column_.dictionary());
    return;
  }
  const std::vector<std::string> values = column_.ordered();
  by_code_ = look.of_values(values);
  places_ = ValueIndex(values).of_rows(column_);
}

Color RowColors::operator[](size_t row) const {
  if (!per_row_) return constant_;
  if (column_.missing(row)) return look_.theme()["muted"];
  if (numbers_) return numbers_->at(column_.numbers()[row]);
  if (column_.type() != ColumnType::text) return by_code_[places_[row]];
  const std::int32_t code = column_.codes()[row];
  return by_code_[size_t(code)];
}

}  // namespace lantern
