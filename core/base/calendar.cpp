#include "core/base/calendar.h"

#include <array>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

namespace lantern {
namespace {

constexpr double kDay = 86400;
constexpr double kFirstMoment = -62167219200, kAfterLast = 253402300800;  // years 0 and 10000

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                    "Thursday", "Friday", "Saturday"};

int digits(std::string_view text) {
  int out = 0;
  for (const char c : text) out = out * 10 + (c - '0');
  return out;
}

/// Takes so many digits from the front.
std::optional<int> take(std::string_view& text, size_t count) {
  if (text.size() < count) return std::nullopt;
  for (size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  }
  const int out = digits(text.substr(0, count));
  text.remove_prefix(count);
  return out;
}

bool take(std::string_view& text, std::string_view one_of) {
  if (text.empty() || one_of.find(text[0]) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// Two digits after a sign.
bool take_part(std::string_view& text, std::string_view sign, int& out) {
  if (!take(text, sign)) return false;
  const auto value = take(text, 2);
  if (value) out = *value;
  return value.has_value();
}

bool take_fraction(std::string_view& text, double& seconds) {
  if (!take(text, ".")) return true;
  double unit = 0.1;
  const size_t before = text.size();
  while (const auto digit = take(text, 1)) {
    seconds += *digit * unit;
    unit /= 10;
  }
  return text.size() < before;
}

bool take_time(std::string_view& text, CalendarDate& date) {
  if (!take_part(text, "T ", date.hour)) return false;
  if (!take_part(text, ":", date.minute)) return false;
  int second = 0;
  if (!text.empty() && text[0] == ':') {
    if (!take_part(text, ":", second)) return false;
    date.second = second;
    if (!take_fraction(text, date.second)) return false;
  }
  take(text, "Z");
  return date.hour < 24 && date.minute < 60 && second < 60;
}

bool is_day(const CalendarDate& date) {
  using namespace std::chrono;
  return year_month_day(year(date.year), month(unsigned(date.month)), day(unsigned(date.day))).ok();
}

/// What a letter of a format stands for; nothing for others.
std::optional<std::string> part(char letter, const CalendarDate& date, int weekday) {
  const std::string_view month = kMonths[size_t(date.month - 1)], name = kWeekdays[size_t(weekday)];
  switch (letter) {
    case 'Y':
      return fmt::format("{}", date.year);
    case 'y':
      return fmt::format("{:02}", ((date.year % 100) + 100) % 100);
    case 'm':
      return fmt::format("{:02}", date.month);
    case 'b':
      return std::string(month.substr(0, 3));
    case 'B':
      return std::string(month);
    case 'd':
      return fmt::format("{:02}", date.day);
    case 'e':
      return fmt::format("{}", date.day);
    case 'a':
      return std::string(name.substr(0, 3));
    case 'A':
      return std::string(name);
    case 'H':
      return fmt::format("{:02}", date.hour);
    case 'M':
      return fmt::format("{:02}", date.minute);
    case 'S':
      return fmt::format("{:02}", int(date.second));
    case 'L':
      return fmt::format("{:03}", int(std::fmod(date.second, 1) * 1000 + 0.5) % 1000);
    case '%':
      return "%";
    default:
      return std::nullopt;
  }
}

}  // namespace

double to_seconds(const CalendarDate& date) {
  using namespace std::chrono;
  const sys_days days =
      year_month_day(year(date.year), month(unsigned(date.month)), day(unsigned(date.day)));
  return double(days.time_since_epoch().count()) * kDay + date.hour * 3600 + date.minute * 60 +
         date.second;
}

std::optional<CalendarDate> to_date(double seconds) {
  using namespace std::chrono;
  if (!(seconds >= kFirstMoment && seconds < kAfterLast)) return std::nullopt;
  const double days = std::floor(seconds / kDay);
  const double rest = seconds - days * kDay;
  const year_month_day date{sys_days{std::chrono::days{int(days)}}};
  CalendarDate out{int(date.year()), int(unsigned(date.month())),     int(unsigned(date.day())),
                   int(rest / 3600), int(std::fmod(rest, 3600) / 60), std::fmod(rest, 60)};
  return out;
}

int weekday(double seconds) {
  const double days = std::floor(seconds / kDay);
  return int(std::fmod(std::fmod(days + 4, 7) + 7, 7));  // 1970-01-01 was a Thursday
}

std::optional<double> parse_date(std::string_view text) {
  CalendarDate date;
  const auto year = take(text, 4);
  if (!year) return std::nullopt;
  date.year = *year;
  if (text.empty()) return to_seconds(date);
  if (!take_part(text, "-", date.month)) return std::nullopt;
  const bool month_alone = text.empty();
  if (!month_alone && !take_part(text, "-", date.day)) return std::nullopt;
  if (!is_day(date)) return std::nullopt;
  if (!text.empty() && !take_time(text, date)) return std::nullopt;
  return text.empty() ? std::optional(to_seconds(date)) : std::nullopt;
}

std::optional<std::string> format_date(double seconds, std::string_view format) {
  const auto known = to_date(seconds);
  const CalendarDate date = known.value_or(CalendarDate{});
  const int day = known ? weekday(seconds) : 0;
  std::string out;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      out += format[i];
      continue;
    }
    const auto text = i + 1 < format.size() ? part(format[i + 1], date, day) : std::nullopt;
    if (!text) return std::nullopt;
    out += *text;
    ++i;
  }
  return known ? out : "–";
}

}  // namespace lantern
