#include <cmath>

#include "core/models/tree_fields.h"
#include "core/models/tree_tables.h"

namespace lantern::decision_tree_model {
namespace {

struct DecisionTree : TreeFields {
  std::string trace;
};

struct Growth {
  ClassData data;
  Tree tree;
  bool by_level;

  /// Nodes are made two by two, level by level: at every step they are the first so many.
  size_t nodes_at(size_t step) const {
    if (!by_level) return 2 * step + 1;
    size_t count = 0;
    while (count < tree.size() && size_t(tree[count].depth) <= step) ++count;
    return count;
  }
  size_t steps() const { return by_level ? size_t(tree.back().depth) : tree.size() / 2; }
  size_t bytes() const { return tree.size() * (sizeof(TreeNode) + 8 * data.classes.size()); }
};

Growth grow(const DecisionTree& in, const RecordValue& record) {
  Growth out{read_class_data(*in.data, in.features, in.target, record), {}, in.trace == "level"};
  std::vector<std::uint32_t> rows(in.data->rows());
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(i);
  Random random(static_cast<std::uint64_t>(std::llround(in.seed)), "decision_tree");
  out.tree = fit_tree(out.data.samples, rows, in.options(), random);
  return out;
}

Tree tree_at(const Growth& growth, size_t step) {
  const auto count = static_cast<std::ptrdiff_t>(growth.nodes_at(step));
  Tree out(growth.tree.begin(), growth.tree.begin() + count);
  for (TreeNode& node : out) {
    if (node.left < count) continue;
    node.left = node.right = node.feature = -1;
  }
  return out;
}

double mean_impurity(const Tree& tree) {
  double sum = 0;
  for (const TreeNode& node : tree) sum += node.leaf() ? node.impurity * node.rows : 0;
  return sum / tree[0].rows;
}

Outputs as_of(const DecisionTree& in, const RecordValue& record, const Growth& growth,
              size_t step) {
  const ClassData& data = growth.data;
  const Tree tree = tree_at(growth, step);
  const Table& table = in.predict ? *in.predict : *in.data;
  const auto columns =
      in.predict ? same_columns(*in.data, in.features, table, record) : in.features;
  const std::vector<double> values = feature_matrix(table, columns, record);
  const std::vector<std::string> keys = node_keys(tree, 0);
  const auto known = table.find(name_of(*in.data, in.target));
  std::vector<std::string> leaves, predicted;
  std::vector<double> right;
  double hits = 0, judged = 0;
  for (size_t i = 0; i < table.rows(); ++i) {
    const std::span<const double> row(values.data() + i * columns.size(), columns.size());
    const int leaf = path_in(tree, row).back();
    leaves.push_back(keys[size_t(leaf)]);
    predicted.push_back(data.classes[tree[size_t(leaf)].majority()]);
    const bool missing = !known || table.columns()[*known].missing(i);
    const bool hit = !missing && table.columns()[*known].text(i) == predicted.back();
    right.push_back(missing ? std::nan("") : double(hit));
    hits += hit;
    judged += !missing;
  }
  int depth = 0, leaf_count = 0;
  for (const TreeNode& node : tree) {
    depth = std::max(depth, node.depth);
    leaf_count += node.leaf();
  }
  NodeTable nodes(data), all_nodes(data);
  nodes.add(tree, 0);
  all_nodes.add(growth.tree, 0);
  return {nodes.table(),
          all_nodes.table(),
          region_table(tree, data),
          cut_table(tree, data),
          double(depth),
          double(leaf_count),
          double(tree.size() / 2),
          mean_impurity(tree),
          judged > 0 ? hits / judged : std::nan(""),
          std::make_shared<const Table>(
              "feature", Keys(data.features), std::vector<std::string>{"feature", "importance"},
              std::vector<Column>{Column::texts(data.features),
                                  Column::numbers(importances_of(tree, data.features.size()))}),
          std::make_shared<const Table>(table.with("leaf", Column::texts(leaves))
                                            .with("predicted", Column::texts(predicted))
                                            .with("right", Column::booleans(std::move(right))))};
}

std::vector<Field> fields() {
  std::vector<Field> out = tree_fields<DecisionTree>();
  out.push_back(field<&DecisionTree::trace>("trace", "What a step is.",
                                            {.fallback = "split", .choices = {"split", "level"}}));
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = trace_model<DecisionTree, grow, as_of>(
    {"decision_tree",
     "A tree of questions about one feature each (CART), as sklearn.tree.DecisionTreeClassifier; "
     "among equally good splits the first feature's lowest. A trace: it grows split by split, or "
     "level by level.",
     fields()},
    {{"nodes", ValueType::table, "Its nodes, level by level.", node_columns(), "node"},
     {"all_nodes", ValueType::table, "Those of the whole tree, whatever the step.", node_columns(),
      "node"},
     {"regions", ValueType::table,
      "Of one or two features: the rectangle of each leaf in the plane of the features.",
      region_columns(), "node"},
     {"cuts", ValueType::table, "The lines that part these regions.", cut_columns(), "node"},
     {"depth", ValueType::number, "Its deepest level."},
     {"leaves", ValueType::number, "How many leaves it has."},
     {"splits", ValueType::number, "How many questions it asks."},
     {"impurity", ValueType::number, "The mean impurity of its leaves, weighted by their rows."},
     {"accuracy", ValueType::number, "The part of the predicted rows that it gets right."},
     {"importances",
      ValueType::table,
      "How much each feature lowers the impurity; they add up to 1.",
      {{"feature", ColumnType::text, "Its column."},
       {"importance", ColumnType::number, "Its part."}},
      "feature"},
     {"rows",
      ValueType::table,
      "The predicted rows.",
      {{"leaf", ColumnType::text, "The key of the leaf it falls into."},
       {"predicted", ColumnType::text, "That leaf's class."},
       {"right", ColumnType::boolean, "Whether that is the target."}},
      {},
      "predict"}});

}  // namespace lantern::decision_tree_model
