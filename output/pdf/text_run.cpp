#include "output/pdf/text_run.h"

#include <algorithm>

#include <cairo-ft.h>
#include <fmt/format.h>

#include "core/base/error.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

/// Glyphs that follow each other in one font, on one baseline.
struct Run {
  size_t first, last;
};

bool same_run(const Glyph& a, const Glyph& b) {
  return a.file && b.file && *a.file == *b.file && a.at.y == b.at.y;
}

std::vector<Run> runs_of(const ShapedText& text) {
  std::vector<Run> out;
  for (size_t i = 0; i < text.glyphs.size(); ++i) {
    if (!text.glyphs[i].file) continue;
    if (!out.empty() && out.back().last == i && same_run(text.glyphs[i - 1], text.glyphs[i])) {
      out.back().last = i + 1;
    } else {
      out.push_back({i, i + 1});
    }
  }
  return out;
}

/// Where the character at byte `begin` ends: at the next character that has glyphs of its own.
size_t end_of_cluster(const ShapedText& text, const std::vector<size_t>& starts, size_t begin) {
  const auto next = std::upper_bound(starts.begin(), starts.end(), begin);
  return next == starts.end() ? text.text.size() : *next;
}

void show_run(cairo_t* cr, const ShapedText& text, const Run& run,
              const std::vector<size_t>& starts) {
  std::vector<cairo_glyph_t> glyphs;
  std::vector<cairo_text_cluster_t> clusters;
  const bool backward = run.last - run.first > 1 &&
                        text.glyphs[run.last - 1].cluster < text.glyphs[run.first].cluster;
  size_t first_byte = text.text.size(), last_byte = 0;
  for (size_t i = run.first; i < run.last; ++i) {
    const Glyph& glyph = text.glyphs[i];
    glyphs.push_back({glyph.id, glyph.at.x, glyph.at.y});
    const size_t end = end_of_cluster(text, starts, glyph.cluster);
    first_byte = std::min(first_byte, size_t(glyph.cluster));
    last_byte = std::max(last_byte, end);
    if (i > run.first && text.glyphs[i - 1].cluster == glyph.cluster) {
      ++clusters.back().num_glyphs;
    } else {
      clusters.push_back({static_cast<int>(end - glyph.cluster), 1});
    }
  }
  if (backward) std::reverse(clusters.begin(), clusters.end());
  const std::string part = text.text.substr(first_byte, last_byte - first_byte);
  cairo_show_text_glyphs(
      cr, part.data(), static_cast<int>(part.size()), glyphs.data(),
      static_cast<int>(glyphs.size()), clusters.data(), static_cast<int>(clusters.size()),
      backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(0));
}

}  // namespace

struct PdfFonts::Impl {
  struct Face {
    FT_Face file = nullptr;
    cairo_font_face_t* face = nullptr;
  };
  FT_Library library = nullptr;
  std::map<std::string, Face> faces;
};

PdfFonts::PdfFonts() : impl_(std::make_unique<Impl>()) {
  if (FT_Init_FreeType(&impl_->library) != 0) throw RuntimeError("FreeType cannot be started");
}

PdfFonts::~PdfFonts() {
  for (auto& [file, face] : impl_->faces) {
    if (face.face) cairo_font_face_destroy(face.face);
    if (face.file) FT_Done_Face(face.file);
  }
  FT_Done_FreeType(impl_->library);
}

cairo_font_face_t* PdfFonts::face(const std::string& file) {
  Impl::Face& face = impl_->faces[file];
  if (face.face) return face.face;
  if (FT_New_Face(impl_->library, file.c_str(), 0, &face.file) != 0) {
    throw RuntimeError(fmt::format("{}: this is no font", file));
  }
  face.face = cairo_ft_font_face_create_for_ft_face(face.file, FT_LOAD_NO_HINTING);
  return face.face;
}

void show_text(cairo_t* cr, const ShapedText& text, PdfFonts& fonts) {
  std::vector<size_t> starts;
  for (const Glyph& glyph : text.glyphs) starts.push_back(glyph.cluster);
  std::sort(starts.begin(), starts.end());
  cairo_set_font_size(cr, text.font.size);
  for (const Run& run : runs_of(text)) {
    cairo_set_font_face(cr, fonts.face(*text.glyphs[run.first].file));
    show_run(cr, text, run, starts);
  }
}

}  // namespace lantern
