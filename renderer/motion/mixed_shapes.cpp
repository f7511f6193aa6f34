#include "renderer/motion/mixed_shapes.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/base/portable_math.h"
#include "renderer/look/oklab.h"
#include "renderer/paths/clip.h"
#include "renderer/paths/morph.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

Stroke mix_strokes(const Stroke& a, const Stroke& b, double t) {
  Stroke out = t < 0.5 ? a : b;
  out.color = mix_oklab(a.color, b.color, t);
  out.width = a.width + (b.width - a.width) * t;
  return out;
}

/// Twice the area inside, or the distance between the ends of what is open.
double size_of(const Path& path) {
  const std::vector<Point>& points = path.points;
  if (points.empty()) return 0;
  if (path.verbs.back() != Verb::close) {
    const Point way = points.back() - points.front();
    return portable::hypot(way.x, way.y);
  }
  double sum = 0;
  for (size_t i = 0; i < points.size(); ++i) {
    const Point a = points[i] - points[0], b = points[(i + 1) % points.size()] - points[0];
    sum += a.x * b.y - a.y * b.x;
  }
  return std::fabs(sum);
}

/// Whether it would be much smaller between the two than it is at both.
bool collapses(const Path& a, const Path& b) {
  constexpr double kMuch = 0.35;
  return size_of(mix(a, b, 0.5)) < kMuch * std::min(size_of(a), size_of(b));
}

/// Whether a way goes on where the other ends.
bool goes_on(const Path& shorter, const Path& longer) {
  return shorter.verbs.size() > 1 && shorter.verbs.size() < longer.verbs.size() &&
         std::find(longer.verbs.begin(), longer.verbs.end(), Verb::close) == longer.verbs.end() &&
         std::equal(shorter.verbs.begin(), shorter.verbs.end(), longer.verbs.begin()) &&
         std::equal(shorter.points.begin(), shorter.points.end(), longer.points.begin());
}

/// The longer one as far as its tip has got from the end of the shorter one.
Path lengthened(const Path& shorter, const Path& longer, double t) {
  const double from = path_length(shorter), to = path_length(longer);
  return to > 0 ? trimmed(longer, (from + (to - from) * t) / to) : longer;
}

/// A line that gets longer or shorter has its tip where what stands there is; nothing where it is
/// not such a line.
std::optional<Path> tip_moved(const Path& a, const Path& b, double t) {
  if (goes_on(a, b)) return lengthened(a, b, t);
  if (goes_on(b, a)) return lengthened(b, a, 1 - t);
  return std::nullopt;
}

/// The pixel of another one there when both are enlarged to one size.
struct Enlarged {
  const ImageFile& file;
  int width, height;

  std::uint32_t at(int x, int y) const {
    const auto row = size_t(std::int64_t(y) * file.height / height);
    return file.pixels[row * size_t(file.width) + size_t(std::int64_t(x) * file.width / width)];
  }
};

/// The same seen through other pixels: one of them does for both.
bool show_alike(const Enlarged& a, const Enlarged& b) {
  constexpr std::int64_t kLittle = 2;  // of 255, on average
  std::int64_t off = 0;
  for (int y = 0; y < a.height; ++y) {
    for (int x = 0; x < a.width; ++x) {
      const std::uint32_t one = a.at(x, y), other = b.at(x, y);
      for (int shift = 0; shift < 32; shift += 8) {
        off += std::abs(int(one >> shift & 255) - int(other >> shift & 255));
      }
    }
  }
  return off <= kLittle * 4 * a.width * a.height;
}

std::uint32_t mixed_pixel(std::uint32_t a, std::uint32_t b, std::uint32_t share) {
  std::uint32_t pixel = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const std::uint32_t from = a >> shift & 255, to = b >> shift & 255;
    pixel |= ((from * (256 - share) + to * share + 128) >> 8) << shift;
  }
  return pixel;
}

/// Between two pictures that were worked out, of one size or in cells that stay rectangles; else
/// null.
ImagePtr mixed_pixels(const ImagePtr& a, const ImagePtr& b, double t) {
  if (!a || !b || a->pixels.empty() || b->pixels.empty() || a->sharp != b->sharp) return nullptr;
  const bool same = a->width == b->width && a->height == b->height;
  if (!same && !a->sharp) return nullptr;
  const int width = std::max(a->width, b->width), height = std::max(a->height, b->height);
  const Enlarged from{*a, width, height}, to{*b, width, height};
  if (!same && show_alike(from, to)) return b;
  auto out = std::make_shared<ImageFile>();
  std::tie(out->width, out->height, out->sharp) = std::tie(width, height, a->sharp);
  const auto share = std::uint32_t(std::lround(t * 256));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      out->pixels.push_back(mixed_pixel(from.at(x, y), to.at(x, y), share));
    }
  }
  return out;
}

Path cut_at(const PathShape& shape, const Path& path, const Box& box) {
  return shape.fill ? clipped_region(path, box) : clipped_line(path, box);
}

/// Of what it is a part; null where it is all, or became something else after it was cut.
const CutPath* cut_of(const PathShape& shape) {
  const bool holds = shape.cut && cut_at(shape, shape.cut->whole, shape.cut->within) == shape.path;
  return holds ? shape.cut.get() : nullptr;
}

/// Two outlines as they are mixed: as a whole where they were cut off at boxes and go together so,
/// to be cut off where the box has got to.
struct Pair {
  const Path& from;
  const Path& to;
  std::optional<Box> within{};
};

Pair pair_of(const PathShape& a, const PathShape& b, double t) {
  const CutPath *from = cut_of(a), *to = cut_of(b);
  const Path &first = from ? from->whole : a.path, &last = to ? to->whole : b.path;
  if ((!from && !to) || first.verbs != last.verbs) return {a.path, b.path};
  return {first, last, mix((from ? from : to)->within, (to ? to : from)->within, t)};
}

/// The path between the two; nothing where there is none.
std::optional<Path> mixed_path(const PathShape& a, const PathShape& b, const Pair& pair, double t) {
  if (a.morphs && !(pair.from == pair.to)) return morphed(pair.from, pair.to, t);
  if (!a.fill && !pair.within) {
    if (auto line = tip_moved(pair.from, pair.to, t)) return line;
  }
  if (pair.from.verbs != pair.to.verbs) return std::nullopt;
  if (!a.keeps_size || !b.keeps_size || !collapses(pair.from, pair.to)) {
    return mix(pair.from, pair.to, t);
  }
  if (pair.to.verbs.back() == Verb::close) return std::nullopt;
  Path turned = pair.to;
  std::reverse(turned.points.begin(), turned.points.end());
  return mix(pair.from, turned, t);
}

}  // namespace

std::optional<Shape> mixed_shape(const PathShape& a, const PathShape& b, double t) {
  if (a.fill.has_value() != b.fill.has_value() || a.stroke.has_value() != b.stroke.has_value()) {
    return std::nullopt;
  }
  const Pair pair = pair_of(a, b, t);
  auto path = mixed_path(a, b, pair, t);
  if (!path) return std::nullopt;
  PathShape out;
  if (pair.within) out.cut = std::make_shared<const CutPath>(CutPath{*path, *pair.within});
  out.path = out.cut ? cut_at(a, out.cut->whole, out.cut->within) : std::move(*path);
  if (a.fill) out.fill = mix_oklab(*a.fill, *b.fill, t);
  if (a.stroke) out.stroke = mix_strokes(*a.stroke, *b.stroke, t);
  // Areas that adjoin have no seams on the way either; lines would tremble.
  out.crisp = a.crisp && b.crisp && (!a.stroke || a.path == b.path);
  out.keeps_size = a.keeps_size && b.keeps_size;
  out.morphs = a.morphs && b.morphs;
  return Shape{std::move(out)};
}

std::optional<Shape> mixed_shape(const TextShape& a, const TextShape& b, double t) {
  if (a.text->text != b.text->text || a.text->lines != b.text->lines ||
      !(a.text->font == b.text->font)) {
    return std::nullopt;
  }
  TextShape out = b;
  out.origin = mix(a.origin, b.origin, t);
  out.angle = a.angle + (b.angle - a.angle) * t;
  out.color = mix_oklab(a.color, b.color, t);
  return Shape{std::move(out)};
}

std::optional<Shape> mixed_shape(const ImageShape& a, const ImageShape& b, double t) {
  ImageShape out = b;
  if (a.file != b.file && !(out.file = mixed_pixels(a.file, b.file, t))) {
    return std::nullopt;
  }
  out.at = mix(a.at, b.at, t);
  out.width = a.width + (b.width - a.width) * t;
  out.height = a.height + (b.height - a.height) * t;
  out.angle = a.angle + (b.angle - a.angle) * t;
  return Shape{std::move(out)};
}

}  // namespace lantern
