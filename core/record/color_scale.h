#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/record/field.h"

// Colours of numbers: `color: {by: loss, ramp: [navy, sky, rose], domain: [0, 1]}`.

namespace lantern {

/// How numbers are shown as colours.
struct ColorScale {
  CategoryChannel by;             ///< of numbers
  std::vector<std::string> ramp;  ///< colours, or one name of a ramp; empty: the theme's
  std::vector<double> domain;     ///< two; empty: from the least to the largest of the film
  std::optional<double> center;
  std::string scale;  ///< linear, log
  std::optional<LiveText> title;
  bool legend = true;
};

const Kind& color_scale_kind();

/// The same of a mark that shows numbers of its own (a contour, a field): without `by`.
const Kind& own_scale_kind();

/// A scale with all that a script may leave out, for a column.
RecordValuePtr default_color_scale(TextChannel by, const Location& at);

/// The same scale over these numbers.
RecordValuePtr with_domain(const RecordValue& scale, std::vector<double> domain);

}  // namespace lantern
