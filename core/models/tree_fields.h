#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/models/model.h"
#include "core/models/tree_fit.h"

namespace lantern {

/// What trees and forests are told.
struct TreeFields {
  TablePtr data;
  std::vector<Column> features;
  Column target;
  std::string criterion;
  int max_depth = 0;
  int min_samples_split = 2;
  int min_samples_leaf = 1;
  int max_features = 0;
  double ccp_alpha = 0;
  double seed = 0;
  TablePtr predict;

  TreeOptions options() const {
    return {criterion == "entropy", max_depth, min_samples_split, min_samples_leaf, max_features};
  }
};

/// What a step of one tree is.
template <auto Member, class In>
Field tree_trace_field() {
  return field<Member, In>(
      "trace",
      "What a step is: it grows split by split or level by level, or the whole tree is pruned.",
      {.fallback = "split", .choices = {"split", "level", "prune"}});
}

/// Those of one tree, which can be pruned.
template <class In>
Field pruning_field() {
  return field<&TreeFields::ccp_alpha, In>(
      "ccp_alpha",
      "Questions that lower the impurity by no more than this for each leaf more are taken back "
      "(cost-complexity pruning); 0: none.",
      {.fallback = "0", .least = 0});
}

/// Without `classes`, of numbers.
template <class In>
std::vector<Field> tree_fields(bool classes = true) {
  std::vector<Field> out{
      field<&TreeFields::data, In>("data", "The rows to learn from.", {.required = true}),
      where_field("Learns only from the rows for which it holds."),
      field<&TreeFields::features, In>("features", "The columns it may ask about.",
                                       {.required = true}),
      field<&TreeFields::target, In>("target", classes ? "The true class." : "The true number.",
                                     {.required = true}),
      field<&TreeFields::criterion, In>("criterion", "What a split makes small.",
                                        {.fallback = "gini", .choices = {"gini", "entropy"}}),
      field<&TreeFields::max_depth, In>("max_depth", "The deepest level; 0: as deep as it takes.",
                                        {.fallback = "0", .least = 0}),
      field<&TreeFields::min_samples_split, In>(
          "min_samples_split", "A node with fewer rows is a leaf.", {.fallback = "2", .least = 2}),
      field<&TreeFields::min_samples_leaf, In>("min_samples_leaf", "No leaf has fewer rows.",
                                               {.fallback = "1", .least = 1}),
      field<&TreeFields::max_features, In>(
          "max_features",
          "How many features, chosen at random, each split may look at; 0: all of "
          "a tree's, the root of their number of a forest's.",
          {.fallback = "0", .least = 0}),
      field<&TreeFields::seed, In>(
          "seed", "Of what is chosen at random.",
          {.fallback = "0", .least = 0, .most = 9007199254740991, .kind = FieldKind::count}),
      field<&TreeFields::predict, In>(
          "predict", "The rows to predict, others than those it learned from; `data` if absent.")};
  if (!classes) std::erase_if(out, [](const Field& one) { return one.name == "criterion"; });
  return out;
}

}  // namespace lantern
