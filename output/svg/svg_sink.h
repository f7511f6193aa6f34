#pragma once

#include <memory>

#include "output/film/sink.h"

namespace lantern {

/// One frame as an SVG document: see write_svg.
std::unique_ptr<Sink> make_svg_sink(const SinkRequest& request);

/// A film as an animated SVG.
std::unique_ptr<Sink> make_svg_film_sink(const SinkRequest& request);

}  // namespace lantern
