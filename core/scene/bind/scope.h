#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/expr/ast.h"
#include "core/scene/run/names.h"
#include "core/scene/run/reduce.h"
#include "core/spec/scene_spec.h"

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
  /// Whether that table's rows are the same at every moment and cannot be computed, which is
  /// reported.
  virtual bool fails(NodeId node) const = 0;
};

/// A value that has a name where an expression stands: an argument of a function, a column of the
/// state that `iterate` keeps.
struct Local {
  std::string name;
  int slot = 0;
  ValueType type = ValueType::number;
  bool per_row = false;
  bool hides = false;  ///< whatever else has its name
};

struct InnerScope;

/// Everything that a name can mean at one place.
struct Scope {
  SceneNames* names = nullptr;
  const Variables* variables = nullptr;
  const Schema* row = nullptr;                 ///< columns of the rows at hand
  std::string row_table{};                     ///< what messages call them
  bool progress = false;                       ///< whether `p` means something
  const FunctionSpecs* functions = nullptr;    ///< of the script
  const std::vector<Local>* locals = nullptr;  ///< "next.q" is what a step has made of q
  bool chance = false;                         ///< whether numbers can be drawn
  InnerScope* inner = nullptr;                 ///< of what goes over the rows of another table
};

/// The rows of another table, gone through for each row around them. `row` of their scope is their
/// columns; what is read of them, and of what is around, is noted here.
struct InnerScope {
  /// A value of the row around, or a local there.
  struct Around {
    std::string name;
    bool local = false;
    bool of_row = false;          ///< "row.x": of the rows that are at hand outside of all tables
    const Address* of = nullptr;  ///< "spots.x": of the rows of that table

    friend bool operator==(const Around&, const Around&) = default;
  };
  const Scope* outer = nullptr;
  const Address* table = nullptr;  ///< as the script names it
  std::vector<RowSource> sources{};
  std::vector<Around> around{};
};

/// Where the address is a column of texts that are numbers but for a few: which cell is none.
std::shared_ptr<const NumberSlip> find_slip(const Address& address, const Scope& scope);

/// "table.csv:14:3: \"-\" is not a number: leave the cell empty …"
std::string to_string(const NumberSlip& slip);

}  // namespace lantern
