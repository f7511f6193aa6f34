#pragma once

#include <string>
#include <vector>

#include "renderer/text/pango_handles.h"

namespace lantern {

/// Size at which everything is shaped, in pixels to the em. Advances are not hinted, so any size
/// follows by scaling; and one size means one set of Pango's fonts.
constexpr int kShapingSize = 64;

/// Pango's units to the em at that size.
constexpr double kUnitsPerEm = double{kShapingSize} * PANGO_SCALE;

/// A Pango context over just these font files, the one asked for first.
class FontSet {
 public:
  struct Face {
    std::string family;
    std::string path;
  };

  /// Throws RuntimeError where a file is not a font.
  explicit FontSet(const std::vector<Face>& faces);

  /// A new layout in this set's first family at kShapingSize, left to right unless the text says
  /// otherwise.
  GObjectPtr<PangoLayout> make_layout() const;

  /// The first face's own metrics, to the em.
  struct Metrics {
    double ascent = 0, descent = 0, line_gap = 0;
  };
  Metrics metrics() const;

 private:
  struct FreeMap {
    void operator()(PangoFontMap* map) const noexcept;
  };
  using MapPtr = std::unique_ptr<PangoFontMap, FreeMap>;
  static MapPtr make_map(const std::vector<Face>& faces);

  MapPtr map_;
  GObjectPtr<PangoContext> context_;
  FontDescriptionPtr description_;
};

}  // namespace lantern
