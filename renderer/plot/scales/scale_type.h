#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/number_format.h"
#include "renderer/plot/scales/domain.h"

namespace lantern {

/// A kind of scale: all that an axis, a mark or a layout needs to know of it.
struct ScaleType {
  std::string_view name;
  std::string_view doc;
  /// Its ticks are categories: they have looks, no lines cross the view at them, and where there is
  /// no room it is their names that are broken or turned.
  bool named = false;
  /// A straight line through data is straight in the view.
  bool straight = true;
  /// How far along the axis a value is: 0 at the domain's first end, 1 at its last. Not finite
  /// where the value has no place.
  double (*share)(const Domain& domain, double value) = nullptr;
  /// The value there: the inverse.
  double (*value)(const Domain& domain, double share) = nullptr;
  /// The domain of data, for about `count` ticks.
  Domain (*fit)(const Extent& extent, int count) = nullptr;
  /// Why an axis cannot have these two different numbers at its ends; empty: it can. Null: any two.
  std::string (*refusal)(double first, double last) = nullptr;
  /// About so many ticks, as `share` takes them.
  std::vector<double> (*ticks)(const Domain& domain, int count) = nullptr;
  /// What each of them is called, in the script's format where it has one. An empty one has its
  /// line but no words.
  std::vector<std::string> (*labels)(const Domain& domain, const std::vector<double>& ticks,
                                     int count, const NumberFormat* format) = nullptr;
  /// The number that a text along it stands for; null: texts are categories.
  std::optional<double> (*read)(std::string_view text) = nullptr;
  /// A tick in a format of the scale's own, nothing where it is none; null: those of numbers.
  std::optional<std::string> (*written)(double tick, std::string_view format) = nullptr;
};

/// All kinds of scales, the one that holds where a script is silent first.
std::span<const ScaleType* const> scale_types();

/// The names of those that a script can choose.
std::vector<std::string_view> scale_names();

/// The type must exist.
const ScaleType& scale_type(std::string_view name);

}  // namespace lantern
