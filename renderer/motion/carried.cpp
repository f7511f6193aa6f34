#include "renderer/motion/carried.h"

#include <cmath>

namespace lantern {
namespace {

/// From one place of the axes to another.
class AxesWay {
 public:
  AxesWay(const Box& from, const Box& to)
      : from_{from.x0, from.y0},
        to_{to.x0, to.y0},
        x_((to.x1 - to.x0) / (from.x1 - from.x0)),
        y_((to.y1 - to.y0) / (from.y1 - from.y0)) {}

  bool known() const { return std::isfinite(x_ + y_ + from_.x + from_.y + to_.x + to_.y); }
  Point operator()(Point p) const {
    return {to_.x + (p.x - from_.x) * x_, to_.y + (p.y - from_.y) * y_};
  }

 private:
  Point from_, to_;
  double x_, y_;
};

void carry(PathShape& shape, const AxesWay& way) {
  for (Point& p : shape.path.points) p = way(p);
  shape.crisp = shape.crisp && !shape.stroke;
}

void carry(ImageShape& shape, const AxesWay& way) {
  if (shape.angle != 0) return;
  const Point at = way(shape.at), end = way(shape.at + Point{shape.width, shape.height});
  if (!(end.x > at.x && end.y > at.y)) return;  // axes that turn round
  shape.at = at;
  shape.width = end.x - at.x;
  shape.height = end.y - at.y;
}

template <class Shape>
ItemPtr carried_shape(const Item& item, const AxesWay& way) {
  Item out = item;
  carry(std::get<Shape>(out.shape), way);
  if (out.pivot) out.pivot = way(*out.pivot);
  return std::make_shared<const Item>(std::move(out));
}

}  // namespace

ItemPtr carried(const ItemPtr& item, const Box& from, const Box& to) {
  const AxesWay way(from, to);
  if (from == to || !way.known()) return item;
  if (std::holds_alternative<PathShape>(item->shape)) return carried_shape<PathShape>(*item, way);
  if (std::holds_alternative<ImageShape>(item->shape)) return carried_shape<ImageShape>(*item, way);
  return item;
}

bool lie_alike(const ImageShape& a, const ImageShape& b) {
  constexpr double kNear = 1;  // canvas units
  const Point ends = (b.at + Point{b.width, b.height}) - (a.at + Point{a.width, a.height});
  const Point starts = b.at - a.at;
  return std::fabs(starts.x) < kNear && std::fabs(starts.y) < kNear && std::fabs(ends.x) < kNear &&
         std::fabs(ends.y) < kNear && a.angle == b.angle;
}

}  // namespace lantern
