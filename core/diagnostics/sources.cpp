#include <algorithm>

#include "core/diagnostics/diagnostics.h"

namespace lantern {
namespace {

bool ends_line(char c) {
  return c == '\n' || c == '\r';
}

std::vector<size_t> find_line_starts(std::string_view text) {
  std::vector<size_t> starts{0};
  for (size_t i = 0; i < text.size(); ++i) {
    const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (ends_line(text[i]) && !pair) starts.push_back(i + 1);
  }
  return starts;
}

}  // namespace

std::int32_t Sources::add(std::string name, std::string text) {
  std::vector<size_t> starts = find_line_starts(text);
  files_.push_back({std::move(name), std::move(text), std::move(starts)});
  return static_cast<std::int32_t>(files_.size()) - 1;
}

const std::string& Sources::name(std::int32_t file) const {
  return files_.at(static_cast<size_t>(file)).name;
}

const std::string& Sources::text(std::int32_t file) const {
  return files_.at(static_cast<size_t>(file)).text;
}

std::string_view Sources::line(std::int32_t file, std::int32_t line) const {
  const File& source = files_.at(static_cast<size_t>(file));
  const auto index = static_cast<size_t>(line) - 1;
  if (line < 1 || index >= source.line_starts.size()) return {};
  const size_t start = source.line_starts[index];
  const size_t end =
      index + 1 < source.line_starts.size() ? source.line_starts[index + 1] : source.text.size();
  std::string_view out = std::string_view(source.text).substr(start, end - start);
  while (!out.empty() && ends_line(out.back())) out.remove_suffix(1);
  return out;
}

Location Sources::locate(std::int32_t file, size_t offset, size_t length) const {
  const File& source = files_.at(static_cast<size_t>(file));
  offset = std::min(offset, source.text.size());
  const auto next = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
  const auto number = static_cast<std::int32_t>(next - source.line_starts.begin());
  const size_t column = offset - *(next - 1);
  const size_t on_line = line(file, number).size();
  const size_t left = on_line > column ? on_line - column : 1;
  return {file, number, static_cast<std::int32_t>(column) + 1,
          static_cast<std::int32_t>(std::clamp<size_t>(length, 1, left))};
}

}  // namespace lantern
