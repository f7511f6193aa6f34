#include "renderer/paths/decimal.h"

#include <iterator>

#include <fmt/format.h>

namespace lantern {

void append_decimal(std::string& out, double value, int decimals) {
  const size_t start = out.size();
  fmt::format_to(std::back_inserter(out), "{:.{}f}", value, decimals);
  if (out.find('.', start) != std::string::npos) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  if (out.compare(start, std::string::npos, "-0") == 0) out.erase(start, 1);
}

std::string to_decimal(double value, int decimals) {
  std::string text;
  append_decimal(text, value, decimals);
  return text;
}

}  // namespace lantern
