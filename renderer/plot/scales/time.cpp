#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/calendar.h"
#include "renderer/plot/scales/scale_type.h"
#include "renderer/plot/scales/ticks.h"

// Moments, in seconds since 1970. Ticks are those of d3-time's utcTicks (Bostock 2021): at whole
// seconds, minutes, hours, days, weeks (Sundays), months and years.

namespace lantern::time_scale {
namespace {

enum class Every { second, minute, hour, day, week, month, year };

struct Interval {
  Every every;
  int step;
  double length;  ///< seconds, about
};

constexpr int kLastYear = 9999;
constexpr double kMinute = 60, kHour = 3600, kDay = 86400;
constexpr double kWeek = 7 * kDay, kMonth = 30 * kDay, kYear = 365 * kDay;

constexpr std::array<Interval, 18> kIntervals{{{Every::second, 1, 1},
                                               {Every::second, 5, 5},
                                               {Every::second, 15, 15},
                                               {Every::second, 30, 30},
                                               {Every::minute, 1, kMinute},
                                               {Every::minute, 5, 5 * kMinute},
                                               {Every::minute, 15, 15 * kMinute},
                                               {Every::minute, 30, 30 * kMinute},
                                               {Every::hour, 1, kHour},
                                               {Every::hour, 3, 3 * kHour},
                                               {Every::hour, 6, 6 * kHour},
                                               {Every::hour, 12, 12 * kHour},
                                               {Every::day, 1, kDay},
                                               {Every::day, 2, 2 * kDay},
                                               {Every::week, 1, kWeek},
                                               {Every::month, 1, kMonth},
                                               {Every::month, 3, 3 * kMonth},
                                               {Every::year, 1, kYear}}};

double share(const Domain& domain, double value) {
  const double span = domain.last - domain.first;
  if (span == 0) return value == domain.first ? 0.5 : (value - domain.first) * INFINITY;
  return (value - domain.first) / span;
}

double value(const Domain& domain, double share) {
  return domain.first + share * (domain.last - domain.first);
}

Domain fit(const Extent& extent, int) {
  Domain out{0, kYear, {}};
  if (!extent.known) return out;
  out.first = extent.low;
  out.last = extent.high;
  if (out.first == out.last) out.first -= kDay, out.last += kDay;
  return out;
}

/// Years of four digits; numbers beyond are mostly milliseconds.
std::string refusal(double first, double last) {
  static const double kFirst = to_seconds({0, 1, 1, 0, 0, 0});
  static const double kLast = to_seconds({kLastYear, 12, 31, 0, 0, 0});
  const auto [low, high] = std::minmax(first, last);
  if (low >= kFirst && high <= kLast) return "";
  return "a time axis has the years 0 to 9999, in seconds since 1970: divide milliseconds by 1000";
}

double start_of_month(int year, int month) {
  return to_seconds({year, month, 1, 0, 0, 0});
}

std::vector<double> years(double low, double high, int step) {
  std::vector<double> out;
  const auto first = to_date(low);
  const int from = first ? first->year : kLastYear + 1;
  for (int year = from - ((from % step) + step) % step; year <= kLastYear; year += step) {
    const double tick = start_of_month(year, 1);
    if (tick > high) break;
    if (tick >= low) out.push_back(tick);
  }
  return out;
}

std::vector<double> months(double low, double high, int step) {
  constexpr int kEnd = 12 * (kLastYear + 1);
  std::vector<double> out;
  const auto from = to_date(low);
  for (int i = from ? from->year * 12 + from->month - 1 : kEnd; i < kEnd; ++i) {
    const int year = i / 12, month = i % 12;
    const double tick = start_of_month(year, month + 1);
    if (tick > high) break;
    if (tick >= low && month % step == 0) out.push_back(tick);
  }
  return out;
}

/// Every other day is counted from 1970 on, over the ends of months.
bool is_tick(const Interval& interval, double moment) {
  switch (interval.every) {
    case Every::week:
      return weekday(moment) == 0;
    case Every::day:
      return std::fmod(moment / kDay, interval.step) == 0;
    default:
      return true;  // they divide what they are counted in
  }
}

std::vector<double> regular(const Interval& interval, double low, double high) {
  const bool days = interval.every == Every::day || interval.every == Every::week;
  const double step = days ? kDay : interval.length;
  std::vector<double> out;
  for (double tick = std::ceil(low / step) * step; tick <= high; tick += step) {
    if (is_tick(interval, tick)) out.push_back(tick);
  }
  return out;
}

/// The one whose length is nearest to what is asked for, by the factor between them.
const Interval& nearest(double target) {
  size_t i = 0;
  while (i < kIntervals.size() && kIntervals[i].length <= target) ++i;
  if (i == 0) return kIntervals.front();
  const bool shorter = target / kIntervals[i - 1].length < kIntervals[i].length / target;
  return kIntervals[shorter ? i - 1 : i];
}

std::vector<double> ticks(const Domain& domain, int count) {
  const auto [low, high] = std::minmax(domain.first, domain.last);
  const double target = (high - low) / std::max(1, count);
  if (low == high) return {low};
  if (target < 1) return nice_ticks(domain.first, domain.last, count);
  std::vector<double> out;
  if (target >= kIntervals.back().length) {
    out = years(low, high, std::max(1, int(tick_step(low / kYear, high / kYear, count) + 0.5)));
  } else {
    const Interval& interval = nearest(target);
    out = interval.every == Every::year    ? years(low, high, interval.step)
          : interval.every == Every::month ? months(low, high, interval.step)
                                           : regular(interval, low, high);
  }
  if (domain.first > domain.last) std::reverse(out.begin(), out.end());
  return out;
}

/// The coarsest that says it.
std::string_view format_at(double moment) {
  const CalendarDate date = to_date(moment).value_or(CalendarDate{});
  if (std::fmod(date.second, 1) != 0) return ".%L";
  if (date.second != 0) return ":%S";
  if (date.hour != 0 || date.minute != 0) return "%H:%M";
  if (date.day != 1) return "%b %e";
  return date.month != 1 ? "%b" : "%Y";
}

std::vector<std::string> labels(const Domain&, const std::vector<double>& ticks, int,
                                const NumberFormat*) {
  std::vector<std::string> out;
  for (const double tick : ticks) out.push_back(*format_date(tick, format_at(tick)));
  return out;
}

std::optional<std::string> written(double moment, std::string_view format) {
  if (format.find('%') == std::string_view::npos) return std::nullopt;  // it says nothing
  return format_date(moment, format);
}

}  // namespace

extern const ScaleType kScale;
const ScaleType kScale{
    .name = "time",
    .doc = "Dates: 2024-02-29, 2024-02-29T12:30; ticks at whole years, months, days, hours.",
    .share = share,
    .value = value,
    .fit = fit,
    .refusal = refusal,
    .ticks = ticks,
    .labels = labels,
    .read = parse_date,
    .written = written};

}  // namespace lantern::time_scale
