#include "renderer/frame/hit_test.h"

#include <cmath>
#include <functional>

#include "core/base/portable_math.h"
#include "renderer/paths/polyline.h"

namespace lantern {
namespace {

constexpr double kSeen = 0.02;  // opacity below which nobody points at anything
constexpr int kChords = 16;     // a cubic

/// Every piece of the outline as straight lines, and those that close what a fill would close.
void for_chords(const Path& path, const std::function<void(Point, Point, bool drawn)>& visit) {
  for (const Polyline& line : polylines_of(path, kChords)) {
    for (size_t i = 1; i < line.size(); ++i) visit(line[i - 1], line[i], true);
    if (!(line.back() == line.front())) visit(line.back(), line.front(), false);
  }
}

double distance(Point p, Point a, Point b) {
  const Point ab = b - a, ap = p - a;
  const double length = ab.x * ab.x + ab.y * ab.y;
  const double t = length > 0 ? std::clamp((ap.x * ab.x + ap.y * ab.y) / length, 0.0, 1.0) : 0;
  return portable::hypot(ap.x - t * ab.x, ap.y - t * ab.y);
}

/// How the chord winds about `p` along the ray to its right.
int winding(Point p, Point a, Point b) {
  if ((a.y <= p.y) == (b.y <= p.y)) return 0;
  const double x = a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
  if (x <= p.x) return 0;
  return a.y < b.y ? 1 : -1;
}

bool path_hit(const Path& path, bool filled, double reach, Point at) {
  int turns = 0;
  bool near = false;
  for_chords(path, [&](Point a, Point b, bool drawn) {
    turns += winding(at, a, b);
    near = near || (drawn && reach > 0 && distance(at, a, b) <= reach);
  });
  return near || (filled && turns != 0);
}

bool visible(const std::optional<Color>& color) {
  return color && color->a > kSeen;
}

Point turned_back(Point p, double angle) {
  const double c = portable::cos(angle), s = portable::sin(angle);
  return {c * p.x + s * p.y, c * p.y - s * p.x};
}

/// Looks for `at` in one display list.
class Search {
 public:
  Search(Point at, double slack) : at_(at), slack_(slack) {}

  bool enter(const Item& item, double opacity) {
    const double seen = item.opacity * opacity;
    if (!(seen > kSeen)) return false;
    hit_.way.push_back(&item);
    if (std::visit([&](const auto& shape) { return find(shape, seen); }, item.shape)) {
      if (hit_.box.empty()) hit_.box = bounds_of(item);
      return true;
    }
    hit_.way.pop_back();
    return false;
  }

  Hit take() { return std::move(hit_); }

 private:
  bool find(const Group& group, double opacity) {
    if (group.clip && !group.clip->contains(at_)) return false;
    for (auto child = group.children.rbegin(); child != group.children.rend(); ++child) {
      if (enter(**child, opacity)) return true;
    }
    return false;
  }

  bool find(const PathShape& shape, double) {
    const bool stroked = shape.stroke && shape.stroke->width > 0 && shape.stroke->color.a > kSeen;
    const bool filled = visible(shape.fill);
    if (!stroked && !filled) return false;
    const double reach = (stroked ? shape.stroke->width / 2 : 0) + slack_;
    if (!shape.path.bounds().inset(-reach).contains(at_)) return false;
    return path_hit(shape.path, filled, reach, at_);
  }

  bool find(const TextShape& shape, double) {
    TextShape upright = shape;
    upright.angle = 0;
    const Item item{"", 1, -1, upright};
    const Box box = bounds_of(item);
    const Point at = turned_back(at_ - shape.origin, shape.angle) + shape.origin;
    return !box.empty() && box.inset(-slack_).contains(at);
  }

  bool find(const ImageShape& image, double) {
    const Point at = turned_back(at_ - image.at, image.angle);
    return Box{0, 0, image.width, image.height}.inset(-slack_).contains(at);
  }

  bool find(const Instances& dots, double) {
    if (!columns_agree(dots)) return false;
    for (size_t i = dots.count(); i-- > 0;) {
      if (dots.opacity[i] > kSeen && dots.size[i] > 0 && symbol_hit(dots, i)) {
        hit_.instance = static_cast<int>(i);
        return true;
      }
    }
    return false;
  }

  bool symbol_hit(const Instances& dots, size_t i) {
    const double size = dots.size[i];
    const double reach = (dots.outline_of(i) / 2 + slack_) / size;
    const Point center{dots.x[i], dots.y[i]};
    const Point away = (at_ - center) * (1 / size);
    const Point at = dots.angle.empty() ? away : turned_back(away, dots.angle[i]);
    const Symbol& symbol = *dots.symbols[dots.symbol[i]];
    const Box box = bounds_of(symbol);
    if (!box.inset(-reach).contains(at)) return false;
    for (const SymbolLayer& layer : symbol.layers) {
      const bool stroked = layer.stroke != Ink::none && layer.stroke_width > 0;
      const double own = stroked ? layer.stroke_width / 2 : 0;
      if (!path_hit(layer.path, layer.fill != Ink::none, own + reach, at)) continue;
      const double side =
          2 * std::max({std::abs(box.x0), std::abs(box.x1), std::abs(box.y0), std::abs(box.y1)}) *
              size +
          dots.outline_of(i);
      hit_.box = Box::around(center, side, side);
      return true;
    }
    return false;
  }

  Point at_;
  double slack_;
  Hit hit_;
};

/// What the camera shows is hit as if there were none.
Hit without_camera(const Frame& frame, Hit hit) {
  const bool through = frame.camera && hit.way.size() > 1 && hit.way.front()->id == "camera";
  if (through) hit.way.erase(hit.way.begin());
  return hit;
}

}  // namespace

std::optional<Hit> hit_test(const Frame& frame, Point at, double slack) {
  for (const double within : {0.0, slack}) {
    for (auto item = frame.items.rbegin(); item != frame.items.rend(); ++item) {
      Search search(at, within);
      if (search.enter(**item, 1)) return without_camera(frame, search.take());
    }
  }
  return std::nullopt;
}

}  // namespace lantern
