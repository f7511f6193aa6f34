#include "renderer/picture/svg_picture.h"

#include <dlfcn.h>

#include <algorithm>
#include <cmath>

#include <librsvg/rsvg.h>

#include "renderer/picture/surface.h"

namespace lantern {
namespace {

constexpr double kLongerSide = 1024;  // pixels

/// What is used of librsvg and GObject. It is opened when there is an SVG and stays open: GObject's
/// types cannot be taken back.
struct Rsvg {
  decltype(&rsvg_handle_new_from_data) new_from_data = nullptr;
  decltype(&rsvg_handle_get_intrinsic_dimensions) dimensions = nullptr;
  decltype(&rsvg_handle_get_intrinsic_size_in_pixels) size = nullptr;
  decltype(&rsvg_handle_render_document) render = nullptr;
  void (*unref)(void*) = nullptr;
  void (*free_error)(GError*) = nullptr;

  bool whole() const {
    return new_from_data && dimensions && size && render && unref && free_error;
  }
};

template <class F>
void find(void* library, const char* name, F& out) {
  out = reinterpret_cast<F>(dlsym(library, name));
}

Rsvg open_rsvg() {
  Rsvg out;
  void* library = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_GLOBAL | RTLD_NODELETE);
  if (!library) return out;
  find(library, "rsvg_handle_new_from_data", out.new_from_data);
  find(library, "rsvg_handle_get_intrinsic_dimensions", out.dimensions);
  find(library, "rsvg_handle_get_intrinsic_size_in_pixels", out.size);
  find(library, "rsvg_handle_render_document", out.render);
  find(library, "g_object_unref", out.unref);  // of what librsvg needs itself
  find(library, "g_error_free", out.free_error);
  return out;
}

struct Size {
  double width = 0, height = 0;
};

/// That of its width and height, else of its viewBox.
Size size_of(const Rsvg& rsvg, RsvgHandle* handle) {
  Size out;
  if (rsvg.size(handle, &out.width, &out.height)) return out;
  gboolean has_width = 0, has_height = 0, has_box = 0;
  RsvgLength width, height;
  RsvgRectangle box{0, 0, 0, 0};
  rsvg.dimensions(handle, &has_width, &width, &has_height, &height, &has_box, &box);
  return has_box ? Size{box.width, box.height} : Size{};
}

std::string message_of(const Rsvg& rsvg, GError* error) {
  std::string out = error && error->message ? error->message : "librsvg cannot draw it";
  if (error) rsvg.free_error(error);
  return out;
}

ImagePtr drawn(const Rsvg& rsvg, RsvgHandle* handle, std::string& why) {
  const Size size = size_of(rsvg, handle);
  if (!(size.width > 0 && size.height > 0 && std::isfinite(size.width + size.height))) {
    why = "it has neither a size nor a viewBox";
    return nullptr;
  }
  const double scale = kLongerSide / std::max(size.width, size.height);
  const auto side = [&](double length) { return std::max(1, int(std::lround(length * scale))); };
  const int width = side(size.width), height = side(size.height);
  const PictureSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
  cairo_t* cr = cairo_create(surface.get());
  const RsvgRectangle all{0, 0, double(width), double(height)};
  GError* error = nullptr;
  const bool done = rsvg.render(handle, cr, &all, &error);
  cairo_destroy(cr);
  if (done) return image_of(surface.get());
  why = message_of(rsvg, error);
  return nullptr;
}

}  // namespace

ImagePtr read_svg_picture(const std::string& bytes, std::string& why) {
  static const Rsvg rsvg = open_rsvg();
  if (!rsvg.whole()) {
    why = "librsvg, which draws SVG files, is not installed";
    return nullptr;
  }
  GError* error = nullptr;
  // Without a place of its own, librsvg opens no file that it names.
  RsvgHandle* handle =
      rsvg.new_from_data(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), &error);
  if (!handle) {
    why = message_of(rsvg, error);
    return nullptr;
  }
  ImagePtr out = drawn(rsvg, handle, why);
  rsvg.unref(handle);
  return out;
}

}  // namespace lantern
