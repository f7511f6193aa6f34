#pragma once

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "renderer/paths/path.h"
#include "renderer/text/shaped_text.h"

// A formula as it was set: outlines, texts and the places of its live holes. Lengths are in ems, y
// downwards, the baseline at 0.

namespace lantern {

/// The size of texts among a formula's letters: at it, their x-height is that of the letters.
constexpr double kFormulaTextSize = 0.884;

/// What is said about a stretch of the source and everything in it.
struct FormulaStyle {
  std::string part;                  ///< the innermost \cssId around it; may be empty
  std::vector<std::string> classes;  ///< of \class, outermost first
  std::string color;                 ///< of \color; empty: the formula's own
  double opacity = 1;
};

/// An outline: a letter, a sign, a rule of a fraction or root.
struct FormulaShape {
  Path path;
  double stroke = 0;  ///< width where it is drawn as a line; 0: it is filled
  std::string dash;   ///< "", "dashed", "dotted"
  std::string name;   ///< its character or what it is, for matching with other formulas
  FormulaStyle style;
};

/// Letters of the scene's own typeface: \text{…}, and what MathJax has no outlines for.
struct FormulaText {
  std::string text;
  Point at;  ///< the start of its baseline
  double size = 1;
  bool bold = false, italic = false;
  FormulaStyle style;
};

enum class HoleAlign { start, middle, end };

/// A place that is kept for a live value.
struct FormulaHole {
  size_t hole = 0;  ///< its number in the source
  Point at;         ///< the start of its baseline
  double size = 1;
  double text_size = 1;  ///< of letters of the scene's own typeface
  double width = 0;
  HoleAlign align = HoleAlign::end;
  std::string variant = "normal";  ///< of MathJax's letters
  FormulaStyle style;
};

struct Formula {
  double width = 0, ascent = 0, descent = 0;
  std::vector<std::variant<FormulaShape, FormulaText, FormulaHole>> items;  ///< in painting order
};
using FormulaPtr = std::shared_ptr<const Formula>;

/// A character as live numbers use it.
struct FormulaGlyph {
  Path outline;
  double advance = 0;
};
/// By variant, then character (UTF-8).
using FormulaGlyphs = std::map<std::string, std::map<std::string, FormulaGlyph>>;

/// Reads what mathjax/typeset.js says.
Formula read_formula(const std::string& json);
FormulaGlyphs read_glyphs(const std::string& json);

}  // namespace lantern
