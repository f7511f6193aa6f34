#include <cmath>

#include "output/svg/film/animated_parts.h"
#include "output/svg/film/element_samples.h"
#include "renderer/text/shaped_text.h"

namespace lantern::svg {
namespace {

const TextShape& text_shape_of(const Element& element, size_t variant) {
  return std::get<TextShape>(element.variants[variant].item->shape);
}

/// What all readings of a text share.
std::string font_of(const Element& element, const Workshop& shop) {
  if (shop.outlines) return "";
  return font(text_shape_of(element, 0).text->font, shop.document.family_prefix());
}

/// One reading of a text; `attributes` and `animations` say when it is seen.
std::string words(const Element& element, size_t variant, Point origin,
                  const std::string& attributes, const std::string& animations, Workshop& shop) {
  TextShape shape = text_shape_of(element, variant);
  if (shape.text->glyphs.empty()) return "";
  shape.origin = origin;
  const TextShape& first =
      text_shape_of(element, 0);  // its look is that of the group around all of them
  std::string own;
  if (!(shape.text->font == first.text->font) && !shop.outlines) {
    own = font(shape.text->font, shop.document.family_prefix());
  }
  if (const std::string rim = halo(shape); rim != halo(first)) {
    own += rim.empty() ? attribute("stroke", "none") : rim + attribute("paint-order", "stroke");
  }
  return shop.document.bare_text(shape, own + attributes, animations);
}

/// Every reading, each while it holds.
std::string all_words(const Element& element, Point origin, Workshop& shop) {
  std::string out;
  for (size_t variant = 0; variant < element.variants.size(); ++variant) {
    std::string start;
    const std::string shown =
        show_in(stretches_of(element, shop.clock.last(), int(variant)), shop.clock, start);
    out += words(element, variant, origin, start, shown, shop);
  }
  return out;
}

/// When something stands at one place, and when it is on its way.
struct Ways {
  std::vector<Stretch> moving, resting;
};

Ways ways_of(const std::vector<Keyframe>& places, int last) {
  Ways out;
  for (size_t i = 0; i + 1 < places.size(); ++i) {
    if (places[i].value == places[i + 1].value) continue;
    const int from = int(std::ceil(places[i].frame)), to = int(std::ceil(places[i + 1].frame));
    if (to <= from) continue;
    if (!out.moving.empty() && out.moving.back().last >= from) out.moving.back().last = to;
    else out.moving.push_back({from, to});
  }
  int from = 0;
  for (const Stretch& way : out.moving) {
    if (way.first > from) out.resting.push_back({from, way.first});
    from = way.last;
  }
  if (from <= last) out.resting.push_back({from, last + 1});
  return out;
}

/// Browsers put letters on whole pixels, which stutters: while a text moves it is its outlines.
std::string words_and_outlines(const Element& element, const std::vector<Keyframe>& places,
                               Point origin, Workshop& shop) {
  const Ways ways = ways_of(places, shop.clock.last());
  std::string start;
  const std::string rest = show_in(ways.resting, shop.clock, start);
  std::string out = words(element, 0, origin, start, rest, shop);
  TextShape shape = text_shape_of(element, 0);
  shape.origin = origin;
  const std::string way = show_in(ways.moving, shop.clock, start);
  return out + shop.document.outlined(shape, start, way);
}

/// All that the element reads, on its halo if it has one.
std::string readings(const Element& element, const std::vector<Keyframe>& places, Point origin,
                     Workshop& shop) {
  const bool moves = places.size() > 1, several = element.variants.size() > 1;
  const std::string rim = halo(text_shape_of(element, 0));
  const std::string letters = rim.empty() ? "" : shop.document.unique("t");
  const std::string id = rim.empty() ? "" : attribute("id", letters);
  if (!moves && !several) {
    const std::string text = words(element, 0, origin, id, "", shop);
    return text.empty() ? "" : Document::below(letters, rim) + text;
  }
  const std::string out = moves && !several && !shop.outlines
                              ? words_and_outlines(element, places, origin, shop)
                              : all_words(element, origin, shop);
  if (out.empty() || rim.empty()) return out;
  return Document::below(letters, rim) + Tag("g").attributes(id).around(out);
}

}  // namespace

void add_text(std::string& out, const Element& element, Workshop& shop) {
  const int last = shop.clock.last();
  const auto places =
      keyframes(samples_of(element, last, kTextOrigin), kNear, kNoJump, shop.clock.last_step());
  const Point origin{places.front().value[0], places.front().value[1]};
  const bool moves = places.size() > 1;
  Parts parts;
  parts.attributes = attribute("id", shop.document.unique(element.id));
  parts.add_opacity(opacity_of(element, last), shop);
  parts.add_paint("fill", element, kTextColor, shop.clock);
  parts.attributes += font_of(element, shop);
  if (!moves && element.variants.size() == 1 && halo(text_shape_of(element, 0)).empty()) {
    // Needs no group.
    const std::string text = words(element, 0, origin, parts.attributes, parts.animations, shop);
    if (!text.empty()) out += text + "\n";
    return;
  }
  const std::string inside = readings(element, places, origin, shop);
  if (inside.empty()) return;
  if (moves) ++shop.moving;
  std::vector<Keyframe> way = places;
  for (Keyframe& key : way) {
    key.value[0] -= origin.x;
    key.value[1] -= origin.y;
  }
  parts.animations += animate_transform("translate", way, shop.clock, spaced(1));
  out += Tag("g").attributes(parts.attributes).around(parts.animations + inside) + "\n";
}

}  // namespace lantern::svg
