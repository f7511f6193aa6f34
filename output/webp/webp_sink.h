#pragma once

#include <memory>

#include "output/film/sink.h"

namespace lantern {

/// One frame or a looping film as WebP, coded without loss; transparent where the canvas is. An
/// opaque film has the colours of its GIF: all of its own, or the nearest of 200 where it has more
/// than 255. That makes it a third smaller than with all of them.
std::unique_ptr<Sink> make_webp_sink(const SinkRequest& request);

}  // namespace lantern
