#pragma once

#include <memory>

#include <cairo.h>

#include "core/record/image_file.h"

namespace lantern {

struct FreePictureSurface {
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
using PictureSurface = std::unique_ptr<cairo_surface_t, FreePictureSurface>;

/// The most pixels of a side of a picture.
constexpr int kMostPictureSide = 4096;

/// The pixels of an ARGB32 or RGB24 surface.
ImagePtr image_of(cairo_surface_t* surface);

}  // namespace lantern
