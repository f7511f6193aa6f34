#include "output/svg/animated_svg.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "output/svg/animation.h"
#include "output/svg/document.h"
#include "output/svg/path_growth.h"
#include "renderer/text/shaped_text.h"

namespace lantern::svg {
namespace {

constexpr double kDegrees = 180 / 3.14159265358979323846;
constexpr double kNear = 0.06;        // canvas units; the rounding of what is written comes on top
constexpr double kFaint = 0.006;      // of opacities and colours
constexpr size_t kMostPages = 150;    // of a flip-book
constexpr double kJump = 0.3;         // an opacity that changes so much in one frame jumps

/// The colour in four numbers.
Color color_in(const std::vector<double>& v, size_t at) {
  return {v[at], v[at + 1], v[at + 2], v[at + 3]};
}

class Writer {
 public:
  Writer(const Clock& clock, Document& document, const SvgOptions& options)
      : clock_(clock), document_(document), options_(options) {}

  void add(std::string& out, const Element& element) {
    if (element.changes.empty()) return;
    switch (element.kind) {
      case Kind::group: return add_group(out, element);
      case Kind::path: return add_path(out, element);
      case Kind::text: return add_text(out, element);
      case Kind::symbol: return add_symbol(out, element);
      case Kind::image: return add_image(out, element);
    }
  }

  int moving() const { return moving_; }

 private:
  // ---- values over time

  /// Some numbers at every frame: those of its changes, the nearest ones while it is not there.
  Samples samples(const Element& element, size_t at, size_t count, int variant = -1) const {
    Samples out;
    const std::vector<Change>& changes = element.changes;
    const auto usable = [&](const Change& state) {
      return state.variant >= 0 && (variant < 0 || state.variant == variant);
    };
    const Change* present = nullptr;
    for (const Change& state : changes) {
      if (!present && usable(state)) present = &state;
    }
    size_t next = 0;
    for (int frame = 0; frame <= clock_.last(); ++frame) {
      for (; next < changes.size() && changes[next].frame <= frame; ++next) {
        if (usable(changes[next])) present = &changes[next];
      }
      const auto from = present->numbers.begin() + std::ptrdiff_t(at);
      out.values.emplace_back(from, from + std::ptrdiff_t(count));
    }
    return out;
  }

  /// Opacity, 0 while it is not there.
  Samples opacity_samples(const Element& element) const {
    Samples out;
    size_t next = 0;
    double present = 0;
    for (int frame = 0; frame <= clock_.last(); ++frame) {
      for (; next < element.changes.size() && element.changes[next].frame <= frame; ++next) {
        const Change& state = element.changes[next];
        present = state.variant < 0 ? 0 : state.numbers[0];
      }
      out.values.push_back({present});
    }
    return out;
  }

  static double first_of(const std::vector<Keyframe>& keys) { return keys.front().value[0]; }

  /// The attribute and its animation.
  void add_opacity(const Samples& values, std::string& attributes, std::string& children) const {
    const auto keys = keyframes(values, kFaint, kJump);
    attributes += opacity(first_of(keys));
    children += animate("opacity", keys, clock_, plain(2));
  }

  void add_paint(std::string_view name, const Element& element, size_t at, std::string& attributes,
                 std::string& children) const {
    const auto colors = keyframes(samples(element, at, 3), kFaint, kJump);
    const auto alphas = keyframes(samples(element, at + 3, 1), kFaint, kJump);
    const auto as_hex = [](const std::vector<double>& v) {
      return to_hex(Color{v[0], v[1], v[2], 1});
    };
    attributes += fmt::format(" {}=\"{}\"", name, as_hex(colors.front().value));
    children += animate(name, colors, clock_, as_hex);
    const std::string alpha = std::string(name) + "-opacity";
    if (alphas.size() < 2 && first_of(alphas) >= 1) return;
    attributes += fmt::format(" {}=\"{}\"", alpha, number(first_of(alphas), 3));
    children += animate(alpha, alphas, clock_, plain(3));
  }

  /// The stretches in which an element has one of `count` variants.
  std::vector<Stretch> stretches(const Element& element, int variant, int count = 1) const {
    std::vector<Stretch> out;
    for (size_t i = 0; i < element.changes.size(); ++i) {
      const int own = element.changes[i].variant;
      if (own < variant || own >= variant + count) continue;
      const int from = element.changes[i].frame;
      const int to = i + 1 < element.changes.size() ? element.changes[i + 1].frame : clock_.last() + 1;
      if (!out.empty() && out.back().last == from) out.back().last = to;
      else out.push_back({from, to});
    }
    return out;
  }

  // ---- groups

  void add_group(std::string& out, const Element& element) {
    std::string inside;
    for (const auto& child : element.children) add(inside, *child);
    if (inside.empty()) return;
    std::string attributes, children;
    add_opacity(samples(element, 0, 1), attributes, children);
    const bool clipped = std::any_of(element.variants.begin(), element.variants.end(),
                                     [](const Variant& variant) { return !variant.key.empty(); });
    if (clipped) attributes += clip(element);
    if (attributes.empty() && children.empty()) {
      out += inside;
      return;
    }
    out += fmt::format("<g id=\"{}\"{}>{}\n", document_.unique(element.id), attributes, children);
    out += inside + "</g>\n";
  }

  std::string clip(const Element& element) {
    const std::string id = document_.unique("clip");
    Samples corners = samples(element, 1, 4), x, y, width, height;
    for (const auto& c : corners.values) {
      x.values.push_back({c[0]});
      y.values.push_back({c[1]});
      width.values.push_back({std::max(0.0, c[2] - c[0])});
      height.values.push_back({std::max(0.0, c[3] - c[1])});
    }
    std::string attributes, children;
    for (const auto& [name, values] : {std::pair<const char*, const Samples&>{"x", x},
                                       {"y", y}, {"width", width}, {"height", height}}) {
      const auto keys = keyframes(values, kNear, 1e9);
      attributes += fmt::format(" {}=\"{}\"", name, number(first_of(keys)));
      children += animate(name, keys, clock_, plain(1));
    }
    document_.define(fmt::format("<clipPath id=\"{}\"><rect{}>{}</rect></clipPath>\n", id, attributes,
                                 children));
    return fmt::format(" clip-path=\"url(#{})\"", id);
  }

  // ---- outlines

  static constexpr size_t kPathNumbers = 11;  // before the points

  void add_path(std::string& out, const Element& element) {
    const auto& shape = std::get<PathShape>(element.variants[0].item->shape);
    if (!shape.fill && !shape.stroke) return;
    std::string attributes, children;
    add_opacity(opacity_samples(element), attributes, children);
    if (shape.fill) add_paint("fill", element, 1, attributes, children);
    else attributes += " fill=\"none\"";
    if (shape.stroke) add_stroke(*shape.stroke, element, attributes, children);
    if (const auto growth = growth_of(element, clock_.last())) {
      return add_growing(out, element, *growth, attributes, children);
    }
    if (element.variants.size() == 1) {
      const std::string d = outline(element, 0, children);
      out += fmt::format("<path id=\"{}\"{}{}", document_.unique(element.id), d, attributes);
      out += children.empty() ? "/>\n" : ">" + children + "</path>\n";
      return;
    }
    out += fmt::format("<g id=\"{}\"{}>{}\n", document_.unique(element.id), attributes, children);
    // A flip-book of many outlines leaves some out.
    const size_t count = (element.variants.size() + kMostPages - 1) / kMostPages;
    for (size_t variant = 0; variant < element.variants.size(); variant += count) {
      std::string start,
          inside = show_in(stretches(element, int(variant), int(count)), clock_, start);
      const std::string d = outline(element, int(variant), inside);
      out += fmt::format("<path{}{}>{}</path>\n", d, start, inside);
    }
    out += "</g>\n";
  }

  void add_stroke(const Stroke& pen, const Element& element, std::string& attributes,
                  std::string& children) const {
    add_paint("stroke", element, 5, attributes, children);
    const auto widths = keyframes(samples(element, 9, 1), 0.02, 1e9);
    attributes += fmt::format(" stroke-width=\"{}\"", number(first_of(widths), 3));
    children += animate("stroke-width", widths, clock_, plain(2));
    Stroke rest = pen;  // what does not change: caps, joins, dashes
    rest.dash_offset = 0;
    const std::string all = stroke(rest);
    const size_t behind = all.find(" stroke-linecap") != std::string::npos ? all.find(" stroke-linecap")
                          : all.find(" stroke-linejoin") != std::string::npos
                              ? all.find(" stroke-linejoin")
                              : all.find(" stroke-dasharray");
    if (behind != std::string::npos) attributes += all.substr(behind);
  }

  Path path_at(const Element& element, int variant, const std::vector<double>& points) const {
    Path path;
    path.verbs = std::get<PathShape>(element.variants[size_t(variant)].item->shape).path.verbs;
    for (size_t i = 0; i + 1 < points.size(); i += 2) path.points.push_back({points[i], points[i + 1]});
    return path;
  }

  /// The attribute `d`; its animation goes to `children`.
  std::string outline(const Element& element, int variant, std::string& children) {
    const Change* any = nullptr;
    for (const Change& state : element.changes) {
      if (state.variant == variant && !any) any = &state;
    }
    const size_t count = any->numbers.size() - kPathNumbers;
    const auto keys = keyframes(samples(element, kPathNumbers, count, variant), kNear, 1e9);
    if (keys.size() > 1) ++moving_;
    children += animate("d", keys, clock_, [&](const std::vector<double>& v) {
      return to_svg_path(path_at(element, variant, v), 1);
    });
    return fmt::format(" d=\"{}\"", to_svg_path(path_at(element, variant, keys.front().value), kDecimals));
  }

  /// A line that is drawn bit by bit: all of it, behind a dash that grows.
  void add_growing(std::string& out, const Element& element, const Growth& growth,
                   const std::string& attributes, std::string children) {
    const double length = path_length(growth.whole);
    Samples offsets;
    for (const double share : growth.shares) offsets.values.push_back({length * (1 - share)});
    const auto keys = keyframes(offsets, kNear, 1e9);
    children += animate("stroke-dashoffset", keys, clock_, plain(1));
    out += fmt::format(
        "<path id=\"{}\" d=\"{}\"{} stroke-dasharray=\"{} {}\" stroke-dashoffset=\"{}\">{}</path>\n",
        document_.unique(element.id), to_svg_path(growth.whole, kDecimals), attributes,
        number(length), number(length + 99), number(first_of(keys)), children);
  }

  // ---- texts

  void add_text(std::string& out, const Element& element) {
    std::string attributes, children;
    add_opacity(opacity_samples(element), attributes, children);
    const auto& first = std::get<TextShape>(element.variants[0].item->shape);
    add_paint("fill", element, 1, attributes, children);
    attributes += halo(first);
    const auto places = keyframes(samples(element, 5, 2), kNear, 1e9);
    if (places.size() > 1) ++moving_;
    const std::vector<double> origin = places.front().value;
    if (!options_.outlines) attributes += font(first.text->font, document_.family_prefix());
    std::vector<Keyframe> moves = places;
    for (Keyframe& key : moves) {
      key.value[0] -= origin[0];
      key.value[1] -= origin[1];
    }
    children += animate_transform("translate", moves, clock_, spaced(1));
    const Point at{origin[0], origin[1]};
    std::string inside;
    if (element.variants.size() == 1 && places.size() > 1 && !options_.outlines) {
      inside = words_and_outlines(element, places, at);
    } else {
      for (size_t variant = 0; variant < element.variants.size(); ++variant) {
        std::string start;
        // What is not there has an opacity of 0 anyway.
        const std::string shown = element.variants.size() > 1
                                      ? show_in(stretches(element, int(variant)), clock_, start)
                                      : "";
        inside += words(element, variant, at, start, shown);
      }
    }
    if (inside.empty()) return;
    out += fmt::format("<g id=\"{}\"{}>{}{}</g>\n", document_.unique(element.id), attributes, children,
                       inside);
  }

  /// Browsers put letters on whole pixels, which stutters: while a text moves it is its outlines.
  std::string words_and_outlines(const Element& element, const std::vector<Keyframe>& places,
                                 Point at) {
    std::vector<Stretch> moving, resting;
    int from = 0;
    for (size_t i = 0; i + 1 < places.size(); ++i) {
      if (places[i].value == places[i + 1].value) continue;
      const int first = int(std::ceil(places[i].frame)), last = int(std::ceil(places[i + 1].frame));
      if (last <= first) continue;
      if (!moving.empty() && moving.back().last >= first) moving.back().last = last;
      else moving.push_back({first, last});
    }
    for (const Stretch& stretch : moving) {
      if (stretch.first > from) resting.push_back({from, stretch.first});
      from = stretch.last;
    }
    if (from <= clock_.last()) resting.push_back({from, clock_.last() + 1});
    std::string start, out = "";
    const std::string rest = show_in(resting, clock_, start);
    out += words(element, 0, at, start, rest);
    TextShape shape = std::get<TextShape>(element.variants[0].item->shape);
    shape.origin = at;
    const std::string way = show_in(moving, clock_, start);
    return out + document_.outlined(shape, start, way);
  }

  std::string words(const Element& element, size_t variant, Point origin, const std::string& start,
                    const std::string& shown) {
    TextShape shape = std::get<TextShape>(element.variants[variant].item->shape);
    if (shape.text->glyphs.empty()) return "";
    shape.origin = origin;
    const auto& first = std::get<TextShape>(element.variants[0].item->shape);
    std::string own;
    if (!(shape.text->font == first.text->font) && !options_.outlines) {
      own += font(shape.text->font, document_.family_prefix());
    }
    return document_.bare_text(shape, own + start, shown);
  }

  // ---- symbols

  /// Its tint at every frame, and stretches in which it stays the same.
  struct Tint {
    Stretch stretch;          // where it holds
    std::vector<double> rgba;
  };

  std::vector<Tint> tints_of(const Samples& colors) const {
    std::vector<Tint> out;
    const auto& v = colors.values;
    const int count = int(v.size());
    for (int i = 0; i < count;) {
      int end = i + 1;
      while (end < count && v[size_t(end)] == v[size_t(i)]) ++end;
      // A colour that is only passed through is made by mixing its neighbours.
      if (end - i > 1 || i == 0 || end == count) out.push_back({{i, end}, v[size_t(i)]});
      i = end;
    }
    return out;
  }

  void add_symbol(std::string& out, const Element& element) {
    const Samples shown = opacity_samples(element);
    const Samples colors = samples(element, 1, 4);
    std::vector<Tint> tints = tints_of(colors);
    // A tint that only holds while the symbol is not seen is not drawn.
    for (size_t variant = 0; variant < element.variants.size(); ++variant) {
      for (size_t t = 0; t < tints.size(); ++t) {
        const Samples mine = element.variants.size() == 1 && tints.size() == 1
                                 ? shown
                                 : share_of(element, int(variant), shown, colors, tints, t);
        const bool seen = std::any_of(mine.values.begin(), mine.values.end(),
                                      [](const std::vector<double>& v) { return v[0] > 0; });
        if (seen) add_use(out, element, variant, tints[t].rgba, mine);
      }
    }
  }

  /// How far tint `t` is seen: fully where it holds, on its way to it over the one before, which
  /// stays below until then.
  Samples share_of(const Element& element, int variant, const Samples& shown, const Samples& colors,
                   const std::vector<Tint>& tints, size_t t) const {
    Samples out;
    const int from = t == 0 ? 0 : tints[t - 1].stretch.last;
    const int to = t + 1 < tints.size() ? tints[t + 1].stretch.first : clock_.last() + 1;
    size_t next = 0;
    int present = -1;
    for (int frame = 0; frame <= clock_.last(); ++frame) {
      for (; next < element.changes.size() && element.changes[next].frame <= frame; ++next) {
        present = element.changes[next].variant;
      }
      double share = present == variant && frame >= from && frame < to ? 1 : 0;
      if (share > 0 && frame < tints[t].stretch.first && t > 0) {
        share = progress(colors.values[size_t(frame)], tints[t - 1].rgba, tints[t].rgba);
      }
      out.values.push_back({shown.values[size_t(frame)][0] * share});
    }
    return out;
  }

  static double progress(const std::vector<double>& v, const std::vector<double>& a,
                         const std::vector<double>& b) {
    double up = 0, down = 0;
    for (size_t i = 0; i < v.size(); ++i) {
      up += (v[i] - a[i]) * (b[i] - a[i]);
      down += (b[i] - a[i]) * (b[i] - a[i]);
    }
    return down > 0 ? std::clamp(up / down, 0.0, 1.0) : 1;
  }

  void add_use(std::string& out, const Element& element, size_t variant, const std::vector<double>& tint,
               const Samples& shown) {
    Instances dots = std::get<Instances>(element.variants[variant].item->shape);
    const size_t entry = element.variants[variant].entry;
    dots.color[entry] = color_in(tint, 0);
    const auto places = keyframes(samples(element, 5, 2), kNear, 1e9);
    const auto sizes = keyframes(samples(element, 7, 1), kNear, 1e9);
    const auto angles = keyframes(samples(element, 8, 1), 0.002, 1e9);
    std::string attributes, children;
    add_opacity(shown, attributes, children);
    const bool turned = angles.size() > 1 || first_of(angles) != 0;
    const bool resized = sizes.size() > 1;
    if (places.size() > 1 || resized || angles.size() > 1) ++moving_;
    const double size = resized ? 1 : first_of(sizes);
    if (resized) dots.size[entry] = static_cast<float>(largest(sizes));
    const std::string id = document_.symbol(dots, entry, size);
    place_use(out, id, {places, sizes, angles, turned, resized}, attributes, children);
  }

  /// A picture in each of its variants.
  void add_image(std::string& out, const Element& element) {
    const Samples shown = opacity_samples(element);
    for (size_t variant = 0; variant < element.variants.size(); ++variant) {
      const auto places = keyframes(samples(element, 5, 2), kNear, 1e9);
      const auto sizes = keyframes(samples(element, 7, 1), kNear, 1e9);
      const auto angles = keyframes(samples(element, 8, 1), 0.002, 1e9);
      std::string attributes, children, start;
      add_opacity(shown, attributes, children);
      if (element.variants.size() > 1) {
        children += show_in(stretches(element, int(variant)), clock_, start);
      }
      if (places.size() > 1 || sizes.size() > 1 || angles.size() > 1) ++moving_;
      const auto& image = std::get<ImageShape>(element.variants[variant].item->shape);
      if (!image.file || !(image.width > 0)) continue;
      const bool turned = angles.size() > 1 || first_of(angles) != 0;
      place_use(out, document_.image(image), {places, sizes, angles, turned, true},
                attributes + start, children);
    }
  }

  struct Moves {
    const std::vector<Keyframe>& places;
    const std::vector<Keyframe>& sizes;
    const std::vector<Keyframe>& angles;
    bool turned, resized;
  };

  void place_use(std::string& out, const std::string& id, const Moves& moving,
                 const std::string& attributes, const std::string& children) {
    const auto& [places, sizes, angles, turned, resized] = moving;
    const std::vector<double> at = places.front().value;
    std::string use = fmt::format("<use href=\"#{}\"", id);
    if (!turned && !resized && places.size() < 2) {
      use += place({at[0], at[1]}) + attributes;
      out += children.empty() ? use + "/>\n" : use + ">" + children + "</use>\n";
      return;
    }
    // An animated transform takes the place of the whole attribute: if one part of it moves, the
    // others have to be animated as well.
    const bool moves_at_all = places.size() > 1 || (resized && sizes.size() > 1) || angles.size() > 1;
    const auto kept = [&](const std::vector<Keyframe>& keys) {
      return moves_at_all && keys.size() < 2 ? twice(keys) : keys;
    };
    std::string transform = fmt::format("translate({} {})", number(at[0]), number(at[1]));
    std::string moves = animate_transform("translate", kept(places), clock_, spaced(places.size() < 2 ? 2 : 1));
    if (resized) {
      transform += fmt::format(" scale({})", number(first_of(sizes), 2));
      moves += animate_transform("scale", kept(sizes), clock_, plain(2), true);
    }
    if (turned) {
      transform += fmt::format(" rotate({})", number(first_of(angles) * kDegrees, 2));
      moves += animate_transform("rotate", kept(angles), clock_,
                                 [](const std::vector<double>& v) {
                                   return number(v[0] * kDegrees, 1);
                                 }, true);
    }
    out += fmt::format("{} transform=\"{}\"{}>{}{}</use>\n", use, transform, attributes, children, moves);
  }

  /// One key as an animation that stays.
  std::vector<Keyframe> twice(const std::vector<Keyframe>& keys) const {
    return {keys.front(), {double(clock_.last()), keys.front().value, {}}};
  }

  static double largest(const std::vector<Keyframe>& keys) {
    double out = 0;
    for (const Keyframe& key : keys) out = std::max(out, key.value[0]);
    return out;
  }

  const Clock& clock_;
  Document& document_;
  const SvgOptions& options_;
  int moving_ = 0;
};

bool always_there(const Element& element) {
  return !element.changes.empty() && element.changes.front().frame == 0 &&
         std::all_of(element.changes.begin(), element.changes.end(),
                     [](const Change& state) { return state.variant >= 0; });
}

}  // namespace

AnimatedSvg write_animated_svg(const Recording& recording, const Frame& poster, const Film& film,
                               const SvgOptions& options) {
  Document document(options, poster.width, poster.height);
  const Clock clock(film.fps.value(), recording.frames() - 1, film.duration, film.hold,
                    film.loop);
  Writer writer(clock, document, options);
  // What lies at the bottom and never changes is shared by the film and the still.
  std::string shared, moving;
  std::set<std::string> known;
  for (const auto& element : recording.root().children) {
    std::string text;
    writer.add(text, *element);
    const bool still = moving.empty() && text.find("<animate") == std::string::npos &&
                       always_there(*element);
    if (still) known.insert(element->id);
    (still ? shared : moving) += text;
  }
  Frame rest = poster;
  rest.items.erase(std::remove_if(rest.items.begin(), rest.items.end(),
                                  [&](const ItemPtr& item) { return known.count(item->id) > 0; }),
                   rest.items.end());
  const std::string& prefix = document.prefix();
  std::string body = shared + fmt::format("<g class=\"{}-film\">\n{}</g>\n", prefix, moving);
  body += fmt::format("<g class=\"{}-still\">\n{}</g>\n", prefix, still_body(rest, document, options));
  const std::string style = fmt::format(
      ".{0}-still{{display:none}}\n@media (prefers-reduced-motion:reduce){{"
      ".{0}-film{{display:none}}.{0}-still{{display:inline}}}}\n",
      prefix);
  AnimatedSvg out{document.assemble(poster.ground, style, body), {}};
  out.load = {writer.moving(), out.text.size()};
  return out;
}

}  // namespace lantern::svg
