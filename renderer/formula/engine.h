#pragma once

#include <functional>
#include <memory>
#include <string>

namespace lantern {

/// Advance, ascent and descent of a text in the scene's own letters, in ems.
struct TextExtent {
  double advance = 0, ascent = 0, descent = 0;
};
using MeasureText = std::function<TextExtent(const std::string& text, bool bold, bool italic)>;

/// MathJax in Duktape: a heap of its own with the bundle's bytecode. Not for several threads at
/// once.
class FormulaEngine {
 public:
  /// `bytecode` is a file that the build made for the Duktape at hand. Throws RuntimeError where it
  /// cannot be read or run.
  explicit FormulaEngine(const std::string& bytecode);
  ~FormulaEngine();
  FormulaEngine(const FormulaEngine&) = delete;
  FormulaEngine& operator=(const FormulaEngine&) = delete;

  /// The JSON that mathjax/typeset.js makes of `tex`. Throws LimitError where it takes too much
  /// memory.
  std::string typeset(const std::string& tex, bool display, const MeasureText& measure);

  /// The JSON of outlines and advances of these characters.
  std::string glyphs(const std::string& characters);

 private:
  struct Heap;
  std::unique_ptr<Heap> heap_;
};

}  // namespace lantern
