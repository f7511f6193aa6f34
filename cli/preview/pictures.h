#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/preview/edition.h"
#include "core/scene/run/memo.h"
#include "renderer/raster/rasteriser.h"

namespace lantern {

/// Draws the page's pictures: as many at a time as there are processors, each picture once, and
/// keeps the latest in a bounded store. Safe for several threads.
class Pictures {
 public:
  Pictures();

  /// The bytes of a picture, a PNG or SVG file. Before it is drawn `still_wanted` is asked; nothing
  /// is drawn where that throws. Throws SceneError where the scene is wrong at that moment.
  std::shared_ptr<const std::string> draw(const Performance& performance,
                                          const PreviewRequest& request,
                                          const std::function<void()>& still_wanted);

 private:
  class Slot;

  std::string png(const Frame& frame, int width, int height);
  std::unique_ptr<Rasteriser> take_rasteriser(int width, int height, bool transparent);
  void put_back(std::unique_ptr<Rasteriser> rasteriser, int width, int height, bool transparent);

  struct Idle {
    std::unique_ptr<Rasteriser> rasteriser;
    int width, height;
    bool transparent;
  };

  Memo kept_;
  const size_t most_at_a_time_;
  std::mutex mutex_;
  std::condition_variable slot_free_;
  size_t drawing_ = 0;
  std::vector<Idle> idle_;  // used last at the end; no more of them than pictures at a time
};

/// The moment and the scene of a request as a display list.
Frame frame_of(const Performance& performance, double time);

}  // namespace lantern
