#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lantern {

/// Points, and which of them are nearest to a place, by straight distance. A k-d tree (J. L.
/// Bentley, 1975): boxes of points, cut in halves.
class NearestRows {
 public:
  /// `values` row by row, `dimensions` of them each (none is allowed); all are finite.
  NearestRows(std::vector<double> values, size_t rows, size_t dimensions);

  struct Found {
    double squared = 0;  ///< the distance, squared
    std::uint32_t row = 0;

    bool operator<(const Found& other) const {
      return squared < other.squared || (squared == other.squared && row < other.row);
    }
  };
  /// So many as there are, but no more than `count`, the nearest first; of equally near ones, those
  /// of earlier rows.
  void find(std::span<const double> place, size_t count, std::vector<Found>& out) const;

  size_t rows() const { return order_.size(); }
  size_t dimensions() const { return dimensions_; }
  size_t bytes() const { return 8 * values_.size() + 4 * order_.size() + 32 * nodes_.size(); }

 private:
  struct Node {
    std::uint32_t first, last;  // of `order_`
    std::int32_t left = -1, right = -1;
    std::uint32_t axis = 0;
    double cut = 0;
  };
  std::int32_t build(std::uint32_t first, std::uint32_t last);
  std::uint32_t widest_axis(const Node& node) const;
  double at(std::uint32_t row, size_t axis) const { return values_[row * dimensions_ + axis]; }
  void place_in_order();

  std::vector<double> values_;  // in the order of `order_`
  size_t dimensions_;
  std::vector<std::uint32_t> order_;
  std::vector<Node> nodes_;

  class Search;
};

}  // namespace lantern
