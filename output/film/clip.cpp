#include "output/film/clip.h"

#include <algorithm>

namespace lantern {
namespace {

struct Stretch {
  double start;
  double end;
};

/// Moves spans (sections or cues) to the time of the stretch and cuts them to it.
template <class Span>
std::vector<Span> cut(const std::vector<Span>& spans, Stretch stretch) {
  std::vector<Span> out;
  for (Span span : spans) {
    span.start = std::max(span.start, stretch.start) - stretch.start;
    span.end = std::min(span.end, stretch.end) - stretch.start;
    if (span.start < span.end) out.push_back(std::move(span));
  }
  return out;
}

}  // namespace

double start_of_frame(const Film& film, std::int64_t n) {
  return static_cast<double>(n * film.fps.den) / static_cast<double>(film.fps.num);
}

Film clip(const Film& film, std::int64_t first, std::int64_t last) {
  if (first == 0 && last == film.frames) return film;
  const Stretch stretch = {start_of_frame(film, first),
                           last == film.frames ? film.duration : start_of_frame(film, last)};
  Film out;
  out.title = film.title;
  out.description = film.description;
  out.fps = film.fps;
  out.frames = last - first;
  out.duration = stretch.end - stretch.start;
  out.transparent = film.transparent;
  out.loop = film.loop;
  out.hold = film.hold;
  out.language = film.language;
  out.poster = std::clamp(film.poster - stretch.start, 0.0, out.duration);
  out.sections = cut(film.sections, stretch);
  out.cues = cut(film.cues, stretch);
  for (const double pause : film.pauses) {
    if (pause >= stretch.start && pause <= stretch.end) out.pauses.push_back(pause - stretch.start);
  }
  return out;
}

}  // namespace lantern
