#include "output/svg/film/animated_svg.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "output/svg/film/among_axes.h"
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

/// What is scaled and then shifted, in groups that grow and move.
std::string scaled_and_shifted(const Samples& scales, const Samples& shifts_by,
                               const std::string& inside, Workshop& shop) {
  constexpr double kNearZoom = 3e-5;  // a tenth of a unit at the far end of a large canvas
  const auto keys = [&](const Samples& samples, double near) {
    return keyframes(samples, near, kNoJump, shop.clock.last_step());
  };
  const auto group = [&](std::string_view type, const std::vector<Keyframe>& way, int decimals) {
    const Format format = spaced(decimals);
    Tag tag("g");
    tag.attribute("transform", fmt::format("{}({})", type, format(way.front().value)));
    return std::pair(tag, animate_transform(type, way, shop.clock, format));
  };
  const auto [zoom, zooms] = group("scale", keys(scales, kNearZoom), 5);
  const auto [shift, shifts] = group("translate", keys(shifts_by, kNear), 2);
  return shift.around(shifts + "\n" + zoom.around(zooms + "\n" + inside));
}

/// What the camera shows.
std::string through_camera(const Element& element, const std::string& inside, Workshop& shop) {
  const int last = shop.clock.last();
  return scaled_and_shifted(samples_of(element, last, kZoom), samples_of(element, last, kShift),
                            inside, shop);
}

/// What is in a group. Many paths of a mark that only go where its axes go do so together.
std::string children(const Element& element, Workshop& shop) {
  constexpr size_t kMany = 4;
  std::string out;
  const auto way = element.children.size() < kMany || element.variants[0].key == kCamera
                       ? std::nullopt
                       : AxesWay::of(element, shop.clock.last());
  std::vector<const Element*> some;
  std::vector<std::unique_ptr<Element>> still;
  const auto close = [&] {
    const bool together = some.size() >= kMany;
    std::string inside;
    for (size_t i = 0; i < some.size(); ++i) add(inside, together ? *still[i] : *some[i], shop);
    const bool any = together && !inside.empty();
    if (any) ++shop.moving;
    out += any ? scaled_and_shifted(way->scales(), way->shifts(), inside, shop) + "\n" : inside;
    some.clear();
    still.clear();
  };
  for (const auto& child : element.children) {
    if (child->changes.empty()) continue;
    if (auto one = way ? way->still(*child) : nullptr) {
      some.push_back(child.get());
      still.push_back(std::move(one));
      continue;
    }
    close();
    add(out, *child, shop);
  }
  close();
  return out;
}

void add_group(std::string& out, const Element& element, Workshop& shop) {
  shop.pen = common_pen(element);
  Parts parts{shop.pen, ""};
  const auto& all = element.children;
  const bool outer = std::exchange(
      shop.on_pixels,
      shop.on_pixels || (!all.empty() && std::all_of(all.begin(), all.end(), [](const auto& child) {
        return stands_on_pixels(*child);
      })));
  if (shop.on_pixels && !outer) parts.attributes += kOnPixels;
  std::string inside = children(element, shop);
  shop.pen.clear();
  shop.on_pixels = outer;
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
