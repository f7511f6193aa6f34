#include "renderer/marks/patterned.h"

#include "renderer/frame/symbols.h"
#include "renderer/paths/clip.h"

namespace lantern {
namespace {

bool is_plain(std::string_view pattern) {
  return pattern.empty() || pattern == "none";
}

}  // namespace

Color below_pattern(const Look& look, const Color& color, std::string_view pattern) {
  if (is_plain(pattern)) return color;
  const Color& ground = look.theme()["ground"];
  const auto part = [](double a, double b) { return a + (b - a) * kPatternTint; };
  return {part(ground.r, color.r), part(ground.g, color.g), part(ground.b, color.b), color.a};
}

void add_filled(const MarkInput& in, Item item, std::string_view pattern, MarkOutput& out) {
  auto& shape = std::get<PathShape>(item.shape);
  if (is_plain(pattern) || !shape.fill || shape.fill->a <= 0) {
    out.items.push_back(std::make_shared<const Item>(std::move(item)));
    return;
  }
  constexpr double kBeyond = 40;  // the canvas: what nobody sees has no stripes
  const Color color = *shape.fill;
  const Box box = shape.path.bounds();
  const Point from = item.pivot.value_or(Point{box.x0, box.y1});
  const Path region = clipped_region(shape.path, in.canvas.inset(-kBeyond));
  Item inked = item;
  inked.id += ".pattern";
  inked.shape = PathShape{hatched(region, pattern, from), color, {}};
  inked.pivot = item.pivot.value_or(box.center());
  shape.fill = below_pattern(in.look, color, pattern);
  out.items.push_back(std::make_shared<const Item>(std::move(item)));
  out.items.push_back(std::make_shared<const Item>(std::move(inked)));
}

void set_letters_on(PlacedText& text, const Look& look, const Color& color,
                    std::string_view pattern) {
  const Color below = below_pattern(look, color, pattern);
  text.color = look.letters_on(below);
  if (!is_plain(pattern)) text.halo = Halo{below, 4};
}

}  // namespace lantern
