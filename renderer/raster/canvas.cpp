#include "renderer/raster/canvas.h"

#include <cstring>
#include <map>

#include <cairo.h>
#include <fmt/format.h>

#include "core/base/error.h"

namespace lantern {
namespace {

struct FreeSurface {
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
using SurfacePtr = std::unique_ptr<cairo_surface_t, FreeSurface>;

// How far a drawn curve may lie from the true one, in device pixels: a tenth of a pixel is less
// than antialiasing shows on long curves, but small dots would look like polygons.
constexpr double kTolerance = 0.05;

[[noreturn]] void fail(cairo_status_t status) {
  throw RuntimeError(fmt::format("Drawing failed: {}.", cairo_status_to_string(status)));
}

/// What is left to read of a file.
struct Bytes {
  const std::uint8_t* data;
  size_t count;
};

cairo_status_t read_bytes(void* closure, unsigned char* out, unsigned length) {
  Bytes& bytes = *static_cast<Bytes*>(closure);
  if (length > bytes.count) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(out, bytes.data, length);
  bytes.data += length;
  bytes.count -= length;
  return CAIRO_STATUS_SUCCESS;
}

/// Restores clip, source and operator on every way out.
class Saved {
 public:
  explicit Saved(cairo_t* context) : context_(context) { cairo_save(context_); }
  ~Saved() { cairo_restore(context_); }
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;

 private:
  cairo_t* context_;
};

/// Into [0, 1]; not a number becomes 0.
double unit(double v) {
  return v > 0 ? std::min(v, 1.0) : 0;
}

void set_color(cairo_t* cr, const Color& color, double opacity) {
  cairo_set_source_rgba(cr, unit(color.r), unit(color.g), unit(color.b),
                        unit(color.a) * unit(opacity));
}

void set_path(cairo_t* cr, const Path& path) {
  cairo_new_path(cr);
  const Point* p = path.points.data();
  for (const Verb verb : path.verbs) {
    switch (verb) {
      case Verb::move:
        cairo_move_to(cr, p->x, p->y);
        ++p;
        break;
      case Verb::line:
        cairo_line_to(cr, p->x, p->y);
        ++p;
        break;
      case Verb::cubic:
        cairo_curve_to(cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
        p += 3;
        break;
      case Verb::close:
        cairo_close_path(cr);
        break;
    }
  }
}

void set_stroke(cairo_t* cr, const Stroke& stroke) {
  constexpr cairo_line_cap_t kCaps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
                                        CAIRO_LINE_CAP_SQUARE};
  constexpr cairo_line_join_t kJoins[] = {CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND,
                                          CAIRO_LINE_JOIN_BEVEL};
  cairo_set_line_width(cr, stroke.width);
  cairo_set_line_cap(cr, kCaps[static_cast<int>(stroke.cap)]);
  cairo_set_line_join(cr, kJoins[static_cast<int>(stroke.join)]);
  cairo_set_miter_limit(cr, kMiterLimit);
  cairo_set_dash(cr, stroke.dash.data(), static_cast<int>(stroke.dash.size()), stroke.dash_offset);
}

void fill(cairo_t* cr, const PathPaint& paint, double opacity) {
  if (!paint.fill) return;
  set_color(cr, *paint.fill, opacity);
  cairo_fill_preserve(cr);
}

void stroke(cairo_t* cr, const PathPaint& paint, double opacity) {
  if (!paint.stroke || !(paint.stroke->width > 0)) return;
  set_color(cr, paint.stroke->color, opacity);
  set_stroke(cr, *paint.stroke);
  cairo_stroke_preserve(cr);
}

void fill_and_stroke(cairo_t* cr, const PathPaint& paint, double opacity) {
  if (paint.stroke_first) stroke(cr, paint, opacity);
  fill(cr, paint, opacity);
  if (!paint.stroke_first) stroke(cr, paint, opacity);
}

void clip_to(cairo_t* cr, const Box& box) {
  cairo_new_path(cr);
  cairo_rectangle(cr, box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
  cairo_clip(cr);
}

Box as_box(const PixelBox& box) {
  return {double(box.x0), double(box.y0), double(box.x1), double(box.y1)};
}

PixelBox whole(cairo_t* cr) {
  cairo_surface_t* surface = cairo_get_target(cr);
  return {0, 0, cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface)};
}

/// Whether the opacity of the whole differs from the opacity of each paint.
bool needs_group(const PathPaint& paint) {
  return paint.opacity < 1 && paint.fill && paint.stroke && paint.stroke->width > 0;
}

void draw_as_group(cairo_t* cr, const Path& path, const PathPaint& paint, const PixelBox& clip) {
  const Box covered = path.bounds().inset(-reach_of(*paint.stroke) - 1);
  const PixelBox box = pixels_touching(covered, intersection(clip, whole(cr)));
  if (box.empty()) return;
  const Saved saved(cr);
  clip_to(cr, as_box(box));
  cairo_push_group(cr);
  set_path(cr, path);
  fill_and_stroke(cr, paint, 1);
  cairo_pop_group_to_source(cr);
  cairo_paint_with_alpha(cr, unit(paint.opacity));
}

SurfacePtr decoded(const std::vector<std::uint8_t>& png) {
  Bytes bytes{png.data(), png.size()};
  return SurfacePtr(cairo_image_surface_create_from_png_stream(read_bytes, &bytes));
}

SurfacePtr surface_of(const ImageFile& image) {
  SurfacePtr out(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image.width, image.height));
  if (cairo_surface_status(out.get()) != CAIRO_STATUS_SUCCESS) return out;
  cairo_surface_flush(out.get());
  unsigned char* data = cairo_image_surface_get_data(out.get());
  const auto stride = size_t(cairo_image_surface_get_stride(out.get()));
  const size_t words = size_t(image.width);
  for (size_t y = 0; y < size_t(image.height); ++y) {
    std::memcpy(data + y * stride, image.pixels.data() + y * words, words * 4);
  }
  cairo_surface_mark_dirty(out.get());
  return out;
}

}  // namespace

struct DecodedImages::Impl {
  struct Image {
    std::shared_ptr<const ImageFile> file;  // kept, so that nothing else gets its address
    SurfacePtr surface;
  };
  std::map<const ImageFile*, Image> images;
};

DecodedImages::DecodedImages() : impl_(std::make_unique<Impl>()) {}
DecodedImages::~DecodedImages() = default;

cairo_surface_t* DecodedImages::find(const std::shared_ptr<const ImageFile>& file) {
  // What nobody else has any more is not drawn again: a film may have a new picture in every frame.
  std::erase_if(impl_->images, [&](const auto& one) {
    return one.first != file.get() && one.second.file.use_count() == 1;
  });
  Impl::Image& image = impl_->images[file.get()];
  if (image.surface) return image.surface.get();
  image.file = file;
  image.surface = file->png.empty() ? surface_of(*file) : decoded(file->png);
  const cairo_status_t status = cairo_surface_status(image.surface.get());
  if (status != CAIRO_STATUS_SUCCESS) fail(status);
  return image.surface.get();
}

void Canvas::Free::operator()(cairo_t* context) const noexcept {
  cairo_destroy(context);
}

Canvas::Canvas(Pixmap& pixmap) {
  // Alpha is kept even where the picture is opaque: painting over opaque pixels leaves it at 255,
  // whereas Cairo would leave the unused byte of a picture without alpha undefined.
  const SurfacePtr surface(cairo_image_surface_create_for_data(
      reinterpret_cast<unsigned char*>(pixmap.row(0)), CAIRO_FORMAT_ARGB32, pixmap.width(),
      pixmap.height(), static_cast<int>(pixmap.stride() * 4)));
  context_.reset(cairo_create(surface.get()));
  check();
  cairo_set_tolerance(context_.get(), kTolerance);
}

void Canvas::set_pixels(const PixelBox& where, const Color& color) {
  cairo_t* cr = context_.get();
  const Saved saved(cr);
  clip_to(cr, as_box(where));
  cairo_set_operator(cr, CAIRO_OPERATOR_SOURCE);
  set_color(cr, color, 1);
  cairo_paint(cr);
}

void Canvas::draw(const Path& path, const PathPaint& paint, const PixelBox& clip) {
  cairo_t* cr = context_.get();
  if (path.empty() || clip.empty() || !(paint.opacity > 0)) return;
  if (needs_group(paint)) return draw_as_group(cr, path, paint, clip);
  if (clip == whole(cr)) {
    set_path(cr, path);
    return fill_and_stroke(cr, paint, paint.opacity);
  }
  const Saved saved(cr);
  clip_to(cr, as_box(clip));
  set_path(cr, path);
  fill_and_stroke(cr, paint, paint.opacity);
}

void Canvas::draw(cairo_surface_t* image, const Affine& place, double opacity, bool sharp,
                  const PixelBox& clip) {
  cairo_t* cr = context_.get();
  if (clip.empty() || !(opacity > 0)) return;
  const Saved saved(cr);
  clip_to(cr, as_box(clip));
  const cairo_matrix_t matrix{place.xx, place.yx, place.xy, place.yy, place.dx, place.dy};
  cairo_transform(cr, &matrix);
  cairo_set_source_surface(cr, image, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cr), sharp ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
  cairo_paint_with_alpha(cr, unit(opacity));
}

void Canvas::draw_layer(const Canvas& layer, const Box& clip, double opacity) {
  cairo_t* cr = context_.get();
  if (clip.empty()) return;
  const Saved saved(cr);
  clip_to(cr, clip);
  cairo_set_source_surface(cr, cairo_get_target(layer.context_.get()), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
  cairo_paint_with_alpha(cr, unit(opacity));
}

void Canvas::before_pixels() {
  cairo_surface_flush(cairo_get_target(context_.get()));
}

void Canvas::after_pixels() {
  cairo_surface_mark_dirty(cairo_get_target(context_.get()));
}

void Canvas::check() const {
  const cairo_status_t status = cairo_status(context_.get());
  if (status != CAIRO_STATUS_SUCCESS) fail(status);
  const cairo_status_t pixels = cairo_surface_status(cairo_get_target(context_.get()));
  if (pixels != CAIRO_STATUS_SUCCESS) fail(pixels);
}

}  // namespace lantern
