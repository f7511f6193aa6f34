#include "core/models/feature_grid.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <catch2/catch.hpp>

namespace lantern::test::tree_walk_test {
namespace {

/// A tree of noise, which has many leaves.
Tree grown(Random& random, size_t features = 2) {
  ClassSamples samples{features, 2, {}, {}};
  for (int i = 0; i < 200; ++i) {
    for (size_t j = 0; j < features; ++j) samples.values.push_back(random.uniform());
    samples.target.push_back(int(random.below(2)));
  }
  std::vector<std::uint32_t> rows(200);
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = std::uint32_t(i);
  return fit_tree(samples, rows, {}, random);
}

}  // namespace

TEST_CASE("all ways through a tree end in one leaf", "[tree]") {
  Random random(3);
  const Tree tree = grown(random);
  const TreeWalk walk(tree);
  for (int i = 0; i < 2000; ++i) {
    const double row[] = {random.uniform(), random.uniform()};
    CHECK(walk.leaf(row) == leaf_of(tree, row));
  }
  // On the very thresholds, too.
  for (const TreeNode& node : tree) {
    const double row[] = {node.threshold, node.threshold};
    CHECK(walk.leaf(row) == leaf_of(tree, row));
  }
}

TEST_CASE("a grid's rows end in the leaves in which each of them ends", "[tree]") {
  Random random(4);
  const Tree flat = grown(random), deep = grown(random, 4);
  std::vector<double> rising, falling;
  for (int i = 0; i <= 40; ++i) rising.push_back(i / 40.0);
  for (const TreeNode& node : flat) {
    if (!node.leaf() && node.feature == 1) falling.push_back(node.threshold);
  }
  std::sort(falling.begin(), falling.end(), std::greater<>());
  falling.erase(std::unique(falling.begin(), falling.end()), falling.end());
  const double fixed = 0.3;
  const auto check = [&](const Tree& tree, const std::vector<double>& values, size_t features) {
    const FeatureRows rows{values, features, values.size() / features};
    const auto grid = grid_of(rows);
    REQUIRE(grid);
    std::vector<std::uint32_t> by_grid(rows.count), by_row(rows.count);
    find_leaves(TreeWalk(tree), *grid, by_grid);
    find_leaves(TreeWalk(tree), rows, by_row);
    CHECK(by_grid == by_row);
  };
  std::vector<double> lines, columns, turned, slice, one;
  for (const double y : falling) {
    for (const double x : rising) {
      lines.insert(lines.end(), {x, y});
      turned.insert(turned.end(), {y, x});
      slice.insert(slice.end(), {fixed, x, fixed, y});
    }
  }
  for (const double x : rising) {
    for (const double y : falling) columns.insert(columns.end(), {x, y});
    one.insert(one.end(), {x, fixed});
  }
  check(flat, lines, 2);
  check(flat, columns, 2);
  check(flat, turned, 2);
  check(flat, one, 2);
  check(deep, slice, 4);
}

TEST_CASE("rows that are no grid are not taken for one", "[tree]") {
  const auto is_grid = [](const std::vector<double>& values, size_t features) {
    return grid_of({values, features, values.size() / features}).has_value();
  };
  CHECK(is_grid({0, 0, 1, 0, 0, 1, 1, 1}, 2));
  CHECK_FALSE(is_grid({}, 2));
  CHECK_FALSE(is_grid({1, 2}, 2));
  CHECK_FALSE(is_grid({0, 0, 0, 0}, 2));
  CHECK_FALSE(is_grid({0, 0, 1, 0, 0, 1, 2, 1}, 2));  // another place in its second line
  CHECK_FALSE(is_grid({0, 0, 2, 0, 1, 0, 3, 0}, 2));  // neither rising nor falling
  CHECK_FALSE(is_grid({0, 0, 1, 0, 0, 1}, 2));        // a line that ends early
  CHECK_FALSE(is_grid({0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1}, 3));  // three that change
  const double none = std::nan("");
  CHECK_FALSE(is_grid({0, 0, none, 0, 0, 1, none, 1}, 2));
}

}  // namespace lantern::test::tree_walk_test
