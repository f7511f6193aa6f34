#include <cmath>
#include <numbers>

#include "core/base/portable_math.h"
#include "core/diagnostics/diagnostics.h"
#include "core/record/field_access.h"
#include "renderer/frame/transform_item.h"
#include "renderer/marks/common.h"
#include "renderer/marks/rolling_text.h"
#include "renderer/marks/text_on_path.h"

namespace lantern::text_mark {
namespace {

struct Text {
  LiveText text;
  std::string role;
  std::optional<double> size;
  std::optional<int> weight;
  ColorChannel color;
  std::string align;
  std::string valign;
  NumberChannel angle;
  bool halo = true;
  double wrap = 0;
  std::string lines;
  double spacing = 1;
  std::optional<ColorChannel> background, outline;
  double padding = 10;
  double radius = 8;
  bool follow = false;
  bool roll = false;
  NumberChannel opacity;

  bool card() const { return background || outline; }
};

TypeStyle style_of(const Theme& theme, const Text& mark) {
  TypeStyle style = mark.role == "title"     ? theme.title
                    : mark.role == "heading" ? theme.heading
                    : mark.role == "tick"    ? theme.tick
                    : mark.role == "caption" ? theme.caption
                                             : theme.label;
  if (mark.size) style.size = asked_size(theme, *mark.size);
  if (mark.weight) style.weight = *mark.weight;
  return style;
}

TextAlign align_of(std::string_view name) {
  return name == "start" ? TextAlign::start : name == "end" ? TextAlign::end : TextAlign::middle;
}

/// What a text starts with is at the right where it reads from right to left.
double anchor_x(TextAlign align, const Paragraph& text) {
  if (align == TextAlign::middle) return 0.5;
  return (align == TextAlign::end) != text.right_to_left() ? 1 : 0;
}

double anchor_y(std::string_view valign) {
  return valign == "top" ? 0 : valign == "bottom" ? 1 : 0.5;
}

/// Draws the rows of a text mark.
class TextWriter {
 public:
  TextWriter(const MarkInput& in, MarkOutput& out)
      : in_(in),
        out_(out),
        mark_(bind<Text>(in.fields)),
        font_(font_of(in.look.theme(), style_of(in.look.theme(), mark_))),
        align_(align_of(mark_.align)),
        lines_(mark_.lines.empty() ? align_ : align_of(mark_.lines)),
        colors_(in.look, mark_.color, place_of_field(in.fields, "color"), "ink") {
    if (mark_.background) ground_ = color_of(*mark_.background, "background");
  }

  void run() {
    if (mark_.text.film) {
      reserve_ = set_widest(mark_.text, font_, in_.look, in_.typesetter, lines_, wrap())->width;
    }
    for (size_t row = 0; row < in_.count; ++row) {
      if (!mark_.text[row].empty()) emit(row);
      else if (in_.anchored) out_.anchors.push_back(nowhere());
    }
  }

 private:
  Wrap wrap() const { return {mark_.wrap, true}; }
  int item_row(size_t row) const { return in_.keys ? static_cast<int>(row) : -1; }

  Color color_of(const ColorChannel& channel, std::string_view field) const {
    return RowColors(in_.look, channel, place_of_field(in_.fields, field), "panel")[0];
  }

  void emit(size_t row) {
    const Color color = in_.look.for_text(colors_[row], font_, ground_);
    const std::string id = in_.row_id(row, "text");
    if (mark_.roll) return emit_rolling(row, id, color);
    const ParagraphPtr text = spaced(
        set_live_text(mark_.text, row, font_, color, in_.look, in_.typesetter, lines_, wrap()),
        mark_.spacing);
    PlacedText shape;
    shape.text = text;
    shape.color = color;
    if (mark_.halo && !mark_.card()) shape.halo = halo_of(in_.look, font_.size);
    if (mark_.follow && !in_.ways.empty() && in_.ways[row]) return emit_following(row, id, shape);
    place(shape, placing_of(row, *text));
    note_outside(row);
    ItemPtr item = mark_.card() ? card(id, shape, row)
                                : text_item(id, shape, mark_.opacity[row], item_row(row));
    if (in_.anchored) out_.anchors.push_back({in_.points[row], bounds(shape), {}});
    out_.items.push_back(std::move(item));
  }

  TextPlacing placing_of(size_t row, const Paragraph& text) {
    TextPlacing out;
    out.at = in_.points[row];
    out.anchor = {anchor_x(align_, text), anchor_y(mark_.valign)};
    out.angle = mark_.angle.given ? mark_.angle[row] * std::numbers::pi / 180 : 0;
    out.reserve = reserve_;
    out.lead = lead_of(out.anchor);
    inside_ = in_.plot.cell.inset(2);
    if (mark_.card()) {  // the card's edge stands where the text's would
      const Point by{mark_.padding * (1 - 2 * out.anchor.x),
                     mark_.padding * (1 - 2 * out.anchor.y)};
      const double c = portable::cos(out.angle), s = portable::sin(out.angle);
      out.at = out.at + Point{by.x * c - by.y * s, by.x * s + by.y * c};
      inside_ = inside_.inset(mark_.padding);
    }
    if (in_.clipped) out.inside = &inside_;
    return out;
  }

  /// A place beyond the view, past what a nudge may mean: the text stands at the view's edge.
  void note_outside(size_t row) {
    const Box near = in_.plot.cell.inset(-2 * font_.size);
    if (!in_.clipped || near.contains(in_.points[row]) || !out_.faults.empty()) return;
    out_.faults.push_back({Severity::warning, "no-effect", in_.fields.at,
                           in_.id + " has a place outside of its view: it stands at the edge",
                           "a place in the view, or `clip: false`"});
  }

  void place(PlacedText& shape, const TextPlacing& placing) const {
    PlacedText placed = place_text(in_, shape.text, placing);
    shape.origin = placed.origin;
    shape.angle = placed.angle;
  }

  Box bounds(const PlacedText& shape) const {
    const Box box = text_box(shape);
    return mark_.card() ? box.inset(-mark_.padding) : box;
  }

  /// A panel behind the text, as wide as it ever gets.
  ItemPtr card(const std::string& id, const PlacedText& shape, size_t row) {
    const double extra = std::max(0.0, reserve_ - shape.text->width);
    const double before = extra * lead_of({anchor_x(align_, *shape.text), 0});
    Box box{-before, -shape.text->ascent, shape.text->width + extra - before,
            shape.text->height - shape.text->ascent};
    box = box.inset(-mark_.padding);
    PathShape panel{
        rounded_rect_path(box, std::min({mark_.radius, box.width() / 2, box.height() / 2})),
        ground_,
        {},
        false};
    if (mark_.outline) {
      panel.stroke =
          Stroke{color_of(*mark_.outline, "outline"), 1.5, Cap::butt, Join::round, {}, 0};
    }
    Group group;
    group.children = {
        moved(turned(make_item(id + ".panel", std::move(panel)), shape.angle), shape.origin),
        text_item(id + ".words", shape)};
    return make_item(id, std::move(group), mark_.opacity[row], item_row(row));
  }

  void emit_following(size_t row, const std::string& id, const PlacedText& shape) {
    FollowedWay way;
    way.path = in_.ways[row].get();
    const NumberChannel progress = bind<Placement>(in_.fields).progress;
    way.progress = progress.given ? progress[row] : 1;
    way.shift = in_.points[row] - point_along(*way.path, way.progress).at;
    way.anchor = anchor_x(align_, *shape.text);
    way.above = anchor_y(mark_.valign);
    Group letters = text_on_path(id, shape, way);
    if (in_.anchored) {
      out_.anchors.push_back({in_.points[row], Box::around(in_.points[row], 1, 1), {}});
    }
    out_.items.push_back(make_item(id, std::move(letters), mark_.opacity[row], item_row(row)));
  }

  void emit_rolling(size_t row, const std::string& id, const Color& color) {
    if (!mark_.text.pieces.empty() || mark_.text.per_row() || mark_.angle.given || mark_.card()) {
      throw SceneError({Severity::error, "roll", place_of_field(in_.fields, "roll"),
                        "only a level text without markup, rows and card can roll", ""});
    }
    RollingText text{mark_.text, font_, color, {}};
    text.placing.at = in_.points[row];
    text.placing.anchor = {align_ == TextAlign::start ? 0
                           : align_ == TextAlign::end ? 1
                                                      : 0.5,
                           anchor_y(mark_.valign)};
    text.placing.reserve = reserve_;
    text.placing.lead = lead_of(text.placing.anchor);
    Group wheels = rolling_text(id, text, in_.typesetter);
    if (in_.anchored)
      out_.anchors.push_back({in_.points[row], Box::around(in_.points[row], 1, 1), {}});
    out_.items.push_back(make_item(id, std::move(wheels), mark_.opacity[row], item_row(row)));
  }

  const MarkInput& in_;
  MarkOutput& out_;
  Text mark_;
  Font font_;
  TextAlign align_, lines_;
  RowColors colors_;
  std::optional<Color> ground_;
  double reserve_ = 0;
  Box inside_;
};

void emit(const MarkInput& in, MarkOutput& out) {
  TextWriter(in, out).run();
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind =
        {"text", "A text for each row, or one.",
         with_data_fields<Text>(joined(
             {{field<&Text::text>("text",
                                  "What it says; {=expr:.2f} is a live value, **bold**, *italic* "
                                  "and [words]{color} are set apart.",
                                  {.required = true})},
              placement_fields(),
              {field<&Text::role>("role", "The theme's text style.",
                                  {.fallback = "label",
                                   .choices = {"label", "title", "heading", "tick", "caption"}}),
               field<&Text::size>("size", "Font size; the role's if absent.",
                                  {.least = 4, .most = 400, .px = true}),
               field<&Text::weight>("weight", "Font weight, 100 to 900; the role's if absent.",
                                    {.least = 100, .most = 900}),
               field<&Text::color>("color", "Its colour.", {.fallback = "ink"}),
               field<&Text::align>("align", "Which end of it stands at its place.",
                                   {.fallback = "middle", .choices = {"start", "middle", "end"}}),
               field<&Text::valign>("valign", "The same, upright.",
                                    {.fallback = "middle", .choices = {"top", "middle", "bottom"}}),
               field<&Text::angle>("angle", "Turned clockwise, in degrees."),
               field<&Text::halo>(
                   "halo", "A rim in the colour that lies below, so that it reads on anything.",
                   {.fallback = "true"}),
               field<&Text::wrap>("wrap", "Breaks lines at this width; 0 does not.",
                                  {.fallback = "0", .least = 0, .px = true}),
               field<&Text::lines>("lines", "How its lines are aligned; as `align` if absent.",
                                   {.choices = {"start", "middle", "end"}}),
               field<&Text::spacing>("spacing", "The distance of its lines; 1 is the font's own.",
                                     {.fallback = "1", .least = 0.5, .most = 4}),
               field<&Text::background>("background", "Colour of a card behind it."),
               field<&Text::outline>("outline", "Colour of the card's edge."),
               field<&Text::padding>("padding", "From the text to the card's edge.",
                                     {.fallback = "10", .least = 0, .px = true}),
               field<&Text::radius>("radius", "Radius of the card's corners.",
                                    {.fallback = "8", .least = 0, .px = true}),
               field<&Text::follow>("follow", "With `along`: its letters follow the way.",
                                    {.fallback = "false"}),
               field<&Text::roll>("roll", "Its live numbers roll as those of an odometer do.",
                                  {.fallback = "false"})}}))},
    .emit = emit,
    .outside = Outside::left_out,
    .whole = true};

}  // namespace lantern::text_mark
