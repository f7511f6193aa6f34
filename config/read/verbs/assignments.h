#pragma once

#include "config/read/verbs/verb_reader.h"

namespace lantern {

/// What the timeline gives to a value: a constant, a list of waypoints, or =expr. Not given where
/// it cannot be read, which is reported.
SpecValue read_assigned(const ReadContext& context, const YamlNode& node);

/// `{threshold: 0.5}`: values, and what they are given to.
std::vector<AssignmentSpec> read_assignments(const VerbContext& in, const YamlNode& node,
                                             std::string_view verb);

}  // namespace lantern
