#include "output/svg/film/among_axes.h"

#include <algorithm>
#include <cmath>

#include "output/svg/film/element_samples.h"

namespace lantern::svg {
namespace {

constexpr double kAside = 0.05;  // how far a point may be from its place, canvas units

Change without_points(const Change& change) {
  Change out = change;
  out.numbers.resize(std::min(out.numbers.size(), kPathPoints));
  return out;
}

}  // namespace

std::optional<AxesWay> AxesWay::of(const Element& group, int last) {
  const Samples axes = samples_of(group, last, kGroupAxes);
  const std::vector<double>& first = axes.values.front();
  const double width = first[2] - first[0], height = first[3] - first[1];
  AxesWay out;
  for (size_t frame = 0; frame < axes.values.size(); ++frame) {
    const std::vector<double>& now = axes.values[frame];
    const double x = (now[2] - now[0]) / width, y = (now[3] - now[1]) / height;
    out.scales_.values.push_back({x, y});
    out.shifts_.values.push_back({now[0] - x * first[0], now[1] - y * first[1]});
    if (!std::isfinite(x + y) || x == 0 || y == 0) return std::nullopt;
    if (frame > 0 && now != axes.values[frame - 1]) out.moves_.push_back(int(frame));
    out.sized_ = out.sized_ || std::fabs(x - 1) > 1e-9 || std::fabs(y - 1) > 1e-9;
  }
  return out.moves_.empty() ? std::nullopt : std::optional(std::move(out));
}

bool AxesWay::keeps_place(const std::vector<double>& own, const std::vector<double>& now,
                          size_t frame) const {
  for (size_t i = kPathPoints; i < now.size(); ++i) {
    const size_t axis = (i - kPathPoints) % 2;
    const double wanted = scales_.values[frame][axis] * own[i] + shifts_.values[frame][axis];
    if (!(std::fabs(wanted - now[i]) <= kAside)) return false;
  }
  return true;
}

std::unique_ptr<Element> AxesWay::still(const Element& path) const {
  if (path.type != ElementType::path || path.variants.size() != 1) return nullptr;
  const auto& shape = std::get<PathShape>(path.variants[0].item->shape);
  if (shape.stroke && sized_) return nullptr;
  std::vector<double> own = path.changes.front().numbers;
  const auto start = size_t(path.changes.front().frame);
  for (size_t i = kPathPoints; i < own.size(); ++i) {
    const size_t axis = (i - kPathPoints) % 2;
    own[i] = (own[i] - shifts_.values[start][axis]) / scales_.values[start][axis];
  }
  auto out = std::make_unique<Element>();
  out->id = path.id;
  out->type = path.type;
  out->variants = path.variants;
  auto move = moves_.begin();
  for (size_t i = 0; i < path.changes.size(); ++i) {
    const Change& change = path.changes[i];
    const int end = i + 1 < path.changes.size() ? path.changes[i + 1].frame : int(1e9);
    if (change.variant >= 0 && !keeps_place(own, change.numbers, size_t(change.frame)))
      return nullptr;
    for (; move != moves_.end() && *move < end; ++move) {
      const bool seen = *move >= change.frame && change.variant >= 0;
      if (seen && !keeps_place(own, change.numbers, size_t(*move))) return nullptr;
    }
    Change& kept = out->changes.emplace_back(without_points(change));
    kept.numbers.insert(kept.numbers.end(), own.begin() + std::ptrdiff_t(kPathPoints), own.end());
  }
  return out;
}

}  // namespace lantern::svg
