#include "core/models/forest_tables.h"

#include <cmath>

#include <fmt/format.h>

namespace lantern {

void ForestPaths::add(const std::string& of, size_t number, const std::vector<std::string>& names,
                      const std::vector<int>& path) {
  for (size_t i = 0; i < path.size(); ++i) {
    node.push_back(names[size_t(path[i])]);
    passage.push_back(of + "/" + node.back());
    row.push_back(of);
    tree.push_back(double(number));
    step.push_back(double(i));
  }
}

Extended<ForestDraws> draws_of(const AskedForest& asked) {
  const GrownForest& forest = *asked.forest;
  ForestDraws out;
  std::vector<std::uint32_t> rows;
  for (size_t t = 0; t < forest.members.size(); ++t) {
    const std::vector<std::uint32_t>& bag = forest.members[t].bag;
    for (size_t i = 0; i < bag.size(); ++i) {
      out.draw.push_back(fmt::format("{}/{}", t + 1, i + 1));
      out.tree.push_back(double(t + 1));
      out.source.push_back(forest.learned->keys()[bag[i]]);
    }
    rows.insert(rows.end(), bag.begin(), bag.end());
  }
  std::vector<Column> columns;
  for (const Column& column : forest.learned->columns()) columns.push_back(column.select(rows));
  auto drawn = std::make_shared<const Table>("draw", Keys(out.draw), forest.learned->names(),
                                             std::move(columns));
  return {std::move(drawn), std::move(out)};
}

NodeColumns nodes_of(const AskedForest& asked) {
  const GrownForest& forest = *asked.forest;
  NodeColumns out;
  for (size_t t = 0; t < forest.members.size(); ++t) {
    add_nodes(forest.members[t].tree, static_cast<int>(t) + 1, forest.data, out);
  }
  return out;
}

ForestPaths paths_of(const AskedForest& asked) {
  const GrownForest& forest = *asked.forest;
  std::vector<std::vector<std::string>> names;
  for (size_t t = 0; t < forest.members.size(); ++t) {
    names.push_back(node_keys(forest.members[t].tree, static_cast<int>(t) + 1));
  }
  ForestPaths out;
  for (size_t i = 0; i < asked.predicted->rows(); ++i) {
    for (size_t t = 0; t < forest.members.size(); ++t) {
      out.add(asked.predicted->keys()[i], t + 1, names[t],
              path_in(forest.members[t].tree, asked.row(i)));
    }
  }
  return out;
}

ForestVotes votes_of(const AskedForest& asked) {
  const GrownForest& forest = *asked.forest;
  ForestVotes out;
  for (size_t i = 0; i < asked.predicted->rows(); ++i) {
    const std::string& row = asked.predicted->keys()[i];
    for (size_t t = 0; t < forest.members.size(); ++t) {
      const Tree& tree = forest.members[t].tree;
      out.ballot.push_back(fmt::format("{}/{}", row, t + 1));
      out.row.push_back(row);
      out.tree.push_back(double(t + 1));
      out.vote.push_back(forest.data.classes[tree[leaf_of(tree, asked.row(i))].majority()]);
    }
  }
  return out;
}

TreeImportances tree_importances_of(const AskedForest& asked) {
  const GrownForest& forest = *asked.forest;
  const std::vector<std::string>& features = forest.data.features;
  TreeImportances out;
  for (size_t t = 0; t < forest.members.size(); ++t) {
    const auto parts = importances_of(forest.members[t].tree, features.size());
    for (size_t j = 0; j < features.size(); ++j) {
      out.part.push_back(fmt::format("{}/{}", t + 1, features[j]));
      out.tree.push_back(double(t + 1));
      out.feature.push_back(features[j]);
      out.importance.push_back(parts[j]);
    }
  }
  return out;
}

ForestTrees trees_of(const GrownForest& forest, const std::vector<double>& hits, double judged) {
  ForestTrees out;
  for (size_t t = 0; t < forest.members.size(); ++t) {
    const Tree& tree = forest.members[t].tree;
    out.tree.push_back(double(t + 1));
    out.accuracy.push_back(judged > 0 ? hits[t] / judged : std::nan(""));
    out.depth.push_back(tree.back().depth);
    out.leaves.push_back(double(tree.size() / 2 + 1));
  }
  return out;
}

}  // namespace lantern
