#include "output/svg/film/animated_svg.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "output/svg/film/animated_parts.h"
#include "output/svg/film/element_samples.h"

namespace lantern::svg {
namespace {

void add(std::string& out, const Element& element, Workshop& shop);

/// A rectangle to clip by, over time; returns the attribute that uses it.
std::string clip(const Element& element, Workshop& shop) {
  Samples x, y, width, height;
  for (const auto& c : samples_of(element, shop.clock.last(), kGroupClip).values) {
    x.values.push_back({c[0]});
    y.values.push_back({c[1]});
    width.values.push_back({std::max(0.0, c[2] - c[0])});
    height.values.push_back({std::max(0.0, c[3] - c[1])});
  }
  Parts parts;
  parts.add("x", keyframes(x, kNear, kNoJump, shop.clock.last_step()), shop.clock, 1);
  parts.add("y", keyframes(y, kNear, kNoJump, shop.clock.last_step()), shop.clock, 1);
  parts.add("width", keyframes(width, kNear, kNoJump, shop.clock.last_step()), shop.clock, 1);
  parts.add("height", keyframes(height, kNear, kNoJump, shop.clock.last_step()), shop.clock, 1);
  const std::string id = shop.document.unique("clip");
  const std::string rect = Tag("rect").attributes(parts.attributes).around(parts.animations);
  shop.document.define(Tag("clipPath").attribute("id", id).around(rect) + "\n");
  return attribute("clip-path", "url(#" + id + ")");
}

/// What the camera shows, in groups that move and grow.
std::string through_camera(const Element& element, const std::string& inside, Workshop& shop) {
  constexpr double kNearZoom = 3e-5;  // a tenth of a unit at the far end of a large canvas
  const int last = shop.clock.last();
  const auto keys = [&](Slot slot, double near) {
    return keyframes(samples_of(element, last, slot), near, kNoJump, shop.clock.last_step());
  };
  const auto group = [&](std::string_view type, const std::vector<Keyframe>& way, int decimals) {
    const Format format = spaced(decimals);
    Tag tag("g");
    tag.attribute("transform", fmt::format("{}({})", type, format(way.front().value)));
    return std::pair(tag, animate_transform(type, way, shop.clock, format));
  };
  const auto [zoom, zooms] = group("scale", keys(kZoom, kNearZoom), 5);
  const auto [shift, shifts] = group("translate", keys(kShift, kNear), 2);
  return shift.around(shifts + "\n" + zoom.around(zooms + "\n" + inside));
}

void add_group(std::string& out, const Element& element, Workshop& shop) {
  std::string inside;
  shop.pen = common_pen(element);
  Parts parts{shop.pen, ""};
  for (const auto& child : element.children) add(inside, *child, shop);
  shop.pen.clear();
  if (inside.empty()) return;
  if (element.variants[0].key == kCamera) inside = through_camera(element, inside, shop);
  parts.add_opacity(samples_of(element, shop.clock.last(), kOpacity), shop);
  const bool clipped = std::any_of(element.variants.begin(), element.variants.end(),
                                   [](const Variant& variant) { return !variant.key.empty(); });
  if (clipped) parts.attributes += clip(element, shop);
  const bool plain = parts.attributes.empty() && parts.animations.empty();
  if (plain) {
    out += inside;
    return;
  }
  Tag tag("g");
  tag.attribute("id", shop.document.unique(element.id)).attributes(parts.attributes);
  out += tag.around(parts.animations + "\n" + inside) + "\n";
}

void add(std::string& out, const Element& element, Workshop& shop) {
  if (element.changes.empty()) return;
  switch (element.type) {
    case ElementType::group:
      return add_group(out, element, shop);
    case ElementType::path:
      return add_path(out, element, shop);
    case ElementType::text:
      return add_text(out, element, shop);
    case ElementType::symbol:
    case ElementType::image:
      return add_symbol(out, element, shop);
  }
}

bool animated(const std::string& text) {
  return text.find("<animate") != std::string::npos || text.find("<set") != std::string::npos;
}

bool always_there(const Element& element) {
  return !element.changes.empty() && element.changes.front().frame == 0 &&
         std::all_of(element.changes.begin(), element.changes.end(),
                     [](const Change& state) { return state.variant >= 0; });
}

}  // namespace

AnimatedSvg write_animated_svg(const Recording& recording, const Frame& poster, const Film& film,
                               const SvgOptions& options) {
  Document document(options, poster.width, poster.height);
  const Clock clock(film.fps.value(), recording.frames() - 1, film.duration, film.hold, film.loop);
  Workshop shop{clock, document, options.outlines};
  // What lies at the bottom and never changes is shared by the film and the still.
  std::string shared, moving;
  std::set<std::string> known;
  for (const auto& element : recording.root().children) {
    std::string text;
    add(text, *element, shop);
    const bool still = moving.empty() && !animated(text) && always_there(*element);
    if (still) known.insert(element->id);
    (still ? shared : moving) += text;
  }
  Frame rest = poster;
  rest.items.erase(std::remove_if(rest.items.begin(), rest.items.end(),
                                  [&](const ItemPtr& item) { return known.count(item->id) > 0; }),
                   rest.items.end());
  constexpr std::string_view prefix = Document::kPrefix;
  const auto layer = [&](std::string_view name, std::string_view more, const std::string& inside) {
    return Tag("g")
               .attribute("class", fmt::format("{}-{}", prefix, name))
               .attributes(more)
               .around("\n" + inside) +
           "\n";
  };
  // Readers without animations have no media queries either, or print: they see the poster.
  const std::string body =
      shared + layer("film", attribute("display", "none"), clock.beat(moving) + moving) +
      layer("still", "", still_body(rest, document, options));
  const std::string style = fmt::format(
      "@media screen and (prefers-reduced-motion:no-preference){{"
      ".{0}-film{{display:inline}}.{0}-still{{display:none}}}}\n",
      prefix);
  AnimatedSvg out{document.assemble(poster.ground, style, body), {}};
  out.load = {shop.moving, out.text.size()};
  return out;
}

}  // namespace lantern::svg
