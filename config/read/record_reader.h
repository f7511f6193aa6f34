#pragma once

#include <optional>

#include "config/read/context.h"
#include "core/spec/scene_spec.h"
#include "core/spec/spec_value.h"

namespace lantern {

/// Whether what the script leaves out takes its fallback, or stays as it was (a `change`).
enum class Completeness { whole, patch };

/// Reads the fields of a kind.
RecordSpec read_record(const ReadContext& context, const YamlNode& node, const Kind& kind,
                       Completeness completeness);

/// Reads one of a registry's kinds: {beeswarm: {x: score}}, or `pack` for {pack: {}}.
/// `what` is what messages call the slot: "layout".
RecordSpecPtr read_kind(const ReadContext& context, const YamlNode& node, KindList kinds,
                        std::string_view what);

/// `each: {fold: cv.folds, r: 1..15}`.
std::optional<EachSpec> read_each(const ReadContext& context, const YamlNode& node);

/// A declaration of one of `kinds` beside optional siblings, such as {each: …, line: {…}}:
/// the kind, its key and its fields.
struct Declaration {
  const Kind* kind = nullptr;
  const YamlNode* key = nullptr;
  const YamlNode* fields = nullptr;
  std::optional<EachSpec> each;
};
/// `what` is "mark" or "model".
std::optional<Declaration> read_declaration(const ReadContext& context, const YamlNode& node,
                                            KindList kinds, std::string_view what);

/// A value that an author may give by `=expr`: reports a missing or stray "=".
AstPtr read_expression(const ReadContext& context, const YamlNode& node, std::string_view what);

/// Reads a name such as "roc.points" or "draws@1".
AstPtr read_address(const ReadContext& context, const YamlNode& node, std::string_view what);

}  // namespace lantern
