#include <stdexcept>

#include "renderer/picture/read_picture.h"
#include "tests/fuzz/targets.h"

namespace lantern::fuzz {

bool picture(const std::string& input) {
  std::string why;
  const ImagePtr image = read_picture(input, why);
  if (!image && why.empty()) throw std::logic_error("a picture is refused without a reason");
  if (image && image->pixels.size() != size_t(image->width) * size_t(image->height)) {
    throw std::logic_error("a picture has not as many pixels as its sides say");
  }
  return true;
}

}  // namespace lantern::fuzz
