#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/models/tree_fit.h"

namespace lantern {

/// A tree of a forest.
struct Member {
  std::vector<std::uint32_t> bag;  ///< rows, drawn with replacement
  Tree tree;
};

/// Steps of work to ask a tree about a row.
inline constexpr std::uint64_t kForestVote = 30;

/// Each tree has as many rows as there are; the root of the number of features is looked at in each
/// split where the options say none.
std::vector<Member> grow_forest(const ClassSamples& samples, int trees, TreeOptions options,
                                std::uint64_t seed);

/// Adds the shares of the classes in the leaf that a row falls into; returns the leaf's class.
size_t add_vote(const Tree& tree, std::span<const double> row, std::vector<double>& shares);

/// The place of the largest; of equal ones the first.
size_t first_largest(const std::vector<double>& values);

/// The part of the rows that the trees which did not learn from them get right together; rows that
/// are in every bag are left out.
double out_of_bag_score(const std::vector<Member>& forest, const ClassSamples& samples);

}  // namespace lantern
