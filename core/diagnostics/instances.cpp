#include "core/diagnostics/instances.h"

namespace lantern {

std::string without_keys(std::string_view message) {
  constexpr std::string_view kEnds = " ,:;()\"'";
  std::string out;
  for (size_t i = 0; i < message.size(); ++i) {
    out += message[i];
    if (message[i] != '@') continue;
    const size_t end = message.find_first_of(kEnds, i + 1);
    i = (end == std::string_view::npos ? message.size() : end) - 1;
  }
  return out;
}

}  // namespace lantern
