#include <cmath>

#include "core/models/tree_fields.h"
#include "core/models/tree_tables.h"

namespace lantern {
namespace {

struct DecisionTree : TreeFields {};

Outputs compute(const DecisionTree& in, const RecordValue& record) {
  const ClassData data = read_class_data(*in.data, in.features, in.target, record);
  std::vector<std::uint32_t> rows(in.data->rows());
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(i);
  Random random(static_cast<std::uint64_t>(std::llround(in.seed)), "decision_tree");
  const Tree tree = fit_tree(data.samples, rows, in.options(), random);

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
  NodeTable nodes(data);
  nodes.add(tree, 0);
  return {nodes.table(),
          double(depth),
          double(leaf_count),
          double(tree.size() / 2),
          judged > 0 ? hits / judged : std::nan(""),
          std::make_shared<const Table>(
              "feature", Keys(data.features), std::vector<std::string>{"feature", "importance"},
              std::vector<Column>{Column::texts(data.features),
                                  Column::numbers(importances_of(tree, data.features.size()))}),
          std::make_shared<const Table>(table.with("leaf", Column::texts(leaves))
                                            .with("predicted", Column::texts(predicted))
                                            .with("right", Column::booleans(std::move(right))))};
}

}  // namespace

extern const ModelType kDecisionTree;
const ModelType kDecisionTree = model<DecisionTree, compute>(
    {"decision_tree",
     "A tree of questions about one feature each (CART), as sklearn.tree.DecisionTreeClassifier; "
     "among equally good splits the first feature's lowest.",
     tree_fields<DecisionTree>()},
    {{"nodes", ValueType::table, "Its nodes, level by level.", node_columns(), "node"},
     {"depth", ValueType::number, "Its deepest level."},
     {"leaves", ValueType::number, "How many leaves it has."},
     {"splits", ValueType::number, "How many questions it asks."},
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

}  // namespace lantern
