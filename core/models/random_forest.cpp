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

/// The rows that trees drew.
struct Draws {
  std::vector<std::string> draw;
  std::vector<double> tree;
  std::vector<std::string> source;
};

/// What each tree says of each predicted row.
struct Votes {
  std::vector<std::string> ballot, row;
  std::vector<double> tree;
  std::vector<std::string> vote;
};

/// The nodes that the predicted rows pass.
struct Paths {
  std::vector<std::string> passage, row;
  std::vector<double> tree, step;
  std::vector<std::string> node;

  void add(const std::string& of, size_t number, const Tree& grown,
           std::span<const double> features) {
    const std::vector<std::string> names = node_keys(grown, static_cast<int>(number));
    const std::vector<int> path = path_in(grown, features);
    for (size_t i = 0; i < path.size(); ++i) {
      node.push_back(names[size_t(path[i])]);
      passage.push_back(of + "/" + node.back());
      row.push_back(of);
      tree.push_back(double(number));
      step.push_back(double(i));
    }
  }
};

struct Predicted {
  std::vector<std::string> predicted, majority;
  std::vector<double> votes;
  Truths right;
};

struct Result {
  Extended<Draws> draws;
  NodeColumns nodes;
  Votes votes;
  Paths paths;
  double oob_score = 0;
  double accuracy = std::nan("");
  Importances importances;
  Extended<Predicted> rows;
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

Extended<Draws> draws_of(const std::vector<Member>& forest, const Table& data) {
  Draws out;
  for (size_t t = 0; t < forest.size(); ++t) {
    for (size_t i = 0; i < forest[t].bag.size(); ++i) {
      out.draw.push_back(fmt::format("{}/{}", t + 1, i + 1));
      out.tree.push_back(double(t + 1));
      out.source.push_back(data.keys()[forest[t].bag[i]]);
    }
  }
  std::vector<std::uint32_t> rows;
  for (const Member& member : forest) rows.insert(rows.end(), member.bag.begin(), member.bag.end());
  std::vector<Column> columns;
  for (const Column& column : data.columns()) columns.push_back(column.select(rows));
  auto drawn =
      std::make_shared<const Table>("draw", Keys(out.draw), data.names(), std::move(columns));
  return {std::move(drawn), std::move(out)};
}

/// Fills in `votes`, `paths`, `rows` and `accuracy`.
void vote(const RandomForest& in, const ClassData& data, const std::vector<Member>& forest,
          Result& out, const RecordValue& record) {
  const Table& table = in.predict ? *in.predict : *in.data;
  const auto columns =
      in.predict ? same_columns(*in.data, in.features, table, record) : in.features;
  const std::vector<double> values = feature_matrix(table, columns, record);
  const auto known = table.find(name_of(*in.data, in.target));
  Predicted said;
  double hits = 0, judged = 0;
  for (size_t i = 0; i < table.rows(); ++i) {
    std::vector<double> shares(data.classes.size(), 0), counts = shares;
    for (size_t t = 0; t < forest.size(); ++t) {
      const size_t choice =
          add_vote(forest[t].tree, {values.data() + i * columns.size(), columns.size()}, shares);
      counts[choice] += 1;
      out.paths.add(table.keys()[i], t + 1, forest[t].tree,
                    {values.data() + i * columns.size(), columns.size()});
      out.votes.ballot.push_back(fmt::format("{}/{}", table.keys()[i], t + 1));
      out.votes.row.push_back(table.keys()[i]);
      out.votes.tree.push_back(double(t + 1));
      out.votes.vote.push_back(data.classes[choice]);
    }
    const size_t best = first_largest(shares), most = first_largest(counts);
    said.predicted.push_back(data.classes[best]);
    said.majority.push_back(data.classes[most]);
    said.votes.push_back(counts[most] / double(forest.size()));
    const bool missing = !known || table.columns()[*known].missing(i);
    const bool hit = !missing && table.columns()[*known].text(i) == data.classes[best];
    said.right.values.push_back(missing ? std::nan("") : double(hit));
    hits += hit;
    judged += !missing;
  }
  out.rows = {in.predict ? in.predict : in.data, std::move(said)};
  if (judged > 0) out.accuracy = hits / judged;
}

Result compute(const RandomForest& in, const RecordValue& record) {
  const ClassData data = read_class_data(*in.data, in.features, in.target, record);
  const std::vector<Member> forest = grow(in, data.samples);
  Result out;
  std::vector<double> importances(data.features.size(), 0);
  for (size_t t = 0; t < forest.size(); ++t) {
    add_nodes(forest[t].tree, static_cast<int>(t) + 1, data, out.nodes);
    const auto one = importances_of(forest[t].tree, data.features.size());
    for (size_t j = 0; j < one.size(); ++j) importances[j] += one[j] / double(forest.size());
  }
  out.importances = {data.features, std::move(importances)};
  out.draws = draws_of(forest, *in.data);
  vote(in, data, forest, out, record);
  out.oob_score = out_of_bag_score(forest, data.samples);
  return out;
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
    {output<&Result::draws>(
         "draws", "What each tree learns from: one row a draw, with the data's columns.",
         {column<&Draws::draw>("draw", "Its key: tree/number."),
          column<&Draws::tree>("tree", "The number of the tree, from 1."),
          column<&Draws::source>("source", "The key of the row that was drawn.")},
         {.key = "draw", .extends = "data"}),
     output<&Result::nodes>("nodes", "The nodes of all trees.", node_columns(), {.key = "node"}),
     output<&Result::votes>("votes", "What each tree says of each predicted row.",
                            {column<&Votes::ballot>("ballot", "Its key: row/tree."),
                             column<&Votes::row>("row", "The key of the row."),
                             column<&Votes::tree>("tree", "The number of the tree, from 1."),
                             column<&Votes::vote>("vote", "The class that it says.")},
                            {.key = "ballot"}),
     output<&Result::paths>("paths",
                            "The nodes that each predicted row passes in each tree, from the root.",
                            {column<&Paths::passage>("passage", "Its key: row/node."),
                             column<&Paths::row>("row", "The key of the row."),
                             column<&Paths::tree>("tree", "The number of the tree, from 1."),
                             column<&Paths::step>("step", "0 at the root."),
                             column<&Paths::node>("node", "The key of the node.")},
                            {.key = "passage"}),
     output<&Result::oob_score>(
         "oob_score",
         "The part of the rows that the trees which did not learn from them get right together."),
     output<&Result::accuracy>("accuracy", "The part of the predicted rows that it gets right."),
     output<&Result::importances>(
         "importances", "How much each feature lowers the impurity, on average over the trees.",
         importance_columns(), {.key = "feature"}),
     output<&Result::rows>(
         "rows", "The predicted rows.",
         {column<&Predicted::predicted>(
              "predicted",
              "The class with the largest mean share in the leaves, as scikit-learn's."),
          column<&Predicted::majority>("majority", "The class that most trees say."),
          column<&Predicted::votes>("votes", "The part of the trees that say so."),
          column<&Predicted::right>("right", "Whether `predicted` is the target.")},
         {.extends = "predict"})});

}  // namespace lantern::random_forest_model
