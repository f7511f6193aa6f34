#pragma once

#include <optional>
#include <string>
#include <string_view>

// Moments as seconds since 1970-01-01T00:00:00 UTC, in the Gregorian calendar of ISO 8601. There
// are no time zones and no leap seconds.

namespace lantern {

struct CalendarDate {
  int year = 1970, month = 1, day = 1;  ///< from 1
  int hour = 0, minute = 0;
  double second = 0;

  friend bool operator==(const CalendarDate&, const CalendarDate&) = default;
};

double to_seconds(const CalendarDate& date);
/// Nothing beyond the years 0 to 9999, which is what a date can be written in.
std::optional<CalendarDate> to_date(double seconds);

/// From 0, Sunday.
int weekday(double seconds);

/// "2024", "2024-02", "2024-02-29", "2024-02-29T12:30", "… 12:30:15.5Z"; nothing else, and no
/// day that there is not.
std::optional<double> parse_date(std::string_view text);

/// %Y year, %y its last two digits, %m month, %b and %B its name, %d and %e day (%e without a
/// zero), %a and %A weekday, %H hour, %M minute, %S second, %L milliseconds, %% a percent sign.
/// Nothing where the format has another letter; a dash where there is no such date.
std::optional<std::string> format_date(double seconds, std::string_view format);

}  // namespace lantern
