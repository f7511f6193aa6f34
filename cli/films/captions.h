#pragma once

#include "core/spec/scene_spec.h"
#include "output/film/sink.h"

namespace lantern {

/// Where a scene's captions go in one output.
struct CaptionPlan {
  bool burn = false;
  bool track = false;
};

/// As the scene says, else by the format's custom.
CaptionPlan caption_plan(Captions captions, const Format& format);

}  // namespace lantern
