#include <algorithm>
#include <filesystem>
#include <string>

#include "output/av/av_sink.h"
#include "output/captions/caption_files.h"
#include "output/film/sink.h"
#include "output/gif/gif_sink.h"
#include "output/pdf/pdf_sink.h"
#include "output/png/png_sink.h"
#include "output/staging/frame_path.h"
#include "output/svg/svg_sink.h"
#include "output/webp/webp_sink.h"

namespace lantern {
namespace {

// One row a format, sorted by name.
const std::vector<Format>& table() {
  static const std::vector<Format> rows = {
      {.name = "apng",
       .extensions = {".apng"},
       .doc = "looping film without loss, transparent where the canvas is",
       .moving = true,
       .still = false,
       .plays = true,
       .captions = CaptionDefault::burn,
       .make = make_apng_sink},
      {.name = "gif",
       .extensions = {".gif"},
       .doc = "looping film of up to 255 colours, for pages that take pictures only",
       .moving = true,
       .still = false,
       .plays = true,
       .captions = CaptionDefault::burn,
       .make = make_gif_sink},
      {.name = "mp4",
       .extensions = {".mp4", ".m4v"},
       .doc = "H.264 film, with captions as a track",
       .moving = true,
       .still = false,
       .captions = CaptionDefault::track,
       .make = make_mp4_sink},
      {.name = "pdf",
       .extensions = {".pdf"},
       .doc = "page with real texts that stays sharp",
       .moving = false,
       .still = true,
       .captions = CaptionDefault::burn,
       .make = make_pdf_sink},
      {.name = "pdf-handout",
       .extensions = {".pdf"},
       .doc = "the end of each section as a page, with its caption",
       .moving = true,
       .still = false,
       .captions = CaptionDefault::burn,
       .make = make_pdf_film_sink},
      {.name = "png",
       .extensions = {".png"},
       .doc = "picture without loss",
       .moving = false,
       .still = true,
       .number = PathNumber::none,
       .captions = CaptionDefault::burn,
       .make = make_png_sink},
      {.name = "png-sequence",
       .extensions = {".png"},
       .doc = "numbered pictures, one a frame: 'frames/%05d.png'",
       .moving = true,
       .still = false,
       .number = PathNumber::wanted,
       .captions = CaptionDefault::burn,
       .make = make_png_sequence_sink},
      {.name = "srt",
       .extensions = {".srt"},
       .doc = "the captions, in SubRip's format",
       .moving = true,
       .still = false,
       .text = true,
       .captions = CaptionDefault::burn,
       .make = make_subrip_sink},
      {.name = "svg",
       .extensions = {".svg"},
       .doc = "still picture that stays sharp, with real texts",
       .moving = false,
       .still = true,
       .text = true,
       .captions = CaptionDefault::burn,
       .make = make_svg_sink},
      {.name = "svg-film",
       .extensions = {".svg"},
       .doc = "animated SVG (SMIL): sharp at any size, one small file, no script",
       .moving = true,
       .still = false,
       .text = true,
       .captions = CaptionDefault::burn,
       .make = make_svg_film_sink},
      {.name = "transcript",
       .extensions = {".md"},
       .doc = "title, description and captions to be read, in Markdown",
       .moving = true,
       .still = false,
       .text = true,
       .captions = CaptionDefault::burn,
       .make = make_transcript_sink},
      {.name = "vtt",
       .extensions = {".vtt"},
       .doc = "the captions, as WebVTT",
       .moving = true,
       .still = false,
       .text = true,
       .captions = CaptionDefault::burn,
       .make = make_webvtt_sink},
      {.name = "webm",
       .extensions = {".webm"},
       .doc = "VP9 film, transparent where the canvas is",
       .moving = true,
       .still = false,
       .captions = CaptionDefault::burn,
       .make = make_webm_sink},
      {.name = "webp",
       .extensions = {".webp"},
       .doc = "picture without loss, or looping film of a GIF's colours in fewer bytes",
       .moving = true,
       .still = true,
       .plays = true,
       .captions = CaptionDefault::burn,
       .make = make_webp_sink},
  };
  return rows;
}

std::string lower_extension(std::string_view path) {
  std::string extension = std::filesystem::path(path).extension().string();
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

bool has_extension(const Format& format, const std::string& extension) {
  return std::find(format.extensions.begin(), format.extensions.end(), extension) !=
         format.extensions.end();
}

/// Where a format says which paths it goes by, that decides; else what it is to hold.
bool suits(const Format& format, bool numbered, Content content) {
  if (format.number == PathNumber::any) return format.moving == (content == Content::film);
  return (format.number == PathNumber::wanted) == numbered;
}

}  // namespace

const std::vector<Format>& formats() {
  return table();
}

const Format* format_for(std::string_view path, Content content) {
  const std::string extension = lower_extension(path);
  const bool numbered = FramePath::parse(path).has_value();
  const Format* best = nullptr;
  for (const Format& format : formats()) {
    if (!has_extension(format, extension)) continue;
    if (!best || suits(format, numbered, content)) best = &format;
  }
  return best;
}

}  // namespace lantern
