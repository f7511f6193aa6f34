#include "cli/preview/request.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"

namespace lantern {
namespace {

constexpr int kWidest = 3840;
constexpr size_t kMostParams = 100;
constexpr size_t kLongestText = 200;

template <class Number>
Number number(const std::string& name, const std::string& text) {
  Number out{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw UsageError(fmt::format("{} wants a number", name));
  }
  return out;
}

double finite(const std::string& name, const std::string& text) {
  const auto out = number<double>(name, text);
  if (!std::isfinite(out)) throw UsageError(fmt::format("{} wants a number", name));
  return out;
}

void add_param(Wishes& wishes, const std::string& text) {
  const size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || text.size() > kLongestText) {
    throw UsageError("set wants name=value");
  }
  wishes.params[text.substr(0, equals)] = text.substr(equals + 1);
  if (wishes.params.size() > kMostParams) throw UsageError("too many params are set");
}

void read(PreviewRequest& out, const std::string& name, const std::string& text) {
  if (name == "t") out.time = finite(name, text);
  else if (name == "x") out.x = finite(name, text);
  else if (name == "y") out.y = finite(name, text);
  else if (name == "w") out.width = number<int>(name, text);
  else if (name == "n") out.number = number<std::uint64_t>(name, text);
  else if (name == "set") add_param(out.wishes, text);
  else if (name == "theme" && text.size() <= kLongestText) out.wishes.theme = text;
  else if (name == "client" && text.size() <= kLongestText) out.client = text;
  else if (name == "format" && text == "png") out.format = PictureFormat::png;
  else if (name == "format" && text == "svg") out.format = PictureFormat::svg;
  else throw UsageError(fmt::format("{} is not understood", name));
}

}  // namespace

PreviewRequest parse_request(const std::multimap<std::string, std::string>& query) {
  PreviewRequest out;
  for (const auto& [name, text] : query) read(out, name, text);
  if (out.time < 0) throw UsageError("t wants a time of at least 0");
  if (out.width < 16 || out.width > kWidest) {
    throw UsageError(fmt::format("w wants a width of 16 to {} pixels", kWidest));
  }
  return out;
}

}  // namespace lantern
