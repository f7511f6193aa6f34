#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <cairo.h>

#include "renderer/frame/frame.h"

namespace lantern {

/// Fonts of files, each opened once.
class PdfFonts {
 public:
  PdfFonts();
  ~PdfFonts();
  PdfFonts(const PdfFonts&) = delete;
  PdfFonts& operator=(const PdfFonts&) = delete;

  /// Throws RuntimeError where the file is no font.
  cairo_font_face_t* face(const std::string& file);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Shows a text in the current colour, its characters with it so that it can be searched and
/// copied. Its first baseline starts at (0, 0).
void show_text(cairo_t* cr, const ShapedText& text, PdfFonts& fonts);

}  // namespace lantern
