#include <catch2/catch.hpp>
#include <cmath>

#include "core/base/random.h"
#include "renderer/marks/tidy_tree.h"

namespace lantern::test::tidy_tree_test {

TEST_CASE("a tidy tree's parents stand over their children", "[tree]") {
  const auto nodes = tidy_tree({-1, 0, 0, 1, 1, 2, 2});
  CHECK(nodes[3].across == 0);
  CHECK(nodes[6].across == 3);
  CHECK(nodes[1].across == 0.5);
  CHECK(nodes[0].across == 1.5);
  CHECK(nodes[0].depth == 0);
  CHECK(nodes[5].depth == 2);
  CHECK(tidy_tree({}).empty());
  CHECK(tidy_tree({-1})[0].across == 0);
}

TEST_CASE("nodes of one level keep their distance, whatever the tree", "[tree]") {
  Random random(3);
  for (int round = 0; round < 40; ++round) {
    std::vector<int> parents{-1};
    const int count = 1 + int(random.below(60));
    for (int i = 1; i < count; ++i) {
      parents.push_back(random.uniform() < 0.05 ? -1 : int(random.below(std::uint64_t(i))));
    }
    const auto nodes = tidy_tree(parents);
    double least = 1e9;
    for (size_t i = 0; i < nodes.size(); ++i) {
      least = std::min(least, nodes[i].across);
      for (size_t j = 0; j < i; ++j) {
        if (nodes[i].depth != nodes[j].depth) continue;
        CHECK(std::fabs(nodes[i].across - nodes[j].across) >= 1 - 1e-9);
      }
    }
    CHECK(least >= -1e-9);
  }
}

}  // namespace lantern::test::tidy_tree_test
