#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <vector>

#include "renderer/frame/frame.h"
#include "renderer/raster/pixmap.h"

namespace lantern {

struct Picture {
  Frame frame;
  Pixmap pixmap;
};

/// A queue of pictures with a fixed number of places: workers fill them in any order, one reader
/// empties them in the order of the frames. Pixmaps are used again and again.
class FrameRing {
 public:
  /// A frame's place: a picture of each kind, or what went wrong.
  struct Place {
    std::vector<Picture> pictures;
    std::exception_ptr error;
    bool ready = false;
  };

  /// For frames [first, last). Every place holds the same kinds of pictures.
  FrameRing(std::int64_t first, std::int64_t last, std::vector<Place> places);

  /// For workers: the next frame to draw, as soon as its place is empty; none after the last one
  /// or after `stop`.
  std::optional<std::int64_t> claim();
  Place& place(std::int64_t n) { return places_[static_cast<size_t>(n) % places_.size()]; }
  void complete(std::int64_t n);

  /// For the reader: waits for the next frame. Throws what its worker threw, or Cancelled.
  const std::vector<Picture>& next();
  /// The reader is done with what `next` gave.
  void release();

  /// Sends the workers home.
  void stop();

 private:
  std::mutex mutex_;
  std::condition_variable emptied_;
  std::condition_variable filled_;
  std::vector<Place> places_;
  std::int64_t claimed_;  ///< the next frame to be drawn
  std::int64_t read_;     ///< the next frame to be read
  std::int64_t last_;
  bool stopped_ = false;
};

}  // namespace lantern
