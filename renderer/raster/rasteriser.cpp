#include "renderer/raster/rasteriser.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "renderer/raster/backdrop.h"
#include "renderer/raster/painter.h"

namespace lantern {
namespace {

/// What the pixels of an unchanged item depend on beside the item.
struct Sheet {
  double width = 0, height = 0;
  Color ground;
  friend bool operator==(const Sheet&, const Sheet&) = default;
};

void check_sheet(const Sheet& sheet) {
  const auto good = [](double side) { return side > 0 && std::isfinite(side); };
  if (good(sheet.width) && good(sheet.height)) return;
  throw RuntimeError(
      fmt::format("A frame of {} by {} units cannot be drawn.", sheet.width, sheet.height));
}

}  // namespace

struct Rasteriser::Impl {
  Impl(int width, int height, bool transparent_ground)
      : all{0, 0, width, height}, transparent(transparent_ground), painter(width, height) {}

  void use(const Sheet& next) {
    if (next == sheet) return;
    check_sheet(next);
    sheet = next;
    painter.set_scale(all.x1 / sheet.width, all.y1 / sheet.height);
    backdrop.forget();
  }

  std::optional<PixelBox> clip_inside(const Group& group, const PixelBox& clip) const {
    return group.clip ? painter.sharp_clip(*group.clip, clip) : clip;
  }

  /// Groups that only hold their children together are taken apart, so that what rests in them
  /// can be told from what moves.
  void add_leaves(const std::vector<ItemPtr>& items, const PixelBox& clip,
                  std::vector<ClippedItem>& leaves) const {
    for (const ItemPtr& item : items) {
      if (!(item->opacity > 0)) continue;
      const auto* group = item->opacity >= 1 ? std::get_if<Group>(&item->shape) : nullptr;
      const auto inside = group ? clip_inside(*group, clip) : std::nullopt;
      if (inside) {
        add_leaves(group->children, *inside, leaves);
      } else {
        const ClippedItem* last = backdrop.find_last(*item, clip);
        leaves.push_back({item, clip, last ? last->touched : painter.pixels_of(*item, clip)});
      }
    }
  }

  void clear(Pixmap& onto) const {
    Color ground = sheet.ground;
    ground.a = transparent ? 0 : 1;
    Canvas(onto).set_pixels(all, ground);
  }

  void draw(const std::vector<const ClippedItem*>& leaves, Pixmap& onto) {
    Surface surface(onto);
    for (const ClippedItem* leaf : leaves) painter.draw(*leaf->item, leaf->clip, surface);
    surface.canvas.check();
  }

  PixelBox all;
  bool transparent;
  Sheet sheet;
  Painter painter;
  Backdrop backdrop;
};

Rasteriser::Rasteriser(int width, int height, bool transparent)
    : impl_(std::make_unique<Impl>(width, height, transparent)) {}

Rasteriser::~Rasteriser() = default;

void Rasteriser::draw(const Frame& frame, Pixmap& onto) {
  Impl& impl = *impl_;
  if (onto.width() != impl.all.x1 || onto.height() != impl.all.y1 ||
      onto.opaque() == impl.transparent) {
    throw RuntimeError(fmt::format(
        "The rasteriser draws {} pictures of {}x{} pixels, not {} of {}x{}.",
        impl.transparent ? "transparent" : "opaque", impl.all.x1, impl.all.y1,
        onto.opaque() ? "opaque ones" : "transparent ones", onto.width(), onto.height()));
  }
  impl.use({frame.width, frame.height, frame.ground});
  std::vector<ClippedItem> leaves;
  impl.add_leaves(frame.items, impl.all, leaves);
  impl.backdrop.draw(
      std::move(leaves), onto, [&](Pixmap& pixels) { impl.clear(pixels); },
      [&](const std::vector<const ClippedItem*>& some, Pixmap& pixels) {
        impl.draw(some, pixels);
      });
}

}  // namespace lantern
