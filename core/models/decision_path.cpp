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

Outputs as_of(const DecisionPath& in, const RecordValue& record, const Way& way, size_t step) {
  const auto thresholds = column_of(in, "threshold", record).numbers();
  std::vector<std::string> keys, sides;
  std::vector<double> steps, limits;
  std::vector<std::uint32_t> rows;
  for (size_t i = 0; i < way.nodes.size(); ++i) {
    rows.push_back(static_cast<std::uint32_t>(way.nodes[i]));
    keys.push_back(in.data->keys()[way.nodes[i]]);
    steps.push_back(double(i));
    limits.push_back(thresholds[way.nodes[i]]);
    sides.push_back(i == way.steps() ? "" : way.values[i] <= limits.back() ? "left" : "right");
  }
  const Column& classes = column_of(in, "class", record);
  auto all = std::make_shared<const Table>(
      "node", Keys(keys),
      std::vector<std::string>{"node", "step", "feature", "threshold", "value", "side", "class"},
      std::vector<Column>{Column::texts(keys), Column::numbers(std::move(steps)),
                          column_of(in, "feature", record).select(rows),
                          Column::numbers(std::move(limits)), Column::numbers(way.values),
                          Column::texts(sides), classes.select(rows)});
  if (keys.empty()) return {std::string(), std::string(), false, std::move(all)};
  return {keys[step], classes.text(way.nodes[step]), step == way.steps(), std::move(all)};
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
      field<&DecisionPath::row>("row", "The row's key; the first row if absent.")}},
    {{"node", ValueType::text, "The key of the node that it has got to."},
     {"class", ValueType::text, "That node's class: at the end, what the tree says."},
     {"arrived", ValueType::boolean, "Whether that is a leaf."},
     {"all",
      ValueType::table,
      "The nodes on its way.",
      {{"node", ColumnType::text, "Its key."},
       {"step", ColumnType::number, "0 at the root."},
       {"feature", ColumnType::text, "What it asks about; none for the leaf."},
       {"threshold", ColumnType::number, "Rows with at most this go left."},
       {"value", ColumnType::number, "What the row has."},
       {"side", ColumnType::text, "Where it goes: left or right."},
       {"class", ColumnType::text, "The node's class."}},
      "node"}});

}  // namespace lantern::decision_path_model
