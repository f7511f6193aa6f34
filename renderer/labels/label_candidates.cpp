#include "renderer/labels/label_candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/base/portable_math.h"
#include "renderer/paths/polyline.h"

namespace lantern {
namespace {

// Costs are in steps of taste: 1 is the difference between right and left of a point, a letter's
// worth of data under a label is about as much.
constexpr double kOtherSide = 12;  // of what the author fixed
constexpr double kStep = 6;        // canvas units: still without a leader
constexpr double kStepCost = 2;
constexpr double kCornerCost = 0.4;
constexpr double kFar = 6;         // standing off at all
constexpr double kFarther = 0.12;  // a canvas unit
constexpr double kMoved = 0.15;    // a canvas unit of being pushed off an edge
constexpr double kAlong = 3;       // away from a line's end
constexpr double kInside = 4;      // inside a region instead of beside it

struct Side {
  Point direction;
  double cost;  // Imhof's order: right before left, above before below
};
constexpr std::array<Side, 8> kSides{{{{1, 0}, 0},
                                      {{1, -1}, 0.2},
                                      {{1, 1}, 0.5},
                                      {{0, -1}, 0.6},
                                      {{0, 1}, 0.9},
                                      {{-1, 0}, 1.0},
                                      {{-1, -1}, 1.1},
                                      {{-1, 1}, 1.4}}};

double angle_of(Point direction) {
  return portable::atan2(direction.y, direction.x);
}

/// A direction in which a label may stand off, with what does not depend on the label.
struct Ray {
  Point direction;
  double angle;
};

std::vector<Ray> rays() {
  constexpr int kDirections = 16;
  std::vector<Ray> out;
  for (int i = 0; i < kDirections; ++i) {
    const double angle = 2 * std::numbers::pi * i / kDirections;
    const Point d{portable::cos(angle), portable::sin(angle)};
    out.push_back({d, angle_of(d)});
  }
  return out;
}

/// As `tip_at`, but of a region's box: that will do to count what a leader crosses.
Point rough_tip(const LabelSpot& spot, const LabelPlace& place, const Box& box) {
  if (spot.names == Names::way) return point_of(spot, place.along);
  return nearest_in(spot.target, nearest_in(box, spot.target.center()));
}

class Candidates {
 public:
  explicit Candidates(const LabelSpot& spot)
      : spot_(spot), leaves_(point_of(spot, spot.along)), side_angle_(angle_of(spot.side)) {
    if (spot.names == Names::region && spot.path) outline_ = polylines_of(*spot.path);
  }

  std::vector<LabelCandidate> all() {
    const Start home{spot_.along, leaves_};
    add(spot_.home.center(), home, 0, spot_.side);
    if (spot_.names == Names::way) {
      beside_end(home);
      up_and_down(home);
      slid_along();
    } else {
      if (spot_.names == Names::region) inside(home);
      if (spot_.stand_off <= 0) beside(home);
      farther_out(home);
    }
    return std::move(out_);
  }

 private:
  /// Where on what it names a label belongs to.
  struct Start {
    double along;
    Point at;
  };

  double width() const { return spot_.home.width(); }
  double height() const { return spot_.home.height(); }

  /// The label with its middle there, unless an edge pushes it too far from there.
  void add(Point middle, const Start& start, double cost, Point side) {
    const LabelPlace place{true, start.along, middle - spot_.home.center() - (start.at - leaves_)};
    const auto standing = stand(spot_, place);
    if (!standing || (standing->pushed > height() && !out_.empty())) return;
    keep(place, cost, side);
  }

  void keep(const LabelPlace& place, double cost, Point side) {
    out_.push_back({place, cost + (spot_.fixed && !(side == spot_.side) ? kOtherSide : 0)});
  }

  /// Beside the target on that side, as home is.
  Point middle_beside(Point d, double gap) const {
    const Point c = spot_.target.center();
    const double w = spot_.target.width() / 2 + gap, h = spot_.target.height() / 2;
    const bool corner = d.x != 0 && d.y != 0;
    const Point at = corner ? Point{c.x + d.x * w / 2, c.y + d.y * (h + gap / 2)}
                            : Point{c.x + d.x * w, c.y + d.y * (h + gap)};
    return {at.x + d.x * width() / 2, at.y + d.y * height() / 2};
  }

  /// Eighths of a turn from the side that it would have.
  double turn_to(double angle) const {
    if (spot_.side == Point{}) return 2;
    const double turn = std::fabs(std::remainder(angle - side_angle_, 2 * std::numbers::pi));
    return turn / (std::numbers::pi / 4);
  }

  double side_cost(const Side& side) const {
    return 0.7 * turn_to(angle_of(side.direction)) + 0.5 * side.cost;
  }

  /// On all eight sides, and a step farther away where something small is in between.
  void beside(const Start& home) {
    const double inside_first = spot_.side == Point{} ? kInside : 0;
    for (const Side& side : kSides) {
      const Point d = side.direction;
      const double cost = inside_first + (d == spot_.side ? 0 : side_cost(side));
      if (!(d == spot_.side)) add(middle_beside(d, spot_.gap), home, cost, d);
      add(middle_beside(d, spot_.gap + kStep), home, cost + kStepCost, d);
      if (d.x != 0 && d.y != 0) off_corner(d, home, cost + kCornerCost);
    }
  }

  /// Off a corner, so that neither side reaches over the target: edges can push a label from there
  /// along both ways without pushing it onto the target. It counts however far it is pushed, since
  /// it may be the one place for all moments of a step.
  void off_corner(Point d, const Start& home, double cost) {
    const Point c = spot_.target.center();
    // Letters leave less air at their sides than above and below.
    const Point middle{c.x + d.x * (spot_.target.width() / 2 + spot_.gap + width() / 2),
                       c.y + d.y * ((spot_.target.height() + spot_.gap + height()) / 2)};
    const LabelPlace place{true, home.along, middle - spot_.home.center()};
    if (stand(spot_, place)) keep(place, cost, d);
  }

  /// Rings around the target, with a line that leads to it.
  void farther_out(const Start& home) {
    constexpr std::array<double, 4> kRings{16, 28, 44, 64};
    static const std::vector<Ray> all = rays();
    const bool has_to = spot_.stand_off > 0;
    const double first = has_to ? spot_.stand_off - kRings[0] : spot_.gap;
    const Point c = spot_.target.center();
    for (const double ring : kRings) {
      const double w = spot_.target.width() / 2 + first + ring + width() / 2;
      const double h = spot_.target.height() / 2 + first + ring + height() / 2;
      for (const Ray& ray : all) {
        const Point d = ray.direction;
        add({c.x + d.x * w, c.y + d.y * h}, home,
            (has_to ? 0 : kFar) + kFarther * ring + 0.5 * turn_to(ray.angle), nearest_side(d));
      }
    }
  }

  static Point nearest_side(Point d) {
    constexpr double kEighth = 0.38268343236508977;  // sin(π/8)
    const auto sign = [](double v) { return v > kEighth ? 1.0 : v < -kEighth ? -1.0 : 0.0; };
    return {sign(d.x), sign(d.y)};
  }

  /// Where the label fits into the region with all of its corners.
  void inside(const Start& home) {
    constexpr int kSteps = 4;
    const Box room = spot_.target.inset(spot_.gap);
    const double cost = spot_.side == Point{} ? 0.8 : kInside;
    for (int i = 0; i <= kSteps; ++i) {
      for (int j = 0; j <= kSteps; ++j) {
        const double u = i / double(kSteps), v = j / double(kSteps);
        const Point middle{room.x0 + width() / 2 + u * (room.width() - width()),
                           room.y0 + height() / 2 + v * (room.height() - height())};
        if (!inside_region(Box::around(middle, width(), height()).inset(-spot_.gap / 2))) continue;
        add(middle, home, cost + portable::hypot(u - 0.5, v - 0.5), {});
      }
    }
  }

  bool inside_region(const Box& box) const {
    for (const Point p : {Point{box.x0, box.y0}, Point{box.x1, box.y0}, Point{box.x0, box.y1},
                          Point{box.x1, box.y1}}) {
      if (outline_.empty() ? !spot_.target.contains(p) : !encloses(outline_, p)) return false;
    }
    return true;
  }

  void beside_end(const Start& home) {
    for (const Side& side : kSides) {
      const Point d = side.direction;
      if (d == spot_.side) continue;
      const double gap = d.x != 0 && d.y != 0 ? spot_.gap / 2 : spot_.gap;
      add({leaves_.x + d.x * (gap + width() / 2), leaves_.y + d.y * (gap + height() / 2)}, home,
          1 + side_cost(side), d);
    }
  }

  /// Before or behind the end of a line, as other such labels push it.
  void up_and_down(const Start& home) {
    constexpr int kSteps = 14;
    if (spot_.side.x == 0) return;
    const Point middle = spot_.home.center();
    for (int i = 1; i <= kSteps; ++i) {
      const double by = i * height() / 4;
      const double cost = 1.2 * (by / height()) * (by / height());
      add({middle.x, middle.y - by}, home, cost, spot_.side);
      add({middle.x, middle.y + by}, home, cost, spot_.side);
    }
  }

  /// Above and below the line (beside it where it is steep), clear of it over the label's width.
  void slid_along() {
    constexpr int kSteps = 12;
    if (!spot_.way) return;
    for (int i = 0; i <= kSteps; ++i) {
      const double along = 0.04 + 0.92 * i / kSteps;
      const PathPoint here = spot_.way->at(along);
      const double cost = kAlong + 4 * std::fabs(along - spot_.along);
      const double slope = std::fabs(portable::tan(here.angle));
      const bool steep = slope > 1;
      const double away = steep ? width() / 2 + spot_.gap + height() / 2 / slope
                                : height() / 2 + spot_.gap + width() / 2 * slope;
      for (const double way : {-1.0, 1.0}) {
        const Point d = steep ? Point{way, 0} : Point{0, way};
        add(here.at + d * away, {along, here.at}, cost + (way > 0 ? 0.3 : 0), d);
      }
    }
  }

  const LabelSpot& spot_;
  Point leaves_;       ///< where a line's label leaves from
  double side_angle_;  ///< of the side that it would have
  std::vector<Polyline> outline_;
  std::vector<LabelCandidate> out_;
};

}  // namespace

std::optional<LabelStanding> stand(const LabelSpot& spot, const LabelPlace& place) {
  constexpr double kSlack = 1e-6;
  const Box free = free_box_at(spot, place);
  LabelStanding out;
  out.box = moved_into(free, spot.within);
  const Box inside = spot.within.inset(-kSlack);
  if (!inside.contains({out.box.x0, out.box.y0}) || !inside.contains({out.box.x1, out.box.y1})) {
    return std::nullopt;
  }
  const double pushed = portable::hypot(out.box.x0 - free.x0, out.box.y0 - free.y0);
  if (pushed > kSlack) {
    if (spot.names == Names::point && out.box.overlaps(spot.target)) return std::nullopt;
    out.pushed = pushed;
  }
  out.tip = rough_tip(spot, place, out.box);
  out.from = nearest_in(out.box, out.tip);
  out.leader =
      portable::hypot(out.from.x - out.tip.x, out.from.y - out.tip.y) > leader_distance(spot.gap);
  return out;
}

double cost_of_push(double pushed) {
  return kMoved * pushed;
}

std::vector<LabelCandidate> candidates_of(const LabelSpot& spot) {
  return Candidates(spot).all();
}

double leader_distance(double gap) {
  return gap + 7;
}

}  // namespace lantern
