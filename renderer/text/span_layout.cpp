#include "renderer/text/span_layout.h"

#include <algorithm>
#include <cmath>

#include "renderer/text/font_files.h"
#include "renderer/text/layout_runs.h"

namespace lantern {
namespace {

/// Stands for a box in the text that Pango sees. Pango breaks lines around it as around a word; in
/// texts from right to left, it must not have a direction of its own.
std::string_view placeholder(bool right_to_left) {
  return right_to_left ? "\uFFFC" : "x";
}

bool is_right_to_left_letter(gunichar c) {
  switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_ADLAM:
      return true;
    default:
      return false;
  }
}

/// As the first letter does.
bool reads_right_to_left(const std::vector<ParagraphSpan>& spans) {
  for (const ParagraphSpan& span : spans) {
    if (span.box) continue;
    const std::string text = valid_text(span.text);
    for (const char* p = text.c_str(); *p != '\0'; p = g_utf8_next_char(p)) {
      const gunichar c = g_utf8_get_char(p);
      if (g_unichar_isalpha(c)) return is_right_to_left_letter(c);
    }
  }
  return false;
}

Font font_of(const ParagraphSpan& span, const Font& base) {
  Font out = base;
  if (span.bold) out.weight = std::max(700, base.weight);
  out.italic = span.italic != base.italic;
  return out;
}

}  // namespace

/// One line while it is written: everything stands on the baseline 0.
struct SpanLayout::Line {
  double width = 0, ascent = 0, descent = 0;
  bool right_to_left = false;
  std::vector<SetLines::Run> runs;
  std::vector<SetLines::PlacedBox> boxes;
};

/// Joins Pango's runs of one span to ours.
class SpanLayout::LineWriter {
 public:
  LineWriter(const SpanLayout& layout, GlyphOutlines& outlines, const FontSet::Metrics& metrics,
             Line& line)
      : layout_(layout), outlines_(outlines), metrics_(metrics), line_(line) {}

  void add(const PangoGlyphItem& run) {
    const size_t span = layout_.span_at(unsigned(run.item->offset));
    if ((*layout_.spans_)[span].box) return add_box(span);
    if (!open_ || span != span_) {
      finish();
      span_ = span;
      start_ = pen_;
      open_.emplace();
      open_->font = font_of((*layout_.spans_)[span], layout_.font_);
      bytes_ = {unsigned(run.item->offset), 0};
    }
    bytes_.begin = std::min(bytes_.begin, unsigned(run.item->offset));
    bytes_.end = std::max(bytes_.end, unsigned(run.item->offset + run.item->length));
    Point pen{pen_ - start_, 0};
    write_glyphs(outlines_, run, layout_.missing_, pen, *open_);
    pen_ = start_ + pen.x;
  }

  void finish() {
    if (!open_) return;
    ShapedText& out = *open_;
    out.text = layout_.text_.substr(bytes_.begin, bytes_.end - bytes_.begin);
    for (Glyph& glyph : out.glyphs) glyph.cluster -= bytes_.begin;
    out.right_to_left = line_.right_to_left;
    out.width = pen_ - start_;
    out.ascent = metrics_.ascent * out.font.size;
    out.descent = metrics_.descent * out.font.size;
    out.line_height = out.ascent + out.descent;
    std::vector<ByteRange> missing;
    for (const ByteRange& range : layout_.missing_) {
      if (range.begin >= bytes_.begin && range.begin < bytes_.end) missing.push_back(range);
    }
    const std::u32string characters = characters_at(missing, layout_.text_);
    out.missing.assign(characters.begin(), characters.end());
    line_.runs.push_back({std::make_shared<const ShapedText>(std::move(out)),
                          {start_, 0},
                          (*layout_.spans_)[span_].color});
    open_.reset();
  }

 private:
  void add_box(size_t span) {
    const InlineBox& box = *(*layout_.spans_)[span].box;
    finish();
    line_.boxes.push_back({span, box, {pen_, 0}});
    line_.ascent = std::max(line_.ascent, box.ascent);
    line_.descent = std::max(line_.descent, box.descent);
    pen_ += box.width;
  }

  const SpanLayout& layout_;
  GlyphOutlines& outlines_;
  const FontSet::Metrics& metrics_;
  Line& line_;
  std::optional<ShapedText> open_;
  size_t span_ = 0;
  ByteRange bytes_;
  double pen_ = 0, start_ = 0;
};

SpanLayout::SpanLayout(const FontSet& fonts, const std::vector<ParagraphSpan>& spans,
                       const Font& font, Wrap wrap)
    : spans_(&spans), font_(font) {
  const std::string_view box = placeholder(reads_right_to_left(spans));
  for (const ParagraphSpan& span : spans) {
    const Font own = font_of(span, font);
    const FaceFile& face = closest_face(find_family(own.family), own.weight, own.italic);
    StyledRange style{{unsigned(text_.size()), 0}, face.weight, face.italic, -1};
    if (span.box && font.size > 0) style.box_ems = span.box->width / font.size;
    text_ += span.box ? std::string(box) : valid_text(span.text);
    style.range.end = unsigned(text_.size());
    styles_.push_back(style);
  }
  lay_out(fonts, wrap);
  missing_ = missing_in(layout_.get());
  if (!missing_.empty()) lay_out(fonts, wrap);
}

std::u32string SpanLayout::missing() const {
  return characters_at(missing_, text_);
}

void SpanLayout::lay_out(const FontSet& fonts, Wrap wrap) {
  layout_ = fonts.make_layout();
  pango_layout_set_text(layout_.get(), text_.c_str(), static_cast<int>(text_.size()));
  pango_layout_set_attributes(layout_.get(), layout_attributes(text_, missing_, styles_).get());
  wrap_at(layout_.get(), in_ems(wrap, font_));
}

size_t SpanLayout::span_at(unsigned byte) const {
  for (size_t i = 0; i + 1 < styles_.size(); ++i) {
    if (byte < styles_[i].range.end) return i;
  }
  return styles_.size() - 1;
}

SetLines SpanLayout::write(GlyphOutlines& outlines, TextAlign align,
                           const FontSet::Metrics& metrics, double line_height) const {
  const double unit = font_.size / kUnitsPerEm;
  const double ascent = metrics.ascent * font_.size, descent = metrics.descent * font_.size;
  SetLines out;
  std::vector<Line> lines;
  for (const GSList* node = lines_of(layout_.get()); node != nullptr; node = node->next) {
    PangoLayoutLine& line = as_line(node);
    Line& own = lines.emplace_back(
        Line{advance_of(line) * unit, ascent, descent, is_right_to_left(line), {}, {}});
    LineWriter writer(*this, outlines, metrics, own);
    for (const GSList* run = line.runs; run != nullptr; run = run->next) writer.add(as_run(run));
    writer.finish();
    out.width = std::max(out.width, own.width);
  }
  double y = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (i > 0) y += line_height + (lines[i - 1].descent - descent) + (line.ascent - ascent);
    const Point by{offset_of(line.width, out.width, align, line.right_to_left), y};
    for (SetLines::Run& run : line.runs) {
      run.at = run.at + by;
      out.runs.push_back(std::move(run));
    }
    for (SetLines::PlacedBox& box : line.boxes) {
      box.at = box.at + by;
      out.boxes.push_back(std::move(box));
    }
  }
  out.lines = static_cast<int>(lines.size());
  out.ascent = lines.empty() ? ascent : lines.front().ascent;
  out.height = out.ascent + y + (lines.empty() ? descent : lines.back().descent);
  return out;
}

}  // namespace lantern
