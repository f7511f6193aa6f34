#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "renderer/frame/frame.h"
#include "renderer/raster/pixel_box.h"
#include "renderer/raster/pixmap.h"

namespace lantern {

/// An item to be drawn by itself, at its place in the painting order.
struct ClippedItem {
  ItemPtr item;
  PixelBox clip;
  PixelBox touched;  ///< every pixel that it may change
};

/// The picture of what does not change from frame to frame. It holds leaves that were the same in
/// two frames and that no changing leaf painted before them overlaps: leaves without a common
/// pixel may be drawn in either order, so a frame comes out the same to the last bit with and
/// without it.
class Backdrop {
 public:
  /// Draws leaves in order onto a picture that already has its ground (or what lies below).
  using Draw = std::function<void(const std::vector<const ClippedItem*>& leaves, Pixmap& onto)>;
  /// Lays the ground.
  using Clear = std::function<void(Pixmap& onto)>;

  /// Draws a whole frame. Frames between two calls of `forget` have the same size, scale and
  /// ground.
  void draw(std::vector<ClippedItem> leaves, Pixmap& onto, const Clear& clear, const Draw& draw);

  void forget();

  /// The same item under the same clip in the latest frame; null where there was none.
  const ClippedItem* find_last(const Item& item, const PixelBox& clip) const;

 private:
  void remember(std::vector<ClippedItem> leaves, std::vector<const Item*> still);

  std::vector<ClippedItem> last_;                            // the latest frame
  std::vector<std::pair<const Item*, size_t>> last_places_;  // into last_, sorted by address
  std::vector<const Item*> last_still_;                      // of the latest frame, in order
  std::vector<ClippedItem> held_;                            // what `picture_` shows, in order
  Pixmap picture_;
};

}  // namespace lantern
