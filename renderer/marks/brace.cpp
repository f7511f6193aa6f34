#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/marks/annotation.h"

namespace lantern::brace_mark {
namespace {

struct Brace : Standing, EndFields, LabelText {
  std::string side;
  NumberChannel gap;
  double depth = 0;
  ColorChannel color;
  double width = 0;
  ColorChannel label_color;
  NumberChannel opacity;
};

/// What it spans, and which way its tip points.
struct Span {
  Point from, to;
  Point out;  // of length 1
};

/// Along one side of a box.
Span beside(const Box& box, Point side) {
  if (side.y != 0) {
    const double y = side.y < 0 ? box.y0 : box.y1;
    return {{box.x0, y}, {box.x1, y}, side};
  }
  const double x = side.x < 0 ? box.x0 : box.x1;
  return {{x, box.y0}, {x, box.y1}, side};
}

/// Between two places, the tip on that side of them.
Span between(Point a, Point b, Point side) {
  const Point way = b - a;
  const double length = std::max(1e-9, portable::hypot(way.x, way.y));
  Point out{way.y / length, -way.x / length};
  if (out.x * side.x + out.y * side.y < 0) out = out * -1;
  return {a, b, out};
}

/// Nothing where an end of it is nowhere.
std::optional<Span> span_of(const MarkInput& in, const Brace& brace, size_t row) {
  const Point side = direction_of(brace.side);
  if (brace.at) {
    const Anchor target = target_of(in, row);
    return !is_nowhere(target) ? std::optional(beside(target.box, side)) : std::nullopt;
  }
  const Ends ends = ends_of(in, brace, row);
  if (is_nowhere(ends.from) || is_nowhere(ends.to)) return std::nullopt;
  if (!brace.from || !brace.to) return between(ends.from.box.center(), ends.to.box.center(), side);
  Box both = ends.from.box;
  both.add(ends.to.box);
  return beside(both, side);
}

struct Drawn {
  Path path;
  Point tip;
};

/// Two arms with rounded ends that meet in a tip.
Drawn draw(const Span& span, double gap, double depth) {
  const Point from = span.from + span.out * gap, to = span.to + span.out * gap;
  const Point way = to - from;
  const double length = std::max(1e-9, portable::hypot(way.x, way.y));
  const Point along = way * (1 / length);
  const double round = std::min(depth, length / 4);
  const Point rise = span.out * (depth / 2), middle = mix(from, to, 0.5);
  const Point tip = middle + span.out * depth;
  Path path;
  path.move_to(from);
  path.cubic_to(from + rise * 0.9, from + rise, from + along * round + rise);
  path.line_to(middle - along * round + rise);
  path.cubic_to(middle - along * (round * 0.35) + rise, middle + rise * 1.1, tip);
  path.cubic_to(middle + rise * 1.1, middle + along * (round * 0.35) + rise,
                middle + along * round + rise);
  path.line_to(to - along * round + rise);
  path.cubic_to(to + rise, to + rise * 0.9, to);
  return {std::move(path), tip};
}

/// How wide a text can be beside the tip, or above or below it.
double room_beside(const Box& within, Point at, Point side) {
  if (side.x == 0) return within.width();
  return side.x > 0 ? within.x1 - at.x : at.x - within.x0;
}

struct Letters {
  Font font;
  Color color;
  TextAlign align;
};

/// Broken into lines where it is too wide for the view.
ParagraphPtr fitted(const MarkInput& in, const LiveText& text, size_t row, const Letters& letters,
                    double room) {
  constexpr double kNarrowest = 3;  // font sizes: narrower lines are none
  const auto set = [&](Wrap wrap) {
    return set_live_text(text, row, letters.font, letters.color, in.look, in.typesetter,
                         letters.align, wrap);
  };
  const ParagraphPtr whole = set({});
  const double lines = std::min(room, in.plot.area.width());  // not over the axis' numbers
  if (whole->width <= room || lines < kNarrowest * letters.font.size) return whole;
  return set(Wrap{lines});
}

void emit_brace_label(const MarkInput& in, const Brace& brace, Point tip, Point out_way, size_t row,
                      const Color& color, MarkOutput& out) {
  if (!brace.label || (*brace.label)[row].empty()) return;
  const Font font = label_font(in.look.theme(), brace);
  const Color letters = in.look.for_text(color, font);
  const bool level = std::fabs(out_way.x) > std::fabs(out_way.y);
  LabelSpot spot;
  spot.side = level ? Point{out_way.x > 0 ? 1.0 : -1.0, 0} : Point{0, out_way.y > 0 ? 1.0 : -1.0};
  spot.fixed = true;
  spot.gap = 5;
  spot.weight = 3;
  spot.target.add(tip);
  spot.within = in.plot.cell;
  const TextAlign align = !level            ? TextAlign::middle
                          : spot.side.x > 0 ? TextAlign::start
                                            : TextAlign::end;
  const double room = room_beside(spot.within, tip + spot.side * spot.gap, spot.side);
  PlacedText shape = place_text(
      in, fitted(in, *brace.label, row, {font, letters, align}, room),
      {tip + spot.side * spot.gap, {(1 - spot.side.x) / 2, (1 - spot.side.y) / 2}, 0, nullptr, 0});
  spot.home = text_box(shape);
  shape.color = letters;
  shape.halo = halo_of(in.look, font.size);
  add_label(out,
            text_item(in.row_id(row, "brace") + ".label", shape, brace.opacity[row],
                      in.keys ? static_cast<int>(row) : -1),
            std::move(spot), plain_leader(in.look.theme()["muted"]));
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto brace = bind<Brace>(in.fields);
  const RowColors colors(in.look, brace.color, place_of_field(in.fields, "color"), "ink");
  const RowColors texts(in.look, brace.label_color, place_of_field(in.fields, "label_color"),
                        "ink");
  for (size_t row = 0; row < in.count; ++row) {
    const std::optional<Span> place = span_of(in, brace, row);
    if (!place) {
      if (in.anchored) out.anchors.push_back(nowhere());
      continue;
    }
    const Span& span = *place;
    const Drawn drawn = draw(span, brace.gap[row], brace.depth);
    const Stroke stroke{colors[row], brace.width, Cap::round, Join::round, {}, 0};
    const Box box = drawn.path.bounds();
    if (in.anchored) out.anchors.push_back({box.center(), box, {}});
    out.items.push_back(make_item(in.row_id(row, "brace") + (in.keys ? ".path" : ""),
                                  PathShape{drawn.path, {}, stroke}, brace.opacity[row],
                                  in.keys ? static_cast<int>(row) : -1));
    emit_brace_label(in, brace, drawn.tip, span.out, row, texts[row], out);
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"brace", "A brace along one side of a mark, of two marks, or between two places.",
             with_data_fields<Brace>(joined(
                 {{field<&Brace::at, Brace>("at",
                                            "The mark along whose side it goes: table, cells@a7."),
                   field<&Brace::group, Brace>(
                       "group",
                       "A column of that mark's data: each row spans the rows there that "
                       "have its own value of the same column, or else its key."),
                   field<&Brace::pick, Brace>(
                       "pick", "Which of its rows.",
                       {.fallback = "all", .choices = {"first", "last", "all"}})},
                  end_fields<Brace>(),
                  {field<&Brace::side>(
                       "side", "The side that its tip points to.",
                       {.fallback = "above", .choices = {"above", "below", "left", "right"}}),
                   field<&Brace::gap>("gap", "Space to what it spans.",
                                      {.fallback = "6", .least = 0, .px = true}),
                   field<&Brace::depth>("depth", "From its ends to its tip.",
                                        {.fallback = "14", .least = 0, .px = true}),
                   field<&Brace::color>("color", "Its colour.", {.fallback = "ink"}),
                   field<&Brace::width>("width", "Its width.",
                                        {.fallback = "2", .least = 0, .px = true}),
                   field<&Brace::label, Brace>("label", "A text at its tip."),
                   label_size_field<Brace>(),
                   field<&Brace::label_color>("label_color", "The label's colour.",
                                              {.fallback = "ink"})}}))},
    .emit = emit,
    .outside = Outside::left_out,
    .effect = "draw",
    .whole = true};

}  // namespace lantern::brace_mark
