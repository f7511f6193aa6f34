#include "core/spec/glyph_art.h"

#include <algorithm>

namespace lantern {

std::vector<std::string> GlyphArt::moods() const {
  std::vector<std::string> out;
  for (const Layer& layer : layers) {
    for (const std::string& mood : layer.moods) {
      if (std::find(out.begin(), out.end(), mood) == out.end()) out.push_back(mood);
    }
  }
  return out;
}

}  // namespace lantern
