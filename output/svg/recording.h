#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "renderer/frame.h"

namespace lantern::svg {

enum class Kind { group, path, text, symbol, image };

/// What an element is for as long as only numbers change: its shape, of which those are read
/// elsewhere.
struct Variant {
  std::string key;  ///< equal keys mean equal variants
  ItemPtr item;     ///< the first item that looked so
  size_t entry = 0; ///< of a symbol: its place in the item's Instances
};

/// What an element is from a frame on. Numbers are, by kind:
/// group: opacity, then the clip (x0, y0, x1, y1) where it has one;
/// path: opacity, fill (r, g, b, a), stroke (r, g, b, a), stroke width, dash offset, then points;
/// text: opacity, colour (r, g, b, a), origin (x, y);
/// symbol: opacity, tint (r, g, b, a), centre (x, y), size, angle in radians;
/// image: the same, without a tint, by its corner and its width.
struct Change {
  int frame = 0;
  int variant = -1;  ///< −1: it is not there
  std::vector<double> numbers;
};

/// One item over the whole film.
struct Element {
  std::string id;
  Kind kind = Kind::group;
  std::vector<Variant> variants;
  std::vector<Change> changes;  ///< where something changes, by frame
  std::vector<std::unique_ptr<Element>> children;  ///< in painting order
  std::map<std::string, Element*> by_key;
  ItemPtr last;                ///< the item of the frame before
  int seen = -1;               ///< the last frame that it was in

  /// The state at a frame: the last change at or before it; null where there is none.
  const Change* at(int frame) const;
};

/// A film's items, each once under its id, and what of them changes when.
class Recording {
 public:
  /// Pixels to a canvas unit, for outlines that stand on whole pixels.
  Recording(double scale_x, double scale_y) : scale_x_(scale_x), scale_y_(scale_y) {}

  void add(const Frame& frame);
  int frames() const { return frames_; }
  const Element& root() const { return root_; }
  Element& root() { return root_; }

 private:
  void add_children(Element& parent, const std::vector<ItemPtr>& items);
  void add_item(Element& parent, const ItemPtr& item, size_t& place);
  void add_symbols(Element& parent, const ItemPtr& item);
  Element& child(Element& parent, const std::string& key, const std::string& id, Kind kind,
                 size_t& place);
  void note(Element& element, Variant variant, std::vector<double> numbers);
  void leave(Element& element);

  double scale_x_, scale_y_;
  int frames_ = 0;
  Element root_;
};

}  // namespace lantern::svg
