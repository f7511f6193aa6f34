#pragma once

#include <memory>

#include "output/film/sink.h"

namespace lantern {

/// One picture: "figure.png".
std::unique_ptr<Sink> make_png_sink(const SinkRequest& request);

/// Numbered pictures: "frames/%05d.png", from 0. See FramePath and StagedFolder.
std::unique_ptr<Sink> make_png_sequence_sink(const SinkRequest& request);

}  // namespace lantern
