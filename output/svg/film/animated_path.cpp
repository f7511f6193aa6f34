#include <algorithm>
#include <cmath>

#include "output/svg/film/animated_parts.h"
#include "output/svg/film/element_samples.h"
#include "output/svg/film/path_growth.h"
#include "output/svg/write/thinning.h"

namespace lantern::svg {
namespace {

constexpr size_t kMostPages = 150;  // of a flip-book
constexpr double kAlike = 1e-3;     // canvas units

const PathShape& shape_of(const Element& element, int variant) {
  return std::get<PathShape>(element.variants[size_t(variant)].item->shape);
}

std::string style_of(const Element& element, int variant) {
  const PathShape& shape = shape_of(element, variant);
  return shape.stroke ? pen_style(*shape.stroke) : "";
}

bool any(const Element& element, bool (*has)(const PathShape&)) {
  return std::any_of(element.variants.begin(), element.variants.end(), [&](const Variant& variant) {
    return has(std::get<PathShape>(variant.item->shape));
  });
}

void add_stroke(const Element& element, const Clock& clock, Parts& parts) {
  parts.add_paint("stroke", element, kPathStroke, clock);
  const auto widths =
      keyframes(samples_of(element, clock.last(), kPathWidth), 0.02, kNoJump, clock.last_step());
  parts.add("stroke-width", widths, clock, 2);
  const auto offsets = keyframes(samples_of(element, clock.last(), kPathDashOffset), kNear, kNoJump,
                                 clock.last_step());
  parts.attributes += style_of(element, 0);
  if (offsets.size() > 1 || start_of(offsets) != 0)
    parts.add("stroke-dashoffset", offsets, clock, 1);
}

Samples part_of(const Samples& all, const Stretch& part) {
  const auto begin = all.values.begin();
  const auto end = std::min(all.values.end(), begin + part.last);
  return {part.first, {begin + part.first, end}};
}

/// How far all points have moved since the first frame; nothing where they do not move alike.
std::optional<Samples> shift_of(const Samples& points) {
  const std::vector<double>& start = points.values.front();
  if (start.size() < 2) return std::nullopt;
  Samples out{points.first, {}};
  for (const std::vector<double>& now : points.values) {
    const double by[] = {now[0] - start[0], now[1] - start[1]};
    for (size_t i = 0; i < now.size(); ++i) {
      if (std::fabs(now[i] - start[i] - by[i % 2]) > kAlike) return std::nullopt;
    }
    out.values.push_back({by[0], by[1]});
  }
  return out;
}

/// The outlines that are not those of the frame before.
std::vector<std::vector<double>> different(const Samples& all) {
  std::vector<std::vector<double>> out = all.values;
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Samples thin_samples(const Samples& all, const ThinOutline& thin) {
  Samples out{all.first, {}};
  for (const std::vector<double>& now : all.values) out.values.push_back(thin.of(now));
  return out;
}

/// The attribute `d` of what is seen in this stretch; its animation goes to `animations`.
std::string outline(const Element& element, int variant, const Stretch& seen,
                    std::string& animations, Workshop& shop) {
  const auto own = std::find_if(element.changes.begin(), element.changes.end(),
                                [&](const Change& state) { return state.variant == variant; });
  const size_t count = own->numbers.size() - kPathPoints;
  const Clock clock = shop.clock.within(seen);
  const Samples all =
      part_of(samples_of(element, clock.last(), {kPathPoints, count}, variant), seen);
  const auto thin = thinned(shape_of(element, variant).path.verbs, different(all), kThin);
  const Samples points = thin_samples(all, thin);
  const auto written = [&](const std::vector<double>& at, int decimals) {
    return to_svg_path(with_points(thin.verbs, at), decimals);
  };
  const auto shift = shift_of(points);
  const double last_step = seen.last > clock.last() ? clock.last_step() : 1;
  const auto keys = keyframes(shift ? *shift : points, kNear, kNoJump, last_step);
  if (keys.size() > 1) ++shop.moving;
  animations += shift ? animate_transform("translate", keys, clock, spaced(1))
                      : animate("d", keys, clock, [&](const auto& v) { return written(v, 1); });
  return attribute("d", written(points.values.front(), kDecimals));
}

/// A line that is drawn bit by bit: all of it, behind a dash that grows.
std::string growing(const std::string& id, const Growth& growth, Parts parts, Workshop& shop) {
  const Path whole = thinned(growth.whole);
  const double length = path_length(whole);
  Samples offsets;
  for (const double share : growth.shares) offsets.values.push_back({length * (1 - share)});
  const auto keys = keyframes(offsets, kNear, kNoJump, shop.clock.last_step());
  if (keys.size() > 1) ++shop.moving;
  parts.attributes += attribute("stroke-dasharray", number(length) + " " + number(length + 99)) +
                      attribute("stroke-dashoffset", start_of(keys), kDecimals);
  parts.animations += animate("stroke-dashoffset", keys, shop.clock, plain(1));
  Tag tag("path");
  tag.attribute("id", id).attribute("d", to_svg_path(whole, kDecimals));
  return tag.attributes(parts.attributes).around(parts.animations) + "\n";
}

/// Whether an outline stands for a while, or moves: it is no page among others then.
bool stays(const Element& element, size_t variant, int last) {
  constexpr int kMoment = 4;  // frames
  int frames = 0;
  for (const Stretch& shown : stretches_of(element, last, int(variant), 1)) {
    frames += shown.last - shown.first;
  }
  return frames > kMoment;
}

/// Where the page that begins with this outline ends: others that pass by are left out.
size_t page_end(const Element& element, size_t variant, size_t most, int last) {
  size_t end = variant + 1;
  if (stays(element, variant, last)) return end;
  while (end < element.variants.size() && end < variant + most && !stays(element, end, last)) ++end;
  return end;
}

/// Outlines that cannot pass into each other, one after another; of many, some are left out.
std::string flip_book(const std::string& id, const Element& element, const Parts& parts,
                      Workshop& shop) {
  std::string pages = parts.animations + "\n";
  const size_t most = (element.variants.size() + kMostPages - 1) / kMostPages;
  for (size_t variant = 0, end = 0; variant < element.variants.size(); variant = end) {
    end = page_end(element, variant, most, shop.clock.last());
    const auto shown = stretches_of(element, shop.clock.last(), int(variant), int(end - variant));
    std::string start;
    std::string animations = show_in(shown, shop.clock, start);
    const Stretch seen{shown.front().first, shown.back().last};
    const std::string d = outline(element, int(variant), seen, animations, shop);
    const std::string style = style_of(element, int(variant));
    Tag page("path");
    page.attributes(d).attributes(style == style_of(element, 0) ? "" : style).attributes(start);
    pages += page.around(animations) + "\n";
  }
  return Tag("g").attribute("id", id).attributes(parts.attributes).around(pages) + "\n";
}

}  // namespace

bool stands_on_pixels(const Element& element) {
  return element.type == ElementType::path &&
         any(element, [](const PathShape& shape) { return shape.crisp && !shape.stroke; });
}

void add_path(std::string& out, const Element& element, Workshop& shop) {
  const bool filled = any(element, [](const PathShape& shape) { return shape.fill.has_value(); });
  const bool stroked =
      any(element, [](const PathShape& shape) { return shape.stroke.has_value(); });
  if (!filled && !stroked) return;
  Parts parts;
  parts.add_opacity(opacity_of(element, shop.clock.last()), shop);
  if (!shop.on_pixels && stands_on_pixels(element)) parts.attributes += kOnPixels;
  if (filled) parts.add_paint("fill", element, kPathFill, shop.clock);
  else parts.attributes += attribute("fill", "none");
  if (stroked) add_stroke(element, shop.clock, parts);
  const std::string id = shop.document.unique(element.id);
  if (const auto growth = growth_of(element, shop.clock.last())) {
    out += growing(id, *growth, std::move(parts), shop);
  } else if (element.variants.size() > 1) {
    out += flip_book(id, element, parts, shop);
  } else {
    const std::string d = outline(element, 0, {0, shop.clock.last() + 1}, parts.animations, shop);
    Tag tag("path");
    tag.attribute("id", id).attributes(d).attributes(parts.attributes);
    out += tag.holding(parts.animations) + "\n";
  }
}

}  // namespace lantern::svg
