#include "core/scene/run/key_names.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"

namespace lantern {
namespace {

bool is_same_key(const std::string& key, const std::string& name) {
  if (key == name) return true;
  const auto number = parse_number(key);
  return number && number == parse_number(name);
}

}  // namespace

bool names_any(const Operand& key, const std::string& name) {
  if (!key.per_row) return is_same_key(key_text(key), name);
  for (size_t row = 0; row < key.column.size(); ++row) {
    if (is_same_key(key.column.text(row), name)) return true;
  }
  return false;
}

int place_of(const std::string& key, std::span<const Operand> names, const std::string& whose,
             const Location& at) {
  const auto number = parse_number(key);
  int alike = -1;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].text == key) return static_cast<int>(i);
    if (number && parse_number(names[i].text) == number) alike = static_cast<int>(i);
  }
  if (alike >= 0) return alike;
  constexpr size_t kMostNamed = 20;
  std::vector<std::string> known;
  for (const Operand& name : names) known.push_back(name.text);
  throw SceneError({Severity::error, "unknown-key", at,
                    fmt::format("there is no {}@{}{}", whose, key, did_you_mean(key, known)),
                    known.size() <= kMostNamed ? fmt::format("it has {}", join_and(known)) : ""});
}

}  // namespace lantern
