#include "renderer/stage/halo_grounds.h"

#include <algorithm>
#include <array>

#include "core/base/hash.h"
#include "renderer/look/look.h"
#include "renderer/paths/polyline.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

/// A fill that letters may stand on.
struct Region {
  Box box;
  const Path* path = nullptr;
  Color color;  ///< with the opacity of all that it is in
};

/// An item whose letters have other halos. It keeps the one that it is made of: its address is in
/// the key.
struct Rehaloed {
  ItemPtr from, item;
};

constexpr MemoDomain<Rehaloed> kRehaloed{"halos"};
constexpr double kLeastWidth = 30, kLeastHeight = 18;  // of what letters stand on
constexpr double kRim = 3;                             // of a text's box, where it has no letters
constexpr size_t kMostRegions = 400;                   // beyond, they are data and no ground

Color over(const Color& below, const Color& above) {
  const auto part = [&](double a, double b) { return a + (b - a) * above.a; };
  return {part(below.r, above.r), part(below.g, above.g), part(below.b, above.b), below.a};
}

class Walk {
 public:
  Walk(const Grounds& grounds, Memo& memo) : grounds_(grounds), memo_(memo) {}

  std::vector<ItemPtr> items(const std::vector<ItemPtr>& from, double opacity,
                             const std::optional<Box>& clip) {
    std::vector<ItemPtr> out;
    out.reserve(from.size());
    for (const ItemPtr& item : from) out.push_back(one(item, opacity, clip));
    return out;
  }

 private:
  ItemPtr one(const ItemPtr& item, double opacity, const std::optional<Box>& clip) {
    opacity *= item->opacity;
    if (const auto* path = std::get_if<PathShape>(&item->shape)) {
      note(*path, opacity, clip);
      return item;
    }
    if (const auto* text = std::get_if<TextShape>(&item->shape)) {
      return text->halo ? rehaloed(item, below(bounds_of(*item))) : item;
    }
    const auto* group = std::get_if<Group>(&item->shape);
    if (!group) return item;
    if (group->block) return rehaloed(item, below(bounds_of(*item)));
    std::optional<Box> inner = group->clip ? group->clip : clip;
    if (group->clip && clip) inner = intersection(*clip, *group->clip);
    std::vector<ItemPtr> children = items(group->children, opacity, inner);
    if (children == group->children) return item;
    Item copy = *item;
    std::get<Group>(copy.shape).children = std::move(children);
    return std::make_shared<const Item>(std::move(copy));
  }

  void note(const PathShape& shape, double opacity, const std::optional<Box>& clip) {
    if (!shape.fill || shape.fill->a * opacity <= 0.02) return;
    Box box = shape.path.bounds();
    if (clip) box = intersection(box, *clip);
    if (box.empty() || box.width() < kLeastWidth || box.height() < kLeastHeight) return;
    Color color = *shape.fill;
    color.a *= opacity;
    regions_.push_back({box, &shape.path, color});
  }

  /// The colour below all of a box but its rim; what reaches over a border stands on the ground:
  /// a halo in either colour would be a spot on the other side.
  Color below(const Box& box) {
    Color out = grounds_.own;
    const Box core = box.inset(kRim);
    if (core.empty() || regions_.size() > kMostRegions) return out;
    const std::array<Point, 5> places{{core.center(),
                                       {core.x0, core.y0},
                                       {core.x1, core.y0},
                                       {core.x1, core.y1},
                                       {core.x0, core.y1}}};
    for (const Region& region : regions_) {
      if (!region.box.overlaps(core)) continue;
      const auto lines = polylines_of(*region.path);
      const bool inside = std::all_of(places.begin(), places.end(), [&](Point p) {
        return region.box.contains(p) && encloses(lines, p);
      });
      if (inside) out = over(out, region.color);
    }
    return out;
  }

  /// With the halos of its letters in that colour: of those that have the given one, and where the
  /// letters can be read without it.
  ItemPtr rehaloed(const ItemPtr& item, const Color& color) {
    if (color == grounds_.given || !is_read(*item, color)) return item;
    Hasher hasher;
    hasher.add(std::uint64_t(reinterpret_cast<std::uintptr_t>(item.get())));
    for (const double part : {color.r, color.g, color.b}) hasher.add(part);
    return memo_
        .get(kRehaloed, hasher.finish(),
             [&] {
               auto made = std::make_shared<Rehaloed>(Rehaloed{item, with_color(item, color)});
               return Memo::Result<Rehaloed>{std::move(made), 2 * sizeof(Item)};
             })
        ->item;
  }

  /// Whether letters can be read on it, darker ones if need be.
  bool is_read(const Item& item, const Color& on) const {
    if (const auto* text = std::get_if<TextShape>(&item.shape)) {
      return text->text && contrast(readable(text->color, text->text->font, on, grounds_.ink),
                                    on) >= least_contrast(text->text->font);
    }
    const auto* group = std::get_if<Group>(&item.shape);
    return !group || std::all_of(group->children.begin(), group->children.end(),
                                 [&](const ItemPtr& child) { return is_read(*child, on); });
  }

  ItemPtr with_color(const ItemPtr& item, const Color& color) const {
    Item copy = *item;
    if (auto* text = std::get_if<TextShape>(&copy.shape)) {
      if (!text->halo || text->halo->color != grounds_.given) return item;
      text->halo->color = color;
      text->color = readable(text->color, text->text->font, color, grounds_.ink);
    } else if (auto* group = std::get_if<Group>(&copy.shape)) {
      for (ItemPtr& child : group->children) child = with_color(child, color);
    }
    return std::make_shared<const Item>(std::move(copy));
  }

  const Grounds& grounds_;
  Memo& memo_;
  std::vector<Region> regions_;
};

}  // namespace

std::vector<ItemPtr> with_halos_of_below(const std::vector<ItemPtr>& items, const Grounds& grounds,
                                         Memo& memo) {
  return Walk(grounds, memo).items(items, 1, std::nullopt);
}

}  // namespace lantern
