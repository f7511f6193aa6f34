#include "output/svg/write/thinning.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"

namespace lantern::svg {
namespace {

using Moments = std::vector<std::vector<double>>;

Point point(const std::vector<double>& coordinates, size_t i) {
  return {coordinates[2 * i], coordinates[2 * i + 1]};
}

/// How far `p` is from the straight piece between `a` and `b`.
double off_piece(Point p, Point a, Point b) {
  const Point way = b - a;
  const double square = way.x * way.x + way.y * way.y;
  const Point from = p - a;
  const double t =
      square > 0 ? std::clamp((from.x * way.x + from.y * way.y) / square, 0.0, 1.0) : 0;
  return portable::hypot(from.x - t * way.x, from.y - t * way.y);
}

/// Keeps the points of a run of straight pieces that others are too far from (Douglas & Peucker
/// 1973), at any moment. Its ends stay.
class Run {
 public:
  Run(const Moments& moments, double tolerance, std::vector<char>& kept)
      : moments_(moments), tolerance_(tolerance), kept_(kept) {}

  void thin(size_t first, size_t last) {
    if (last - first < 2) return;
    size_t farthest = first;
    double most = tolerance_;
    for (size_t i = first + 1; i < last; ++i) {
      const double off = distance(i, first, last, most);
      if (off <= most) continue;
      most = off;
      farthest = i;
    }
    if (farthest == first) return drop(first, last);
    thin(first, farthest);
    thin(farthest, last);
  }

 private:
  double distance(size_t i, size_t first, size_t last, double least) const {
    double most = least;
    for (const std::vector<double>& now : moments_) {
      most = std::max(most, off_piece(point(now, i), point(now, first), point(now, last)));
    }
    return most;
  }

  void drop(size_t first, size_t last) {
    std::fill(kept_.begin() + std::ptrdiff_t(first) + 1, kept_.begin() + std::ptrdiff_t(last), 0);
  }

  const Moments& moments_;
  double tolerance_;
  std::vector<char>& kept_;
};

}  // namespace

std::vector<double> ThinOutline::of(const std::vector<double>& coordinates) const {
  std::vector<double> out;
  out.reserve(2 * points.size());
  for (const size_t i : points) {
    out.push_back(coordinates[2 * i]);
    out.push_back(coordinates[2 * i + 1]);
  }
  return out;
}

ThinOutline thinned(const std::vector<Verb>& verbs, const Moments& moments, double tolerance) {
  const size_t count = moments.front().size() / 2;
  std::vector<char> kept(count, 1);
  Run run(moments, tolerance, kept);
  size_t next = 0, first = 0;  // the point of the next verb; where the straight run begins
  for (const Verb verb : verbs) {
    if (verb == Verb::line) {
      ++next;
      continue;
    }
    if (next > first + 1) run.thin(first, next - 1);
    next += verb == Verb::cubic ? 3 : verb == Verb::move ? 1 : 0;
    first = verb == Verb::close ? next : next - 1;
  }
  if (next > first + 1) run.thin(first, next - 1);

  ThinOutline out;
  next = 0;
  for (const Verb verb : verbs) {
    const size_t points = verb == Verb::cubic ? 3 : verb == Verb::close ? 0 : 1;
    if (verb == Verb::line && !kept[next]) {
      ++next;
      continue;
    }
    out.verbs.push_back(verb);
    for (size_t k = 0; k < points; ++k) out.points.push_back(next++);
  }
  return out;
}

Path thinned(const Path& path, double tolerance) {
  std::vector<double> coordinates;
  for (const Point p : path.points) coordinates.insert(coordinates.end(), {p.x, p.y});
  ThinOutline thin = thinned(path.verbs, {coordinates}, tolerance);
  Path out{std::move(thin.verbs), {}};
  for (const size_t i : thin.points) out.points.push_back(path.points[i]);
  return out;
}

}  // namespace lantern::svg
