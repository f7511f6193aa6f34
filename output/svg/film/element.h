#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "renderer/frame/frame.h"

// What a recording knows of one item over the whole film.

namespace lantern::svg {

enum class ElementType { group, path, text, symbol, image };

/// What an element is for as long as only numbers change: its shape, of which those are read
/// elsewhere.
struct Variant {
  std::string key;   ///< equal keys mean equal variants
  ItemPtr item;      ///< the first item that looked so
  size_t entry = 0;  ///< of a symbol: its place in the item's Instances
};

/// Where some of an element's numbers stand.
struct Slot {
  size_t at = 0, count = 1;
  constexpr size_t end() const { return at + count; }
};
constexpr Slot kOpacity{0, 1};                   // of all
constexpr Slot kGroupClip{kOpacity.end(), 4};    // x0, y0, x1, y1
constexpr Slot kGroupAxes{kGroupClip.end(), 4};  // the same
constexpr Box kNoAxes{0, 0, 0, 0};
constexpr Slot kZoom{kGroupClip.end(), 1}, kShift{kZoom.end(), 2};  // of what the camera shows
constexpr std::string_view kCamera = "camera";                      // the key of that group
// Colours are r, g, b, a.
constexpr Slot kPathFill{kOpacity.end(), 4}, kPathStroke{kPathFill.end(), 4},
    kPathWidth{kPathStroke.end(), 1}, kPathDashOffset{kPathWidth.end(), 1};
constexpr size_t kPathPoints = kPathDashOffset.end();  // x, y of each, to the end
constexpr Slot kTextColor{kOpacity.end(), 4}, kTextOrigin{kTextColor.end(), 2};
// Images have these too, the size being their width.
constexpr Slot kSymbolTint{kOpacity.end(), 4}, kSymbolCentre{kSymbolTint.end(), 2},
    kSymbolSize{kSymbolCentre.end(), 1}, kSymbolAngle{kSymbolSize.end(), 1},
    kImageHeight{kSymbolAngle.end(), 1}, kSymbolOutline{kSymbolAngle.end(), 1};

constexpr Slot rgb_of(Slot color) {
  return {color.at, 3};
}
constexpr Slot alpha_of(Slot color) {
  return {color.at + 3, 1};
}

/// What an element is from a frame on.
struct Change {
  int frame = 0;
  int variant = -1;  ///< −1: it is not there
  std::vector<double> numbers;
};

/// An outline with other coordinates: x, y of one point after another.
Path with_points(const std::vector<Verb>& verbs, std::span<const double> coordinates);

/// One item over the whole film.
struct Element {
  std::string id;
  ElementType type = ElementType::group;
  std::vector<Variant> variants;
  std::vector<Change> changes;                     ///< where something changes, by frame
  std::vector<std::unique_ptr<Element>> children;  ///< in painting order
  std::map<std::string, Element*> by_key;
  std::vector<const Element*> above;  ///< siblings that some frame paints right before it
  ItemPtr last;                       ///< the item of the frame before
  int seen = -1;                      ///< the last frame that it was in
};

}  // namespace lantern::svg
