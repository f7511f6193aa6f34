#include "core/models/feature_grid.h"

#include <algorithm>

namespace lantern {
namespace {

/// The one feature in which two rows differ; −1 where it is none, or more than one.
int only_difference(const FeatureRows& rows, size_t a, size_t b) {
  int out = -1;
  for (size_t j = 0; j < rows.features; ++j) {
    if (rows.row(a)[j] == rows.row(b)[j]) continue;
    if (out >= 0) return -1;
    out = int(j);
  }
  return out;
}

/// The values of one feature at `start`, `start + step` …, as long as nothing else changes, and it
/// rises or falls.
FeatureGrid::Side side_of(const FeatureRows& rows, size_t step) {
  FeatureGrid::Side out;
  if (step >= rows.count) return out;
  out.feature = only_difference(rows, 0, step);
  if (out.feature < 0) return out;
  const auto value = [&](size_t i) { return rows.row(i)[out.feature]; };
  out.values.push_back(value(0));
  const bool rises = value(step) > value(0);
  for (size_t i = step; i < rows.count; i += step) {
    const double next = value(i);
    const bool goes_on = rises ? next > out.values.back() : next < out.values.back();
    if (!goes_on || only_difference(rows, 0, i) != out.feature) break;
    out.values.push_back(next);
  }
  return out;
}

bool holds(const FeatureGrid& grid, const FeatureRows& rows) {
  const size_t width = grid.along.values.size();
  for (size_t i = 0; i < rows.count; ++i) {
    for (size_t j = 0; j < rows.features; ++j) {
      const double expected = int(j) == grid.along.feature    ? grid.along.values[i % width]
                              : int(j) == grid.across.feature ? grid.across.values[i / width]
                                                              : grid.others[j];
      if (rows.row(i)[j] != expected) return false;
    }
  }
  return true;
}

/// A part of a grid: from the first place up to the last, along and across.
struct Part {
  int node;
  size_t x0, x1, y0, y1;
};

/// Cuts the places [first, last) of a side in two by `value <= threshold`: where its second part
/// begins, and whether that is the low one.
std::pair<size_t, bool> cut(const std::vector<double>& values, size_t first, size_t last,
                            double threshold) {
  const bool low_first = values[first] <= threshold;
  const auto begin = values.begin();
  const auto at =
      std::partition_point(begin + std::ptrdiff_t(first), begin + std::ptrdiff_t(last),
                           [&](double value) { return (value <= threshold) == low_first; });
  return {size_t(at - begin), !low_first};
}

class Cutter {
 public:
  Cutter(const TreeWalk& tree, const FeatureGrid& grid, std::span<std::uint32_t> leaves)
      : tree_(tree), grid_(grid), leaves_(leaves) {}

  void run() {
    open_.push_back({0, 0, grid_.along.values.size(), 0, grid_.across.values.size()});
    while (!open_.empty()) {
      const Part part = open_.back();
      open_.pop_back();
      visit(part);
    }
  }

 private:
  void visit(Part part) {
    const TreeWalk::Step* step = &tree_.step(part.node);
    while (!step->leaf()) {
      const bool along = step->feature == grid_.along.feature;
      if (!along && step->feature != grid_.across.feature) {
        part.node = step->side(grid_.others[size_t(step->feature)]);
      } else if (along) {
        halve(*step, grid_.along.values, &Part::x0, &Part::x1, part);
      } else {
        halve(*step, grid_.across.values, &Part::y0, &Part::y1, part);
      }
      step = &tree_.step(part.node);
    }
    fill(part);
  }

  /// Goes on with the one half of the part, and leaves the other for later.
  void halve(const TreeWalk::Step& step, const std::vector<double>& values, size_t Part::*first,
             size_t Part::*last, Part& part) {
    const auto [middle, second_is_low] = cut(values, part.*first, part.*last, step.threshold);
    const int before = step.left + (second_is_low ? 1 : 0);
    if (middle < part.*last) {
      Part rest = part;
      rest.*first = middle;
      rest.node = step.left + (second_is_low ? 0 : 1);
      open_.push_back(rest);
    }
    part.*last = middle;
    part.node = before;
  }

  void fill(const Part& part) {
    const size_t width = grid_.along.values.size();
    for (size_t y = part.y0; y < part.y1; ++y) {
      std::fill(leaves_.begin() + std::ptrdiff_t(y * width + part.x0),
                leaves_.begin() + std::ptrdiff_t(y * width + part.x1), std::uint32_t(part.node));
    }
  }

  const TreeWalk& tree_;
  const FeatureGrid& grid_;
  std::span<std::uint32_t> leaves_;
  std::vector<Part> open_;
};

}  // namespace

std::optional<FeatureGrid> grid_of(const FeatureRows& rows) {
  FeatureGrid out;
  out.along = side_of(rows, 1);
  if (out.along.feature < 0) return std::nullopt;
  out.across = side_of(rows, out.along.values.size());
  if (out.across.feature == out.along.feature) return std::nullopt;
  if (out.across.feature < 0) out.across.values = {0};
  out.others.assign(rows.row(0), rows.row(0) + rows.features);
  if (out.count() != rows.count || !holds(out, rows)) return std::nullopt;
  return out;
}

void find_leaves(const TreeWalk& tree, const FeatureRows& rows, std::span<std::uint32_t> leaves) {
  for (size_t i = 0; i < rows.count; ++i) leaves[i] = std::uint32_t(tree.leaf(rows.row(i)));
}

void find_leaves(const TreeWalk& tree, const FeatureGrid& grid, std::span<std::uint32_t> leaves) {
  Cutter(tree, grid, leaves).run();
}

}  // namespace lantern
