#pragma once

#include <optional>

#include "config/read/context.h"
#include "core/spec/spec_value.h"

namespace lantern {

/// Reads text with holes: "TPR {=now.tpr:.2f}". A whole text that starts with "=" is one hole.
Template read_template(const ReadContext& context, const YamlNode& node);

/// The same for TeX, in which a leading "=" is an equals sign.
Template read_tex(const ReadContext& context, const YamlNode& node);

/// Reads a text that stays as it is. Nothing where it is wrong, which is reported.
std::optional<RichText> read_words(const ReadContext& context, const YamlNode& node,
                                   std::string_view what);

/// Reports what YAML made of an unquoted text that starts with a hole, and control characters that
/// come from escapes in double quotes. False where the node cannot be a text.
bool check_text_slot(const ReadContext& context, const YamlNode& node, std::string_view what);

}  // namespace lantern
