#include "core/time/easing_names.h"

#include <algorithm>

#include "core/time/easing.h"

namespace lantern {
namespace {

using Words = std::vector<std::string>;

/// In small letters, without "ease".
Words words_in(std::string_view name) {
  Words out(1);
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z', gap = c == '-' || c == '_' || c == ' ';
    if ((capital || gap) && !out.back().empty()) out.emplace_back();
    if (!gap) out.back() += capital ? char(c - 'A' + 'a') : c;
  }
  std::erase_if(out, [](const std::string& word) { return word.empty() || word == "ease"; });
  return out;
}

/// "sine" is "sin", and "circ" is "circle".
bool alike(const std::string& a, const std::string& b) {
  const size_t shared = std::min(a.size(), b.size());
  return a == b || (shared >= 3 && a.compare(0, shared, b, 0, shared) == 0);
}

bool has(const Words& words, const std::string& one) {
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& word) { return alike(word, one); });
}

/// Whether a name says all that the other does, and beside it only where it is slow.
bool says(const Words& name, const Words& asked) {
  return std::all_of(asked.begin(), asked.end(),
                     [&](const auto& word) { return has(name, word); }) &&
         std::all_of(name.begin(), name.end(), [&](const auto& word) {
           return word == "in" || word == "out" || has(asked, word);
         });
}

}  // namespace

std::vector<std::string> easings_like(std::string_view name) {
  const Words asked = words_in(name);
  std::vector<std::string> exact, near;
  for (const EasingType& easing : easings()) {
    const Words words = words_in(easing.kind.name);
    if (asked.empty() || words.empty() || !says(words, asked)) continue;
    (words.size() == asked.size() ? exact : near).emplace_back(easing.kind.name);
  }
  return exact.empty() ? near : exact;
}

}  // namespace lantern
