#include "config/read/expressions.h"

#include <fmt/format.h>

#include "config/read/scalars.h"
#include "core/expr/parser.h"

namespace lantern {

bool is_expression(const YamlNode& node) {
  return node.type == YamlNode::Type::scalar && node.scalar.starts_with("=");
}

namespace {

/// With `==` where a single `=` compares.
std::string with_equality(std::string text) {
  for (size_t at = text.find('='); at != std::string::npos; at = text.find('=', at + 2)) {
    const bool whole = text.compare(at, 2, "==") == 0 ||
                       (at > 0 && std::string_view("<>!").find(text[at - 1]) != std::string::npos);
    if (!whole) text.insert(at, "=");
  }
  return text;
}

}  // namespace

AstPtr read_expression(const ReadContext& context, const YamlNode& node, std::string_view what) {
  const auto text = read_scalar(context, node, what, "an =expression");
  if (!text) return nullptr;
  if (!text->starts_with("=")) {
    context.error("wrong-type", node.at,
                  fmt::format("{} wants an expression, which starts with `=`", what),
                  text->empty() ? "as in =x > 1; without one, leave it out"
                                : fmt::format("write ={}", with_equality(*text)));
    return nullptr;
  }
  return parse_expression(std::string_view(*text).substr(1), locator(context, node, 1),
                          context.diagnostics);
}

AstPtr read_address(const ReadContext& context, const YamlNode& node, std::string_view what) {
  if (node.type == YamlNode::Type::map && node.entries.size() == 1 && !node.reported) {
    context.error("wrong-type", node.at, fmt::format("{} wants a name, not a map", what),
                  "write " + node.entries[0].key->scalar);
    return nullptr;
  }
  const auto text = read_scalar(context, node, what, "a name");
  if (!text) return nullptr;
  if (text->starts_with("=")) {
    const bool name = text->find_first_of("()+-*/^ ") == std::string::npos;
    context.error("wrong-type", node.at, fmt::format("{} wants a name, not an expression", what),
                  name ? "drop the `=`" : "what has that name is made by a model or a mark");
    return nullptr;
  }
  return parse_address(*text, locator(context, node, 0), context.diagnostics);
}

}  // namespace lantern
