#include "renderer/paragraph/rich_text.h"

#include <algorithm>
#include <cmath>

#include "core/base/overloaded.h"
#include "core/base/portable_math.h"
#include "core/diagnostics/diagnostics.h"
#include "renderer/formula/draw_formula.h"
#include "renderer/frame/transform_item.h"
#include "renderer/look/look.h"
#include "renderer/paragraph/balanced.h"
#include "renderer/text/emoji.h"

namespace lantern {
namespace {

/// TeX among letters is as large as makes its \text{…} as large as they are.
constexpr double kFormulaSize = 1 / kFormulaTextSize;

/// Takes the spans of one formula together. Bytes are counted from its dollar.
TexSource formula_at(const RichText& text, size_t& i) {
  TexSource out;
  out.literals.emplace_back();
  const SpanStyle& style = text[i].style;
  auto places = std::make_shared<std::vector<Location>>();
  for (; i < text.size() && text[i].style.formula == style.formula; ++i) {
    if (text[i].live) {
      out.holes.push_back({true, text[i].text, {}});
      out.readings.push_back(text[i].readings);
      out.literals.emplace_back();
      continue;
    }
    out.literals.back() += text[i].text;
    for (size_t k = 0; k < text[i].text.size(); ++k) {
      Location at = style.at;
      at.column += static_cast<std::int32_t>(places->size()) + 1;
      at.length = 1;
      places->push_back(at);
    }
  }
  // With live values in between, or over several lines, the formula as a whole is the place.
  if (!out.holes.empty()) places->assign(places->size(), style.at);
  out.places = std::move(places);
  return out;
}

/// What is set among letters in the place of one, and what is drawn there.
struct Inset {
  InlineBox box;
  std::vector<ItemPtr> items;
};

/// Spans to be set; those with a box have something to draw in it.
struct Spans {
  std::vector<ParagraphSpan> spans;
  std::vector<std::vector<ItemPtr>> items;  // one a span

  void add(ParagraphSpan span) {
    spans.push_back(std::move(span));
    items.emplace_back();
  }
  void add(ParagraphSpan span, Inset inset) {
    span.box = inset.box;
    spans.push_back(std::move(span));
    items.push_back(std::move(inset.items));
  }
};

Inset formula_box(const TexSource& source, const Location& at, const Font& font, const Color& color,
                  const Look& look, const Typesetter& typesetter) {
  const FormulaPtr formula = set_formula(source, 0, false, look.theme(), typesetter, at);
  const double size = font.size * kFormulaSize;
  Inset out{{formula->width * size, formula->ascent * size, formula->descent * size}, {}};
  out.items = draw_formula(*formula, source, 0, "formula", nullptr,
                           {{}, size, color, look, typesetter, at});
  return out;
}

/// An emoji of this size, standing on the baseline as its font says.
Inset emoji_box(const EmojiPicture& picture, double size) {
  const Box box{picture.box.x0 * size, picture.box.y0 * size, picture.box.x1 * size,
                picture.box.y1 * size};
  Inset out{{picture.advance * size, 0, 0}, {}};
  ImageShape image{picture.file, {box.x0, box.y0}, box.width(), box.height(), 0};
  out.items.push_back(make_item("emoji", std::move(image)));
  return out;
}

/// Letters, and pictures in the place of emoji as far as there are any.
void add_letters(const ParagraphSpan& span, const std::string& text, double size,
                 const Typesetter& typesetter, Spans& out) {
  size_t from = 0;
  const auto letters = [&](size_t to) {
    if (to > from) out.add({text.substr(from, to - from), span.bold, span.italic, span.color, {}});
  };
  for (const ByteRange& range : find_emoji(text)) {
    const auto picture =
        typesetter.texts().emoji(text.substr(range.begin, range.end - range.begin));
    if (!picture) continue;
    letters(range.begin);
    from = range.end;
    out.add({"", false, false, {}, {}}, emoji_box(*picture, size));
  }
  letters(text.size());
}

bool has_emoji(const RichText& text) {
  return std::any_of(text.begin(), text.end(),
                     [](const TextSpan& span) { return !find_emoji(span.text).empty(); });
}

Spans spans_of(const RichText& text, const Font& font, const Color& color, const Look& look,
               const Typesetter& typesetter) {
  Spans out;
  for (size_t i = 0; i < text.size();) {
    const SpanStyle& style = text[i].style;
    ParagraphSpan span{"", style.bold, style.italic, {}, {}};
    if (!style.color.empty()) span.color = look.for_text(look.named(style.color, style.at), font);
    if (style.formula >= 0) {
      const TexSource source = formula_at(text, i);
      Inset formula =
          formula_box(source, style.at, font, span.color.value_or(color), look, typesetter);
      out.add(std::move(span), std::move(formula));
    } else {
      add_letters(span, text[i++].text, font.size, typesetter, out);
    }
  }
  return out;
}

bool ends_in_blank(const std::string& text) {
  return text.empty() || text.back() == ' ';
}
bool starts_with_blank(const std::string& text) {
  return text.empty() || text.front() == ' ';
}

/// Whether a run's rim would lie on the letters of one beside it.
bool touches_others(const std::vector<Paragraph::Run>& runs, size_t i) {
  const auto same_line = [&](size_t other) { return runs[other].at.y == runs[i].at.y; };
  const auto touch = [](const ShapedText& a, const ShapedText& b) {
    return !ends_in_blank(a.text) && !starts_with_blank(b.text);
  };
  return (i > 0 && same_line(i - 1) && touch(*runs[i - 1].text, *runs[i].text)) ||
         (i + 1 < runs.size() && same_line(i + 1) && touch(*runs[i].text, *runs[i + 1].text));
}

Path outline_of(const ShapedText& text) {
  Path out;
  for (const Glyph& glyph : text.glyphs) {
    if (!glyph.outline) continue;
    out.append(transformed(*glyph.outline, text.font.size, text.font.size, glyph.at));
  }
  return out;
}

/// Draws the parts of a paragraph about the origin; then all of it is turned and moved.
class PartWriter {
 public:
  PartWriter(const std::string& id, const PlacedText& text) : id_(id), text_(text) {}

  std::vector<ItemPtr> run() {
    // Rims lie below all letters: none takes a bite out of its neighbour.
    if (text_.halo) add_rims();
    for (size_t i = 0; i < runs().size(); ++i) add_run(i);
    for (size_t i = 0; i < boxes().size(); ++i) {
      Group box{text_.text->contents[i], {}};
      add(moved(make_item(part("box", i), std::move(box)), boxes()[i].at));
    }
    return std::move(out_);
  }

 private:
  const std::vector<Paragraph::Run>& runs() const { return text_.text->runs; }
  const std::vector<Paragraph::PlacedBox>& boxes() const { return text_.text->boxes; }
  std::string part(std::string_view name, size_t i) const {
    return id_ + "." + std::string(name) + std::to_string(i);
  }

  /// Runs turn about their own origin, so only that is moved.
  Point placed(Point at) const {
    const double c = portable::cos(text_.angle), s = portable::sin(text_.angle);
    return text_.origin + Point{at.x * c - at.y * s, at.x * s + at.y * c};
  }

  void add(const ItemPtr& item) { out_.push_back(moved(turned(item, text_.angle), text_.origin)); }

  void add_rim(std::string id, Path path) {
    const Stroke rim{text_.halo->color, text_.halo->width, Cap::round, Join::round, {}, 0};
    if (!path.empty()) add(make_item(std::move(id), PathShape{std::move(path), {}, rim}));
  }

  void add_rims() {
    for (size_t i = 0; i < runs().size(); ++i) {
      if (!touches_others(runs(), i)) continue;
      add_rim(part("rim", i), transformed(outline_of(*runs()[i].text), 1, 1, runs()[i].at));
    }
    Path all;
    for (size_t i = 0; i < boxes().size(); ++i) {
      all.append(transformed(outlines_of(text_.text->contents[i]), 1, 1, boxes()[i].at));
    }
    add_rim(id_ + ".rim", std::move(all));
  }

  void add_run(size_t i) {
    const Paragraph::Run& run = runs()[i];
    TextShape shape{run.text, placed(run.at), text_.angle, run.color.value_or(text_.color), {}};
    if (text_.halo && !touches_others(runs(), i)) shape.halo = text_.halo;
    out_.push_back(make_item(part("run", i), std::move(shape)));
  }

  const std::string& id_;
  const PlacedText& text_;
  std::vector<ItemPtr> out_;
};

Path placed_outline_of(const TextShape& text) {
  const ItemPtr letters = make_item("", PathShape{outline_of(*text.text), {}, {}, false});
  const ItemPtr placed = moved(turned(letters, text.angle), text.origin);
  return std::get<PathShape>(placed->shape).path;
}

}  // namespace

Path outlines_of(const std::vector<ItemPtr>& items) {
  Path out;
  for (const ItemPtr& item : items) {
    std::visit(Overloaded{[&](const Group& group) { out.append(outlines_of(group.children)); },
                          [&](const PathShape& shape) { out.append(shape.path); },
                          [&](const TextShape& text) { out.append(placed_outline_of(text)); },
                          [](const Instances&) {}, [](const ImageShape&) {}},
               item->shape);
  }
  return out;
}

ParagraphPtr paragraph_of(ShapedTextPtr text) {
  Paragraph out;
  out.words = text->text;
  out.width = text->width;
  out.ascent = text->ascent;
  out.height = text->height();
  out.lines = text->lines;
  out.runs.push_back({std::move(text), {}, {}});
  return std::make_shared<const Paragraph>(std::move(out));
}

ParagraphPtr spaced(const ParagraphPtr& text, double spacing) {
  if (spacing == 1 || text->lines < 2) return text;
  Paragraph out = *text;
  double last = 0;
  // Whole, as the lines' own distance is: all lines lie between pixels where the first one does.
  const auto more = [&](double baseline) {
    const double down = std::round(baseline * spacing) - baseline;
    last = std::max(last, down);
    return down;
  };
  for (Paragraph::Run& run : out.runs) {
    run.at.y += more(run.at.y);
    if (run.text->lines < 2) continue;
    ShapedText lines = *run.text;
    for (Glyph& glyph : lines.glyphs) {
      glyph.at.y += more(std::round(glyph.at.y / lines.line_height) * lines.line_height);
    }
    lines.line_height = std::round(lines.line_height * spacing);
    run.text = std::make_shared<const ShapedText>(std::move(lines));
  }
  for (Paragraph::PlacedBox& box : out.boxes) box.at.y += more(box.at.y);
  out.height += last;
  return std::make_shared<const Paragraph>(std::move(out));
}

ParagraphPtr set_text(const RichText& text, const Font& font, const Color& color, const Look& look,
                      const Typesetter& typesetter, TextAlign align, Wrap wrap) {
  if (is_plain(text) && !has_emoji(text))
    return paragraph_of(typesetter.texts().shape(words_of(text), font, align, wrap));
  Spans spans = spans_of(text, font, color, look, typesetter);
  Paragraph out{typesetter.texts().set(spans.spans, font, align, wrap), {}};
  for (const Paragraph::PlacedBox& box : out.boxes) {
    out.contents.push_back(std::move(spans.items[box.span]));
  }
  out.words = words_of(text);
  return std::make_shared<const Paragraph>(std::move(out));
}

std::vector<InlineFormula> formulas_of(const RichText& text) {
  std::vector<InlineFormula> out;
  for (size_t i = 0; i < text.size();) {
    const Location at = text[i].style.at;
    if (text[i].style.formula >= 0) out.push_back({formula_at(text, i), at});
    else ++i;
  }
  return out;
}

ParagraphPtr set_balanced(const RichText& text, const Font& font, const Color& color,
                          const Look& look, const Typesetter& typesetter, TextAlign align,
                          double width) {
  return balanced(width, [&](double within) {
    return set_text(text, font, color, look, typesetter, align, within);
  });
}

ItemPtr text_item(std::string id, const PlacedText& text, double opacity, int row) {
  const Paragraph& paragraph = *text.text;
  if (paragraph.plain()) {
    TextShape shape{paragraph.runs[0].text, text.origin, text.angle, text.color, text.halo};
    return make_item(std::move(id), std::move(shape), opacity, row);
  }
  Group group;
  group.children = PartWriter(id, text).run();
  group.block = TextBlock{paragraph.words, text.origin,      text.angle,
                          paragraph.width, paragraph.ascent, paragraph.height};
  return make_item(std::move(id), std::move(group), opacity, row);
}

std::optional<Box> text_item_box(const Item& item) {
  const auto box = [](Point origin, double width, double ascent, double height) {
    const double top = origin.y - ascent;
    return Box{origin.x, top, origin.x + width, top + height};
  };
  if (const auto* text = std::get_if<TextShape>(&item.shape)) {
    if (text->angle != 0 || !text->text) return std::nullopt;
    return box(text->origin, text->text->width, text->text->ascent, text->text->height());
  }
  const auto* group = std::get_if<Group>(&item.shape);
  if (!group || !group->block || group->block->angle != 0) return std::nullopt;
  const TextBlock& block = *group->block;
  return box(block.origin, block.width, block.ascent, block.height);
}

std::optional<std::string> text_item_words(const Item& item) {
  if (const auto* text = std::get_if<TextShape>(&item.shape)) {
    return text->text ? text->text->text : std::string();
  }
  const auto* group = std::get_if<Group>(&item.shape);
  return group && group->block ? std::optional(group->block->words) : std::nullopt;
}

}  // namespace lantern
