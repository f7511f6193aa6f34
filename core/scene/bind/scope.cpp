#include "core/scene/bind/scope.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/number_slips.h"

namespace lantern {

std::shared_ptr<const NumberSlip> find_slip(const Address& address, const Scope& scope) {
  const bool bare = address.selectors.empty();
  const bool of_row = address.head == "row" && address.selectors.size() == 1 &&
                      address.selectors[0].type == Selector::Type::member;
  if (!scope.row || (!bare && !of_row)) return nullptr;
  const std::string& name = bare ? address.head : address.selectors[0].name;
  for (const ColumnDecl& column : *scope.row) {
    if (column.name == name) return column.slip;
  }
  return nullptr;
}

std::string to_string(const NumberSlip& slip) {
  return fmt::format("{}: {} is not a number: {}", slip.at, in_quotes(slip.text),
                     mend_of_slip(slip.text));
}

}  // namespace lantern
