#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"

namespace lantern {
namespace {

/// A JSON string (RFC 8259). Bytes that are not UTF-8 become U+FFFD.
std::string json_string(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const size_t valid = validate_utf8(text).value_or(text.size());
    for (const char c : text.substr(0, valid)) {
      if (c == '"' || c == '\\') out.append(1, '\\').append(1, c);
      else if (c == '\n') out += "\\n";
      else if (c == '\t') out += "\\t";
      else if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\u{:04x}", int(c));
      else out += c;
    }
    if (valid < text.size()) out += "\\ufffd";
    text.remove_prefix(std::min(valid + 1, text.size()));
  }
  return out + '"';
}

std::string place_of(const Location& at, const Sources& sources) {
  if (!at.known()) return R"("file":null,"line":null,"column":null,"end_column":null)";
  return fmt::format(R"("file":{},"line":{},"column":{},"end_column":{})",
                     json_string(sources.name(at.file)), at.line, at.column, at.column + at.length);
}

std::string json_line(const Location& at, std::string_view severity, std::string_view code,
                      std::string_view message, std::string_view hint, const Sources& sources) {
  return fmt::format("{{{},\"severity\":{},\"code\":{},\"message\":{},\"hint\":{}}}\n",
                     place_of(at, sources), json_string(severity), json_string(code),
                     json_string(message), json_string(hint));
}

}  // namespace

std::string to_json_lines(const std::vector<Diagnostic>& sorted, const Sources& sources) {
  const size_t count = std::min(sorted.size(), Diagnostics::kMostShown);
  std::string out;
  for (size_t i = 0; i < count; ++i) {
    const Diagnostic& d = sorted[i];
    out += json_line(d.at, name_of(d.severity), d.code, d.message, d.hint, sources);
  }
  if (sorted.size() > count) {
    out += json_line({}, "note", "more", fmt::format("… and {} more", sorted.size() - count), "",
                     sources);
  }
  return out;
}

}  // namespace lantern
