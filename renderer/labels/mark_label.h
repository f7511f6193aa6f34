#pragma once

#include "renderer/labels/label_spot.h"
#include "renderer/labels/leader.h"

namespace lantern {

/// A text among a mark's items that can stand at several places. The stage moves it and draws what
/// leads from it to what it names.
struct MarkLabel {
  size_t item = 0;  ///< in `MarkOutput::items`; it stands at `spot.home`
  LabelSpot spot;
  Leader leader;
  bool passing = false;  ///< it makes way for another one
  double shown = 1;      ///< less while it fades out at one place and in at another
};

}  // namespace lantern
