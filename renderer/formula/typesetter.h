#pragma once

#include <string>

#include "renderer/formula/formula_typesetter.h"
#include "renderer/text/text_shaper.h"

namespace lantern {

/// What sets texts and formulas: whoever sets a stage has one. Safe to use from any thread.
class Typesetter {
 public:
  /// `formulas`: the file that formulas are set with; empty: they cannot be. Throws RuntimeError,
  /// naming the package to install, where a needed font file is missing.
  explicit Typesetter(std::string formulas = "", FontSource fonts = FontSource::anywhere)
      : texts_(fonts), formulas_(std::move(formulas), texts_) {}

  const TextShaper& texts() const { return texts_; }
  /// Their texts are in the letters of `texts()`.
  const FormulaTypesetter& formulas() const { return formulas_; }

 private:
  TextShaper texts_;
  FormulaTypesetter formulas_;
};

}  // namespace lantern
