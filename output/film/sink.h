#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/spec/film.h"
#include "renderer/frame/frame.h"
#include "renderer/raster/pixmap.h"
#include "renderer/text/font_source.h"

namespace lantern {

enum class Quality { draft, final };

/// What the user asked of one output file.
struct SinkRequest {
  std::string path;  ///< as given on the command line
  Quality quality = Quality::final;
  int crf = -1;                ///< constant rate factor, 0…51; −1: the format's default
  std::string preset;          ///< encoder preset; empty: the format's default
  bool caption_track = false;  ///< write the cues as a track
  bool outlines = false;       ///< draw texts as outlines where the format has real ones
  FontSource fonts = FontSource::anywhere;  ///< where those that a format embeds come from
};

/// What a sink wants to be given.
struct SinkNeeds {
  bool pixels = true;           ///< pixmaps at all; else they are empty, and only frames count
  bool alpha = false;           ///< pixmaps with a transparent ground
  std::vector<double> samples;  ///< moments (seconds) to be shown beforehand, to `sample`
};

/// One output file being made. Calls come in this order: `plan` once, `sample` once for each moment
/// asked for, `add` once per frame in order, `finish` once. Only `finish` publishes: until it
/// returns, a file that stood at the target is untouched. A sink destroyed without `finish` leaves
/// nothing behind. Errors are RuntimeErrors that name the file.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual SinkNeeds plan(const Film& film, int width, int height) = 0;
  virtual void sample(const Pixmap&) {}
  virtual void add(std::int64_t index, const Frame& frame, const Pixmap& pixmap) = 0;
  virtual void finish() = 0;
  /// What the user should know of the finished file.
  virtual std::vector<std::string> warnings() const { return {}; }
};

/// What captions a format shows when the scene does not say.
enum class CaptionDefault { burn, track };

/// What paths a format goes by, beside its extension: any, those without a frame's number
/// ("%05d"), or only those with one. Formats of one extension are told apart so.
enum class PathNumber { any, none, wanted };

/// A row of the format registry.
struct Format {
  std::string_view name;                     ///< "mp4"
  std::vector<std::string_view> extensions;  ///< ".mp4"
  std::string_view doc;
  bool moving = true;  ///< holds a film
  bool still = false;  ///< holds one frame
  bool text = false;   ///< can be read on a terminal
  bool plays = false;  ///< moves by itself wherever it is shown; some hosts show its start alone
  PathNumber number = PathNumber::any;
  CaptionDefault captions = CaptionDefault::burn;
  std::unique_ptr<Sink> (*make)(const SinkRequest&);
};

/// All formats, sorted by name.
const std::vector<Format>& formats();

/// What a file is to hold.
enum class Content { film, still };

/// The format for a path by its extension (case does not matter), null where none fits: one that
/// holds such content if there is one. A film in PNG is a sequence: its path holds a printf-like
/// "%d" or "%05d".
const Format* format_for(std::string_view path, Content content);

}  // namespace lantern
