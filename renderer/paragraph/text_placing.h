#pragma once

#include "core/record/value.h"
#include "core/spec/theme.h"
#include "renderer/look/look.h"
#include "renderer/paragraph/rich_text.h"

// Where texts stand, and what they are set in.

namespace lantern {

/// A text item whose box is placed about `at`: `anchor` (0, 0) puts its top left corner there,
/// (0.5, 0.5) its middle. With `inside`, it is moved into that box where it would leave it.
struct TextPlacing {
  Point at;
  Point anchor{0.5, 0.5};
  double angle = 0;
  const Box* inside = nullptr;
  double reserve = 0;  ///< width that is kept for it; 0: its own
  double lead = 0;     ///< the part of what it leaves of that width that lies before it, 0 to 1
};
TextShape place_text(const ShapedTextPtr& text, const TextPlacing& placing);
PlacedText place_text(const ParagraphPtr& text, const TextPlacing& placing);

/// With its baseline moved to a whole canvas unit: small texts that stand still are sharper so. For
/// what moves, it would stutter.
TextShape on_pixel(TextShape text);
PlacedText on_pixel(PlacedText text);

/// The box of a placed text that is not turned.
Box text_box(const PlacedText& text);

/// The text of a row, and the most room that it takes over the film.
ParagraphPtr set_live_text(const LiveText& label, size_t row, const Font& font, const Color& color,
                           const Look& look, const Typesetter& typesetter,
                           TextAlign align = TextAlign::start, Wrap wrap = {});
/// With each hole at its widest over the film; empty where nothing changes.
RichText widest_spans(const LiveText& label, const Font& font, const Look& look,
                      const Typesetter& typesetter);
ParagraphPtr set_widest(const LiveText& label, const Font& font, const Look& look,
                        const Typesetter& typesetter, TextAlign align = TextAlign::start,
                        Wrap wrap = {});

Font font_of(const Theme& theme, const TypeStyle& style);

/// The halo that keeps a text legible on whatever lies under it.
Halo halo_of(const Look& look, double size);

}  // namespace lantern
