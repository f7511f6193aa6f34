#pragma once

#include <string>

// What libFuzzer feeds with bytes of its own, and the tests with those in corpus/: the program's
// own ways for what comes from outside. The answer is yes or no, in time; what must never be is
// thrown as std::logic_error, and the sanitizers see the rest.

namespace lantern::fuzz {

/// Whether the input was of use: what asks for too much work or names files is passed over.
using Target = bool (*)(const std::string& input);

/// A script: the formatter, the reader, the compiler, then its states at both ends.
bool scene(const std::string& input);
/// A table's file, with and without columns that name its rows: JSON where it starts with a
/// bracket, else CSV.
bool csv(const std::string& input);
/// The file of a theme, and of a glyph; what is right is used.
bool theme_glyph(const std::string& input);
/// An expression: parsed, bound to a small table, computed.
bool expression(const std::string& input);
/// What follows a script's data and models: one frame as pixels and as SVG.
bool frame(const std::string& input);
/// The file of a picture: a PNG or an SVG.
bool picture(const std::string& input);

}  // namespace lantern::fuzz
