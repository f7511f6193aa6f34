#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/expr/ast.h"
#include "core/scene/run/names.h"

// What names mean where an expression stands.

namespace lantern {

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

/// Where the address is a column of texts that are numbers but for a few: which cell is none.
std::shared_ptr<const NumberSlip> find_slip(const Address& address, const Scope& scope);

/// "table.csv:14:3: \"-\" is not a number: leave the cell empty …"
std::string to_string(const NumberSlip& slip);

}  // namespace lantern
