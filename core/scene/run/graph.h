#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/data/table.h"
#include "core/record/value.h"
#include "core/spec/scene_spec.h"

// The dataflow of a scene: leaves (what the timeline writes) feed nodes (tables and models), which
// feed each other. It is built once and never changes.

namespace lantern {

using LeafId = int;
using NodeId = int;

/// A number (of a real, a count or a step) or a text (of a choice or a key).
using LeafValue = std::variant<double, std::string>;

/// Something that the timeline writes: a param, a trace's step, a cell of a table, the number of
/// rows that steps have added to a table.
struct Leaf {
  enum class Source { param, step, cell, rows };
  Source source = Source::param;
  std::string name;  ///< "threshold", "gd.step", "pets@rex.weight"
  ParamType type = ParamType::real;
  LeafValue initial;
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  Location at;
  /// Of a choice: what each name stands for.
  std::vector<std::pair<std::string, std::vector<std::string>>> options;
  NodeId node = -1;    ///< of a step: the trace; of a cell: the table; of a key: the table it is of
  std::string row;     ///< of a cell
  std::string column;  ///< of a cell
};

/// What an output of a node is, known before any value.
struct OutputShape {
  std::string name;
  ValueType type = ValueType::number;
  Schema schema;         ///< of a table or record
  std::string key_name;  ///< of a table
};

class Evaluation;
class Learner;

/// What a model that predicts can be asked: of these features, in this order, those columns.
struct PredictorShape {
  std::vector<std::string> features;
  std::vector<std::string> says;
};

/// A table or model: a pure function of other nodes' outputs and of leaves.
class Node {
 public:
  Node(std::string name, Location at, std::vector<OutputShape> outputs)
      : name_(std::move(name)), at_(at), outputs_(std::move(outputs)) {}
  virtual ~Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  virtual Outputs compute(const Evaluation& at) const = 0;

  /// Nothing where it is no model that predicts, or its features change.
  virtual std::optional<PredictorShape> predictor() const { return std::nullopt; }
  /// What it says of other rows, which have its features as columns: the column of its output
  /// `rows`.
  virtual Column predict(const Evaluation& at, const TablePtr& rows, std::string_view column) const;

  /// How it learns from other rows than its own; null where it learns from none.
  virtual const Learner* learner() const { return nullptr; }

  const std::string& name() const { return name_; }
  const Location& at() const { return at_; }
  const std::vector<OutputShape>& outputs() const { return outputs_; }
  int find_output(std::string_view name) const;
  /// Every leaf that the outputs depend on, directly or not; sorted.
  const std::vector<LeafId>& leaves() const { return leaves_; }
  void set_leaves(std::vector<LeafId> leaves) { leaves_ = std::move(leaves); }

 private:
  std::string name_;
  Location at_;
  std::vector<OutputShape> outputs_;
  std::vector<LeafId> leaves_;
};

/// How values look and read in the whole scene.
using Meanings = std::map<std::string, MeaningSpec>;

/// The nodes of a model that `each` makes: its instances, and the table of all their rows.
struct FamilyNodes {
  std::vector<NodeId> instances;
  NodeId table = -1;
};

struct Graph {
  std::vector<Leaf> leaves;
  std::vector<std::unique_ptr<Node>> nodes;
  std::vector<FamilyNodes> families;
  Meanings meanings;
};

/// A table: data, or an output of a model.
struct TableRef {
  NodeId node = -1;
  int output = 0;
};

/// Adds the sorted `more` to the sorted `leaves`.
void merge_leaves(std::vector<LeafId>& leaves, const std::vector<LeafId>& more);

}  // namespace lantern
