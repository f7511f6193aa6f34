#pragma once

#include <string>
#include <vector>

#include "core/data/table.h"
#include "core/record/value.h"
#include "renderer/formula/typesetter.h"
#include "renderer/frame/frame.h"
#include "renderer/look/look.h"

namespace lantern {

/// A source set with what keeps the places of its holes. Throws SceneError at the place of a
/// mistake in it; `at` is where the script has the whole source.
FormulaPtr set_formula(const TexSource& source, size_t row, bool display, const Theme& theme,
                       const Typesetter& typesetter, const Location& at);

/// Throws OutOfWork where there is no time to set it for so many rows.
void foresee_formulas(const TexSource& source, size_t rows, bool display, const Theme& theme,
                      const Typesetter& typesetter);

/// How a formula is drawn.
struct FormulaInk {
  Point origin;      ///< the start of its baseline, canvas units
  double size = 20;  ///< canvas units to the em
  Color color;
  const Look& look;
  const Typesetter& typesetter;
  Location at;  ///< of the source, for classes that name no colour
  /// It is not on its way: the letters of texts stand between pixels, as far as the origin does.
  bool still = true;
};

/// Its items, with ids that the same letter of another formula with the same `id` has as well.
/// Items of a named part carry the part's row among `parts`, if these are given; what is not named
/// carries that of the part after it.
std::vector<ItemPtr> draw_formula(const Formula& formula, const TexSource& source, size_t row,
                                  const std::string& id, const Keys* parts, const FormulaInk& ink);

}  // namespace lantern
