#pragma once

#include <string_view>

#include "config/read/context.h"
#include "core/expr/ast.h"

namespace lantern {

/// Whether the script gives an expression here, which starts with "=".
bool is_expression(const YamlNode& node);

/// A value that an author may give by `=expr`: reports a missing or stray "=".
AstPtr read_expression(const ReadContext& context, const YamlNode& node, std::string_view what);

/// Reads a name such as "roc.points" or "draws@1".
AstPtr read_address(const ReadContext& context, const YamlNode& node, std::string_view what);

}  // namespace lantern
