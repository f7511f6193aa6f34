#pragma once

#include "core/spec/spec_value.h"

namespace lantern {

/// Seconds that a caption takes to be read: fifteen characters a second, a live value counting as
/// five of them, and no less than a second. Nothing where it says nothing.
double reading_time(const Template& caption);

}  // namespace lantern
