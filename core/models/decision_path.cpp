#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/models/model.h"

namespace lantern::decision_path_model {
namespace {

struct DecisionPath {
  TablePtr data;
  TablePtr predict;
  std::optional<std::string> row;
};

struct Nodes {
  std::vector<std::string> node;
  std::vector<double> step;
  Column feature;
  std::vector<double> threshold, value;
  std::vector<std::string> side;
  Column of_class;
};

struct Result {
  std::string node, of_class;
  bool arrived = false;
  Nodes all;
};

/// The nodes that a row passes, as rows of the table of nodes.
struct Way {
  std::vector<size_t> nodes;
  std::vector<double> values;  ///< what the row answers; missing at a leaf

  size_t steps() const { return nodes.empty() ? 0 : nodes.size() - 1; }
  size_t bytes() const { return 16 * nodes.size(); }
};

const Column& column_of(const DecisionPath& in, std::string_view name, const RecordValue& record) {
  const auto index = in.data->find(std::string(name));
  if (!index) {
    fail(record, "data",
         fmt::format("these are no nodes of a tree: there is no column {}", in_quotes(name)),
         "give a decision_tree's or a random_forest's .nodes");
  }
  return in.data->columns()[*index];
}

size_t row_of(const DecisionPath& in, const RecordValue& record) {
  if (in.predict->rows() == 0) fail(record, "predict", "there is no row to go this way");
  if (!in.row) return 0;
  const auto row = in.predict->keys().find(*in.row);
  if (!row) {
    const auto near = nearest(*in.row, *in.predict->keys().names());
    fail(record, "row",
         fmt::format("no row {} in this table{}", in_quotes(*in.row),
                     near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""));
  }
  return *row;
}

double answer(const DecisionPath& in, const std::string& feature, size_t row,
              const RecordValue& record) {
  const auto column = in.predict->find(feature);
  if (!column) {
    fail(record, "predict", fmt::format("this table has no column {}", in_quotes(feature)));
  }
  const double value = in.predict->columns()[*column].type() == ColumnType::text
                           ? std::nan("")
                           : in.predict->columns()[*column].numbers()[row];
  if (std::isnan(value)) {
    fail(record, "predict",
         fmt::format("{}: column {} has no number here", place_of(*in.predict, row, feature),
                     in_quotes(feature)));
  }
  return value;
}

/// A child's key is its parent's with an l or an r.
Way find_way(const DecisionPath& in, const RecordValue& record) {
  const Column& parents = column_of(in, "parent", record);
  const Column& features = column_of(in, "feature", record);
  const auto thresholds = column_of(in, "threshold", record).numbers();
  const auto leaf = column_of(in, "leaf", record).numbers();
  const size_t row = row_of(in, record);
  Way out;
  if (in.data->rows() == 0) return out;  // a forest that has no such tree yet
  size_t node = in.data->rows();
  for (size_t i = in.data->rows(); i-- > 0;) {
    if (parents.text(i).empty()) node = i;
  }
  if (node == in.data->rows()) fail(record, "data", "there is no root among these nodes");
  while (true) {
    out.nodes.push_back(node);
    out.values.push_back(std::nan(""));
    if (leaf[node] != 0) return out;
    out.values.back() = answer(in, features.text(node), row, record);
    const bool low = out.values.back() <= thresholds[node];
    const auto child = in.data->keys().find(in.data->keys()[node] + (low ? "l" : "r"));
    if (!child) {
      fail(record, "data", fmt::format("node {} has no child here", in.data->keys()[node]));
    }
    node = *child;
  }
}

Nodes nodes_on(const DecisionPath& in, const RecordValue& record, const Way& way) {
  const auto thresholds = column_of(in, "threshold", record).numbers();
  Nodes out;
  std::vector<std::uint32_t> rows;
  for (size_t i = 0; i < way.nodes.size(); ++i) {
    rows.push_back(static_cast<std::uint32_t>(way.nodes[i]));
    out.node.push_back(in.data->keys()[way.nodes[i]]);
    out.step.push_back(double(i));
    out.threshold.push_back(thresholds[way.nodes[i]]);
    const bool left = way.values[i] <= out.threshold.back();
    out.side.push_back(i == way.steps() ? "" : left ? "left" : "right");
  }
  out.feature = column_of(in, "feature", record).select(rows);
  out.value = way.values;
  out.of_class = column_of(in, "class", record).select(rows);
  return out;
}

Result as_of(const DecisionPath& in, const RecordValue& record, const Way& way, size_t step) {
  Result out;
  out.all = nodes_on(in, record, way);
  if (way.nodes.empty()) return out;
  out.node = out.all.node[step];
  out.of_class = out.all.of_class.text(step);
  out.arrived = step == way.steps();
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = trace_model<DecisionPath, find_way, as_of>(
    {"decision_path",
     "The way of one row through a tree, node by node, as decision_path of "
     "sklearn.tree.DecisionTreeClassifier. A trace: a step is a node further down.",
     {field<&DecisionPath::data>("data", "The nodes of a tree.", {.required = true}),
      where_field("Takes only the nodes for which it holds: one tree of a forest."),
      field<&DecisionPath::predict>("predict", "The table that the row is in.", {.required = true}),
      field<&DecisionPath::row>("row", "The row's key; the first row if absent.",
                                {.kind = FieldKind::key})}},
    {output<&Result::node>("node", "The key of the node that it has got to."),
     output<&Result::of_class>("class", "That node's class: at the end, what the tree says."),
     output<&Result::arrived>("arrived", "Whether that is a leaf."),
     output<&Result::all>(
         "all", "The nodes on its way.",
         {column<&Nodes::node>("node", "Its key."), column<&Nodes::step>("step", "0 at the root."),
          column<&Nodes::feature>("feature", "What it asks about; none for the leaf."),
          column<&Nodes::threshold>("threshold", "Rows with at most this go left."),
          column<&Nodes::value>("value", "What the row has."),
          column<&Nodes::side>("side", "Where it goes: left or right."),
          column<&Nodes::of_class>("class", "The node's class.")},
         {.key = "node"})});

}  // namespace lantern::decision_path_model
