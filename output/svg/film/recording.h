#pragma once

#include <string>
#include <vector>

#include "output/svg/film/element.h"

namespace lantern::svg {

/// A film's items, each once under its id, and what of them changes when.
class Recording {
 public:
  /// Pixels to a canvas unit, for outlines that stand on whole pixels.
  Recording(double scale_x, double scale_y) : scale_x_(scale_x), scale_y_(scale_y) {}

  void add(const Frame& frame);
  /// After the last frame: puts all into an order that is right in every frame, where there is one.
  void settle();
  int frames() const { return frames_; }
  const Element& root() const { return root_; }

 private:
  /// Where a frame has got to among the children of an element.
  struct Spot {
    size_t place = 0;             ///< where a new one goes
    Element* previous = nullptr;  ///< the one before
  };
  void add_children(Element& parent, const std::vector<ItemPtr>& items,
                    const Zoomed* camera = nullptr);
  void add_item(Element& parent, const ItemPtr& item, Spot& spot);
  void add_camera(const ItemPtr& item, const Zoomed& seen, Spot& spot);
  void add_symbols(Element& parent, const ItemPtr& item);
  Element& child(Element& parent, const std::string& key, const std::string& id, ElementType type,
                 Spot& spot);
  void note(Element& element, Variant variant, std::vector<double> numbers);
  void leave(Element& element);

  double scale_x_, scale_y_;
  int frames_ = 0;
  Element root_;
};

}  // namespace lantern::svg
