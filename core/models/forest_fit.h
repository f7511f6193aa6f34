#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/models/feature_grid.h"
#include "core/models/tree_walk.h"

namespace lantern {

/// A tree of a forest.
struct Member {
  std::vector<std::uint32_t> bag;  ///< rows, drawn with replacement
  Tree tree;
  TreeWalk walk;
  std::vector<double> shares;          ///< of the classes, node by node
  std::vector<std::uint32_t> classes;  ///< the majority, by node
};

/// Steps of work to ask a tree about a row.
inline constexpr std::uint64_t kForestVote = 30;

/// Each tree has as many rows as there are; the root of the number of features is looked at in each
/// split where the options say none.
std::vector<Member> grow_forest(const ClassSamples& samples, int trees, TreeOptions options,
                                std::uint64_t seed);

/// What all trees say of rows.
struct Votes {
  std::vector<double> shares;  ///< sums of the shares of the classes in the leaves, row by row
  std::vector<double> counts;  ///< of the trees that say each class, likewise
};

/// `heard` is told what each tree says of all rows.
Votes ask_trees(const std::vector<Member>& forest, size_t classes, const FeatureRows& rows,
                const std::function<void(size_t tree, std::span<const std::uint32_t> said)>& heard);

/// The place of the largest; of equal ones the first.
size_t first_largest(std::span<const double> values);

/// The part of the rows that the trees which did not learn from them get right together; rows that
/// are in every bag are left out.
double out_of_bag_score(const std::vector<Member>& forest, const ClassSamples& samples);

}  // namespace lantern
