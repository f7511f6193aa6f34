#include <algorithm>

#include <fmt/format.h>

#include "output/svg/film/animated_parts.h"
#include "output/svg/film/element_samples.h"
#include "output/svg/film/tints.h"
#include "output/svg/write/symbol_look.h"

namespace lantern::svg {
namespace {

constexpr double kLeast = 0.01;  // of a scale, as it is written

/// How it stands, over time.
struct Pose {
  std::vector<Keyframe> places, sizes, angles;  ///< of an image, a size is width and height
  bool one_unit = false;  ///< what is drawn is one unit wide and high, whatever its size

  bool resized() const { return one_unit || sizes.size() > 1; }
  bool turned() const { return angles.size() > 1 || start_of(angles) != 0; }
  bool moves() const { return places.size() > 1 || sizes.size() > 1 || angles.size() > 1; }
};

Samples sizes_of(const Element& element, int last) {
  Samples out = samples_of(element, last, kSymbolSize);
  if (element.type != ElementType::image) return out;
  const Samples heights = samples_of(element, last, kImageHeight);
  for (size_t i = 0; i < out.values.size(); ++i) out.values[i].push_back(heights.values[i][0]);
  return out;
}

Pose pose_of(const Element& element, const Clock& clock) {
  const int last = clock.last();
  const auto keys = [&](const Samples& samples, double tolerance) {
    return keyframes(samples, tolerance, kNoJump, clock.last_step());
  };
  return {keys(samples_of(element, last, kSymbolCentre), kNear),
          keys(sizes_of(element, last), kNear),
          keys(samples_of(element, last, kSymbolAngle), 0.002), element.type == ElementType::image};
}

/// Keys of which an animation can be made even where nothing changes.
std::vector<Keyframe> held(const std::vector<Keyframe>& keys, int last) {
  if (keys.size() > 1) return keys;
  return {keys.front(), {double(last), keys.front().value, {}}};
}

bool rests(const Pose& pose) {
  return !pose.moves() && !pose.turned() && !pose.resized();
}

/// Attributes that put it where it stands, and where it goes. The first animation stands instead of
/// the attribute, so the others say again what stays the same.
Parts placed(const Pose& pose, const Clock& clock) {
  const std::vector<double>& at = pose.places.front().value;
  const auto in_degrees = [](const std::vector<double>& v) { return number(v[0] * kDegrees, 2); };
  Parts out;
  std::string transform = fmt::format("translate({} {})", number(at[0]), number(at[1]));
  if (pose.turned()) transform += fmt::format(" rotate({})", in_degrees(pose.angles.front().value));
  if (pose.resized()) {
    std::vector<double> size = pose.sizes.front().value;
    for (double& side : size) side = std::max(kLeast, side);  // none is an error for librsvg
    transform += fmt::format(" scale({})", spaced(2)(size));
  }
  out.attributes = attribute("transform", transform);
  if (!pose.moves()) return out;
  out.animations =
      animate_transform("translate", held(pose.places, clock.last()), clock, spaced(1));
  if (pose.turned()) {
    out.animations +=
        animate_transform("rotate", held(pose.angles, clock.last()), clock, in_degrees, true);
  }
  if (pose.resized())
    out.animations +=
        animate_transform("scale", held(pose.sizes, clock.last()), clock, spaced(2), true);
  return out;
}

/// How wide the line of a disc is, over time; none where it has no line, and of what is no disc.
std::vector<Keyframe> lines_of(const Element& element, size_t variant, const Clock& clock) {
  const auto keys = keyframes(samples_of(element, clock.last(), kSymbolOutline, int(variant)), 0.02,
                              kNoJump, clock.last_step());
  return start_of(keys) > 0 ? keys : std::vector<Keyframe>{};
}

/// The same of a circle, which grows by its radius: how wide its line is, is another matter.
Parts placed_disc(const Pose& pose, const std::vector<Keyframe>& lines, const Clock& clock) {
  const std::vector<double>& at = pose.places.front().value;
  Parts out;
  out.attributes =
      pose.places.size() > 1
          ? attribute("transform", fmt::format("translate({} {})", number(at[0]), number(at[1])))
          : centre({at[0], at[1]});
  std::vector<Keyframe> radii = pose.sizes;
  for (Keyframe& key : radii) key.value[0] /= 2;
  out.animations = animate_transform("translate", pose.places, clock, spaced(1)) +
                   animate("r", radii, clock, spaced(2)) +
                   animate("stroke-width", lines, clock, spaced(2));
  return out;
}

double largest(const std::vector<Keyframe>& keys) {
  double out = 0;
  for (const Keyframe& key : keys) out = std::max(out, key.value[0]);
  return out;
}

/// The smallest size that it has for longer than a moment.
double smallest_held(const std::vector<Keyframe>& keys) {
  double out = largest(keys);
  for (size_t i = 1; i < keys.size(); ++i) {
    const double size = keys[i].value[0];
    if (size > kLeast && size == keys[i - 1].value[0]) out = std::min(out, size);
  }
  return out;
}

Tag used(const std::string& id, std::string_view at) {
  return Tag("use").attribute("href", "#" + id).attributes(at);
}

/// A plain disc that may be a <circle>: where it changes its size, its line must not.
std::optional<Disc> circle_of(const Instances& dots, size_t i, bool resized) {
  const auto disc = disc_of(dots, i);
  const bool steady = disc && (disc->pen.empty() || dots.outline_of(i) > 0);
  return resized && !steady ? std::nullopt : disc;
}

/// What is drawn, and how it moves.
struct Drawn {
  Tag tag;
  std::string animations;
};

/// In its size where that stays the same, else, and for images, one unit wide.
Drawn drawing(const Element& element, size_t v, const std::vector<double>& tint, const Pose& pose,
              const Parts& stand, Workshop& shop) {
  const Variant& variant = element.variants[v];
  const std::vector<double>& first = pose.places.front().value;
  const Point at{first[0], first[1]};
  const std::string standing = rests(pose) ? place(at) : stand.attributes;
  if (const auto* image = std::get_if<ImageShape>(&variant.item->shape)) {
    return {used(shop.document.image(*image), standing), stand.animations};
  }
  Instances dots = std::get<Instances>(variant.item->shape);
  dots.color[variant.entry] = {tint[0], tint[1], tint[2], tint[3]};
  dots.size[variant.entry] = float(start_of(pose.sizes));
  const std::vector<Keyframe> lines = lines_of(element, v, shop.clock);
  if (!lines.empty()) {
    dots.outlines.clear();
    dots.outline = start_of(lines);
  }
  if (const auto disc = circle_of(dots, variant.entry, pose.resized())) {
    const Parts placed = placed_disc(pose, lines, shop.clock);
    return {circle(*disc, placed.attributes, shop.pen), placed.animations};
  }
  if (pose.resized()) {
    dots.size[variant.entry] = float(largest(pose.sizes));
    return {used(shop.document.resized_symbol(dots, variant.entry, smallest_held(pose.sizes)),
                 standing),
            stand.animations};
  }
  return {used(shop.document.symbol(dots, variant.entry), standing), stand.animations};
}

bool resized(const Element& element) {
  return std::any_of(element.changes.begin(), element.changes.end(), [&](const Change& state) {
    return state.numbers[kSymbolSize.at] != element.changes.front().numbers[kSymbolSize.at];
  });
}

/// Its opacity, `share` of what it is where it looks like this variant.
Samples seen_as(const Element& element, int variant, int last,
                const std::function<double(int)>& share) {
  Samples out = opacity_of(element, last);
  size_t next = 0;
  int present = -1;
  for (int frame = 0; frame <= last; ++frame) {
    for (; next < element.changes.size() && element.changes[next].frame <= frame; ++next) {
      present = element.changes[next].variant;
    }
    out.values[size_t(frame)][0] *= present == variant ? share(frame) : 0;
  }
  return out;
}

}  // namespace

void add_symbol(std::string& out, const Element& element, Workshop& shop) {
  const int last = shop.clock.last();
  const Samples colors = samples_of(element, last, kSymbolTint);
  const std::vector<Tint> tints = tints_of(colors);
  const Pose pose = pose_of(element, shop.clock);
  const Parts stand = placed(pose, shop.clock);
  for (size_t variant = 0; variant < element.variants.size(); ++variant) {
    for (size_t t = 0; t < tints.size(); ++t) {
      const Samples seen = seen_as(element, int(variant), last,
                                   [&](int frame) { return share_of(tints, t, colors, frame); });
      const bool ever = std::any_of(seen.values.begin(), seen.values.end(),
                                    [](const std::vector<double>& v) { return v[0] > 0; });
      if (!ever) continue;
      Parts parts;
      parts.add_opacity(seen, shop);
      if (pose.moves()) ++shop.moving;
      Drawn drawn = drawing(element, variant, tints[t].rgba, pose, stand, shop);
      const std::string animations = parts.animations + drawn.animations;
      out += drawn.tag.attributes(parts.attributes).holding(animations) + "\n";
    }
  }
}

std::string common_pen(const Element& group) {
  CommonPen pen;
  for (const auto& child : group.children) {
    if (child->type != ElementType::symbol) return "";
    for (const Variant& variant : child->variants) {
      const auto& dots = std::get<Instances>(variant.item->shape);
      pen.add(circle_of(dots, variant.entry, resized(*child)));
    }
  }
  return pen.found();
}

}  // namespace lantern::svg
