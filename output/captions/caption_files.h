#pragma once

#include <memory>
#include <string>

#include "core/spec/film.h"
#include "output/film/sink.h"

namespace lantern {

/// The captions as a WebVTT file (W3C, "WebVTT: The Web Video Text Tracks Format").
std::string write_webvtt(const Film& film);
/// The same in SubRip's format.
std::string write_subrip(const Film& film);
/// Title, description and captions to be read, section by section, in Markdown.
std::string write_transcript(const Film& film);

std::unique_ptr<Sink> make_webvtt_sink(const SinkRequest& request);
std::unique_ptr<Sink> make_subrip_sink(const SinkRequest& request);
std::unique_ptr<Sink> make_transcript_sink(const SinkRequest& request);

}  // namespace lantern
