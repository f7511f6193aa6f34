#pragma once

#include <memory>

#include "output/film/sink.h"

namespace lantern {

/// One frame as a page.
std::unique_ptr<Sink> make_pdf_sink(const SinkRequest& request);

/// A handout: the end of each section as a page, or the end of a film without sections.
std::unique_ptr<Sink> make_pdf_film_sink(const SinkRequest& request);

}  // namespace lantern
