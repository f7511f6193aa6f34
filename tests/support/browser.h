#pragma once

#include <string>
#include <vector>

#include "renderer/frame/frame.h"
#include "renderer/raster/pixmap.h"

namespace lantern::test {

/// Pieces of HTML as Chromium shows them, each in a box of this size. Files are looked for in
/// `folder`. `flags` are added to its command line, `settle` is how long (ms) the page is given.
std::vector<Pixmap> browser_shots(const std::vector<std::string>& pieces, const std::string& folder,
                                  int width, int height,
                                  const std::vector<std::string>& flags = {});

/// The page's document after its scripts have run.
std::string browser_document(const std::string& file, const std::vector<std::string>& flags = {});

/// How two pictures of the same size differ.
struct Difference {
  double far = 0;     ///< share of pixels that differ by more than 32 levels in some channel
  double worst = 0;   ///< largest mean error in the box of an item, 0…1
  std::string where;  ///< that item's id
};
Difference difference(const Pixmap& a, const Pixmap& b, const Frame& frame);

}  // namespace lantern::test
