#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/base/work.h"
#include "core/data/value_index.h"
#include "core/models/forest_tables.h"
#include "core/models/tree_fields.h"

namespace lantern::random_forest_model {
namespace {

struct RandomForest : TreeFields {
  int n_estimators = 100;
};

struct Predicted {
  Words predicted, majority;
  std::vector<double> votes;
  Truths right;
};

struct Result {
  Later<Extended<ForestDraws>> draws;
  Later<NodeColumns> nodes;
  Later<ForestVotes> votes;
  Later<ForestPaths> paths;
  double oob_score = 0;
  double accuracy = std::nan("");
  Importances importances;
  Later<TreeImportances> tree_importances;
  ForestTrees trees;
  Extended<Predicted> rows;
};

struct Learnt {
  GrownForestPtr forest;
  Importances importances;
  double oob_score = 0;

  size_t bytes() const { return forest->bytes() + sizeof(Learnt); }
};

std::vector<Member> grow(const RandomForest& in, const ClassSamples& samples) {
  return grow_forest(samples, in.n_estimators, in.options(),
                     static_cast<std::uint64_t>(std::llround(in.seed)));
}

/// Classes in the order in which they are first said.
class WordsSaid {
 public:
  explicit WordsSaid(const std::vector<std::string>& classes)
      : classes_(classes), code_(classes.size(), -1) {}

  void add(size_t one) {
    if (code_[one] < 0) {
      code_[one] = static_cast<std::int32_t>(words_.size());
      words_.push_back(classes_[one]);
    }
    codes_.push_back(code_[one]);
  }
  Words take() {
    return {std::move(codes_), std::make_shared<const std::vector<std::string>>(std::move(words_))};
  }

 private:
  const std::vector<std::string>& classes_;
  std::vector<std::int32_t> code_, codes_;
  std::vector<std::string> words_;
};

/// Fills in `rows`, `trees` and `accuracy`.
void vote(const RandomForest& in, const AskedForest& asked, Result& out) {
  const GrownForest& forest = *asked.forest;
  const Table& table = *asked.predicted;
  const std::vector<std::string>& classes = forest.data.classes;
  const auto known = table.find(name_of(*in.data, in.target));
  const Column* target = known ? &table.columns()[*known] : nullptr;
  const std::vector<size_t> truth =
      target ? ValueIndex(classes).of_rows(*target) : std::vector<size_t>();
  std::vector<double> hits_of_tree(forest.members.size(), 0);
  const Votes votes = ask_trees(forest.members, classes.size(),
                                {asked.values, forest.data.samples.features, table.rows()},
                                [&](size_t tree, std::span<const std::uint32_t> said) {
                                  for (size_t i = 0; i < truth.size(); ++i)
                                    hits_of_tree[tree] += said[i] == truth[i];
                                });
  Predicted said;
  WordsSaid predicted(classes), majority(classes);
  double hits = 0, judged = 0;
  for (size_t i = 0; i < table.rows(); ++i) {
    const auto counts = std::span(votes.counts).subspan(i * classes.size(), classes.size());
    const auto shares = std::span(votes.shares).subspan(i * classes.size(), classes.size());
    const size_t best = first_largest(shares), most = first_largest(counts);
    predicted.add(best);
    majority.add(most);
    said.votes.push_back(counts[most] / double(forest.members.size()));
    const bool missing = !target || target->missing(i);
    const bool hit = !missing && truth[i] == best;
    said.right.values.push_back(missing ? std::nan("") : double(hit));
    hits += hit;
    judged += !missing;
  }
  said.predicted = predicted.take();
  said.majority = majority.take();
  out.rows = {asked.predicted, std::move(said)};
  if (judged > 0) out.accuracy = hits / judged;
  out.trees = trees_of(forest, hits_of_tree, judged);
}

/// The mean over the trees that split anything, as scikit-learn has it: parts of one whole, or all
/// 0 where no tree does.
Importances importances_in(const GrownForest& forest) {
  const std::vector<std::string>& features = forest.data.features;
  std::vector<double> all(features.size(), 0);
  for (const Member& member : forest.members) {
    const auto one = importances_of(member.tree, features.size());
    for (size_t j = 0; j < one.size(); ++j) all[j] += one[j];
  }
  const double sum = std::accumulate(all.begin(), all.end(), 0.0);
  for (double& one : all) one = sum > 0 ? one / sum : 0;
  return {features, std::move(all)};
}

Learnt plant(const RandomForest& in, const RecordValue& record) {
  auto forest = std::make_shared<GrownForest>();
  forest->data = read_class_data(*in.data, in.features, in.target, record);
  forest->members = grow(in, forest->data.samples);
  forest->learned = in.data;
  return {forest, importances_in(*forest), out_of_bag_score(forest->members, forest->data.samples)};
}

AskedForestPtr ask(const RandomForest& in, const RecordValue& record,
                   const GrownForestPtr& forest) {
  const TablePtr& predicted = in.predict ? in.predict : in.data;
  const auto columns =
      in.predict ? same_columns(*in.data, in.features, *in.predict, record) : in.features;
  return std::make_shared<const AskedForest>(
      AskedForest{forest, predicted, feature_matrix(*predicted, columns, record)});
}

/// Tables with a row for each tree and row, which hold the forest together.
template <class Columns>
Later<Columns> later(const AskedForestPtr& asked, Columns (*make)(const AskedForest&)) {
  constexpr size_t kSharers = 5;
  return {asked->bytes() / kSharers, [asked, make] { return make(*asked); }};
}

Result say(const RandomForest& in, const RecordValue& record, const Learnt& learnt) {
  const AskedForestPtr asked = ask(in, record, learnt.forest);
  Result out;
  out.draws = later(asked, draws_of);
  out.nodes = later(asked, nodes_of);
  out.votes = later(asked, votes_of);
  out.paths = later(asked, paths_of);
  out.tree_importances = later(asked, tree_importances_of);
  out.importances = learnt.importances;
  out.oob_score = learnt.oob_score;
  vote(in, *asked, out);
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
const ModelType kModel = learnt_model<RandomForest, plant, say>(
    {"random_forest",
     "Trees that each learn from as many rows drawn with replacement, and look at a few random "
     "features at each split (Breiman, Random Forests, 2001), as "
     "sklearn.ensemble.RandomForestClassifier.",
     fields()},
    {output<&Result::draws>(
         "draws", "What each tree learns from: one row a draw, with the data's columns.",
         {column<&ForestDraws::draw>("draw", "Its key: tree/number."),
          column<&ForestDraws::tree>("tree", "The number of the tree, from 1."),
          column<&ForestDraws::source>("source", "The key of the row that was drawn.")},
         {.key = "draw", .extends = "data"}),
     output<&Result::nodes>("nodes", "The nodes of all trees.", node_columns(), {.key = "node"}),
     output<&Result::votes>("votes", "What each tree says of each predicted row.",
                            {column<&ForestVotes::ballot>("ballot", "Its key: row/tree."),
                             column<&ForestVotes::row>("row", "The key of the row."),
                             column<&ForestVotes::tree>("tree", "The number of the tree, from 1."),
                             column<&ForestVotes::vote>("vote", "The class that it says.")},
                            {.key = "ballot"}),
     output<&Result::paths>("paths",
                            "The nodes that each predicted row passes in each tree, from the root.",
                            {column<&ForestPaths::passage>("passage", "Its key: row/node."),
                             column<&ForestPaths::row>("row", "The key of the row."),
                             column<&ForestPaths::tree>("tree", "The number of the tree, from 1."),
                             column<&ForestPaths::step>("step", "0 at the root."),
                             column<&ForestPaths::node>("node", "The key of the node.")},
                            {.key = "passage"}),
     output<&Result::oob_score>(
         "oob_score",
         "The part of the rows that the trees which did not learn from them get right together."),
     output<&Result::accuracy>("accuracy", "The part of the predicted rows that it gets right."),
     output<&Result::importances>(
         "importances",
         "How much each feature lowers the impurity, on average over the trees; all of them are 1.",
         importance_columns(), {.key = "feature"}),
     output<&Result::tree_importances>(
         "tree_importances", "The same of each tree, one row a tree and feature.",
         {column<&TreeImportances::part>("part", "Its key: tree/feature."),
          column<&TreeImportances::tree>("tree", "The number of the tree, from 1."),
          column<&TreeImportances::feature>("feature", "Its column."),
          column<&TreeImportances::importance>("importance", "Its part; a tree's add up to 1.")},
         {.key = "part"}),
     output<&Result::trees>(
         "trees", "One row a tree, whose number is its key.",
         {column<&ForestTrees::tree>("tree", "Its number, from 1."),
          column<&ForestTrees::accuracy>(
              "accuracy", "The part of the predicted rows that it alone gets right."),
          column<&ForestTrees::depth>("depth", "Its deepest level."),
          column<&ForestTrees::leaves>("leaves", "How many leaves it has.")},
         {.key = "tree"}),
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
