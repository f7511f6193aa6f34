#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/models/forest_fit.h"
#include "core/models/tree_tables.h"

// The tables that a forest gives: what its trees learned from, say and are worth.

namespace lantern {

/// What is learnt.
struct GrownForest {
  ClassData data;
  std::vector<Member> members;
  TablePtr learned;

  size_t bytes() const {
    size_t bytes = 8 * data.samples.values.size();
    for (const Member& member : members) {
      bytes += 4 * member.bag.size() + member.tree.size() * (sizeof(TreeNode) + 64);
    }
    return bytes;
  }
};
using GrownForestPtr = std::shared_ptr<const GrownForest>;

/// A forest, and rows that it is asked about: all that the outputs are made of.
struct AskedForest {
  GrownForestPtr forest;
  TablePtr predicted;
  std::vector<double> values;  // of the predicted rows

  std::span<const double> row(size_t i) const {
    const size_t features = forest->data.samples.features;
    return {values.data() + i * features, features};
  }
  size_t bytes() const { return forest->bytes() + 8 * values.size(); }
};
using AskedForestPtr = std::shared_ptr<const AskedForest>;

/// The rows that trees drew.
struct ForestDraws {
  std::vector<std::string> draw;
  std::vector<double> tree;
  std::vector<std::string> source;
};

/// What each tree says of each predicted row.
struct ForestVotes {
  std::vector<std::string> ballot, row;
  std::vector<double> tree;
  std::vector<std::string> vote;
};

/// The nodes that the predicted rows pass.
struct ForestPaths {
  std::vector<std::string> passage, row;
  std::vector<double> tree, step;
  std::vector<std::string> node;

  void add(const std::string& of, size_t number, const std::vector<std::string>& names,
           const std::vector<int>& path);
};

/// What each tree is worth alone.
struct ForestTrees {
  std::vector<double> tree, accuracy, depth, leaves;
};

/// How much each feature does in each tree.
struct TreeImportances {
  std::vector<std::string> part;
  std::vector<double> tree;
  std::vector<std::string> feature;
  std::vector<double> importance;
};

Extended<ForestDraws> draws_of(const AskedForest& asked);
NodeColumns nodes_of(const AskedForest& asked);
ForestPaths paths_of(const AskedForest& asked);
ForestVotes votes_of(const AskedForest& asked);
TreeImportances tree_importances_of(const AskedForest& asked);
/// `hits`: how many rows each gets right, of `judged`.
ForestTrees trees_of(const GrownForest& forest, const std::vector<double>& hits, double judged);

}  // namespace lantern
