#include <cmath>

#include "renderer/marks/common.h"
#include "renderer/paths/clip.h"

namespace lantern::rule_mark {
namespace {

struct Rule : LabelText {
  NumberChannel x, y, x2, y2;
  ColorChannel color;
  NumberChannel width;
  ChoiceChannel style;
  NumberChannel opacity;
  std::string label_side;
  std::optional<LiveText> before, after;
  ColorChannel before_color, after_color;
};

constexpr double kLabelGap = 6;

struct Segment {
  Point from, to;
};

/// With x alone it crosses the view from top to bottom, with y alone from left to right; with both
/// ends given it goes from (x, y) to (x2, y2).
Segment segment_of(const MarkInput& in, const Rule& rule, size_t row) {
  const Plot& plot = in.plot;
  const double x = plot.x_of(rule.x, row, 0);
  const double y = plot.y_of(rule.y, row, 0);
  if (!rule.y.given && !rule.y2.given) {
    const double x2 = rule.x2.given ? plot.x_of(rule.x2, row) : x;
    return {{x, plot.area.y0}, {x2, plot.area.y1}};
  }
  if (!rule.x.given && !rule.x2.given) {
    const double y2 = rule.y2.given ? plot.y_of(rule.y2, row) : y;
    return {{plot.area.x0, y}, {plot.area.x1, y2}};
  }
  return {
      {x, y},
      {rule.x2.given ? plot.x_of(rule.x2, row) : x, rule.y2.given ? plot.y_of(rule.y2, row) : y}};
}

/// What is seen of it; nothing where it is all outside.
std::optional<Segment> seen_of(const MarkInput& in, const Segment& segment) {
  const Path path = clipped_line(polyline_path({segment.from, segment.to}), in.visible);
  if (path.empty()) return std::nullopt;
  return Segment{path.points.front(), path.points.back()};
}

PlacedText placed(const MarkInput& in, const LiveText& text, size_t row, const Font& font, Point at,
                  Point anchor, const Color& color, double reserve = 0) {
  TextPlacing placing;
  placing.at = at;
  placing.anchor = anchor;
  placing.reserve = reserve;
  placing.lead = lead_of(anchor);
  const TextAlign align = anchor.x > 0.75   ? TextAlign::end
                          : anchor.x < 0.25 ? TextAlign::start
                                            : TextAlign::middle;
  const Color letters = in.look.for_text(color, font);
  PlacedText shape = place_text(
      in, set_live_text(text, row, font, letters, in.look, in.typesetter, align), placing);
  shape.color = letters;
  shape.halo = halo_of(in.look, font.size);
  return shape;
}

constexpr double kSideGap = 10, kArrow = 22, kHead = 5, kRow = 9, kText = 7;

/// From the rule to the text on one side of it: an arrow along `way`, of length 1.
Path side_arrow(Point start, Point way) {
  const Point tip = start + way * kArrow, across{std::fabs(way.y), std::fabs(way.x)};
  Path out = polyline_path({start, tip});
  const Point back = tip - way * kHead;
  out.append(polyline_path({back - across * kHead, tip, back + across * kHead}));
  return out;
}

/// How far a text goes on each side of its place.
struct SidePlace {
  Point start, way, text, anchor;
  double room, length;  ///< from the rule to the area's edge, and what is needed of that
};

/// Beside the upper end of an upright rule, above and below the right end of a level one.
SidePlace side_place(const MarkInput& in, const Segment& rule, bool upright, double direction,
                     const Paragraph& text) {
  const Box& area = in.plot.area;
  SidePlace out;
  if (upright) {
    const Point end = rule.from;
    out.way = {direction, 0};
    out.start = {end.x + direction * kSideGap, end.y + kRow};
    out.anchor = {direction > 0 ? 0.0 : 1.0, 0.5};
    out.room = direction > 0 ? area.x1 - end.x : end.x - area.x0;
    out.length = kSideGap + kArrow + kText + text.width;
  } else {
    const Point end = rule.to;
    out.way = {0, direction};
    out.start = {end.x - kRow, end.y + direction * kSideGap};
    out.anchor = {1, direction > 0 ? 0.0 : 1.0};
    out.room = direction > 0 ? area.y1 - end.y : end.y - area.y0;
    out.length = kSideGap + kArrow + kText + text.height;
  }
  out.text = out.start + out.way * (kArrow + kText);
  if (!upright) out.text.x = rule.to.x - kRow + kHead;
  return out;
}

/// A text on one side of the rule with an arrow that points away from it. It goes as the room
/// between the rule and the area's edge runs out: there is nothing left for it to name.
void emit_side(const MarkInput& in, const LiveText& label, const Font& font, const Color& color,
               const Segment& rule, bool upright, double direction, double opacity,
               std::string_view part, MarkOutput& out) {
  constexpr double kVanish = 16;
  if (label[0].empty()) return;
  const ParagraphPtr text = set_live_text(label, 0, font, in.look.for_text(color, font), in.look,
                                          in.typesetter, TextAlign::start);
  const SidePlace place = side_place(in, rule, upright, direction, *text);
  const PlacedText shape = placed(in, label, 0, font, place.text, place.anchor, color);
  opacity *= std::clamp(1 + (place.room - place.length) / kVanish, 0.0, 1.0);
  const Stroke stroke{color, 2.2, Cap::round, Join::round, {}, 0};
  const std::string id = in.id + "." + std::string(part);
  Group side;  // one thing to effects: it fades in when the rule is drawn
  side.children = {
      make_item(id + ".arrow", PathShape{side_arrow(place.start, place.way), {}, stroke}),
      text_item(id + ".text", shape)};
  out.items.push_back(make_item(id, std::move(side), opacity));
}

void emit_label(const MarkInput& in, const Rule& rule, const Segment& segment, const Color& color,
                size_t row, MarkOutput& out) {
  if ((*rule.label)[row].empty()) return;
  const bool upright =
      std::fabs(segment.to.x - segment.from.x) < std::fabs(segment.to.y - segment.from.y);
  LabelSpot spot;
  spot.fixed = rule.label_side != "auto";
  spot.side = direction_of(spot.fixed ? rule.label_side : "above");
  spot.gap = kLabelGap;
  spot.weight = 2;
  const Point side = spot.side;
  // At the upper end of an upright rule, at the right end of a level one.
  const Point end = upright ? segment.from : segment.to;
  const Point at = end + Point{side.x * kLabelGap, side.y * kLabelGap};
  const Point anchor{upright ? (1 - side.x) / 2
                             : (side.x < 0   ? 1.0
                                : side.x > 0 ? 0.0
                                             : 1.0),
                     upright && side.y == 0 ? 0.0 : (1 - side.y) / 2};
  // What changes its reading has the room of its widest one, so that it does not shake.
  const Font font = label_font(in.look.theme(), rule);
  const double reserve =
      rule.label->film ? set_widest(*rule.label, font, in.look, in.typesetter)->width : 0;
  PlacedText shape = placed(in, *rule.label, row, font, at, anchor, color, reserve);
  spot.target.add(end);
  spot.home = text_box(shape);
  spot.within = in.plot.cell;
  spot.within.y0 = std::min(in.plot.area.y0, spot.home.y0);  // not into the heading
  add_label(out,
            text_item(in.row_id(row, "rule") + ".label", shape, rule.opacity[row],
                      in.keys ? static_cast<int>(row) : -1),
            std::move(spot), plain_leader(in.look.theme()["muted"]));
}

/// An upright rule across the view has its label above the area or, level, at its right.
Margins label_room(const RecordValue& fields, const Look& look, const Typesetter& typesetter) {
  const auto rule = bind<Rule>(fields);
  Margins out;
  if (!rule.label) return out;
  const Font font = label_font(look.theme(), rule);
  const ParagraphPtr widest = set_widest(*rule.label, font, look, typesetter);
  const Point side = direction_of(rule.label_side == "auto" ? "above" : rule.label_side);
  const bool upright = rule.x.given && !rule.y.given && !rule.y2.given;
  const bool level = rule.y.given && !rule.x.given && !rule.x2.given;
  if (upright && side.y < 0) out.top = kLabelGap + widest->height;
  if (level && side.x > 0) out.right = kLabelGap + widest->width;
  return out;
}

/// Before is where the numbers of the axis are smaller: at the left, or below.
void emit_sides(const MarkInput& in, const Rule& rule, MarkOutput& out) {
  const std::optional<Segment> first = seen_of(in, segment_of(in, rule, 0));
  if (!first) return;
  const bool level = !rule.x.given && !rule.x2.given && (rule.y.given || rule.y2.given);
  const auto side_color = [&](const ColorChannel& channel, std::string_view name) {
    return RowColors(in.look, channel, place_of_field(in.fields, name), "ink")[0];
  };
  const Font font = label_font(in.look.theme(), rule);
  const double after = level ? -1 : 1;
  if (rule.before) {
    emit_side(in, *rule.before, font, side_color(rule.before_color, "before_color"), *first, !level,
              -after, rule.opacity[0], "before", out);
  }
  if (rule.after) {
    emit_side(in, *rule.after, font, side_color(rule.after_color, "after_color"), *first, !level,
              after, rule.opacity[0], "after", out);
  }
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto rule = bind<Rule>(in.fields);
  const RowWords styles(rule.style, line_styles(), place_of_field(in.fields, "style"));
  const RowColors colors(in.look, rule.color, place_of_field(in.fields, "color"), "ink");
  for (size_t row = 0; row < in.count; ++row) {
    const std::optional<Segment> seen = seen_of(in, segment_of(in, rule, row));
    if (!seen) {
      if (in.anchored) out.anchors.push_back(nowhere());
      continue;
    }
    const Segment& segment = *seen;
    const double width = rule.width.given ? rule.width[row] : in.look.theme().rule_width;
    const Stroke stroke{colors[row],
                        width,
                        styles[row] == "dotted" ? Cap::round : Cap::butt,
                        Join::round,
                        dashes(styles[row], width),
                        0};
    const int item_row = in.keys ? static_cast<int>(row) : -1;
    out.items.push_back(make_item(in.row_id(row, "rule"),
                                  PathShape{polyline_path({segment.from, segment.to}), {}, stroke},
                                  rule.opacity[row], item_row));
    if (rule.label) emit_label(in, rule, segment, colors[row], row, out);
    if (in.anchored) {
      Box box;
      box.add(segment.from);
      box.add(segment.to);
      out.anchors.push_back({mix(segment.from, segment.to, 0.5), box});
      out.anchors.back().way =
          std::make_shared<const Path>(polyline_path({segment.from, segment.to}));
    }
  }
  if (in.count > 0) emit_sides(in, rule, out);
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind =
        {"rule", "A straight line: across the view at x or y, or from (x, y) to (x2, y2).",
         with_data_fields<Rule>(
             {field<&Rule::x>("x", "Where it stands.", {.axis = AxisName::x}),
              field<&Rule::y>("y", "Where it lies.", {.axis = AxisName::y}),
              field<&Rule::x2>("x2", "Its other end.", {.axis = AxisName::x}),
              field<&Rule::y2>("y2", "Its other end.", {.axis = AxisName::y}),
              field<&Rule::color>("color", "Its colour.", {.fallback = "ink"}),
              field<&Rule::width>("width", "Its width; the theme's if absent.",
                                  {.least = 0, .px = true}),
              field<&Rule::style>("style", "Whole or broken.",
                                  {.fallback = "solid", .choices = line_styles()}),
              field<&Rule::label, Rule>("label", "A text at its end."), label_size_field<Rule>(),
              field<&Rule::label_side>("label_side",
                                       "The side that the label stands at; auto: a free one.",
                                       {.fallback = "auto", .choices = label_sides()}),
              field<&Rule::before>("before",
                                   "What lies before it: a text with an arrow to the left, of a "
                                   "level rule downwards."),
              field<&Rule::before_color>("before_color", "That text's colour.",
                                         {.fallback = "ink"}),
              field<&Rule::after>("after",
                                  "What lies behind it: a text with an arrow to the right, of a "
                                  "level rule upwards."),
              field<&Rule::after_color>("after_color",
                                        "That text's colour.", {.fallback = "ink"})}),
         false, Way::rows},
    .emit = emit,
    .by_row = true,
    .effect = "draw",
    .label_room = label_room};

}  // namespace lantern::rule_mark
