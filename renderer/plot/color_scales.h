#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/scene/run/state.h"
#include "renderer/look/row_colors.h"
#include "renderer/plot/scales/domain.h"

// The numbers that a view shows by colour, over the whole film: marks that colour by the same
// column do so alike, in all instances of a view.

namespace lantern {

struct ColorDomain {
  Extent extent;
  bool measured = false;  ///< at some moment; else its numbers are categories
};

/// By the view's place in the script and the scale's name.
using ColorDomains = std::map<std::pair<int, std::string>, ColorDomain>;

/// Adds what a mark shows by colour.
void add_color_domains(const MarkState& mark, int view, const Look& look, ColorDomains& domains);

/// Adds the numbers that a mark shows of its own, as a field does: the least and the greatest.
void add_own_numbers(const MarkState& mark, int view, std::pair<double, double> range,
                     ColorDomains& domains);

/// Of each colour of a mark that shows numbers: its scale with its domain.
struct ScaledColor {
  size_t field = 0;  ///< of the mark's kind
  std::string name;
  RecordValuePtr scale;
};
std::vector<ScaledColor> scaled_colors(const RecordValue& fields, const std::string& mark, int view,
                                       const Look& look, const ColorDomains& domains);

/// The fields with those scales in place; nothing where there are none.
std::optional<RecordValue> with_color_scales(const RecordValue& fields, const std::string& mark,
                                             int view, const Look& look,
                                             const ColorDomains& domains);

}  // namespace lantern
