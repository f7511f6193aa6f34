#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/record/rich_text.h"
#include "core/scene/run/graph.h"
#include "core/spec/glyph_art.h"
#include "core/spec/theme.h"
#include "renderer/frame/frame.h"
#include "renderer/look/color_ramp.h"
#include "renderer/look/value_places.h"
#include "renderer/text/shaped_text.h"

namespace lantern {

/// What names and values look like: the theme, the scene's meanings and the glyphs.
class Look {
 public:
  Look(const Theme& theme, const Meanings& meanings, const std::vector<GlyphArt>& glyphs,
       ValuePlaces places = {});

  const Theme& theme() const { return theme_; }

  /// A name of the meaning or the theme, or "#rrggbb". Throws SceneError at `at` for others.
  Color named(const std::string& name, const Location& at) const;
  /// Of each of a column's values: its meaning, else a name or "#rrggbb", else a hue of the theme's
  /// sequence by its place.
  std::vector<Color> of_values(const std::vector<std::string>& values) const;

  /// Of each of a column's values that has no look of its own: which of a sequence of `length`
  /// looks it gets, by its place among those of its kind in the whole film (of a kind that is not
  /// known, among these values). What `own` says that others have, and what meanings of the scene
  /// have, it passes over while there is another one. `own` is null of values without, else a place
  /// in the sequence, or `kElsewhere`; `meant` are places that meanings have.
  std::vector<size_t> places_of(const std::vector<std::string>& values, size_t length,
                                const std::function<std::optional<size_t>(const std::string&)>& own,
                                const std::vector<size_t>& meant = {}) const;
  static constexpr size_t kElsewhere = size_t(-1);

  /// Whether a value's colour is its own: of its meaning, a name of the theme, "#rrggbb".
  bool has_look(const std::string& value) const;
  /// The meaning of a value, of a number however it is written; null where it has none.
  const MeaningSpec* find_meaning(const std::string& value) const;

  /// A value with a glyph in its meaning, or a glyph's name. Throws SceneError at `at` for others.
  SymbolPtr glyph(const std::string& name, const Location& at) const;
  /// The same glyph in a mood; as it is where it has no such mood, or the mood is empty. Throws
  /// SceneError at `at` for what is no glyph's mood.
  SymbolPtr in_mood(const SymbolPtr& glyph, const std::string& mood, const Location& at) const;

  /// The colour as letters of this font have it: mixed with ink until it stands out enough from the
  /// ground, or from what it stands on (WCAG 2.2, 1.4.3). What is about as light as the ground is
  /// meant for something darker and stays.
  Color for_text(const Color& color, const Font& font,
                 const std::optional<Color>& on = std::nullopt) const;

  /// The colours that a script names for numbers, or those of a ramp with the one name that it
  /// gives; the theme's where it gives none. Throws SceneError at `at` for others.
  Ramp ramp(const std::vector<std::string>& names, bool diverging, const Location& at) const;

  /// Ink or ground: which of them stands out more from what it stands on.
  Color letters_on(const Color& fill) const;

  /// How a value reads.
  RichText spans(const std::string& value) const;
  const std::string& text(const std::string& value) const;
  const Meanings& meanings() const { return meanings_; }

 private:
  const Color* find_named(const std::string& name) const;
  std::optional<Color> own_color(const std::string& value) const;
  Color hue(size_t place) const;
  /// Where a colour stands in the theme's sequence; `kElsewhere` where it does not.
  size_t place_of_hue(const Color& color) const;

  const Theme& theme_;
  const Meanings& meanings_;
  ValuePlaces places_;
  std::map<std::string, SymbolPtr> glyphs_;  ///< a glyph in a mood is called "cat_sad"
  std::set<std::string> moods_;
  std::vector<size_t> meant_;  ///< places of the hues that meanings have
  std::map<std::string, Color> hex_;
};

/// The contrast that text of this font must have to what it stands on (WCAG 2.2, 1.4.3): large is
/// from 24 px, or 18.66 px in bold.
double least_contrast(const Font& font);

/// A colour of letters that stand on `ground`: mixed with so much of `ink` that they have that
/// contrast. One that hardly differs from the ground is meant for another one, and stays.
Color readable(const Color& color, const Font& font, const Color& ground, const Color& ink);

}  // namespace lantern
