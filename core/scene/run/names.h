#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/scene/run/graph.h"

namespace lantern {

struct Variable;

/// A model or mark made once for each item of a list: its instances by key.
struct Family {
  std::vector<std::pair<std::string, NodeId>> instances;
  std::vector<std::vector<Variable>> variables;  ///< of each of them
  NodeId table = -1;  ///< a row for each of them; −1 where they have no single values

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
  enum class Type { leaf, node, family, value, broken };
  Type type = Type::broken;  ///< broken: declared, but wrong; reported already
  int id = -1;               ///< of a leaf, or of a node (of a value: its only output)
  Family family;
};

/// A variable bound by `each`.
struct Variable {
  std::string name;
  std::variant<double, std::string, SceneName, RowRef> value;
};
using Variables = std::vector<Variable>;

/// One of the items that an `each` goes through, by its key.
struct EachItem {
  std::string key;
  Variables variables;
  std::vector<RowRef> there{};  ///< it is there as long as all of these rows are
};

/// Which of the instances with these keys an address means: the one of its own key; without a key
/// (null) the like of the instance where the address stands, or the only one. −1 where there is
/// none.
int chosen_instance(const std::vector<std::string>& keys, const std::string* key,
                    const std::string& own);

}  // namespace lantern
