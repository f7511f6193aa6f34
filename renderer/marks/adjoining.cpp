#include "renderer/marks/adjoining.h"

#include <algorithm>

#include "core/base/work.h"

namespace lantern {
namespace {

constexpr double kNear = 0.25;  // canvas units

/// A direction, and the one across it.
struct Direction {
  double Box::*low;
  double Box::*high;
  double Box::*from;
  double Box::*to;
};

struct Side {
  double at;
  bool low;
  size_t box;
};

/// Sides at one place that belong to two boxes which stand side by side there.
class Meeting {
 public:
  Meeting(std::vector<Box>& boxes, const Direction& along, std::vector<bool>& joined)
      : boxes_(boxes), along_(along), joined_(joined) {}

  /// Of sides in the order of their places, all nearer than `kNear`.
  void join(std::vector<Side> sides) {
    const double place = sides.front().at;
    std::sort(sides.begin(), sides.end(),
              [&](const Side& a, const Side& b) { return from(a) < from(b); });
    std::vector<Side> open;  // those that reach as far as the next one starts
    for (const Side& side : sides) {
      open.erase(std::remove_if(open.begin(), open.end(),
                                [&](const Side& one) { return to(one) - from(side) < kNear; }),
                 open.end());
      spend(10 * (open.size() + 1));
      for (const Side& one : open) {
        if (one.low == side.low || to(side) - from(side) < kNear) continue;
        put(one, place);
        put(side, place);
      }
      open.push_back(side);
    }
  }

 private:
  double from(const Side& side) const { return boxes_[side.box].*along_.from; }
  double to(const Side& side) const { return boxes_[side.box].*along_.to; }
  void put(const Side& side, double place) {
    boxes_[side.box].*(side.low ? along_.low : along_.high) = place;
    joined_[side.box] = true;
  }

  std::vector<Box>& boxes_;
  const Direction& along_;
  std::vector<bool>& joined_;
};

/// Which boxes a corner of another one lies in: they are parts of a surface, not of a tiling, and
/// where their sides touch others is chance.
std::vector<bool> overlapping(const std::vector<Box>& boxes) {
  std::vector<Point> corners;
  for (const Box& box : boxes) {
    for (const double x : {box.x0, box.x1}) {
      for (const double y : {box.y0, box.y1}) corners.push_back({x, y});
    }
  }
  const auto left = [](Point a, Point b) { return a.x < b.x; };
  std::sort(corners.begin(), corners.end(), left);
  std::vector<bool> out;
  for (const Box& box : boxes) {
    const Box inside = box.inset(kNear);
    const auto first = std::lower_bound(corners.begin(), corners.end(), Point{inside.x0, 0}, left);
    const auto last = std::upper_bound(first, corners.end(), Point{inside.x1, 0}, left);
    const auto hit = inside.empty() ? last : std::find_if(first, last, [&](Point corner) {
      return inside.contains(corner);
    });
    spend(2 * std::uint64_t(hit - first) + 10);
    out.push_back(hit != last);
  }
  return out;
}

void join_along(std::vector<Box>& boxes, const Direction& along, const std::vector<bool>& loose,
                std::vector<bool>& joined) {
  std::vector<Side> sides;
  for (size_t i = 0; i < boxes.size(); ++i) {
    if (loose[i]) continue;
    const double low = boxes[i].*along.low, high = boxes[i].*along.high;
    if (!(high - low >= kNear)) continue;  // it would be gone
    sides.push_back({low, true, i});
    sides.push_back({high, false, i});
  }
  std::sort(sides.begin(), sides.end(), [](const Side& a, const Side& b) { return a.at < b.at; });
  Meeting meeting(boxes, along, joined);
  for (size_t i = 0; i < sides.size();) {
    size_t end = i + 1;
    while (end < sides.size() && sides[end].at - sides[i].at < kNear) ++end;
    if (end - i > 1) {
      meeting.join({sides.begin() + std::ptrdiff_t(i), sides.begin() + std::ptrdiff_t(end)});
    }
    i = end;
  }
}

}  // namespace

std::vector<bool> join_sides(std::vector<Box>& boxes) {
  std::vector<bool> joined(boxes.size());
  const std::vector<bool> loose = overlapping(boxes);
  join_along(boxes, {&Box::x0, &Box::x1, &Box::y0, &Box::y1}, loose, joined);
  join_along(boxes, {&Box::y0, &Box::y1, &Box::x0, &Box::x1}, loose, joined);
  return joined;
}

}  // namespace lantern
