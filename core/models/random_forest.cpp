#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/models/tree_fields.h"
#include "core/models/tree_tables.h"

namespace lantern::random_forest_model {
namespace {

struct RandomForest : TreeFields {
  int n_estimators = 100;
};

struct Member {
  std::vector<std::uint32_t> bag;  // rows, drawn with replacement
  Tree tree;
};

std::vector<Member> grow(const RandomForest& in, const ClassSamples& samples) {
  TreeOptions options = in.options();
  if (options.max_features == 0) {
    options.max_features = std::max(1, static_cast<int>(std::sqrt(double(samples.features))));
  }
  std::vector<Member> out;
  const size_t rows = samples.target.size();
  for (int t = 1; t <= in.n_estimators; ++t) {
    // A stream of its own: the first trees are the same whatever their number.
    Random random(static_cast<std::uint64_t>(std::llround(in.seed)),
                  fmt::format("random_forest/{}", t));
    Member member;
    for (size_t i = 0; i < rows; ++i) {
      member.bag.push_back(static_cast<std::uint32_t>(random.below(rows)));
    }
    member.tree = fit_tree(samples, member.bag, options, random);
    out.push_back(std::move(member));
  }
  return out;
}

/// Adds the shares of the classes in the leaf that a row falls into; returns the leaf's class.
size_t add_vote(const Tree& tree, std::span<const double> row, std::vector<double>& shares) {
  const TreeNode& leaf = tree[size_t(path_in(tree, row).back())];
  for (size_t c = 0; c < shares.size(); ++c) shares[c] += leaf.counts[c] / leaf.rows;
  return leaf.majority();
}

size_t first_largest(const std::vector<double>& values) {
  return size_t(std::max_element(values.begin(), values.end()) - values.begin());
}

/// The part of the rows that the trees which did not learn from them get right together; rows that
/// are in every bag are left out.
double out_of_bag_score(const std::vector<Member>& forest, const ClassSamples& samples) {
  const size_t rows = samples.target.size();
  std::vector<std::vector<double>> shares(rows, std::vector<double>(samples.classes, 0));
  std::vector<bool> judged(rows, false);
  for (const Member& member : forest) {
    std::vector<bool> in_bag(rows, false);
    for (const std::uint32_t row : member.bag) in_bag[row] = true;
    for (size_t i = 0; i < rows; ++i) {
      if (in_bag[i]) continue;
      judged[i] = true;
      add_vote(member.tree, {samples.values.data() + i * samples.features, samples.features},
               shares[i]);
    }
  }
  double hits = 0, all = 0;
  for (size_t i = 0; i < rows; ++i) {
    if (!judged[i]) continue;
    hits += int(first_largest(shares[i])) == samples.target[i];
    all += 1;
  }
  return all > 0 ? hits / all : std::nan("");
}

TablePtr draws_table(const std::vector<Member>& forest, const Table& data) {
  std::vector<std::string> keys, sources;
  std::vector<double> trees;
  for (size_t t = 0; t < forest.size(); ++t) {
    for (size_t i = 0; i < forest[t].bag.size(); ++i) {
      keys.push_back(fmt::format("{}/{}", t + 1, i + 1));
      trees.push_back(double(t + 1));
      sources.push_back(data.keys()[forest[t].bag[i]]);
    }
  }
  std::vector<std::uint32_t> rows;
  for (const Member& member : forest) rows.insert(rows.end(), member.bag.begin(), member.bag.end());
  std::vector<Column> columns;
  for (const Column& column : data.columns()) columns.push_back(column.select(rows));
  return std::make_shared<const Table>(Table("draw", Keys(keys), data.names(), std::move(columns))
                                           .with("draw", Column::texts(keys))
                                           .with("tree", Column::numbers(std::move(trees)))
                                           .with("source", Column::texts(sources)));
}

/// The nodes that the predicted rows pass.
struct Paths {
  std::vector<std::string> keys, rows, nodes;
  std::vector<double> trees, steps;

  void add(const std::string& row, size_t number, const Tree& tree,
           std::span<const double> features) {
    const std::vector<std::string> names = node_keys(tree, static_cast<int>(number));
    const std::vector<int> path = path_in(tree, features);
    for (size_t step = 0; step < path.size(); ++step) {
      nodes.push_back(names[size_t(path[step])]);
      keys.push_back(row + "/" + nodes.back());
      rows.push_back(row);
      trees.push_back(double(number));
      steps.push_back(double(step));
    }
  }
  TablePtr table() const {
    return std::make_shared<const Table>(
        "passage", Keys(keys), std::vector<std::string>{"passage", "row", "tree", "step", "node"},
        std::vector<Column>{Column::texts(keys), Column::texts(rows), Column::numbers(trees),
                            Column::numbers(steps), Column::texts(nodes)});
  }
};

struct Ballot {
  Paths paths;
  std::vector<std::string> keys, rows, votes;  // of each row and tree
  std::vector<double> trees;
  std::vector<std::string> predicted, majority;  // of each row
  std::vector<double> share, right;
  double accuracy = std::nan("");
};

Ballot vote(const RandomForest& in, const ClassData& data, const std::vector<Member>& forest,
            const RecordValue& record) {
  const Table& table = in.predict ? *in.predict : *in.data;
  const auto columns =
      in.predict ? same_columns(*in.data, in.features, table, record) : in.features;
  const std::vector<double> values = feature_matrix(table, columns, record);
  const auto known = table.find(name_of(*in.data, in.target));
  Ballot out;
  double hits = 0, judged = 0;
  for (size_t i = 0; i < table.rows(); ++i) {
    std::vector<double> shares(data.classes.size(), 0), counts = shares;
    for (size_t t = 0; t < forest.size(); ++t) {
      const size_t said =
          add_vote(forest[t].tree, {values.data() + i * columns.size(), columns.size()}, shares);
      counts[said] += 1;
      out.paths.add(table.keys()[i], t + 1, forest[t].tree,
                    {values.data() + i * columns.size(), columns.size()});
      out.keys.push_back(fmt::format("{}/{}", table.keys()[i], t + 1));
      out.rows.push_back(table.keys()[i]);
      out.trees.push_back(double(t + 1));
      out.votes.push_back(data.classes[said]);
    }
    const size_t best = first_largest(shares), most = first_largest(counts);
    out.predicted.push_back(data.classes[best]);
    out.majority.push_back(data.classes[most]);
    out.share.push_back(counts[most] / double(forest.size()));
    const bool missing = !known || table.columns()[*known].missing(i);
    const bool hit = !missing && table.columns()[*known].text(i) == data.classes[best];
    out.right.push_back(missing ? std::nan("") : double(hit));
    hits += hit;
    judged += !missing;
  }
  if (judged > 0) out.accuracy = hits / judged;
  return out;
}

Outputs compute(const RandomForest& in, const RecordValue& record) {
  const ClassData data = read_class_data(*in.data, in.features, in.target, record);
  const std::vector<Member> forest = grow(in, data.samples);
  NodeTable nodes(data);
  std::vector<double> importances(data.features.size(), 0);
  for (size_t t = 0; t < forest.size(); ++t) {
    nodes.add(forest[t].tree, static_cast<int>(t) + 1);
    const auto one = importances_of(forest[t].tree, data.features.size());
    for (size_t j = 0; j < one.size(); ++j) importances[j] += one[j] / double(forest.size());
  }
  Ballot ballot = vote(in, data, forest, record);
  const Table& table = in.predict ? *in.predict : *in.data;
  return {
      draws_table(forest, *in.data),
      nodes.table(),
      std::make_shared<const Table>(
          "ballot", Keys(ballot.keys), std::vector<std::string>{"ballot", "row", "tree", "vote"},
          std::vector<Column>{Column::texts(ballot.keys), Column::texts(ballot.rows),
                              Column::numbers(std::move(ballot.trees)),
                              Column::texts(ballot.votes)}),
      ballot.paths.table(),
      out_of_bag_score(forest, data.samples),
      ballot.accuracy,
      std::make_shared<const Table>("feature", Keys(data.features),
                                    std::vector<std::string>{"feature", "importance"},
                                    std::vector<Column>{Column::texts(data.features),
                                                        Column::numbers(std::move(importances))}),
      std::make_shared<const Table>(table.with("predicted", Column::texts(ballot.predicted))
                                        .with("majority", Column::texts(ballot.majority))
                                        .with("votes", Column::numbers(std::move(ballot.share)))
                                        .with("right", Column::booleans(std::move(ballot.right))))};
}

std::vector<Field> fields() {
  std::vector<Field> out = tree_fields<RandomForest>();
  out.push_back(field<&RandomForest::n_estimators>("n_estimators", "How many trees.",
                                                   {.fallback = "100", .least = 1, .most = 10000}));
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<RandomForest, compute>(
    {"random_forest",
     "Trees that each learn from as many rows drawn with replacement, and look at a few random "
     "features at each split (Breiman, Random Forests, 2001), as "
     "sklearn.ensemble.RandomForestClassifier.",
     fields()},
    {{"draws",
      ValueType::table,
      "What each tree learns from: one row a draw, with the data's columns.",
      {{"draw", ColumnType::text, "Its key: tree/number."},
       {"tree", ColumnType::number, "The number of the tree, from 1."},
       {"source", ColumnType::text, "The key of the row that was drawn."}},
      "draw",
      "data"},
     {"nodes", ValueType::table, "The nodes of all trees.", node_columns(), "node"},
     {"votes",
      ValueType::table,
      "What each tree says of each predicted row.",
      {{"ballot", ColumnType::text, "Its key: row/tree."},
       {"row", ColumnType::text, "The key of the row."},
       {"tree", ColumnType::number, "The number of the tree, from 1."},
       {"vote", ColumnType::text, "The class that it says."}},
      "ballot"},
     {"paths",
      ValueType::table,
      "The nodes that each predicted row passes in each tree, from the root.",
      {{"passage", ColumnType::text, "Its key: row/node."},
       {"row", ColumnType::text, "The key of the row."},
       {"tree", ColumnType::number, "The number of the tree, from 1."},
       {"step", ColumnType::number, "0 at the root."},
       {"node", ColumnType::text, "The key of the node."}},
      "passage"},
     {"oob_score", ValueType::number,
      "The part of the rows that the trees which did not learn from "
      "them get right together."},
     {"accuracy", ValueType::number, "The part of the predicted rows that it gets right."},
     {"importances",
      ValueType::table,
      "How much each feature lowers the impurity, on average over the trees.",
      {{"feature", ColumnType::text, "Its column."},
       {"importance", ColumnType::number, "Its part."}},
      "feature"},
     {"rows",
      ValueType::table,
      "The predicted rows.",
      {{"predicted", ColumnType::text,
        "The class with the largest mean share in the leaves, as "
        "scikit-learn's."},
       {"majority", ColumnType::text, "The class that most trees say."},
       {"votes", ColumnType::number, "The part of the trees that say so."},
       {"right", ColumnType::boolean, "Whether `predicted` is the target."}},
      {},
      "predict"}});

}  // namespace lantern::random_forest_model
