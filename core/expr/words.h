#pragma once

#include <span>
#include <string>
#include <string_view>

namespace lantern {

/// A word of the language.
struct ReservedWord {
  std::string_view name;
  std::string_view doc;
  bool grammar = false;  ///< the parser knows it: nothing at all can be called so
};

/// Sorted by name.
std::span<const ReservedWord> reserved_words();

/// Null for others.
const ReservedWord* find_word(std::string_view name);

/// "and, else, … and true", for messages.
std::string all_words();

}  // namespace lantern
