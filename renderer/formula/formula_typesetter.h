#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>

#include "renderer/formula/engine.h"
#include "renderer/formula/formula.h"

namespace lantern {

class TextShaper;

/// A mistake in TeX, at a byte of the source, and what mends it, if that is known.
class TexError : public std::runtime_error {
 public:
  TexError(const std::string& message, size_t at, std::string mend = "")
      : std::runtime_error(message), offset(at), hint(std::move(mend)) {}
  size_t offset;
  std::string hint;
};

/// Sets TeX with MathJax. The engine starts with the first formula; each source is set once. Safe
/// to call from any thread.
class FormulaTypesetter {
 public:
  /// `bytecode`: the file that the build makes; empty: formulas cannot be set. `shaper` sets the
  /// texts in formulas and must outlive this.
  FormulaTypesetter(std::string bytecode, const TextShaper& shaper);
  ~FormulaTypesetter();
  FormulaTypesetter(const FormulaTypesetter&) = delete;
  FormulaTypesetter& operator=(const FormulaTypesetter&) = delete;

  bool available() const { return !bytecode_.empty(); }
  /// Whether a formula has been asked for yet.
  bool started() const;

  /// Throws TexError where the source is wrong, too long or too deep, RuntimeError where formulas
  /// are not built in.
  FormulaPtr typeset(const std::string& tex, bool display, const std::string& family) const;
  /// Throws OutOfWork where there is no time for all of these.
  void foresee(const std::set<std::string>& sources, bool display, const std::string& family) const;

  /// Outlines and advances of the characters of live numbers.
  const FormulaGlyphs& glyphs() const;

 private:
  FormulaEngine& engine() const;
  /// The engine's answer; what is too much for it is a mistake of the source.
  std::string run(const std::string& tex, bool display, const MeasureText& measure) const;

  std::string bytecode_;
  const TextShaper& shaper_;
  mutable std::mutex mutex_;
  mutable std::unique_ptr<FormulaEngine> engine_;
  mutable std::map<std::string, FormulaPtr> known_;
  mutable FormulaGlyphs glyphs_;
};

}  // namespace lantern
