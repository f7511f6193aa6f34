#pragma once

#include <string>
#include <vector>

#include "core/record/field.h"

namespace lantern {

/// Every word that a script may use beside its own names: the descriptions of all that is
/// registered. The program gathers it and hands it to `config` and `core`.
struct Vocabulary {
  KindList models;
  KindList marks;
  KindList layouts;
  KindList generators;
  KindList effects;
  const Kind* view = nullptr;
  std::vector<std::string> themes;
  std::vector<std::string> glyphs;
  std::vector<std::string_view> shapes;    ///< of dots
  std::vector<std::string_view> patterns;  ///< of what is filled
  std::vector<std::string> colors;         ///< the names that every theme gives colours to
  /// Makes a picture of a file's bytes; null, and `why` says why, where it is none.
  ImagePtr (*read_picture)(const std::string& bytes, std::string& why) = nullptr;
};

/// How colours are written, for who named none.
std::string color_hint(const Vocabulary& vocabulary);

}  // namespace lantern
