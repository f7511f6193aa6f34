#pragma once

#include <memory>
#include <string>

#include "cli/project/project.h"

// What the targets share.

namespace lantern::fuzz {

/// What is the same for all inputs, and costs time to make.
struct House {
  House();

  Desk desk;  ///< of no scene; each input gets a copy
  Theme theme;
  std::vector<GlyphArt> glyphs;
  Typesetter typesetter;
};
const House& house();

/// Whether no number in a text asks for much work: large counts may take their time, and what they
/// break small ones break as well. Numbers beyond all limits (1e300) are welcome.
bool modest(const std::string& text);

struct ReadScene {
  bool names_files = false;  ///< which are not a target's to read: it was not compiled
  std::unique_ptr<Scene> scene;
};
/// Mistakes go to the desk.
ReadScene read_input(const std::string& script, Desk& desk);

/// Puts the mistakes into words, as the program does. What failed must have some.
void report(Desk& desk, bool failed);

}  // namespace lantern::fuzz
