#include "output/staging/frame_path.h"

#include <string>

#include <fmt/format.h>

namespace lantern {
namespace {

/// The length of "%d" or "%0Nd" at the start of `text`, 0 where neither is there.
size_t number_length(std::string_view text) {
  if (text.starts_with("%d")) return 2;
  const bool padded = text.size() >= 4 && text[0] == '%' && text[1] == '0' && text[2] >= '1' &&
                      text[2] <= '9' && text[3] == 'd';
  return padded ? 4 : 0;
}

}  // namespace

std::optional<FramePath> FramePath::parse(std::string_view path) {
  const size_t name = path.rfind('/') + 1;
  FramePath out;
  out.before_ = path.substr(0, name);
  int numbers = 0;
  for (size_t i = name; i < path.size();) {
    const std::string_view rest = path.substr(i);
    if (const size_t length = number_length(rest)) {
      out.digits_ = length == 4 ? rest[2] - '0' : 1;
      ++numbers;
      i += length;
      continue;
    }
    (numbers == 0 ? out.before_ : out.after_) += rest[0];
    i += rest.starts_with("%%") ? 2 : 1;
  }
  if (numbers != 1) return {};
  return out;
}

std::string FramePath::operator()(std::int64_t n) const {
  return fmt::format("{}{:0{}}{}", before_, n, digits_, after_);
}

bool FramePath::gives(std::string_view path) const {
  if (!path.starts_with(before_) || !path.ends_with(after_)) return false;
  if (path.size() <= before_.size() + after_.size()) return false;
  path.remove_prefix(before_.size());
  path.remove_suffix(after_.size());
  constexpr size_t kMostDigits = 18;
  if (path.find_first_not_of("0123456789") != path.npos || path.size() > kMostDigits) return false;
  const std::int64_t n = std::stoll(std::string(path));
  return fmt::format("{:0{}}", n, digits_) == path;
}

}  // namespace lantern
