#include <cmath>

#include "core/models/regression_scores.h"
#include "core/models/tree_fields.h"
#include "core/models/tree_growth.h"
#include "core/models/tree_tables.h"
#include "core/models/value_tree.h"

namespace lantern::decision_tree_regressor_model {
namespace {

struct Regressor : TreeFields {
  std::string trace;
};

struct Predicted : Estimates {
  std::vector<std::string> leaf;
};

struct Result : RegressionScores {
  Later<ValueNodeColumns> nodes, all_nodes;
  ValueRegionColumns regions;
  CutColumns cuts;
  double depth = 0, leaves = 0, splits = 0;
  double impurity = 0;
  Importances importances;
  Later<PruningColumns> pruning;
  Extended<Predicted> rows;
};

struct Growth {
  std::vector<std::string> features;
  TreeGrowth tree;

  size_t steps() const { return tree.steps(); }
  size_t bytes() const { return tree.bytes(); }
};

Growth grow(const Regressor& in, const RecordValue& record) {
  const ValueData data = read_value_data(*in.data, in.features, in.target, record);
  Random random(static_cast<std::uint64_t>(std::llround(in.seed)), "decision_tree_regressor");
  const OrderedFeatures ordered(data.features.size(), data.values);
  Tree tree = pruned(fit_value_tree(ordered, data.target, in.options(), random), in.ccp_alpha);
  return {data.features, TreeGrowth(std::move(tree), in.trace)};
}

/// Fills in `rows` and how good they are.
void predict(const Regressor& in, const RecordValue& record, const Tree& tree, Result& out) {
  const Table& table = in.predict ? *in.predict : *in.data;
  const auto columns =
      in.predict ? same_columns(*in.data, in.features, table, record) : in.features;
  const std::vector<double> values = feature_matrix(table, columns, record);
  std::vector<std::string> leaves;
  std::vector<double> said;
  for (size_t i = 0; i < table.rows(); ++i) {
    KeyedLeaf leaf = keyed_leaf(tree, {values.data() + i * columns.size(), columns.size()});
    leaves.push_back(std::move(leaf.key));
    said.push_back(leaf.node->value);
  }
  out.rows = {in.predict ? in.predict : in.data,
              {compared(table, name_of(*in.data, in.target), std::move(said)), std::move(leaves)}};
  static_cast<RegressionScores&>(out) = regression_scores(out.rows.columns);
}

Later<ValueNodeColumns> nodes_later(const TreePtr& tree, const std::vector<std::string>& features) {
  return {tree->size() * kBytesOfNode, [tree, features] {
            ValueNodeColumns out;
            add_nodes(*tree, 0, features, out);
            return out;
          }};
}

Result as_of(const Regressor& in, const RecordValue& record, const Growth& growth, size_t step) {
  const TreePtr now = growth.tree.at(step);
  const Tree& tree = *now;
  Result out;
  predict(in, record, tree, out);
  for (const TreeNode& node : tree) {
    out.depth = std::max(out.depth, double(node.depth));
    out.leaves += node.leaf();
  }
  out.splits = double(tree.size() / 2);
  out.impurity = mean_impurity(tree);
  out.nodes = nodes_later(now, growth.features);
  out.all_nodes = nodes_later(growth.tree.whole(), growth.features);
  out.regions = value_regions_of(tree, growth.features.size());
  out.cuts = cuts_of(tree, growth.features);
  out.pruning = pruning_later(growth.tree);
  out.importances = {growth.features, importances_of(tree, growth.features.size())};
  return out;
}

/// `rows` alone.
Result answer(const Regressor& in, const RecordValue& record, const Growth& growth, size_t step) {
  Result out;
  predict(in, record, *growth.tree.at(step), out);
  return out;
}

std::vector<Field> fields() {
  std::vector<Field> out = tree_fields<Regressor>(false);
  out.push_back(pruning_field<Regressor>());
  out.push_back(tree_trace_field<&Regressor::trace, Regressor>());
  return out;
}

std::vector<OutputOf<Result>> outputs() {
  std::vector<OutputOf<Result>> out{
      output<&Result::nodes>("nodes", "Its nodes, level by level.", value_node_columns(),
                             {.key = "node"}),
      output<&Result::all_nodes>("all_nodes", "Those of the whole tree, whatever the step.",
                                 value_node_columns(), {.key = "node"}),
      output<&Result::regions>(
          "regions",
          "Of one or two features: the rectangle of each leaf in the plane of the features.",
          value_region_columns(), {.key = "node"}),
      output<&Result::cuts>("cuts", "The lines that part these regions.", cut_columns(),
                            {.key = "node"}),
      output<&Result::depth>("depth", "Its deepest level."),
      output<&Result::leaves>("leaves", "How many leaves it has."),
      output<&Result::splits>("splits", "How many questions it asks."),
      output<&Result::impurity>("impurity", "The mean squared error of the rows it learned from."),
      output<&Result::importances>("importances",
                                   "How much each feature lowers the error; they add up to 1.",
                                   importance_columns(), {.key = "feature"}),
      output<&Result::pruning>("pruning", "How it gets smaller where leaves cost ever more.",
                               pruning_columns(), {.key = "step"})};
  for (auto& score : score_outputs<Result>()) out.push_back(std::move(score));
  out.push_back(output<&Result::rows>(
      "rows", "The predicted rows.",
      {column<&Predicted::leaf>("leaf", "The key of the leaf it falls into."),
       column<&Estimates::predicted, Predicted>("predicted", "That leaf's mean."),
       column<&Estimates::residual, Predicted>("residual",
                                               "The target less that, where it is known.")},
      {.extends = "predict"}));
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = trace_model<Regressor, grow, as_of, answer>(
    {"decision_tree_regressor",
     "A tree of questions whose leaves are means (CART, by squared error), as "
     "sklearn.tree.DecisionTreeRegressor; among equally good splits the first feature's lowest. A "
     "trace: it grows split by split or level by level, or is pruned.",
     fields()},
    outputs());

}  // namespace lantern::decision_tree_regressor_model
