#include "renderer/text/glyph_outlines.h"

#include <new>

#include <pango/pangofc-font.h>

namespace lantern {
namespace {

/// What HarfBuzz draws to. Its functions must not let exceptions through C.
struct Pen {
  Path path;
  double scale = 1;
  bool failed = false;

  Point at(float x, float y) const { return {x * scale, -y * scale}; }

  template <class Add>
  void add(Add add_to) noexcept {
    try {
      add_to(path);
    } catch (const std::bad_alloc&) {
      failed = true;
    }
  }
};

void move_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  Pen& pen = *static_cast<Pen*>(data);
  pen.add([&](Path& path) { path.move_to(pen.at(x, y)); });
}

void line_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  Pen& pen = *static_cast<Pen*>(data);
  pen.add([&](Path& path) { path.line_to(pen.at(x, y)); });
}

void cubic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x2,
              float y2, float x, float y, void*) {
  Pen& pen = *static_cast<Pen*>(data);
  pen.add([&](Path& path) { path.cubic_to(pen.at(x1, y1), pen.at(x2, y2), pen.at(x, y)); });
}

void close_path(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) {
  static_cast<Pen*>(data)->add([](Path& path) { path.close(); });
}

}  // namespace

GlyphOutlines::GlyphOutlines() : functions_(hb_draw_funcs_create()) {
  // Without a function for quadratics HarfBuzz turns them into cubics.
  hb_draw_funcs_set_move_to_func(functions_.get(), move_to, nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(functions_.get(), line_to, nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(functions_.get(), cubic_to, nullptr, nullptr);
  hb_draw_funcs_set_close_path_func(functions_.get(), close_path, nullptr, nullptr);
}

std::shared_ptr<const Path> GlyphOutlines::find(PangoFont* font, PangoGlyph glyph) {
  Face& face = face_of(font);
  const auto known = face.outlines.find(glyph);
  if (known != face.outlines.end()) return known->second;
  return face.outlines.emplace(glyph, draw(face.font.get(), glyph)).first->second;
}

GlyphOutlines::Face& GlyphOutlines::face_of(PangoFont* font) {
  hb_face_t* face = hb_font_get_face(pango_font_get_hb_font(font));
  Face& known = faces_[face];
  if (known.font) return known;
  known.font.reset(hb_font_create(face));
  FcChar8* file = nullptr;
  const FcPattern* pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
  if (FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch) {
    known.file = std::make_shared<const std::string>(reinterpret_cast<const char*>(file));
  }
  return known;
}

std::shared_ptr<const Path> GlyphOutlines::draw(hb_font_t* font, PangoGlyph glyph) const {
  Pen pen;
  pen.scale = 1.0 / hb_face_get_upem(hb_font_get_face(font));
  hb_font_get_glyph_shape(font, glyph, functions_.get(), &pen);
  if (pen.failed) throw std::bad_alloc();
  if (pen.path.empty()) return nullptr;
  return std::make_shared<const Path>(std::move(pen.path));
}

std::shared_ptr<const Path> missing_glyph_outline() {
  constexpr double kSide = 0.07, kTop = -0.7, kLine = 0.05;
  Path frame = rect_path({kSide, kTop, kMissingGlyphAdvance - kSide, 0});
  // The inside runs the other way round, which leaves it empty.
  const Box inner = Box{kSide, kTop, kMissingGlyphAdvance - kSide, 0}.inset(kLine);
  frame.append(rect_path({inner.x1, inner.y0, inner.x0, inner.y1}));
  return std::make_shared<const Path>(std::move(frame));
}

}  // namespace lantern
