#include "core/scene/compile/step_context.h"
#include "core/scene/compile/step_verb.h"

namespace lantern::camera_verb {
namespace {

void apply(const StepContext& in, const std::optional<CameraSpec>& camera) {
  CameraEvent event{in.start(),   in.end(),      in.ease(), std::nullopt,
                    camera->zoom, camera->inset, camera->at};
  if (camera->to) {
    event.to = in.selection(*camera->to);
    if (!event.to) return;
  }
  in.timeline.cameras.push_back(std::move(event));
}

std::vector<std::string> words(const std::optional<CameraSpec>& camera) {
  return {"camera to " + (camera->to ? camera->to->text : "all")};
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb = step_verb<&StepSpec::camera, apply, words>();

}  // namespace lantern::camera_verb
