#pragma once

#include <optional>

#include "config/read/context.h"
#include "core/spec/scene_spec.h"

namespace lantern {

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

}  // namespace lantern
