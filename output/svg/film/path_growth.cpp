#include "output/svg/film/path_growth.h"

#include <algorithm>
#include <cmath>

namespace lantern::svg {
namespace {

constexpr double kSamePlace = 0.06;  // canvas units

Path path_of(const Element& element, const Change& state) {
  const auto& shape = std::get<PathShape>(element.variants[size_t(state.variant)].item->shape);
  return with_points(shape.path.verbs, std::span(state.numbers).subspan(kPathPoints));
}

/// One run of lines and curves, from its other end.
Path reversed(const Path& path) {
  Path out;
  out.points.assign(path.points.rbegin(), path.points.rend());
  out.verbs.push_back(Verb::move);
  for (size_t i = path.verbs.size(); i-- > 1;) out.verbs.push_back(path.verbs[i]);
  return out;
}

bool one_run(const Path& path) {
  if (path.verbs.empty() || path.verbs[0] != Verb::move) return false;
  return std::all_of(path.verbs.begin() + 1, path.verbs.end(),
                     [](Verb verb) { return verb == Verb::line || verb == Verb::cubic; });
}

bool near(const Path& a, const Path& b) {
  if (a.verbs != b.verbs || a.points.size() != b.points.size()) return false;
  for (size_t i = 0; i < a.points.size(); ++i) {
    if (std::fabs(a.points[i].x - b.points[i].x) > kSamePlace ||
        std::fabs(a.points[i].y - b.points[i].y) > kSamePlace) {
      return false;
    }
  }
  return true;
}

/// The share of `whole` that `part` is from its start; nothing where it is none.
std::optional<double> share_of(const Path& part, const Path& whole, double length) {
  if (part.verbs.size() < 2) return 0.0;
  const double share = std::min(1.0, path_length(part) / length);
  // Its last point may lie anywhere on the way.
  if (near(part, trimmed(whole, share))) return share;
  const size_t known = part.points.size() - 1;
  if (part.verbs.back() != Verb::line || whole.points.size() < part.points.size())
    return std::nullopt;
  for (size_t i = 0; i < known; ++i) {
    if (std::fabs(part.points[i].x - whole.points[i].x) > kSamePlace ||
        std::fabs(part.points[i].y - whole.points[i].y) > kSamePlace) {
      return std::nullopt;
    }
  }
  const Point end = point_along(whole, share).at;
  const bool there = std::fabs(end.x - part.points[known].x) <= kSamePlace &&
                     std::fabs(end.y - part.points[known].y) <= kSamePlace;
  return there ? std::optional(share) : std::nullopt;
}

}  // namespace

std::optional<Growth> growth_of(const Element& element, int last) {
  if (element.variants.size() < 2) return std::nullopt;
  for (const Variant& variant : element.variants) {
    const auto& shape = std::get<PathShape>(variant.item->shape);
    if (shape.fill || !shape.stroke || !shape.stroke->dash.empty()) return std::nullopt;
  }
  Path whole;
  double length = -1;
  for (const Change& state : element.changes) {
    if (state.variant < 0) continue;
    Path path = path_of(element, state);
    if (!one_run(path)) return std::nullopt;
    if (const double own = path_length(path); own > length) {
      length = own;
      whole = std::move(path);
    }
  }
  if (!(length > 0)) return std::nullopt;
  for (const bool turned : {false, true}) {
    Growth out{turned ? reversed(whole) : whole, {}};
    size_t next = 0;
    double share = 0;
    bool all = true;
    for (int frame = 0; frame <= last && all; ++frame) {
      for (; next < element.changes.size() && element.changes[next].frame <= frame; ++next) {
        if (element.changes[next].variant < 0) continue;
        const Path path = path_of(element, element.changes[next]);
        const auto found = share_of(turned ? reversed(path) : path, out.whole, length);
        all = all && found.has_value();
        if (found) share = *found;
      }
      out.shares.push_back(share);
    }
    if (all) return out;
  }
  return std::nullopt;
}

}  // namespace lantern::svg
