#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/marks/annotation.h"
#include "renderer/paths/clip.h"
#include "renderer/paths/cubic.h"

namespace lantern::arrow_mark {
namespace {

constexpr double kFromEdge = 3;  // of the canvas, for the shaft

struct Arrow : EndFields, LabelFields {
  NumberChannel bend;
  std::string route;
  ColorChannel color;
  NumberChannel width;
  NumberChannel head;
  std::string heads;
  std::string shape;
  NumberChannel gap;
  ChoiceChannel style;
  NumberChannel opacity;
};

/// From middle to middle, bent to the left of its way by that share of its length.
Cubic arc_between(Point a, Point b, double bend) {
  const Point way = b - a, left{way.y, -way.x};
  constexpr double kThird = 1.0 / 3;
  const Point out = left * (bend * 4 / 3);
  return {a, a + way * kThird + out, b - way * kThird + out, b};
}

bool is_inside(const Cubic& arc, const Box& box) {
  constexpr int kPoints = 24;
  for (int i = 0; i <= kPoints; ++i) {
    if (!box.contains(point_at(arc, double(i) / kPoints))) return false;
  }
  return true;
}

/// As bent as asked for, or as the canvas allows. What leads out of it even straight stays.
Cubic arc_within(Point a, Point b, double bend, const Box& canvas) {
  const Cubic asked = arc_between(a, b, bend);
  if (is_inside(asked, canvas) || !is_inside(arc_between(a, b, 0), canvas)) return asked;
  double fits = 0, leaves_it = 1;
  for (int step = 0; step < 20; ++step) {
    const double middle = (fits + leaves_it) / 2;
    (is_inside(arc_between(a, b, bend * middle), canvas) ? fits : leaves_it) = middle;
  }
  return arc_between(a, b, bend * fits);
}

/// The part that is outside of both ends' boxes, as far from them as asked; a place is reached.
Cubic between_boxes(const Cubic& arc, const Ends& ends, double gap) {
  const auto grown = [&](const Box& box) {
    return box.width() + box.height() > 0 ? box.inset(-gap) : box;
  };
  const double start = leaves(arc, grown(ends.from.box), false);
  const double end = leaves(arc, grown(ends.to.box), true);
  return end > start ? part_of(arc, start, end) : arc;
}

/// Two strokes back from the tip.
void add_head(Path& path, Point tip, Point from, double size) {
  constexpr double kOpening = 0.5;  // radians to each side
  const double back = portable::atan2(from.y - tip.y, from.x - tip.x);
  const auto wing = [&](double turn) {
    return Point{tip.x + size * portable::cos(back + turn),
                 tip.y + size * portable::sin(back + turn)};
  };
  path.move_to(wing(kOpening));
  path.line_to(tip);
  path.line_to(wing(-kOpening));
}

bool is_block(const Arrow& arrow) {
  return arrow.shape == "block";
}

double width_of(const Arrow& arrow, size_t row) {
  return arrow.width.given ? arrow.width[row] : is_block(arrow) ? 16 : 2.2;
}

double head_of(const Arrow& arrow, size_t row) {
  return arrow.head.given ? arrow.head[row] : is_block(arrow) ? width_of(arrow, row) * 1.25 : 11;
}

/// The way with its heads.
Path path_of(const Arrow& arrow, const Path& way, size_t row) {
  Path path = way;
  const double length = path_length(path);
  const double size = std::min(head_of(arrow, row), length * 0.6);
  if (size <= 0) return path;
  const Point before = point_along(way, 1 - size / length).at;
  const Point after = point_along(way, size / length).at;
  if (arrow.heads != "none") add_head(path, way.points.back(), before, size);
  if (arrow.heads == "both") add_head(path, way.points.front(), after, size);
  return path;
}

/// What is so far to the left of the way, at a part of its length.
Point beside(const Path& way, double along, double left) {
  const PathPoint place = point_along(way, along);
  return place.at + Point{portable::sin(place.angle), -portable::cos(place.angle)} * left;
}

/// One region along the way, as wide as the shaft, with heads that are wider. Always as many
/// points, so that one becomes the other.
Path block_of(const Arrow& arrow, const Path& way, size_t row) {
  constexpr double kWings = 1.05;  // of the width, to each side
  constexpr int kParts = 32;
  const double length = path_length(way), half = width_of(arrow, row) / 2;
  const double most = arrow.heads == "both" ? 0.45 : 0.8;
  const double share = length > 0 ? std::min(head_of(arrow, row) / length, most) : 0;
  const double start = arrow.heads == "both" ? share : 0,
               end = arrow.heads == "none" ? 1 : 1 - share;
  std::vector<Point> points;
  const auto add_side = [&](double from, double to, double left) {
    for (int i = 0; i <= kParts; ++i) {
      points.push_back(beside(way, from + (to - from) * i / kParts, left));
    }
  };
  const auto add_tip = [&](double at, double tip, double left) {
    points.push_back(beside(way, at, left * kWings * 2));
    points.push_back(point_along(way, tip).at);
    points.push_back(beside(way, at, -left * kWings * 2));
  };
  add_side(start, end, half);
  if (arrow.heads != "none") add_tip(end, 1, half);
  add_side(end, start, -half);
  if (arrow.heads == "both") add_tip(start, 0, -half);
  Path out = polyline_path(points);
  out.close();
  return out;
}

Path way_of(const Cubic& shaft) {
  Path way;
  way.move_to(shaft[0]);
  way.cubic_to(shaft[1], shaft[2], shaft[3]);
  return way;
}

/// Straight pieces with round corners.
Path round_way(const std::vector<Point>& points) {
  constexpr double kRadius = 10, kHandle = 0.5523;  // of a quarter circle
  const auto towards = [](Point from, Point to, double far) {
    const Point way = to - from;
    const double length = std::max(1e-9, portable::hypot(way.x, way.y));
    return from + way * (std::min(far, length / 2) / length);
  };
  Path out;
  out.move_to(points.front());
  for (size_t i = 1; i + 1 < points.size(); ++i) {
    const Point in = towards(points[i], points[i - 1], kRadius);
    const Point on = towards(points[i], points[i + 1], kRadius);
    out.line_to(in);
    out.cubic_to(mix(in, points[i], kHandle), mix(on, points[i], kHandle), on);
  }
  out.line_to(points.back());
  return out;
}

/// Level and upright pieces: out of one side, half-way across, and into the other's.
Path elbow_way(const Ends& ends, double gap) {
  const auto grown = [&](const Box& box) {
    return box.width() + box.height() > 0 ? box.inset(-gap) : box;
  };
  const Box from = grown(ends.from.box), to = grown(ends.to.box);
  const Point a = from.center(), b = to.center();
  const double across = std::max(to.x0 - from.x1, from.x0 - to.x1);
  const double down = std::max(to.y0 - from.y1, from.y0 - to.y1);
  if (across >= down) {
    const double x0 = b.x > a.x ? from.x1 : from.x0, x1 = b.x > a.x ? to.x0 : to.x1;
    if (std::fabs(a.y - b.y) < 0.5) return polyline_path({{x0, a.y}, {x1, a.y}});
    const double middle = (x0 + x1) / 2;
    return round_way({{x0, a.y}, {middle, a.y}, {middle, b.y}, {x1, b.y}});
  }
  const double y0 = b.y > a.y ? from.y1 : from.y0, y1 = b.y > a.y ? to.y0 : to.y1;
  if (std::fabs(a.x - b.x) < 0.5) return polyline_path({{a.x, y0}, {a.x, y1}});
  const double middle = (y0 + y1) / 2;
  return round_way({{a.x, y0}, {a.x, middle}, {b.x, middle}, {b.x, y1}});
}

/// From a thing to itself, over its upper edge.
Path loop_way(const Box& box, double gap) {
  constexpr double kLeast = 26;
  const Point middle = box.center();
  const double wide = std::max(box.width() * 0.3, 6.0);
  const double high = std::max(kLeast, std::max(box.width(), box.height()) * 0.9);
  const double top = box.y0 - gap + std::min(gap, box.height() * 0.1);
  Path out;
  out.move_to({middle.x - wide, top});
  out.cubic_to({middle.x - wide * 2.6, top - high}, {middle.x + wide * 2.6, top - high},
               {middle.x + wide, top});
  return out;
}

Anchor anchor_of(const Path& way, const Path& drawn) {
  Anchor out{drawn.bounds().center(), drawn.bounds()};
  out.way = std::make_shared<const Path>(way);
  return out;
}

/// Whether it leads from a thing to itself.
bool is_loop(const Ends& ends) {
  return !is_nowhere(ends.from) && ends.from.box == ends.to.box &&
         ends.from.box.width() + ends.from.box.height() > 0;
}

/// Whether both ends are somewhere, and not at the same place.
bool apart(const Ends& ends) {
  return !is_nowhere(ends.from) && !is_nowhere(ends.to) &&
         ends.from.box.center() != ends.to.box.center();
}

void emit_arrow_label(const MarkInput& in, const Arrow& arrow, const Path& whole, size_t row,
                      const Color& color, MarkOutput& out) {
  if (!arrow.label || (*arrow.label)[row].empty()) return;
  const Font font = label_font(in.look.theme(), arrow);
  const Color letters = in.look.for_text(color, font);
  const ParagraphPtr shaped =
      set_live_text(*arrow.label, row, font, letters, in.look, in.typesetter, TextAlign::middle);
  const Path way = clipped_line(whole, in.visible);
  if (way.empty()) return;
  LabelSpot spot;
  spot.names = Names::way;
  spot.along = 0.5;
  spot.gap = width_of(arrow, row) / 2 + 5;
  spot.weight = 3;
  spot.within = room_for_labels(in.plot);
  const std::string asked = label_side_of(in, arrow, row);
  spot.fixed = asked != "auto";
  const Point start = whole.points.front(), end = whole.points.back();
  const Point out_of_bend = point_along(way, 0.5).at - mix(start, end, 0.5);
  const bool level = std::fabs(end.x - start.x) >= std::fabs(end.y - start.y);
  const std::string_view side =
      level ? (out_of_bend.y > 0 ? "below" : "above") : (out_of_bend.x < 0 ? "left" : "right");
  spot.side = direction_of(spot.fixed ? std::string_view(asked) : side);
  const Point at = point_along(way, 0.5).at;
  PlacedText shape = place_text(
      in, shaped,
      {at + spot.side * spot.gap, {(1 - spot.side.x) / 2, (1 - spot.side.y) / 2}, 0, nullptr, 0});
  spot.home = text_box(shape);
  spot.target = way.bounds();
  spot.way = std::make_shared<const PathRuler>(way);
  shape.color = letters;
  shape.halo = halo_of(in.look, font.size);
  add_label(out,
            text_item(in.row_id(row, "arrow") + ".label", shape, arrow.opacity[row],
                      in.keys ? static_cast<int>(row) : -1),
            std::move(spot), plain_leader(in.look.theme()["muted"]));
}

/// From rim to rim, by the route that is asked for.
Path route_of(const MarkInput& in, const Arrow& arrow, const Ends& ends, size_t row) {
  if (is_loop(ends)) return loop_way(ends.from.box, arrow.gap[row]);
  if (arrow.route == "elbow") return elbow_way(ends, arrow.gap[row]);
  const Box room = in.canvas.inset(width_of(arrow, row) / 2 + kFromEdge);
  const double bend = arrow.route == "straight" ? 0 : arrow.bend[row];
  const Cubic arc = arc_within(ends.from.box.center(), ends.to.box.center(), bend, room);
  return way_of(between_boxes(arc, ends, arrow.gap[row]));
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto arrow = bind<Arrow>(in.fields);
  const RowColors colors(in.look, arrow.color, place_of_field(in.fields, "color"), "ink");
  const RowWords styles(arrow.style, line_styles(), place_of_field(in.fields, "style"));
  const RowColors texts(in.look, arrow.label_color, place_of_field(in.fields, "label_color"),
                        "ink");
  for (size_t row = 0; row < in.count; ++row) {
    const Ends ends = ends_of(in, arrow, row);
    if (!apart(ends) && !is_loop(ends)) {
      if (in.anchored) out.anchors.push_back(nowhere());
      continue;
    }
    const Path way = route_of(in, arrow, ends, row);
    const double width = width_of(arrow, row);
    const Stroke stroke{colors[row], width, Cap::round, Join::round, dashes(styles[row], width), 0};
    const PathShape shape = is_block(arrow) ? PathShape{block_of(arrow, way, row), colors[row], {}}
                                            : PathShape{path_of(arrow, way, row), {}, stroke};
    if (in.anchored) out.anchors.push_back(anchor_of(way, shape.path));
    out.items.push_back(make_item(in.row_id(row, "arrow"), shape, arrow.opacity[row],
                                  in.keys ? static_cast<int>(row) : -1));
    emit_arrow_label(in, arrow, way, row, texts[row], out);
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"arrow", "An arrow from one thing to another, or to itself, from edge to edge.",
             with_data_fields<Arrow>(joined(
                 {end_fields<Arrow>(),
                  {field<&Arrow::bend>("bend",
                                       "How far it bends to the left of its way, by its length.",
                                       {.fallback = "0.2", .least = -1, .most = 1}),
                   field<&Arrow::route>(
                       "route", "How it gets there: bent, straight, or level and upright.",
                       {.fallback = "bend", .choices = {"bend", "straight", "elbow"}}),
                   field<&Arrow::color>("color", "Its colour.", {.fallback = "ink"}),
                   field<&Arrow::width>("width", "Its width; 2.2, of a block 16 if absent.",
                                        {.least = 0, .px = true}),
                   field<&Arrow::head>("head",
                                       "The length of its head; 11, of a block what suits its "
                                       "width if absent.",
                                       {.least = 0, .px = true}),
                   field<&Arrow::shape>("shape", "A line, or a block: a filled arrow.",
                                        {.fallback = "line", .choices = {"line", "block"}}),
                   field<&Arrow::heads>("heads", "Which ends have heads.",
                                        {.fallback = "end", .choices = {"end", "both", "none"}}),
                   field<&Arrow::gap>("gap", "Space to the marks at its ends.",
                                      {.fallback = "7", .least = 0, .px = true}),
                   field<&Arrow::style>("style", "Whole or broken.",
                                        {.fallback = "solid", .choices = line_styles()})},
                  label_fields<Arrow>()})),
             false, Way::rows},
    .emit = emit,
    .outside = Outside::left_out,
    .effect = "draw",
    .whole = true};

}  // namespace lantern::arrow_mark
