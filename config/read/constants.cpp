#include "config/read/constants.h"

#include "config/read/scalars.h"
#include "core/base/text.h"

namespace lantern {

SpecValue constant_in(const YamlNode& scalar) {
  const auto number = scalar.plain() ? parse_number(scalar.scalar) : std::nullopt;
  if (number) return {scalar.at, Quantity{*number, Unit::data, scalar.scalar}};
  return {scalar.at, Word{scalar.scalar, !scalar.plain()}};
}

SpecValue read_constant(const ReadContext& context, const YamlNode& node, std::string_view what) {
  if (!read_scalar(context, node, what, "a constant")) return {node.at, {}};
  return constant_in(node);
}

}  // namespace lantern
