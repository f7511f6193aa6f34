#include "core/scene/compile/assignments.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/compile/assigned_leaf.h"

namespace lantern {
namespace {

/// `fits@*.step`: the same for every instance; else the one assignment as it is.
std::vector<AssignmentSpec> expanded(Compiler& compiler, const AssignmentSpec& spec) {
  const auto& selectors = spec.address.selectors;
  if (selectors.empty() || selectors[0].type != Selector::Type::key || selectors[0].name != "*") {
    return {spec};
  }
  const auto name = compiler.find(spec.address.head);
  if (!name || name->type != SceneName::Type::family) return {spec};
  std::vector<AssignmentSpec> out;
  for (const auto& [key, node] : name->family.instances) {
    out.push_back(spec);
    out.back().address.selectors[0].name = key;
  }
  return out;
}

}  // namespace

void for_each_writing(const StepContext& in, const std::vector<AssignmentSpec>& assignments,
                      const std::function<void(const Writing&)>& add) {
  for (const AssignmentSpec& assignment : assignments) {
    for (const AssignmentSpec& one : expanded(in.compiler, assignment)) {
      Writing writing(in, one);
      const auto leaf = find_assigned_leaf(writing);
      if (!leaf) continue;
      writing.id = *leaf;
      add(writing);
    }
  }
}

void add_segment(const Writing& writing, Track::Segment segment, double end) {
  if (writing.compiler.held().count(writing.id)) return;  // --set holds it
  segment.start = writing.in.start();
  segment.end = end;
  segment.at = writing.spec.at;
  Track& track = writing.in.timeline.tracks[size_t(writing.id)];
  if (!track.segments().empty()) {
    const Track::Segment& before = track.segments().back();
    if (segment.start < before.end - 1e-9) {
      writing.error("two-writers", writing.spec.at,
                    fmt::format("two steps write {} between {} and {}", writing.leaf().name,
                                in_seconds(segment.start), in_seconds(before.end)),
                    fmt::format("the other one is in line {}", before.at.line));
      return;
    }
  }
  track.add(std::move(segment));
}

std::vector<std::string> names_of_assigned(const std::vector<AssignmentSpec>& assignments) {
  std::vector<std::string> out;
  for (const AssignmentSpec& one : assignments) out.push_back(to_string(one.address));
  return out;
}

}  // namespace lantern
