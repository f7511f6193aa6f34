#include "cli/films/captions.h"

namespace lantern {

CaptionPlan caption_plan(Captions captions, const Format& format) {
  switch (captions) {
    case Captions::burn:
      return {true, false};
    case Captions::track:
      return {false, true};
    case Captions::both:
      return {true, true};
    case Captions::none:
      return {false, false};
    case Captions::by_format:
      break;
  }
  const bool burn = format.captions == CaptionDefault::burn;
  return {burn, !burn};
}

}  // namespace lantern
