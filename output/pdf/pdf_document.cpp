#include "output/pdf/pdf_document.h"

#include <cstdlib>
#include <ctime>

#include <cairo-pdf.h>
#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/portable_math.h"
#include "output/pdf/pdf_catalog.h"
#include "output/pdf/text_run.h"
#include "renderer/raster/canvas.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

constexpr double kPoints = 0.75;  // to a canvas unit

cairo_status_t write_bytes(void* closure, const unsigned char* data, unsigned length) {
  auto& out = *static_cast<std::vector<std::uint8_t>*>(closure);
  try {
    out.insert(out.end(), data, data + length);
  } catch (...) {
    return CAIRO_STATUS_NO_MEMORY;
  }
  return CAIRO_STATUS_SUCCESS;
}

/// As cairo_rotate, whose sine and cosine are the C library's, and so not everywhere the same.
void turn(cairo_t* cr, double angle) {
  const double c = portable::cos(angle), s = portable::sin(angle);
  const cairo_matrix_t matrix{c, s, -s, c, 0, 0};
  cairo_transform(cr, &matrix);
}

/// When it was made: as SOURCE_DATE_EPOCH says, else always the same, so that its bytes are.
std::string date() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  const std::time_t seconds = epoch ? std::time_t(std::strtoll(epoch, nullptr, 10)) : 0;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

void add_path(cairo_t* cr, const Path& path) {
  size_t p = 0;
  for (const Verb verb : path.verbs) {
    const Point* at = path.points.data() + p;
    switch (verb) {
      case Verb::move:
        cairo_move_to(cr, at[0].x, at[0].y);
        p += 1;
        break;
      case Verb::line:
        cairo_line_to(cr, at[0].x, at[0].y);
        p += 1;
        break;
      case Verb::cubic:
        cairo_curve_to(cr, at[0].x, at[0].y, at[1].x, at[1].y, at[2].x, at[2].y);
        p += 3;
        break;
      case Verb::close:
        cairo_close_path(cr);
        break;
    }
  }
}

void set_color(cairo_t* cr, const Color& color, double opacity = 1) {
  cairo_set_source_rgba(cr, color.r, color.g, color.b, color.a * opacity);
}

void set_pen(cairo_t* cr, const Stroke& stroke) {
  constexpr cairo_line_cap_t kCaps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
                                        CAIRO_LINE_CAP_SQUARE};
  constexpr cairo_line_join_t kJoins[] = {CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND,
                                          CAIRO_LINE_JOIN_BEVEL};
  cairo_set_line_width(cr, stroke.width);
  cairo_set_line_cap(cr, kCaps[size_t(stroke.cap)]);
  cairo_set_line_join(cr, kJoins[size_t(stroke.join)]);
  cairo_set_miter_limit(cr, kMiterLimit);
  cairo_set_dash(cr, stroke.dash.data(), static_cast<int>(stroke.dash.size()), stroke.dash_offset);
}

/// Draws items with a Cairo context in canvas units.
class PagePainter {
 public:
  PagePainter(cairo_t* cr, PdfFonts& fonts, DecodedImages& images)
      : cr_(cr), fonts_(fonts), images_(images) {}

  void draw(const Item& item) {
    if (!(item.opacity > 0)) return;
    std::visit([&](const auto& shape) { draw_shape(shape, item.opacity); }, item.shape);
  }

 private:
  void draw_shape(const Group& group, double opacity) {
    cairo_save(cr_);
    if (group.clip) {
      const Box& box = *group.clip;
      cairo_rectangle(cr_, box.x0, box.y0, box.width(), box.height());
      cairo_clip(cr_);
    }
    as_whole(opacity, [&] {
      for (const ItemPtr& child : group.children) draw(*child);
    });
    cairo_restore(cr_);
  }

  /// Fading a whole is not fading its parts.
  template <class Draw>
  void as_whole(double opacity, Draw draw_all) {
    if (opacity >= 1) return draw_all();
    cairo_push_group(cr_);
    draw_all();
    cairo_pop_group_to_source(cr_);
    cairo_paint_with_alpha(cr_, opacity);
  }

  void draw_shape(const PathShape& shape, double opacity) {
    if (shape.fill && shape.stroke && opacity < 1) {
      return as_whole(opacity, [&] { draw_shape(shape, 1.0); });
    }
    if (shape.fill) {
      add_path(cr_, shape.path);
      set_color(cr_, *shape.fill, opacity);
      cairo_fill(cr_);
    }
    if (shape.stroke) stroke(shape.path, *shape.stroke, opacity);
  }

  void stroke(const Path& path, const Stroke& pen, double opacity) {
    if (!(pen.width > 0)) return;
    add_path(cr_, path);
    set_pen(cr_, pen);
    set_color(cr_, pen.color, opacity);
    cairo_stroke(cr_);
  }

  void draw_shape(const TextShape& shape, double opacity) {
    if (!shape.text || shape.text->glyphs.empty()) return;
    if (shape.halo && opacity < 1) return as_whole(opacity, [&] { draw_shape(shape, 1.0); });
    cairo_save(cr_);
    cairo_translate(cr_, shape.origin.x, shape.origin.y);
    turn(cr_, shape.angle);
    if (shape.halo) {
      for (const Glyph& glyph : shape.text->glyphs)
        draw_rim(glyph, *shape.halo, shape.text->font.size);
    }
    set_color(cr_, shape.color, opacity);
    show_text(cr_, *shape.text, fonts_);
    for (const Glyph& glyph : shape.text->glyphs) {
      if (!glyph.file) fill_glyph(glyph, shape.text->font.size);
    }
    cairo_restore(cr_);
  }

  static Path outline_of(const Glyph& glyph, double size) {
    return glyph.outline ? transformed(*glyph.outline, size, size, glyph.at) : Path{};
  }
  void draw_rim(const Glyph& glyph, const Halo& halo, double size) {
    stroke(outline_of(glyph, size), {halo.color, halo.width, Cap::butt, Join::round, {}, 0}, 1);
  }
  void fill_glyph(const Glyph& glyph, double size) {
    add_path(cr_, outline_of(glyph, size));
    cairo_fill(cr_);
  }

  void draw_shape(const ImageShape& image, double opacity) {
    if (!image.file || !(image.width > 0) || !(image.height > 0)) return;
    cairo_save(cr_);
    cairo_translate(cr_, image.at.x, image.at.y);
    turn(cr_, image.angle);
    cairo_scale(cr_, image.width / image.file->width, image.height / image.file->height);
    cairo_set_source_surface(cr_, images_.find(image.file), 0, 0);
    if (image.file->sharp) cairo_pattern_set_filter(cairo_get_source(cr_), CAIRO_FILTER_NEAREST);
    cairo_paint_with_alpha(cr_, opacity);
    cairo_restore(cr_);
  }

  void draw_shape(const Instances& dots, double opacity) {
    if (!columns_agree(dots)) return;
    as_whole(opacity, [&] {
      for (size_t i = 0; i < dots.count(); ++i) draw_symbol(dots, i);
    });
  }

  void draw_symbol(const Instances& dots, size_t i) {
    if (!(dots.opacity[i] > 0) || !(dots.size[i] > 0)) return;
    cairo_save(cr_);
    cairo_translate(cr_, double(dots.x[i]), double(dots.y[i]));
    if (!dots.angle.empty()) turn(cr_, double(dots.angle[i]));
    const double size = double(dots.size[i]);
    cairo_scale(cr_, size, size);
    const Symbol& symbol = *dots.symbols[dots.symbol[i]];
    const bool one = symbol.layers.size() == 1 && !(dots.outline_of(i) > 0);
    const auto draw_layers = [&](double layer_opacity) {
      for (size_t l = 0; l < symbol.layers.size(); ++l) draw_layer(dots, i, l, layer_opacity);
    };
    if (one) draw_layers(double(dots.opacity[i]));
    else as_whole(double(dots.opacity[i]), [&] { draw_layers(1); });
    cairo_restore(cr_);
  }

  void draw_layer(const Instances& dots, size_t i, size_t l, double opacity) {
    const SymbolLayer& layer = dots.symbols[dots.symbol[i]]->layers[l];
    const Color fill = resolve_ink(layer.fill, dots.color[i], dots.ink, dots.ground);
    Color line = resolve_ink(layer.stroke, dots.color[i], dots.ink, dots.ground);
    double width = layer.stroke_width;
    if (l == 0 && dots.outline_of(i) > 0) {
      line = dots.ink;
      width = dots.outline_of(i) / double(dots.size[i]);
    }
    PathShape shape;
    shape.path = layer.path;
    if (fill.a > 0) shape.fill = fill;
    if (width > 0 && line.a > 0) shape.stroke = Stroke{line, width, Cap::round, Join::round, {}, 0};
    draw_shape(shape, opacity * layer.opacity);
  }

  cairo_t* cr_;
  PdfFonts& fonts_;
  DecodedImages& images_;
};

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
struct DestroyContext {
  void operator()(cairo_t* cr) const noexcept { cairo_destroy(cr); }
};

}  // namespace

struct PdfDocument::Impl {
  std::vector<std::uint8_t> bytes;
  PdfFonts fonts;  // outlive what was drawn with them
  DecodedImages images;
  std::unique_ptr<cairo_surface_t, DestroySurface> surface;
  std::unique_ptr<cairo_t, DestroyContext> cr;
  int pages = 0;
  std::string language;
  bool titled = false;
};

PdfDocument::PdfDocument(double width, double height, const About& about)
    : impl_(std::make_unique<Impl>()) {
  impl_->surface.reset(cairo_pdf_surface_create_for_stream(write_bytes, &impl_->bytes,
                                                           width * kPoints, height * kPoints));
  cairo_surface_t* surface = impl_->surface.get();
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  const auto set = [&](cairo_pdf_metadata_t key, const std::string& value) {
    if (!value.empty()) cairo_pdf_surface_set_metadata(surface, key, value.c_str());
  };
  set(CAIRO_PDF_METADATA_TITLE, about.title);
  set(CAIRO_PDF_METADATA_SUBJECT, about.description);
  set(CAIRO_PDF_METADATA_CREATOR, "lantern");
  set(CAIRO_PDF_METADATA_CREATE_DATE, date());
  impl_->cr.reset(cairo_create(surface));
  impl_->language = about.language;
  impl_->titled = !about.title.empty();
}

PdfDocument::~PdfDocument() = default;
PdfDocument::PdfDocument(PdfDocument&&) noexcept = default;

void PdfDocument::add_page(const Frame& frame, const std::string& bookmark) {
  cairo_t* cr = impl_->cr.get();
  cairo_save(cr);
  cairo_scale(cr, kPoints, kPoints);
  if (frame.ground.a > 0) {
    set_color(cr, frame.ground);
    cairo_rectangle(cr, 0, 0, frame.width, frame.height);
    cairo_fill(cr);
  }
  PagePainter painter(cr, impl_->fonts, impl_->images);
  for (const ItemPtr& item : frame.items) painter.draw(*item);
  cairo_restore(cr);
  cairo_show_page(cr);
  ++impl_->pages;
  if (bookmark.empty()) return;
  cairo_pdf_surface_add_outline(impl_->surface.get(), CAIRO_PDF_OUTLINE_ROOT, bookmark.c_str(),
                                fmt::format("page={} pos=[0 0]", impl_->pages).c_str(),
                                CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

std::vector<std::uint8_t> PdfDocument::finish() {
  impl_->cr.reset();
  cairo_surface_finish(impl_->surface.get());
  const cairo_status_t status = cairo_surface_status(impl_->surface.get());
  if (status != CAIRO_STATUS_SUCCESS) throw RuntimeError(cairo_status_to_string(status));
  add_to_catalog(impl_->bytes, impl_->language, impl_->titled);
  return std::move(impl_->bytes);
}

}  // namespace lantern
