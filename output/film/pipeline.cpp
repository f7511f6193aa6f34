#include "output/film/pipeline.h"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "core/base/cancel.h"
#include "core/base/error.h"
#include "output/film/clip.h"
#include "output/film/frame_ring.h"
#include "output/staging/write_error.h"
#include "renderer/raster/rasteriser.h"

namespace lantern {
namespace {

/// Sinks that are given the same pictures.
struct Kind {
  bool pixels = true;
  bool alpha = false;
  int variant = 0;
  std::vector<Sink*> sinks;
};

/// Draws pictures of one kind each.
using Rasterisers = std::vector<std::unique_ptr<Rasteriser>>;

std::unique_ptr<Rasteriser> rasteriser_for(const RenderJob& job, bool alpha) {
  return std::make_unique<Rasteriser>(job.width, job.height, alpha);
}

void show_samples(const RenderJob& job, const RenderOutput& output, const SinkNeeds& needs) {
  if (needs.samples.empty()) return;
  const double start = start_of_frame(job.film, job.first);
  const auto rasteriser = rasteriser_for(job, needs.alpha);
  Pixmap pixmap(job.width, job.height, !needs.alpha);
  for (const double moment : needs.samples) {
    throw_if_cancelled();
    rasteriser->draw(job.frame_at(start + moment, output.variant), pixmap);
    output.sink->sample(pixmap);
  }
}

void add_to_kind(std::vector<Kind>& kinds, const RenderOutput& output, const SinkNeeds& needs) {
  const auto same = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) {
    return kind.pixels == needs.pixels && kind.alpha == needs.alpha &&
           kind.variant == output.variant;
  });
  if (same != kinds.end()) return same->sinks.push_back(output.sink.get());
  kinds.push_back({needs.pixels, needs.alpha, output.variant, {output.sink.get()}});
}

/// Opens all outputs before any of them is shown a picture: most mistakes come out here.
std::vector<Kind> plan(const RenderJob& job, const Film& film) {
  std::vector<SinkNeeds> needs;
  for (const RenderOutput& output : job.outputs) {
    needs.push_back(output.sink->plan(film, job.width, job.height));
  }
  std::vector<Kind> kinds;
  for (size_t i = 0; i < needs.size(); ++i) {
    show_samples(job, job.outputs[i], needs[i]);
    add_to_kind(kinds, job.outputs[i], needs[i]);
  }
  return kinds;
}

std::vector<FrameRing::Place> make_places(const RenderJob& job, const std::vector<Kind>& kinds,
                                          std::int64_t count) {
  std::vector<FrameRing::Place> places(static_cast<size_t>(count));
  for (FrameRing::Place& place : places) {
    for (const Kind& kind : kinds) {
      place.pictures.push_back(
          {{}, kind.pixels ? Pixmap(job.width, job.height, !kind.alpha) : Pixmap()});
    }
  }
  return places;
}

void draw(const RenderJob& job, const std::vector<Kind>& kinds, std::int64_t n,
          Rasterisers& rasterisers, std::vector<Picture>& pictures) {
  for (size_t i = 0; i < kinds.size(); ++i) {
    const auto earlier = std::find_if(kinds.begin(), kinds.begin() + std::ptrdiff_t(i),
                                      [&](auto& k) { return k.variant == kinds[i].variant; });
    const auto same = static_cast<size_t>(earlier - kinds.begin());
    pictures[i].frame = same < i ? pictures[same].frame : job.frame(n, kinds[i].variant);
    if (!kinds[i].pixels) continue;
    if (!rasterisers[i]) rasterisers[i] = rasteriser_for(job, kinds[i].alpha);
    rasterisers[i]->draw(pictures[i].frame, pictures[i].pixmap);
  }
}

void work(const RenderJob& job, const std::vector<Kind>& kinds, FrameRing& ring) {
  Rasterisers rasterisers(kinds.size());
  while (const auto n = ring.claim()) {
    FrameRing::Place& place = ring.place(*n);
    try {
      draw(job, kinds, *n, rasterisers, place.pictures);
    } catch (...) {
      place.error = std::current_exception();
    }
    ring.complete(*n);
  }
}

/// Threads that draw until the ring stops, which it does when this goes.
class Workers {
 public:
  Workers(const RenderJob& job, const std::vector<Kind>& kinds, FrameRing& ring, std::int64_t count)
      : ring_(ring) {
    try {
      for (std::int64_t i = 0; i < count; ++i) {
        threads_.emplace_back([&] { work(job, kinds, ring); });
      }
    } catch (...) {
      ring_.stop();
      throw;
    }
  }
  ~Workers() { ring_.stop(); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

 private:
  FrameRing& ring_;
  std::vector<std::jthread> threads_;
};

void feed(const std::vector<Kind>& kinds, const std::vector<Picture>& pictures,
          std::int64_t index) {
  for (size_t i = 0; i < kinds.size(); ++i) {
    for (Sink* sink : kinds[i].sinks) sink->add(index, pictures[i].frame, pictures[i].pixmap);
  }
}

/// What goes wrong with a file says how far the film was.
template <class Work>
void telling_how_far(std::int64_t done, std::int64_t total, const Work& work) {
  try {
    work();
  } catch (const WriteError& e) {
    throw WriteError(fmt::format("{} after {} of {} frames", e.what(), done, total));
  }
}

}  // namespace

void render_film(const RenderJob& job) {
  if (job.first >= job.last) throw RuntimeError("there are no frames to render");
  const Film film = clip(job.film, job.first, job.last);
  const std::vector<Kind> kinds = plan(job, film);
  const std::int64_t workers = std::clamp<std::int64_t>(job.workers, 1, film.frames);
  const std::int64_t places = std::min(workers + 2, film.frames);
  FrameRing ring(job.first, job.last, make_places(job, kinds, places));
  {
    const Workers busy(job, kinds, ring, workers);
    for (std::int64_t i = 0; i < film.frames; ++i) {
      const std::vector<Picture>& pictures = ring.next();
      telling_how_far(i, film.frames, [&] { feed(kinds, pictures, i); });
      ring.release();
      if (job.progress) job.progress(i + 1, film.frames);
    }
  }
  for (const RenderOutput& output : job.outputs) {
    throw_if_cancelled();
    telling_how_far(film.frames, film.frames, [&] { output.sink->finish(); });
  }
}

}  // namespace lantern
