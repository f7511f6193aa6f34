#include "renderer/formula/draw_formula.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/diagnostics/diagnostics.h"
#include "renderer/formula/formula_letters.h"
#include "renderer/formula/formula_words.h"
#include "renderer/formula/live_number.h"
#include "renderer/formula/terms.h"

namespace lantern {
namespace {

/// A source with its holes filled, and which byte of the literals each of its bytes comes from.
struct Composed {
  std::string tex;
  std::vector<size_t> origins;
};

/// The first of a hole's readings that no other is wider than: numbers in the formula's figures,
/// texts in the letters around it.
std::string widest_reading(const std::vector<std::string>& readings, bool term,
                           const std::string& family, const Typesetter& typesetter) {
  std::string out;
  double widest = -1;
  for (const std::string& reading : readings) {
    const double width = is_number(reading)
                             ? width_of_number(reading, term, typesetter.formulas().glyphs())
                             : typesetter.texts()
                                       .shape(reading, {family, kFormulaTextSize * 100, 400, false})
                                       ->width /
                                   100;
    if (width <= widest) continue;
    widest = width;
    out = reading;
  }
  return out;
}

Composed compose(const TexSource& source, size_t row, const std::string& family,
                 const Typesetter& typesetter) {
  Composed out;
  const std::vector<bool> terms = terms_of(source.literals);
  size_t literal_bytes = 0;
  for (size_t i = 0; i < source.literals.size(); ++i) {
    for (const char c : source.literals[i]) {
      out.tex += c;
      out.origins.push_back(literal_bytes++);
    }
    if (i == source.holes.size()) break;
    std::string widest;
    const bool term = terms[i];
    if (source.readings[i]) widest = widest_reading(*source.readings[i], term, family, typesetter);
    out.tex += tex_of_hole(i, widest.empty() ? source.holes[i][row] : widest, term);
    out.origins.resize(out.tex.size(), literal_bytes);
  }
  return out;
}

Location place_of(const Composed& composed, const TexSource& source, size_t offset,
                  const Location& at) {
  if (!source.places || source.places->empty()) return at;
  const size_t literal =
      offset < composed.origins.size() ? composed.origins[offset] : source.places->size() - 1;
  return (*source.places)[std::min(literal, source.places->size() - 1)];
}

class Drawer {
 public:
  Drawer(const TexSource& source, size_t row, const std::string& id, const Keys* parts,
         const FormulaInk& ink)
      : source_(source),
        terms_(terms_of(source.literals)),
        row_(row),
        id_(id),
        parts_(parts),
        ink_(ink) {}

  void operator()(const FormulaShape& shape) {
    PathShape out;
    out.path = placed(shape.path);
    const Color color = color_of(shape.style);
    if (shape.stroke > 0) {
      out.stroke = Stroke{color, shape.stroke * ink_.size, Cap::butt, Join::miter, {}, 0};
      const double unit = out.stroke->width;
      if (shape.dash == "dashed") out.stroke->dash = {unit * 4, unit * 4};
      if (shape.dash == "dotted") out.stroke->dash = {unit, unit * 2};
    } else {
      out.fill = color;
    }
    add(shape.style, shape.name, std::move(out));
  }

  void operator()(const FormulaText& text) {
    add_text(text.text, text.at, text.size, text.bold, text.italic, text.style);
  }

  void operator()(const FormulaHole& hole) {
    if (hole.hole >= source_.holes.size()) return;  // an author's own \cssId of such a name
    const std::string reading = source_.holes[hole.hole][row_];
    if (!is_number(reading)) {
      add_text(reading, start_of(hole, reading), hole.text_size, false, false, hole.style);
      return;
    }
    add(hole.style, fmt::format("{}", hole.hole), number_of(hole, reading));
  }

  /// What is not named comes and goes with the part after it, as a sign does with its term.
  std::vector<ItemPtr> take() {
    int row = -1;
    for (const ItemPtr& item : items_) row = std::max(row, item->row);
    for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
      if ((*item)->row >= 0) {
        row = (*item)->row;
      } else if (row >= 0) {
        Item owned = **item;
        owned.row = row;
        *item = std::make_shared<const Item>(std::move(owned));
      }
    }
    return std::move(items_);
  }

 private:
  /// One item: at no time do figures that two numbers have stand there without the others.
  Group number_of(const FormulaHole& hole, const std::string& reading) const {
    Group out;
    out.figures = reading;
    const std::vector<NumberGlyph> glyphs =
        set_number(reading, hole, terms_[hole.hole], ink_.typesetter.formulas().glyphs());
    for (size_t i = 0; i < glyphs.size(); ++i) {
      PathShape figure;
      figure.path = placed(glyphs[i].outline);
      figure.fill = color_of(hole.style);
      // Places count from the end.
      out.children.push_back(make_item(
          fmt::format("{}.{}-{}.{}", id_, hole.hole, glyphs.size() - i, glyphs[i].character),
          std::move(figure)));
    }
    return out;
  }

  Path placed(const Path& path) const {
    return transformed(path, ink_.size, ink_.size, ink_.origin);
  }

  Font font(double size, bool bold, bool italic) const {
    return {ink_.look.theme().family, size * ink_.size, bold ? 700 : 400, italic};
  }

  Point start_of(const FormulaHole& hole, const std::string& text) const {
    const double free =
        hole.width - set(text, font(hole.text_size, false, false)).width / ink_.size;
    const double shift = hole.align == HoleAlign::start ? 0
                         : hole.align == HoleAlign::end ? free
                                                        : free / 2;
    return hole.at + Point{shift, 0};
  }

  void add_text(const std::string& text, Point at, double size, bool bold, bool italic,
                const FormulaStyle& style) {
    const Font letters = font(size, bold, italic);
    for (const FormulaLetter& piece : set(text, letters).pieces) {
      const Point origin = ink_.origin + at * ink_.size + Point{piece.at, 0};
      if (!piece.letters) {
        add(style, "emoji", emoji_shape(*piece.emoji, origin, letters.size));
        continue;
      }
      TextShape out;
      out.text = piece.letters;
      out.origin = ink_.still ? Point{origin.x, std::round(origin.y)} : origin;
      out.color = color_of(style);
      add(style, "text", std::move(out));
    }
  }

  FormulaLetters set(const std::string& text, const Font& font) const {
    return set_letters(text, font, ink_.typesetter.texts());
  }

  static ImageShape emoji_shape(const EmojiPicture& picture, Point origin, double size) {
    const Point corner = origin + Point{picture.box.x0, picture.box.y0} * size;
    return {picture.file, corner, picture.box.width() * size, picture.box.height() * size, 0};
  }

  Color color_of(const FormulaStyle& style) const {
    if (!style.color.empty()) return named(style.color);
    return style.classes.empty() ? ink_.color : named(style.classes.back());
  }

  /// As its smallest letters, those of indices of indices, need it.
  Color named(const std::string& name) const {
    constexpr double kSmallest = 0.5;
    return ink_.look.for_text(ink_.look.named(name, place_of_name(name)),
                              font(kSmallest, false, false));
  }

  /// Where the source gives the name of a colour.
  Location place_of_name(const std::string& name) const {
    std::string literals;
    for (const std::string& literal : source_.literals) literals += literal;
    const size_t brace = literals.find("{" + name + "}");
    if (!source_.places || brace == std::string::npos) return ink_.at;
    const size_t at = brace + 1;
    return at < source_.places->size() ? (*source_.places)[at] : ink_.at;
  }

  template <class Shape>
  void add(const FormulaStyle& style, const std::string& name, Shape shape) {
    const std::string stem = style.part.empty() ? name : style.part + "." + name;
    const int place = ++seen_[stem];
    int row = -1;
    if (parts_) {
      if (const auto part = parts_->find(style.part)) row = static_cast<int>(*part);
    }
    items_.push_back(
        make_item(fmt::format("{}.{}.{}", id_, stem, place), std::move(shape), style.opacity, row));
  }

  const TexSource& source_;
  std::vector<bool> terms_;
  size_t row_;
  const std::string& id_;
  const Keys* parts_;
  const FormulaInk& ink_;
  std::map<std::string, int> seen_;
  std::vector<ItemPtr> items_;
};

/// Found here, not while the script is read: so it hides no mistakes of other formulas.
void refuse_dollars(const TexSource& source, const Location& at) {
  std::string literals;
  for (const std::string& literal : source.literals) literals += literal;
  const auto dollar = dollar_outside_text(literals);
  if (!dollar) return;
  const bool placed = source.places && *dollar < source.places->size();
  throw SceneError({Severity::error, "tex", placed ? (*source.places)[*dollar] : at,
                    "a formula has no dollar signs around it",
                    "leave the $ out; the character itself is \\$"});
}

}  // namespace

FormulaPtr set_formula(const TexSource& source, size_t row, bool display, const Theme& theme,
                       const Typesetter& typesetter, const Location& at) {
  if (!typesetter.formulas().available()) {
    throw SceneError({Severity::error, "tex", at, "this lantern was built without formulas",
                      "build it where `npm` is on the PATH"});
  }
  refuse_dollars(source, at);
  const Composed composed = compose(source, row, theme.family, typesetter);
  if (const auto words = words_outside_text(composed.tex)) {
    Location place = place_of(composed, source, *words, at);
    place.length = (unsigned char)(composed.tex[*words]) < 0xE0 ? 2 : 3;  // bytes of the letter
    throw SceneError({Severity::error, "tex", place,
                      "these letters make words, which mathematics sets letter by letter",
                      "put them in \\text{…}"});
  }
  try {
    return typesetter.formulas().typeset(composed.tex, display, theme.family);
  } catch (const TexError& mistake) {
    throw SceneError({Severity::error, "tex", place_of(composed, source, mistake.offset, at),
                      mistake.what(), mistake.hint});
  }
}

void foresee_formulas(const TexSource& source, size_t rows, bool display, const Theme& theme,
                      const Typesetter& typesetter) {
  if (rows < 2 || !typesetter.formulas().available()) return;
  std::set<std::string> sources;
  for (size_t row = 0; row < rows; ++row) {
    sources.insert(compose(source, row, theme.family, typesetter).tex);
  }
  typesetter.formulas().foresee(sources, display, theme.family);
}

std::vector<ItemPtr> draw_formula(const Formula& formula, const TexSource& source, size_t row,
                                  const std::string& id, const Keys* parts, const FormulaInk& ink) {
  Drawer drawer(source, row, id, parts, ink);
  for (const auto& item : formula.items) std::visit(drawer, item);
  return drawer.take();
}

}  // namespace lantern
