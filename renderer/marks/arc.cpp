#include <cmath>
#include <numbers>

#include "core/base/portable_math.h"
#include "renderer/marks/common.h"
#include "renderer/marks/patterned.h"

namespace lantern::arc_mark {
namespace {

struct Arc : LabelFields {
  NumberChannel x, y, value, size;
  ColorChannel color;
  ChoiceChannel pattern;
  double inner = 0, start = 0, sweep = 0;
  NumberChannel gap;
  NumberChannel opacity;
};

constexpr double kTurn = 2 * std::numbers::pi;
constexpr int kPieces = 12;    // cubics of each edge: always as many, so that slices morph
constexpr double kFill = 0.9;  // of the area's shorter side

/// From 0 at the top, clockwise.
Point on_circle(Point middle, double radius, double angle) {
  return {middle.x + radius * portable::sin(angle), middle.y - radius * portable::cos(angle)};
}

/// A part of a circle in cubics. The path is at its start.
void arc_to(Path& path, Point middle, double radius, double from, double to) {
  const double step = (to - from) / kPieces;
  const double handle = 4.0 / 3 * portable::tan(step / 4) * radius;
  for (int i = 0; i < kPieces; ++i) {
    const double a = from + step * i, b = from + step * (i + 1);
    const Point p = on_circle(middle, radius, a), q = on_circle(middle, radius, b);
    const Point along_a{portable::cos(a), portable::sin(a)},
        along_b{portable::cos(b), portable::sin(b)};
    path.cubic_to(p + along_a * handle, q - along_b * handle, q);
  }
}

struct Slice {
  Point middle;
  double inner, outer, from, to;

  Path path() const {
    Path out;
    out.move_to(on_circle(middle, outer, from));
    arc_to(out, middle, outer, from, to);
    out.line_to(on_circle(middle, inner, to));
    arc_to(out, middle, inner, to, from);
    out.close();
    return out;
  }
  double half_way() const { return (from + to) / 2; }
  Point center() const {
    return on_circle(middle, inner > 0 ? (inner + outer) / 2 : outer * 0.62, half_way());
  }
  /// A box in its middle that is about as wide as it is there.
  Box room() const {
    const double radius = inner > 0 ? (inner + outer) / 2 : outer * 0.62;
    const double side = std::min(std::fabs(to - from) * radius, (outer - inner) * 0.95);
    return Box::around(center(), side, side);
  }
};

/// Negative values have no slice.
double part_of(const Arc& arc, size_t row) {
  return std::max(0.0, arc.value[row]);
}

std::vector<Slice> slices_of(const MarkInput& in, const Arc& arc) {
  double sum = 0;
  for (size_t row = 0; row < in.count; ++row) sum += part_of(arc, row);
  const double radius = std::min(in.plot.area.width(), in.plot.area.height()) / 2 * kFill;
  double angle = arc.start / 360 * kTurn;
  std::vector<Slice> out;
  for (size_t row = 0; row < in.count; ++row) {
    const Point middle{in.plot.x_of(arc.x, row), in.plot.y_of(arc.y, row)};
    const double outer = arc.size.given ? arc.size[row] / 2 : radius;
    const double end = angle + (sum > 0 ? part_of(arc, row) / sum * arc.sweep / 360 * kTurn : 0);
    out.push_back({middle, outer * arc.inner, outer, angle, end});
    angle = end;
  }
  return out;
}

/// Each row has a hue of its own unless the scene says.
std::vector<Color> colors_of(const MarkInput& in, const Arc& arc) {
  if (!arc.color.given && in.keys) return in.look.of_values(*in.keys->names());
  std::vector<Color> out;
  const RowColors given(in.look, arc.color, place_of_field(in.fields, "color"), "accent");
  for (size_t row = 0; row < in.count; ++row) out.push_back(given[row]);
  return out;
}

/// In the slice where it has room there, else where the stage finds some.
void emit_arc_label(const MarkInput& in, const Arc& arc, const Slice& slice, const Color& color,
                    size_t row, std::string_view pattern, MarkOutput& out) {
  if ((*arc.label)[row].empty()) return;
  const Font font = label_font(in.look.theme(), arc);
  const Color letters = in.look.letters_on(color);
  const ParagraphPtr words =
      set_live_text(*arc.label, row, font, letters, in.look, in.typesetter, TextAlign::middle);
  const bool inside =
      label_side_of(in, arc, row) == "auto" && words->width < slice.room().width() * 1.1;
  if (!inside) {
    return emit_label(in, arc,
                      {.names = Names::region,
                       .box = slice.room(),
                       .side = "center",
                       .opacity = arc.opacity[row],
                       .outline = std::make_shared<const Path>(slice.path())},
                      row, out);
  }
  PlacedText text = place_text(in, words, {slice.center(), {0.5, 0.5}, 0, nullptr, 0});
  set_letters_on(text, in.look, color, pattern);
  out.items.push_back(text_item(in.row_id(row, "slice") + ".label", text, arc.opacity[row],
                                in.keys ? int(row) : -1));
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto arc = bind<Arc>(in.fields);
  const std::vector<Slice> slices = slices_of(in, arc);
  const std::vector<Color> colors = colors_of(in, arc);
  const RowPatterns patterns(in.look, arc.pattern);
  for (size_t row = 0; row < in.count; ++row) {
    const Slice& slice = slices[row];
    if (in.anchored) out.anchors.push_back({slice.center(), slice.room(), {}});
    PathShape shape{slice.path(), colors[row], {}};
    if (arc.gap[row] > 0 && slice.to - slice.from < kTurn - 1e-9) {
      shape.stroke = Stroke{in.look.theme()["ground"], arc.gap[row], Cap::butt, Join::round, {}, 0};
    }
    add_filled(in,
               Item{.id = in.row_id(row, "slice"),
                    .opacity = arc.opacity[row],
                    .row = in.keys ? int(row) : -1,
                    .shape = std::move(shape),
                    .pivot = slice.middle},
               patterns[row], out);
  }
  for (size_t row = 0; row < in.count && arc.label; ++row) {
    if (slices[row].to <= slices[row].from) continue;
    emit_arc_label(in, arc, slices[row], colors[row], row, patterns[row], out);
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"arc", "A slice of a ring or a pie for each row.",
             with_data_fields<Arc>(joined(
                 {{field<&Arc::value>("value", "How large its part of the whole is.",
                                      {.required = true}),
                   field<&Arc::x>("x", "Its middle; that of the view if absent.",
                                  {.axis = AxisName::x}),
                   field<&Arc::y>("y", "Its middle; that of the view if absent.",
                                  {.axis = AxisName::y}),
                   field<&Arc::size>("size", "Width of the whole; as the view has room if absent."),
                   field<&Arc::inner>("inner",
                                      "Width of the hole, as a part of the whole's: 0 is a pie.",
                                      {.fallback = "0.5", .least = 0, .most = 0.98}),
                   field<&Arc::start>("start",
                                      "Where the first one begins, in degrees from the top.",
                                      {.fallback = "0"}),
                   field<&Arc::sweep>("sweep", "How far all go around, in degrees.",
                                      {.fallback = "360", .least = 0, .most = 360}),
                   field<&Arc::gap>("gap", "Between slices.",
                                    {.fallback = "2", .least = 0, .px = true}),
                   field<&Arc::color>("color", "Its colour; another hue for each row if absent."),
                   pattern_field<Arc>()},
                  label_fields<Arc>()}))},
    .emit = emit,
    .outside = Outside::left_out,
    .effect = "grow"};

}  // namespace lantern::arc_mark
