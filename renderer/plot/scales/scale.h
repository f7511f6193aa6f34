#pragma once

#include <string>

#include "renderer/plot/scales/domain.h"
#include "renderer/plot/scales/scale_type.h"

namespace lantern {

/// Maps data to canvas units along one axis, by the rule of its type.
struct Scale {
  const ScaleType* type = scale_types().front();
  Domain domain;
  double range0 = 0, range1 = 1;  ///< canvas units

  /// The same from 0 to `length`.
  Scale over(double length) const { return {type, domain, 0, length}; }

  double at(double value) const;
  /// An unknown category has no place: it is no number.
  double at(const std::string& category) const;
  /// The value at a place: the inverse.
  double value_at(double place) const;
  /// Zero, or the end of the domain that is nearest to it: what bars and areas stand on.
  double base() const;

  friend bool operator==(const Scale&, const Scale&) = default;
};

}  // namespace lantern
