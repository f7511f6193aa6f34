#include "renderer/picture/read_picture.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "renderer/picture/surface.h"
#include "renderer/picture/svg_picture.h"

namespace lantern {
namespace {

struct BytesLeft {
  const char* data;
  size_t count;
};

cairo_status_t read_some(void* closure, unsigned char* out, unsigned int length) {
  auto& left = *static_cast<BytesLeft*>(closure);
  if (length > left.count) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(out, left.data, length);
  left.data += length;
  left.count -= length;
  return CAIRO_STATUS_SUCCESS;
}

constexpr std::string_view kPngStart = "\x89PNG\r\n\x1a\n";

/// A side in a PNG's header, which is big-endian (ISO/IEC 15948, 11.2.2).
std::uint32_t side_at(const std::string& bytes, size_t place) {
  std::uint32_t out = 0;
  for (size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<std::uint8_t>(bytes[place + i]);
  return out;
}

ImagePtr read_png_picture(const std::string& bytes, std::string& why) {
  constexpr size_t kWidth = 16, kHeight = 20, kHeader = 24;
  if (bytes.size() < kHeader) {
    why = "it ends in its header";
    return nullptr;
  }
  const std::uint32_t width = side_at(bytes, kWidth), height = side_at(bytes, kHeight);
  if (width > kMostPictureSide || height > kMostPictureSide) {
    why =
        fmt::format("it has {}x{} pixels; {} a side are the most", width, height, kMostPictureSide);
    return nullptr;
  }
  BytesLeft left{bytes.data(), bytes.size()};
  const PictureSurface surface(cairo_image_surface_create_from_png_stream(read_some, &left));
  const cairo_status_t status = cairo_surface_status(surface.get());
  if (status == CAIRO_STATUS_SUCCESS) return image_of(surface.get());
  why = status == CAIRO_STATUS_READ_ERROR ? "it ends too early" : cairo_status_to_string(status);
  return nullptr;
}

/// Whether it may be an SVG: the first thing in it that is no blank is a tag.
bool begins_with_tag(const std::string& bytes) {
  size_t at = bytes.starts_with("\xef\xbb\xbf") ? 3 : 0;
  while (at < bytes.size() && std::strchr(" \t\r\n", bytes[at]) && bytes[at] != '\0') ++at;
  return at < bytes.size() && bytes[at] == '<';
}

}  // namespace

ImagePtr image_of(cairo_surface_t* surface) {
  cairo_surface_flush(surface);
  auto out = std::make_shared<ImageFile>();
  out->width = cairo_image_surface_get_width(surface);
  out->height = cairo_image_surface_get_height(surface);
  const bool opaque = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24;
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const auto stride = size_t(cairo_image_surface_get_stride(surface)), width = size_t(out->width);
  out->pixels.resize(width * size_t(out->height));
  for (size_t y = 0; y < size_t(out->height); ++y) {
    std::memcpy(out->pixels.data() + y * width, data + y * stride, width * 4);
  }
  if (opaque) {
    for (std::uint32_t& pixel : out->pixels) pixel |= 0xff000000;
  }
  return out;
}

ImagePtr read_picture(const std::string& bytes, std::string& why) {
  if (bytes.starts_with(kPngStart)) return read_png_picture(bytes, why);
  if (begins_with_tag(bytes)) return read_svg_picture(bytes, why);
  why = "it begins neither as a PNG nor as an SVG does";
  return nullptr;
}

}  // namespace lantern
