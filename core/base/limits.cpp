#include "core/base/limits.h"

namespace lantern {
namespace {

constexpr Limit kLimits[] = {
    {"file", &Limits::file, "Mebibytes of a file of data."},
    {"frames", &Limits::frames, "Frames of a film."},
    {"items", &Limits::items, "Items that an `each` goes through."},
    {"pixels", &Limits::pixels, "Millions of pixels of a picture."},
    {"rows", &Limits::rows, "Rows of a table."},
    {"steps", &Limits::steps, "Steps of a timeline, written out."},
    {"work", &Limits::work,
     "Billions of steps of computing (a second or so each) to check a scene, and for each frame."},
};

}  // namespace

std::span<const Limit> limits() {
  return kLimits;
}

Limits a_quarter_of(Limits limits) {
  for (const Limit& limit : kLimits) limits.*limit.most /= 4;
  return limits;
}

}  // namespace lantern
