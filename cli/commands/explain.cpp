#include <cstdio>

#include <fmt/format.h>

#include "cli/project/commands.h"
#include "cli/project/project.h"
#include "config/resources/resources.h"
#include "core/base/error.h"
#include "core/base/text.h"

namespace lantern {
namespace {

/// Indented, with control characters as codes, so that an example cannot steer the terminal.
std::string quoted_script(std::string_view text) {
  std::string out = "  ";
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\n') out += i + 1 < text.size() ? "\n  " : "\n";
    else if (c == '\t') out += "<tab>";
    else if (c < 0x20) out += fmt::format("<{:02x}>", c);
    else out += static_cast<char>(c);
  }
  return out;
}

/// Broken into lines that a terminal has room for.
std::string wrapped(std::string_view text) {
  constexpr size_t kWidth = 80;
  std::string out;
  size_t used = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    const bool fits = used + 1 + end <= kWidth;
    if (used > 0) out += fits ? " " : "\n";
    used = used > 0 && fits ? used + 1 + end : end;
    out += text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

const DiagnosticCode& find_code(const std::string& name) {
  std::vector<std::string_view> known;
  for (const DiagnosticCode& code : diagnostic_codes()) {
    if (code.code == name) return code;
    known.push_back(code.code);
  }
  const std::string near = did_you_mean(name, known);
  throw UsageError(fmt::format("there is no code {}{}", in_quotes(name),
                               near.empty() ? "; `lantern explain` lists all" : near));
}

void list_codes() {
  size_t widest = 0;
  for (const DiagnosticCode& code : diagnostic_codes()) widest = std::max(widest, code.code.size());
  for (const DiagnosticCode& code : diagnostic_codes()) {
    fmt::print("{:<{}}  {}\n", code.code, widest, code.meaning);
  }
}

}  // namespace

int explain(const Options& options) {
  if (options.codes.empty()) {
    list_codes();
    return 0;
  }
  const std::string resources = find_resources();
  std::string text;
  for (const std::string& name : options.codes) {
    const DiagnosticCode& code = find_code(name);
    const Explanation explanation = load_explanation(resources, code.code);
    text += fmt::format("{}{}: {}\n\n{}\n\nwrong:\n\n{}\nright:\n\n{}", text.empty() ? "" : "\n",
                        code.code, code.meaning, wrapped(explanation.why),
                        quoted_script(explanation.wrong), quoted_script(explanation.mended));
  }
  fmt::print("{}", text);
  return 0;
}

}  // namespace lantern
