#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/spec/film.h"
#include "output/film/sink.h"
#include "renderer/frame/frame.h"

namespace lantern {

/// One file that a render makes. Outputs with the same variant show the same pictures: captions
/// burnt in or not, say.
struct RenderOutput {
  std::unique_ptr<Sink> sink;
  int variant = 0;
};

struct RenderJob {
  Film film;               ///< the whole film
  std::int64_t first = 0;  ///< frames [first, last) of it are rendered
  std::int64_t last = 0;
  int width = 0;  ///< pixels
  int height = 0;
  int workers = 1;  ///< threads that draw, besides the caller's
  std::vector<RenderOutput> outputs;
  /// What frame n of the film shows. Called from several threads at once, in any order.
  std::function<Frame(std::int64_t n, int variant)> frame;
  /// What the film shows at a moment of it, for sinks that ask for samples.
  std::function<Frame(double seconds, int variant)> frame_at;
  /// Called after each frame; may be empty.
  std::function<void(std::int64_t done, std::int64_t total)> progress;
};

/// Renders a film into all outputs in one pass and publishes them, one after the other. A frame is
/// drawn once for all outputs that show the same. The bytes of the outputs do not depend on
/// `workers`. Memory: workers + 2 pictures of each kind, whatever the length of the film.
/// The sinks get the clip of the film, its frames counted from 0. What `frame` throws comes through
/// unchanged, that of the earliest frame first; a signal that asks to stop ends it as Cancelled.
void render_film(const RenderJob& job);

}  // namespace lantern
