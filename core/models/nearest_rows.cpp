#include "core/models/nearest_rows.h"

#include <algorithm>
#include <numeric>

namespace lantern {

NearestRows::NearestRows(std::vector<double> values, size_t rows, size_t dimensions)
    : values_(std::move(values)), dimensions_(dimensions), order_(rows) {
  std::iota(order_.begin(), order_.end(), 0u);
  if (rows == 0) return;
  build(0, std::uint32_t(rows));
  place_in_order();
}

/// Rows of a leaf stand beside each other in memory.
void NearestRows::place_in_order() {
  std::vector<double> placed;
  placed.reserve(values_.size());
  for (const auto row : order_) {
    for (size_t j = 0; j < dimensions_; ++j) placed.push_back(at(row, j));
  }
  values_ = std::move(placed);
}

std::uint32_t NearestRows::widest_axis(const Node& node) const {
  double widest = -1;
  std::uint32_t out = 0;
  for (std::uint32_t j = 0; j < dimensions_; ++j) {
    double low = at(order_[node.first], j), high = low;
    for (std::uint32_t i = node.first; i < node.last; ++i) {
      low = std::min(low, at(order_[i], j));
      high = std::max(high, at(order_[i], j));
    }
    if (high - low > widest) {
      widest = high - low;
      out = j;
    }
  }
  return out;
}

std::int32_t NearestRows::build(std::uint32_t first, std::uint32_t last) {
  constexpr std::uint32_t kLeaf = 16;
  const auto own = std::int32_t(nodes_.size());
  nodes_.push_back({first, last});
  if (last - first <= kLeaf || dimensions_ == 0) return own;
  const std::uint32_t axis = widest_axis(nodes_[size_t(own)]);
  const std::uint32_t middle = first + (last - first) / 2;
  std::nth_element(order_.begin() + first, order_.begin() + middle, order_.begin() + last,
                   [&](std::uint32_t a, std::uint32_t b) {
                     const double x = at(a, axis), y = at(b, axis);
                     return x < y || (x == y && a < b);
                   });
  const double cut = at(order_[middle], axis);
  const std::int32_t left = build(first, middle), right = build(middle, last);
  Node& node = nodes_[size_t(own)];
  node.axis = axis;
  node.cut = cut;
  node.left = left;
  node.right = right;
  return own;
}

/// The nearest so far as a heap, the farthest of them on top.
class NearestRows::Search {
 public:
  Search(const NearestRows& rows, std::span<const double> place, size_t count,
         std::vector<Found>& out)
      : rows_(rows), place_(place), count_(count), heap_(out), aside_(place.size(), 0) {}

  void run() {
    heap_.clear();
    if (rows_.nodes_.empty() || count_ == 0) return;
    visit(0, 0);
    std::sort_heap(heap_.begin(), heap_.end());
  }

 private:
  /// `beyond`: the squared distance to the box of the node, at least. What is as near as the
  /// farthest may be an earlier row.
  void visit(std::int32_t at, double beyond) {
    const Node& node = rows_.nodes_[size_t(at)];
    if (node.left < 0) return look_into(node);
    const double side = place_[node.axis] - node.cut;
    visit(side < 0 ? node.left : node.right, beyond);
    const double before = aside_[node.axis];
    const double far = beyond - before * before + side * side;
    if (heap_.size() == count_ && far > heap_.front().squared) return;
    aside_[node.axis] = side;
    visit(side < 0 ? node.right : node.left, far);
    aside_[node.axis] = before;
  }

  void look_into(const Node& node) {
    const size_t dimensions = rows_.dimensions_;
    const double* values = rows_.values_.data() + size_t(node.first) * dimensions;
    for (std::uint32_t i = node.first; i < node.last; ++i, values += dimensions) {
      double squared = 0;
      for (size_t j = 0; j < dimensions; ++j) {
        const double apart = place_[j] - values[j];
        squared += apart * apart;
      }
      take({squared, rows_.order_[i]});
    }
  }

  void take(const Found& found) {
    if (heap_.size() == count_) {
      if (!(found < heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.back() = found;
    } else {
      heap_.push_back(found);
    }
    std::push_heap(heap_.begin(), heap_.end());
  }

  const NearestRows& rows_;
  std::span<const double> place_;
  size_t count_;
  std::vector<Found>& heap_;
  std::vector<double> aside_;  // by axis, how far the box of the node is from the place
};

void NearestRows::find(std::span<const double> place, size_t count, std::vector<Found>& out) const {
  Search(*this, place, count, out).run();
}

}  // namespace lantern
