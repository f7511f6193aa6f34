#pragma once

#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "core/scene/run/track.h"
#include "core/spec/scene_spec.h"

namespace lantern {

struct StepContext;

/// What a verb says of itself beside what it does.
struct VerbTraits {
  bool takes_time = true;   ///< a step with it that has no `for` lasts as long as the scene says
  bool in_passing = false;  ///< named only where the step does nothing else
};

/// One verb of the timeline: what it means in a step that has it.
struct StepVerb {
  std::string_view key;
  VerbTraits traits;
  bool of_blocks = false;  ///< a block may have it
  bool jumps = false;      ///< changes at once, and the picture goes there while the step lasts

  bool (*given)(const StepSpec& step) = nullptr;
  void (*apply)(const StepContext& in, const StepSpec& step, JumpId jump) = nullptr;
  std::vector<std::string> (*words)(const StepSpec& step) = nullptr;

  // What it writes, known before anything is built on that; null where it writes none.
  std::span<const AssignmentSpec> (*assigned)(const StepSpec& step) = nullptr;
  std::span<const RecordedSpec> (*recorded)(const StepSpec& step) = nullptr;
};

using VerbList = std::span<const StepVerb* const>;

inline bool is_given(const std::string& name) {
  return !name.empty();
}
template <class T>
bool is_given(const std::vector<T>& several) {
  return !several.empty();
}
template <class T>
bool is_given(const std::optional<T>& one) {
  return one.has_value();
}

/// The verb that a member of a step is for.
///
///   void apply(const StepContext& in, const Data& data);               what it does, or
///   void apply(const StepContext& in, const Data& data, JumpId jump);  of one that jumps
///   std::vector<std::string> words(const Data& data);                  what the preview calls it
///
/// A verb whose data are assignments writes leaves, one whose data are rows adds those to tables.
template <auto member, auto apply, auto words>
constexpr StepVerb step_verb(VerbTraits traits = {}) {
  using Data = std::remove_cvref_t<decltype(std::declval<StepSpec>().*member)>;
  constexpr bool jumps =
      std::is_invocable_v<decltype(apply), const StepContext&, const Data&, JumpId>;
  static_assert(!verb_key<member>.empty(), "the verb has no line in core/spec/verbs.h");
  StepVerb out;
  out.key = verb_key<member>;
  out.traits = traits;
  out.of_blocks = verb_of_blocks<member>;
  out.jumps = jumps;
  out.given = [](const StepSpec& step) { return is_given(step.*member); };
  out.apply = [](const StepContext& in, const StepSpec& step, [[maybe_unused]] JumpId jump) {
    if constexpr (jumps) apply(in, step.*member, jump);
    else apply(in, step.*member);
  };
  out.words = [](const StepSpec& step) { return words(step.*member); };
  if constexpr (std::is_same_v<Data, std::vector<AssignmentSpec>>) {
    out.assigned = [](const StepSpec& step) { return std::span(step.*member); };
  }
  if constexpr (std::is_same_v<Data, std::vector<RecordedSpec>>) {
    out.recorded = [](const StepSpec& step) { return std::span(step.*member); };
  }
  return out;
}

}  // namespace lantern
