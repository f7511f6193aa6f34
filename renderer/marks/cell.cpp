#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "renderer/marks/bands.h"
#include "renderer/marks/patterned.h"

namespace lantern::cell_mark {
namespace {

struct Cell : LabelText {
  NumberChannel x, y;
  ColorChannel color;
  ChoiceChannel pattern;
  NumberChannel opacity;
  std::string shape;
  NumberChannel gap;
  double radius = 0;
};

constexpr double kAlone = 0.1;  // of the area, for a cell without neighbours

/// The distance to the nearest cell of the same row of cells: where every other row is shifted by
/// half a cell, those of all rows are too near.
double pitch_in_rows(const MarkInput& in, const Cell& cell) {
  if (in.plot.x.type->named || !cell.x.per_row()) {
    return band_along(in.plot.x, cell.x, in.count, in.plot.area.width() * kAlone);
  }
  std::map<double, std::vector<double>> rows;
  for (size_t row = 0; row < in.count; ++row) {
    const Point p = in.plot.at(cell.x, cell.y, row);
    rows[std::round(p.y * 100)].push_back(p.x);
  }
  double out = INFINITY;
  for (auto& [y, places] : rows) {
    std::sort(places.begin(), places.end());
    for (size_t i = 1; i < places.size(); ++i) {
      const double step = places[i] - places[i - 1];
      if (step > 1e-3) out = std::min(out, step);
    }
  }
  return std::isfinite(out)
             ? out
             : band_along(in.plot.x, cell.x, in.count, in.plot.area.width() * kAlone);
}

struct Size {
  double width = 0, height = 0;
};

Size size_of(const MarkInput& in, const Cell& cell) {
  return {pitch_in_rows(in, cell),
          band_along(in.plot.y, cell.y, in.count, in.plot.area.height() * kAlone)};
}

/// Standing on a corner; rows of them overlap by a quarter of their height.
Path hexagon(Point at, double width, double height) {
  const double w = width / 2, h = height / 2;
  Path path = polyline_path({{at.x, at.y - h},
                             {at.x + w, at.y - h / 2},
                             {at.x + w, at.y + h / 2},
                             {at.x, at.y + h},
                             {at.x - w, at.y + h / 2},
                             {at.x - w, at.y - h / 2}});
  path.close();
  return path;
}

/// Neighbours that touch share a side on whole canvas units' fractions alike, so that nothing shows
/// between them.
double shared_side(double middle, double half) {
  return std::round((middle + half) * 64) / 64;
}

Box box_at(Point at, const Size& size, double gap) {
  const double w = size.width / 2, h = size.height / 2;
  const Box whole{shared_side(at.x, -w), shared_side(at.y, -h), shared_side(at.x, w),
                  shared_side(at.y, h)};
  return whole.inset(gap / 2);
}

/// Bands stand a little apart, cells of a grid of numbers touch.
double gap_of(const MarkInput& in, const Cell& cell, size_t row) {
  const bool bands = in.plot.x.type->named && in.plot.y.type->named;
  return cell.gap.given ? cell.gap[row] : bands ? 2 : 0;
}

/// The text in a cell; whether it has room.
bool emit_text(const MarkInput& in, const Cell& cell, const Box& box, const Color& fill, size_t row,
               std::string_view pattern, MarkOutput& out) {
  const Font font = label_font(in.look.theme(), cell);
  const Color color = in.look.letters_on(fill.a > 0 ? fill : in.look.theme()["ground"]);
  const ParagraphPtr text = set_live_text(*cell.label, row, font, color, in.look, in.typesetter);
  if (text->width > box.width() || text->height > box.height() * 1.2) return false;
  PlacedText shape = place_text(in, text, {box.center(), {0.5, 0.5}, 0, nullptr, 0});
  if (pattern == "none") shape.color = color;
  else set_letters_on(shape, in.look, fill, pattern);
  out.items.push_back(text_item(in.row_id(row, "cell") + ".label", shape, cell.opacity[row],
                                in.keys ? int(row) : -1));
  return true;
}

void emit_texts(const MarkInput& in, const Cell& cell, const std::vector<Box>& boxes,
                const RowColors& colors, const RowPatterns& patterns, MarkOutput& out) {
  size_t cut = 0;
  for (size_t row = 0; row < in.count; ++row) {
    if ((*cell.label)[row].empty()) continue;
    if (!emit_text(in, cell, boxes[row], colors[row], row, patterns[row], out)) ++cut;
  }
  if (cut == 0) return;
  out.faults.push_back({Severity::warning, "no-room", place_of_field(in.fields, "label"),
                        "cells have no room for their labels",
                        "shorter labels, or more room for the view"});
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto cell = bind<Cell>(in.fields);
  const RowColors colors(in.look, cell.color, place_of_field(in.fields, "color"), "accent");
  const RowPatterns patterns(in.look, cell.pattern);
  const Size size = size_of(in, cell);
  const bool hexagons = cell.shape == "hexagon";
  std::vector<Box> boxes;
  for (size_t row = 0; row < in.count; ++row) {
    const Point at = in.plot.at(cell.x, cell.y, row);
    const double gap = gap_of(in, cell, row);
    const Box box = box_at(at, size, gap);
    boxes.push_back(box);
    if (in.anchored) out.anchors.push_back({at, box, {}});
    PathShape shape;
    shape.path = hexagons          ? hexagon(at, size.width - gap, size.height * 4 / 3 - gap)
                 : cell.radius > 0 ? rounded_rect_path(box, cell.radius)
                                   : rect_path(box);
    shape.fill = colors[row];
    shape.crisp = !hexagons && cell.radius == 0;
    if (hexagons && gap == 0) {  // over the seams between slanted sides
      shape.stroke = Stroke{colors[row], 0.75, Cap::butt, Join::miter, {}, 0};
    }
    add_filled(
        in, {in.row_id(row, "cell"), cell.opacity[row], in.keys ? int(row) : -1, std::move(shape)},
        patterns[row], out);
  }
  if (cell.label) emit_texts(in, cell, boxes, colors, patterns, out);
  if (in.clipped) out.clip = in.plot.area;
}

void extend(const RecordValue& fields, size_t count, Extent& x, Extent& y) {
  const auto cell = bind<Cell>(fields);
  extend_by_half_gap(cell.x, count, x);
  extend_by_half_gap(cell.y, count, y);
  if (cell.shape != "hexagon" || !y.tight) return;
  const double corner = least_gap(cell.y, count) / 6;  // beyond half of the distance of rows
  const double shift = least_gap(cell.x, count) / 2;   // of every other row
  x.add(x.low - shift);
  x.add(x.high + shift);
  y.add(y.low - corner);
  y.add(y.high + corner);
}

/// A missing place is none: such a row is not drawn.
std::optional<Covered> covered(const RecordValue& fields, size_t count) {
  const auto cell = bind<Cell>(fields);
  if (!cell.x.per_row() || !cell.y.per_row()) return std::nullopt;
  std::set<std::pair<std::string, std::string>> places;
  size_t cells = 0;
  for (size_t row = 0; row < count; ++row) {
    if (cell.x.column.missing(row) || cell.y.column.missing(row)) continue;
    places.emplace(cell.x.column.text(row), cell.y.column.text(row));
    ++cells;
  }
  if (places.size() >= cells) return std::nullopt;
  return Covered{
      "x", fmt::format("{} cells stand at {} places and cover each other", cells, places.size()),
      "one row for each place: `aggregate` with `by`, or `where`"};
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"cell",
             "A cell for each row, as those of a heat map: as large as its place on both axes.",
             with_data_fields<Cell>(
                 {field<&Cell::x>("x", "Its place: a category, or a number of a grid.",
                                  {.required = true, .axis = AxisName::x}),
                  field<&Cell::y>("y", "Its place along the y axis.",
                                  {.required = true, .axis = AxisName::y}),
                  field<&Cell::color>("color", "Its colour.", {.fallback = "accent"}),
                  pattern_field<Cell>(),
                  field<&Cell::shape>("shape",
                                      "Hexagons fill a grid whose every other row is shifted by "
                                      "half a cell.",
                                      {.fallback = "square", .choices = {"square", "hexagon"}}),
                  field<&Cell::gap>("gap",
                                    "Space to its neighbours; 2 between categories if absent.",
                                    {.least = 0, .px = true}),
                  field<&Cell::radius>("radius", "Of its corners.",
                                       {.fallback = "0", .least = 0, .px = true}),
                  field<&Cell::label, Cell>("label", "A text in it."), label_size_field<Cell>()})},
    .emit = emit,
    .by_row = true,
    .extend = extend,
    .covered = covered};

}  // namespace lantern::cell_mark
