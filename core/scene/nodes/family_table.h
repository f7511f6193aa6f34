#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/scene/run/evaluation.h"
#include "core/scene/run/names.h"

namespace lantern {

/// What was made for each item of a list, as a table: a row for each, with the variables of the
/// `each` and the single values that it gives.
class FamilyTable : public Node {
 public:
  FamilyTable(std::string name, Location at, Family family, std::vector<EachItem> items,
              const Graph& graph);

  Outputs compute(const Evaluation& at) const override;

 private:
  Family family_;
  std::vector<EachItem> items_;
  size_t variables_ = 0;         // so many of the columns come from the items
  std::vector<int> outputs_of_;  // of each instance, one a column after those
};

}  // namespace lantern
