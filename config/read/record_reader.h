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

}  // namespace lantern
