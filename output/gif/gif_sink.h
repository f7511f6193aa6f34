#pragma once

#include <memory>

#include "output/film/sink.h"

namespace lantern {

/// A GIF89a that loops for ever. One palette serves all frames: it is made from frames all over the
/// film beforehand, exact where 255 colours are enough, and not dithered. A frame holds the
/// rectangle that changed; frames that change nothing lengthen the one before. Delays are whole
/// hundredths of a second that add up to the film's duration; players show delays under 2 as 10, so
/// a film of more than 50 frames a second loses some. The last frame stays for another second.
std::unique_ptr<Sink> make_gif_sink(const SinkRequest& request);

}  // namespace lantern
