#include "config/read/declaration.h"

#include <fmt/format.h>

#include "config/read/each_reader.h"
#include "config/read/kinds.h"
#include "core/base/text.h"

namespace lantern {

namespace {

void report_no_map(const ReadContext& context, const YamlNode& node, KindList kinds,
                   std::string_view what) {
  if (node.reported) return;
  context.error("wrong-type", node.at,
                fmt::format("a {} is declared by a map, not {}", what, describe(node)),
                fmt::format("write {{{}: {{…}}}}", kinds.empty() ? "kind" : kinds[0]->name));
}

/// `model: roc_curve`, with its fields beside it: the kind is a key here.
bool is_kind_as_value(const YamlNode::Entry& entry, KindList kinds) {
  return entry.value->type == YamlNode::Type::scalar && find_kind(kinds, entry.value->scalar);
}

/// False where the key is no kind, or the second one.
bool read_kind_entry(const ReadContext& context, const YamlNode::Entry& entry, KindList kinds,
                     std::string_view what, Declaration& out) {
  const Kind* kind = find_kind(kinds, entry.key->scalar);
  if (!kind && is_kind_as_value(entry, kinds)) {
    context.error(
        "unknown-kind", entry.key->at,
        fmt::format("there is no {} {}", what, in_quotes(entry.key->scalar)),
        fmt::format("its kind is a key, with its fields inside: {}: {{…}}", entry.value->scalar));
    return false;
  }
  if (!kind) {
    report_unknown_kind(context, entry.key->at, entry.key->scalar, kinds, what);
    return false;
  }
  if (out.kind) {
    context.error("two-kinds", entry.key->at,
                  fmt::format("this {} is a {} already", what, out.kind->name),
                  fmt::format("declare a second {} under a name of its own", what));
    return false;
  }
  out.kind = kind;
  out.key = entry.key.get();
  out.fields = entry.value->type == YamlNode::Type::null ? &empty_map() : entry.value.get();
  return true;
}

}  // namespace

std::optional<Declaration> read_declaration(const ReadContext& context, const YamlNode& node,
                                            KindList kinds, std::string_view what) {
  if (node.type != YamlNode::Type::map) {
    report_no_map(context, node, kinds, what);
    return std::nullopt;
  }
  Declaration out;
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.key->scalar == "each") out.each = read_each(context, *entry.value);
    else if (!read_kind_entry(context, entry, kinds, what, out)) return std::nullopt;
  }
  if (out.kind) return out;
  context.error("missing-key", node.at, fmt::format("this {} has no kind", what),
                fmt::format("a {} is {}", what, names_of(kinds)));
  return std::nullopt;
}

}  // namespace lantern
