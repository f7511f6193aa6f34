#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace lantern {

/// A mistake in a data file. Line and column count from 1; columns count bytes.
class DataError : public std::runtime_error {
 public:
  DataError(const std::string& what, std::int32_t at_line, std::int32_t at_column)
      : std::runtime_error(what), message(what), line(at_line), column(at_column) {}

  std::string message;
  std::int32_t line;
  std::int32_t column;
};

}  // namespace lantern
