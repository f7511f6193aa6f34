#include "core/models/tree_walk.h"

#include <catch2/catch.hpp>

namespace lantern::test::tree_walk_test {
namespace {

/// A tree of noise, which has many leaves.
Tree grown(Random& random) {
  ClassSamples samples{2, 2, {}, {}};
  for (int i = 0; i < 200; ++i) {
    samples.values.push_back(random.uniform());
    samples.values.push_back(random.uniform());
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
  LeafFinder scattered(walk, 2), ordered(walk, 2);
  for (int i = 0; i < 2000; ++i) {
    const double row[] = {random.uniform(), random.uniform()};
    CHECK(walk.leaf(row) == leaf_of(tree, row));
    CHECK(scattered.leaf(row) == leaf_of(tree, row));
  }
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 400; ++x) {
      const double row[] = {x / 399.0, y / 39.0};
      if (ordered.leaf(row) != leaf_of(tree, row)) FAIL("at " << x << ", " << y);
    }
  }
  // On the very thresholds, too.
  for (const TreeNode& node : tree) {
    const double row[] = {node.threshold, node.threshold};
    CHECK(ordered.leaf(row) == leaf_of(tree, row));
  }
}

}  // namespace lantern::test::tree_walk_test
