#include "core/scene/compile/step_context.h"
#include "core/scene/compile/step_verb.h"

namespace lantern::layout_verb {
namespace {

void apply(const StepContext& in, const std::string& name, JumpId jump) {
  const auto& layouts = in.compiler.spec().canvas.layouts;
  for (size_t i = 0; i < layouts.size(); ++i) {
    if (layouts[i].name == name) {
      in.timeline.layouts.push_back({in.start(), jump, static_cast<int>(i)});
    }
  }
}

std::vector<std::string> words(const std::string& name) {
  return {"layout " + name};
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb = step_verb<&StepSpec::layout, apply, words>();

}  // namespace lantern::layout_verb
