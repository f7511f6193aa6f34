#include <cmath>

#include "core/models/tree_fields.h"
#include "core/models/tree_growth.h"
#include "core/models/tree_tables.h"

namespace lantern::decision_tree_model {
namespace {

struct DecisionTree : TreeFields {
  std::string trace;
};

struct Predicted {
  std::vector<std::string> leaf, predicted;
  Truths right;
};

struct Result {
  Later<NodeColumns> nodes, all_nodes;
  RegionColumns regions;
  CutColumns cuts;
  double depth = 0, leaves = 0, splits = 0;
  double impurity = 0;
  double accuracy = std::nan("");
  Importances importances;
  Later<PruningColumns> pruning;
  Extended<Predicted> rows;
};

struct Growth {
  std::shared_ptr<const ClassData> data;
  TreeGrowth tree;

  size_t steps() const { return tree.steps(); }
  size_t bytes() const { return tree.bytes(); }
};

Growth grow(const DecisionTree& in, const RecordValue& record) {
  ClassData data = read_class_data(*in.data, in.features, in.target, record);
  std::vector<std::uint32_t> rows(in.data->rows());
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(i);
  Random random(static_cast<std::uint64_t>(std::llround(in.seed)), "decision_tree");
  Tree tree = pruned(fit_tree(data.samples, rows, in.options(), random), in.ccp_alpha);
  return {std::make_shared<const ClassData>(std::move(data)),
          TreeGrowth(std::move(tree), in.trace)};
}

/// Fills in `rows` and `accuracy`.
void predict(const DecisionTree& in, const RecordValue& record, const Growth& growth,
             const Tree& tree, Result& out) {
  const Table& table = in.predict ? *in.predict : *in.data;
  const auto columns =
      in.predict ? same_columns(*in.data, in.features, table, record) : in.features;
  const std::vector<double> values = feature_matrix(table, columns, record);
  const auto known = table.find(name_of(*in.data, in.target));
  Predicted said;
  double hits = 0, judged = 0;
  for (size_t i = 0; i < table.rows(); ++i) {
    const std::span<const double> row(values.data() + i * columns.size(), columns.size());
    KeyedLeaf leaf = keyed_leaf(tree, row);
    said.leaf.push_back(std::move(leaf.key));
    said.predicted.push_back(growth.data->classes[leaf.node->majority()]);
    const bool missing = !known || table.columns()[*known].missing(i);
    const bool hit = !missing && table.columns()[*known].text(i) == said.predicted.back();
    said.right.values.push_back(missing ? std::nan("") : double(hit));
    hits += hit;
    judged += !missing;
  }
  out.rows = {in.predict ? in.predict : in.data, std::move(said)};
  if (judged > 0) out.accuracy = hits / judged;
}

Later<NodeColumns> nodes_later(const TreePtr& tree, const Growth& growth) {
  return {tree->size() * kBytesOfNode, [tree, data = growth.data] {
            NodeColumns out;
            add_nodes(*tree, 0, *data, out);
            return out;
          }};
}

Result as_of(const DecisionTree& in, const RecordValue& record, const Growth& growth, size_t step) {
  const ClassData& data = *growth.data;
  const TreePtr now = growth.tree.at(step);
  const Tree& tree = *now;
  Result out;
  predict(in, record, growth, tree, out);
  for (const TreeNode& node : tree) {
    out.depth = std::max(out.depth, double(node.depth));
    out.leaves += node.leaf();
  }
  out.splits = double(tree.size() / 2);
  out.impurity = mean_impurity(tree);
  out.nodes = nodes_later(now, growth);
  out.all_nodes = nodes_later(growth.tree.whole(), growth);
  out.regions = regions_of(tree, data);
  out.cuts = cuts_of(tree, data.features);
  out.pruning = pruning_later(growth.tree);
  out.importances = {data.features, importances_of(tree, data.features.size())};
  return out;
}

/// `rows` alone.
Result answer(const DecisionTree& in, const RecordValue& record, const Growth& growth,
              size_t step) {
  Result out;
  predict(in, record, growth, *growth.tree.at(step), out);
  return out;
}

std::vector<Field> fields() {
  std::vector<Field> out = tree_fields<DecisionTree>();
  out.push_back(pruning_field<DecisionTree>());
  out.push_back(tree_trace_field<&DecisionTree::trace, DecisionTree>());
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = trace_model<DecisionTree, grow, as_of, answer>(
    {"decision_tree",
     "A tree of questions about one feature each (CART), as sklearn.tree.DecisionTreeClassifier; "
     "among equally good splits the first feature's lowest. A trace: it grows split by split or "
     "level by level, or is pruned.",
     fields()},
    {output<&Result::nodes>("nodes", "Its nodes, level by level.", node_columns(), {.key = "node"}),
     output<&Result::all_nodes>("all_nodes", "Those of the whole tree, whatever the step.",
                                node_columns(), {.key = "node"}),
     output<&Result::regions>(
         "regions",
         "Of one or two features: the rectangle of each leaf in the plane of the features.",
         region_columns(), {.key = "node"}),
     output<&Result::cuts>("cuts", "The lines that part these regions.", cut_columns(),
                           {.key = "node"}),
     output<&Result::depth>("depth", "Its deepest level."),
     output<&Result::leaves>("leaves", "How many leaves it has."),
     output<&Result::splits>("splits", "How many questions it asks."),
     output<&Result::impurity>("impurity",
                               "The mean impurity of its leaves, weighted by their rows."),
     output<&Result::accuracy>("accuracy", "The part of the predicted rows that it gets right."),
     output<&Result::importances>("importances",
                                  "How much each feature lowers the impurity; they add up to 1.",
                                  importance_columns(), {.key = "feature"}),
     output<&Result::pruning>("pruning", "How it gets smaller where leaves cost ever more.",
                              pruning_columns(), {.key = "step"}),
     output<&Result::rows>("rows", "The predicted rows.",
                           {column<&Predicted::leaf>("leaf", "The key of the leaf it falls into."),
                            column<&Predicted::predicted>("predicted", "That leaf's class."),
                            column<&Predicted::right>("right", "Whether that is the target.")},
                           {.extends = "predict"})});

}  // namespace lantern::decision_tree_model
