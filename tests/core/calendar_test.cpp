#include <cmath>

#include <catch2/catch.hpp>

#include "core/base/calendar.h"

namespace lantern::test::calendar_test {

TEST_CASE("dates are seconds and back", "[calendar]") {
  CHECK(parse_date("1970-01-01") == 0.0);
  CHECK(parse_date("2000-03-01") == 951868800.0);  // date -u -d 2000-03-01 +%s
  CHECK(parse_date("2024-02-29T12:30") == 1709209800.0);
  CHECK(parse_date("2024-02-29 12:30:15.5Z") == 1709209815.5);
  CHECK(parse_date("1969-07") == -15897600.0);
  CHECK(parse_date("2024") == 1704067200.0);
  for (const double seconds : {0.0, 951868800.0, -15897600.0, 1709209815.5, -1.0}) {
    CHECK(to_seconds(*to_date(seconds)) == seconds);
  }
}

TEST_CASE("there are no dates beyond the years 0 to 9999", "[calendar]") {
  CHECK(to_date(to_seconds({9999, 12, 31, 23, 59, 59})) == CalendarDate{9999, 12, 31, 23, 59, 59});
  CHECK(to_date(to_seconds({0, 1, 1, 0, 0, 0})) == CalendarDate{0, 1, 1, 0, 0, 0});
  for (const double seconds : {to_seconds({9999, 12, 31, 0, 0, 0}) + 86400, 1e18, -1e18, 1e300,
                               double(INFINITY), std::nan("")}) {
    CHECK_FALSE(to_date(seconds));
    CHECK(format_date(seconds, "%Y-%m") == "–");
    CHECK_FALSE(format_date(seconds, "%q"));
  }
}

TEST_CASE("what is no date is none", "[calendar]") {
  for (const char* text : {"", "24", "2023-02-29", "2024-13-01", "2024-1-1", "2024-01-01T25:00",
                           "2024-01-01x", "2024-01-01T10:00:60", "20240101", "2024-01-01T10"}) {
    INFO(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("dates are written as strftime does", "[calendar]") {
  const double moment = *parse_date("2024-02-05T07:08:09.25");
  CHECK(format_date(moment, "%Y %y %m %b %B %d %e") == "2024 24 02 Feb February 05 5");
  CHECK(format_date(moment, "%a %A %H:%M:%S.%L %%") == "Mon Monday 07:08:09.250 %");
  CHECK_FALSE(format_date(moment, "%q"));
  CHECK_FALSE(format_date(moment, "%"));
  CHECK(weekday(0) == 4);
  CHECK(weekday(-86400) == 3);
}

}  // namespace lantern::test::calendar_test
