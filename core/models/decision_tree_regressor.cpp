#include <cmath>

#include "core/models/tree_fields.h"
#include "core/models/tree_growth.h"
#include "core/models/tree_tables.h"
#include "core/models/value_tree.h"

namespace lantern::decision_tree_regressor_model {
namespace {

struct Regressor : TreeFields {
  std::string trace;
};

struct Predicted {
  std::vector<std::string> leaf;
  std::vector<double> predicted, residual;
};

struct Result {
  ValueNodeColumns nodes, all_nodes;
  ValueRegionColumns regions;
  CutColumns cuts;
  double depth = 0, leaves = 0, splits = 0;
  double impurity = 0, mse = 0, r2 = 0;
  Importances importances;
  PruningColumns pruning;
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

/// Fills in `rows`, `mse` and `r2`.
void predict(const Regressor& in, const RecordValue& record, const Tree& tree, Result& out) {
  const Table& table = in.predict ? *in.predict : *in.data;
  const auto columns =
      in.predict ? same_columns(*in.data, in.features, table, record) : in.features;
  const std::vector<double> values = feature_matrix(table, columns, record);
  const std::vector<double> truth = numbers_or_missing(table, name_of(*in.data, in.target));
  Predicted said;
  for (size_t i = 0; i < table.rows(); ++i) {
    KeyedLeaf leaf = keyed_leaf(tree, {values.data() + i * columns.size(), columns.size()});
    said.leaf.push_back(std::move(leaf.key));
    said.predicted.push_back(leaf.node->value);
    said.residual.push_back(truth[i] - leaf.node->value);
  }
  const Fitness fitness = fitness_of(said.predicted, truth);
  out.mse = fitness.mse;
  out.r2 = fitness.r2;
  out.rows = {in.predict ? in.predict : in.data, std::move(said)};
}

Result as_of(const Regressor& in, const RecordValue& record, const Growth& growth, size_t step) {
  const Tree tree = growth.tree.at(step);
  Result out;
  predict(in, record, tree, out);
  for (const TreeNode& node : tree) {
    out.depth = std::max(out.depth, double(node.depth));
    out.leaves += node.leaf();
  }
  out.splits = double(tree.size() / 2);
  out.impurity = mean_impurity(tree);
  add_nodes(tree, 0, growth.features, out.nodes);
  add_nodes(growth.tree.whole(), 0, growth.features, out.all_nodes);
  out.regions = value_regions_of(tree, growth.features.size());
  out.cuts = cuts_of(tree, growth.features);
  out.pruning = pruning_columns_of(growth.tree.pruning());
  out.importances = {growth.features, importances_of(tree, growth.features.size())};
  return out;
}

/// `rows` alone.
Result answer(const Regressor& in, const RecordValue& record, const Growth& growth, size_t step) {
  Result out;
  predict(in, record, growth.tree.at(step), out);
  return out;
}

std::vector<Field> fields() {
  std::vector<Field> out = tree_fields<Regressor>(false);
  out.push_back(pruning_field<Regressor>());
  out.push_back(tree_trace_field<&Regressor::trace, Regressor>());
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
    {output<&Result::nodes>("nodes", "Its nodes, level by level.", value_node_columns(),
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
     output<&Result::mse>("mse", "The mean squared error of the predicted rows."),
     output<&Result::r2>("r2", "Their coefficient of determination, R²."),
     output<&Result::importances>("importances",
                                  "How much each feature lowers the error; they add up to 1.",
                                  importance_columns(), {.key = "feature"}),
     output<&Result::pruning>("pruning", "How it gets smaller where leaves cost ever more.",
                              pruning_columns(), {.key = "step"}),
     output<&Result::rows>(
         "rows", "The predicted rows.",
         {column<&Predicted::leaf>("leaf", "The key of the leaf it falls into."),
          column<&Predicted::predicted>("predicted", "That leaf's mean."),
          column<&Predicted::residual>("residual", "What is true without what is predicted.")},
         {.extends = "predict"})});

}  // namespace lantern::decision_tree_regressor_model
