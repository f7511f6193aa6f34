#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/color.h"

namespace lantern {

/// How one role of text is set.
struct TypeStyle {
  double size = 14;  ///< canvas units
  int weight = 400;
};

/// Everything a picture's look depends on beside the scene. Every theme has the same names, so that
/// a scene reads on all of them.
struct Theme {
  std::string name;
  std::string doc;
  /// Roles (ground, panel, ink, muted, grid, axis, accent, danger) and hues (blue, orange, …).
  std::vector<std::pair<std::string, Color>> colors;
  /// Hues for values without a meaning, in the order they are handed out.
  std::vector<std::string> sequence;
  std::string family = "Inter";
  TypeStyle title{30, 800};
  TypeStyle heading{15, 600};
  TypeStyle axis{12, 500};
  TypeStyle tick{12, 400};
  TypeStyle label{13, 600};
  TypeStyle caption{20, 400};
  double scale = 1;  ///< pixels for each canvas unit
  double grid_width = 1;
  double axis_width = 1;
  double line_width = 3.5;
  double rule_width = 2;
  double caption_fade = 0.2;          ///< seconds in which a caption comes
  double dimmed = 0.2;                ///< what is left of the opacity of what is not highlighted
  double dim_time = 0.3;              ///< seconds to dim and to come back, at most
  double tick_distance = 130;         ///< canvas units between ticks, about
  double upright_tick_distance = 80;  ///< the same of an upright axis

  /// Null where the theme has no such name.
  const Color* find(std::string_view color_name) const;
  /// The name must exist.
  const Color& operator[](std::string_view color_name) const;
};

/// Letters are at least 10 pixels high: in small pictures they are larger on the canvas, as far as
/// a picture can bear. `scale` is in pixels for each canvas unit.
double readable(double size, double scale);
/// The size of letters that a script asks for: as it is, but in pictures that are smaller than the
/// canvas.
double asked_size(const Theme& theme, double size);

/// The names that every theme gives colours to, in the order of the documentation.
const std::vector<std::string_view>& theme_color_names();

}  // namespace lantern
