#pragma once

#include <string>
#include <string_view>

#include "config/read/context.h"

// The kinds of a registry by their names.

namespace lantern {

/// "line, points or text"
std::string names_of(KindList kinds);
/// Null where there is none.
const Kind* find_kind(KindList kinds, std::string_view name);
/// `what` is "mark" or "model".
void report_unknown_kind(const ReadContext& context, const Location& at, std::string_view name,
                         KindList kinds, std::string_view what);

/// What a kind without any fields is read from.
const YamlNode& empty_map();

}  // namespace lantern
