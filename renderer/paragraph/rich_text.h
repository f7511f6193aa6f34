#pragma once

#include <string>

#include "core/record/rich_text.h"
#include "core/record/value.h"
#include "renderer/formula/typesetter.h"
#include "renderer/paragraph/paragraph.h"

// Texts with spans and formulas: from what the script says to items.

namespace lantern {

class Look;

/// A text set in lines. `color` is that of formulas outside of spans; letters take theirs when they
/// are drawn. Throws SceneError where it holds a formula that cannot be set.
ParagraphPtr set_text(const RichText& text, const Font& font, const Color& color, const Look& look,
                      const Typesetter& typesetter, TextAlign align = TextAlign::start,
                      Wrap wrap = {});

/// A formula among letters, and where its first dollar stands.
struct InlineFormula {
  TexSource source;
  Location at;
};
std::vector<InlineFormula> formulas_of(const RichText& text);

/// Set in as few lines as fit `width`, about equally long.
ParagraphPtr set_balanced(const RichText& text, const Font& font, const Color& color,
                          const Look& look, const Typesetter& typesetter, TextAlign align,
                          double width);

/// A text of one style as a paragraph.
ParagraphPtr paragraph_of(ShapedTextPtr text);

/// With its lines `spacing` times as far apart.
ParagraphPtr spaced(const ParagraphPtr& text, double spacing);

/// A paragraph in its place. `origin` is where its first baseline starts; it is turned by `angle`
/// about that point.
struct PlacedText {
  ParagraphPtr text;
  Point origin;
  double angle = 0;
  Color color;
  std::optional<Halo> halo;
};

/// One text item where it has a single style, else a group of them with the text's own id.
ItemPtr text_item(std::string id, const PlacedText& text, double opacity = 1, int row = -1);

/// The outlines of all paths and letters among items, to be rimmed as one.
Path outlines_of(const std::vector<ItemPtr>& items);

/// The box of a text's lines; nothing where the item is no text, or turned.
std::optional<Box> text_item_box(const Item& item);

/// The words of an item that is a text; nothing where it is none.
std::optional<std::string> text_item_words(const Item& item);

}  // namespace lantern
