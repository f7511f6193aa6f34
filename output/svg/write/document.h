#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "output/markup/element.h"
#include "output/markup/markup.h"
#include "output/svg/write/font_subset.h"
#include "output/svg/write/svg_attributes.h"
#include "output/svg/write/svg_options.h"
#include "output/svg/write/symbol_look.h"
#include "renderer/frame/frame.h"

// What still and animated SVGs are written with.

namespace lantern::svg {

/// What is said once for a whole document: ids, definitions, fonts, head.
class Document {
 public:
  Document(const SvgOptions& options, double width, double height);

  /// A valid XML id that nothing else in the document has.
  std::string unique(std::string_view id);
  /// What every name starts with, so that documents can stand in one page. It is made of all that
  /// is in the document; until `assemble`, which knows that, a sign that no text holds stands for
  /// it.
  static constexpr std::string_view kPrefix = "\x01";

  /// A rectangle to clip by; returns its id.
  std::string clip(const Box& box);
  /// A symbol in the colours of entry `i`, of this size, defined once; returns its id. What is
  /// resized is defined one unit wide, and is so small at times.
  std::string symbol(const Instances& dots, size_t i);
  std::string resized_symbol(const Instances& dots, size_t i, double smallest);
  /// A picture one unit wide with its corner at (0, 0), defined once; returns its id.
  std::string image(const ImageShape& shape);
  void define(const std::string& text) { defs_ += text; }
  /// The class whose elements have this opacity, to whole percents.
  std::string opacity_class(double value);

  /// A <text>, or a <path> where outlines are asked for; `more` are attributes besides. Empty where
  /// there is nothing to see.
  std::string text(std::string_view id, const TextShape& shape, std::string_view more);

  /// The halo of the letters with this id, as a drawing of its own that lies below them: readers
  /// that do not know paint-order would draw it over the letters, and browsers, which draw letter
  /// by letter, over the one before. Fill and stroke must not be said by the letters themselves.
  static std::string below(std::string_view letters, std::string_view rim);

  /// Only the words of a text, in an element whose font and colour are those of its parent.
  std::string bare_text(const TextShape& shape, std::string_view more, std::string_view children);

  /// The outlines of its letters instead.
  std::string outlined(const TextShape& shape, std::string_view more, std::string_view children);

  /// What the names of embedded fonts start with: documents that stand in one page share them.
  std::string family_prefix() const;

  /// The whole document: `style` goes into its style sheet, `body` between head and end.
  std::string assemble(const Color& ground, std::string_view style, std::string_view body) const;

 private:
  std::string define_symbol(const Instances& dots, size_t i, double size, double smallest);
  std::string style_sheet(std::string_view more) const;
  Tag root() const;
  /// What comes before the body.
  std::string head(const Color& ground, std::string_view style) const;

  const SvgOptions& options_;
  double width_, height_;
  std::set<std::string> ids_;
  std::string title_id_, description_id_;
  std::string defs_;
  std::set<int> opacities_;  // percents that there is a class for
  SymbolPaths symbol_paths_;
  size_t outlined_bytes_ = 0;
  std::map<std::string, std::string> symbols_;      // by drawing: id
  std::map<const ImageFile*, std::string> images_;  // by file: id
  UsedFonts fonts_;
};

}  // namespace lantern::svg
