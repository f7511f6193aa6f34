#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "output/svg/film/animation.h"
#include "output/svg/film/recording.h"
#include "renderer/paths/geometry.h"

namespace lantern::svg {

/// How what keeps its place among a mark's axes moves while they do: by a scale, then a shift, each
/// from how it is at first.
class AxesWay {
 public:
  /// Nothing where the axes of a mark's group stand still, or it has none.
  static std::optional<AxesWay> of(const Element& group, int last);

  /// A path as it is where the axes never move; null where it does not keep its place among them,
  /// or has a line that would be stretched with it.
  std::unique_ptr<Element> still(const Element& path) const;

  const Samples& scales() const { return scales_; }
  const Samples& shifts() const { return shifts_; }

 private:
  bool keeps_place(const std::vector<double>& own, const std::vector<double>& now,
                   size_t frame) const;

  Samples scales_, shifts_;
  std::vector<int> moves_;  // frames at which the axes are not where they were
  bool sized_ = false;      // some scale is not 1
};

}  // namespace lantern::svg
