#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/spec/diagnostics.h"
#include "core/scene/graph.h"

// What names mean where an expression stands.

namespace lantern {

/// A model or mark made once for each item of a list: its instances by key.
struct Family {
  std::vector<std::pair<std::string, NodeId>> instances;

  const NodeId* find(std::string_view key) const;
};

/// One row of a table, as a variable of `each` over a table's rows.
struct RowRef {
  NodeId node = -1;
  int output = 0;
  std::string key;
};

/// What a name of the scene stands for.
struct SceneName {
  enum class Kind { target, node, family, broken };
  Kind kind = Kind::broken;  ///< broken: declared, but wrong; reported already
  int id = -1;               ///< of a target or node
  Family family;
};

/// A variable bound by `each`.
struct Variable {
  std::string name;
  std::variant<double, std::string, SceneName, RowRef> value;
};
using Variables = std::vector<Variable>;

/// The names of params, tables and models. Looking one up may build it first.
class SceneNames {
 public:
  virtual ~SceneNames() = default;
  /// Nothing where there is no such name.
  virtual std::optional<SceneName> find(const std::string& name) = 0;
  virtual std::vector<std::string> all() const = 0;
  /// The table as it is at the start where its rows are the same at every moment, else null.
  virtual const Table* fixed_table(NodeId node, int output) = 0;
};

/// Everything that a name can mean at one place.
struct Scope {
  SceneNames* names = nullptr;
  const Variables* variables = nullptr;
  const Schema* row = nullptr;  ///< columns of the rows at hand
  std::string row_table;        ///< what messages call them
  bool progress = false;        ///< whether `p` means something
};

}  // namespace lantern
