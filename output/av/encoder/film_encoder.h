#pragma once

#include <string>
#include <vector>

#include "core/base/rational.h"
#include "core/spec/film.h"
#include "renderer/raster/pixmap.h"

// The border between the program and the module lantern_av, which alone is linked to FFmpeg's
// libraries: loading them costs tens of milliseconds, which only films should pay. What crosses it
// is this header and exceptions. Staging, cancelling and all other state stay on the program's
// side.

namespace lantern {

struct FilmEncoderSettings {
  std::string path;  ///< of the file to write, which exists
  int width = 0;     ///< of the pixmaps
  int height = 0;
  Rational fps;
  std::string codec = "h264";  ///< h264 (in MP4), vp9 (in WebM) or apng
  bool alpha = false;          ///< pixmaps with alpha, which the codec must have
  bool loop = true;            ///< of an APNG
  bool draft = false;          ///< fast rather than good
  int crf = -1;                ///< constant rate factor, 0…51; −1: what suits codec and draft
  std::string preset;          ///< of x264; empty: what suits
  double duration = 0;         ///< seconds, that of all frames
  std::string title;
  std::string description;
  std::string language;  ///< of its captions, three letters; empty: not said
  std::vector<Section> chapters;
  std::vector<Cue> cues;  ///< of the caption track; empty: no track
};

/// Writes a film: `add` once per frame, then `finish`. Errors are RuntimeErrors whose text is the
/// reason alone ("No space left on device").
class FilmEncoder {
 public:
  virtual ~FilmEncoder() = default;
  virtual void add(const Pixmap& pixmap) = 0;
  virtual void finish() = 0;
};

/// The module's only export: opens encoder and file. The caller owns the result.
using MakeFilmEncoder = FilmEncoder*(const FilmEncoderSettings&);
constexpr const char* kMakeFilmEncoder = "lantern_make_film_encoder";

}  // namespace lantern
