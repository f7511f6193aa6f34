#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include <pango/pangocairo.h>

// Drawing with Cairo, as little of it as the reference loop needs.

namespace lantern::bench {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* p) const {
    release(p);
  }
};
using SurfacePtr = std::unique_ptr<cairo_surface_t, Release<cairo_surface_destroy>>;
using CairoPtr = std::unique_ptr<cairo_t, Release<cairo_destroy>>;
using TextPtr = std::unique_ptr<PangoLayout, Release<g_object_unref>>;
using FontPtr = std::unique_ptr<PangoFontDescription, Release<pango_font_description_free>>;

/// A picture to draw on, rows top-down, words 0xXXRRGGBB or premultiplied 0xAARRGGBB.
class Canvas {
 public:
  Canvas(int width, int height, cairo_format_t format)
      : surface_(cairo_image_surface_create(format, width, height)),
        cairo_(cairo_create(surface_.get())),
        text_(pango_cairo_create_layout(cairo_.get())) {}

  cairo_t* cairo() { return cairo_.get(); }
  std::uint32_t* row(int y) {
    return reinterpret_cast<std::uint32_t*>(cairo_image_surface_get_data(surface_.get()) +
                                            std::ptrdiff_t(y) * stride());
  }
  int stride() const { return cairo_image_surface_get_stride(surface_.get()); }
  void flush() { cairo_surface_flush(surface_.get()); }
  void mark_dirty() { cairo_surface_mark_dirty(surface_.get()); }

  void set_color(std::uint32_t rgb, double opacity = 1) {
    cairo_set_source_rgba(cairo(), (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                          (rgb & 255) / 255.0, opacity);
  }
  void line(double x0, double y0, double x1, double y1) {
    cairo_move_to(cairo(), x0, y0);
    cairo_line_to(cairo(), x1, y1);
    cairo_stroke(cairo());
  }
  /// The text's box is placed with its point (ax, ay), in units of its sides, at (x, y).
  void write(const FontPtr& font, const char* words, double x, double y, double ax, double ay,
             double angle = 0) {
    int width, height;
    pango_layout_set_font_description(text_.get(), font.get());
    pango_layout_set_text(text_.get(), words, -1);
    pango_layout_get_size(text_.get(), &width, &height);
    cairo_save(cairo());
    cairo_translate(cairo(), x, y);
    cairo_rotate(cairo(), angle);
    cairo_move_to(cairo(), -ax * width / PANGO_SCALE, -ay * height / PANGO_SCALE);
    pango_cairo_show_layout(cairo(), text_.get());
    cairo_restore(cairo());
  }

 private:
  SurfacePtr surface_;
  CairoPtr cairo_;
  TextPtr text_;
};

inline FontPtr font(const char* name, double size) {
  FontPtr out(pango_font_description_from_string(name));
  pango_font_description_set_absolute_size(out.get(), size * PANGO_SCALE);
  return out;
}

}  // namespace lantern::bench
