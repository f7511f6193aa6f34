#include <cmath>

#include "renderer/marks/common.h"
#include "renderer/paths/curve.h"

namespace lantern::area_mark {
namespace {

struct Area : LabelFields {
  NumberChannel x, y, y2;
  std::string curve;
  ColorChannel color;
  NumberChannel opacity;
};

/// The base: y2 where it is given, else zero, or the end of the axis that is nearest to it.
double base_at(const MarkInput& in, const Area& area, size_t row) {
  if (area.y2.given) return in.plot.y_of(area.y2, row);
  return in.plot.y.at(in.plot.y.base());
}

/// Where the area is highest: there its label has room.
Box roomiest(const std::vector<Point>& top, const std::vector<Point>& bottom) {
  size_t best = 0;
  for (size_t i = 0; i < top.size(); ++i) {
    if (std::fabs(top[i].y - bottom[i].y) > std::fabs(top[best].y - bottom[best].y)) best = i;
  }
  Box out;
  for (size_t i = 0; i < top.size(); ++i) {
    const double share =
        std::fabs(top[i].y - bottom[i].y) / std::max(1e-9, std::fabs(top[best].y - bottom[best].y));
    if (share < 0.5) continue;
    out.add(top[i]);
    out.add(bottom[i]);
  }
  return out;
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto area = bind<Area>(in.fields);
  std::vector<Point> top, bottom;
  for (size_t row = 0; row < in.count; ++row) {
    const Point p = in.plot.at(area.x, area.y, row);
    const double base = base_at(in, area, row);
    if (!std::isfinite(p.x) || !std::isfinite(p.y) || !std::isfinite(base)) continue;
    top.push_back(p);
    bottom.push_back({p.x, base});
  }
  if (in.ahead && !top.empty()) {
    const auto next = bind<Area>(*in.ahead);
    top.push_back(mix(top.back(), in.plot.at(next.x, next.y, 0), in.ahead_fraction));
    bottom.push_back({top.back().x, bottom.back().y});
  }
  if (top.size() < 2) return;
  Path path = curve_path(top, area.curve);
  const Path under =
      curve_path({bottom.rbegin(), bottom.rend()}, area.curve == "step_before"  ? "step_after"
                                                   : area.curve == "step_after" ? "step_before"
                                                                                : area.curve);
  path.line_to(under.points.front());
  path.verbs.insert(path.verbs.end(), under.verbs.begin() + 1, under.verbs.end());
  path.points.insert(path.points.end(), under.points.begin() + 1, under.points.end());
  path.close();
  const Color color =
      RowColors(in.look, area.color, place_of_field(in.fields, "color"), "accent")[0];
  if (in.anchored) out.anchors.push_back({path.bounds().center(), path.bounds(), {}});
  const auto outline = area.label ? std::make_shared<const Path>(path) : nullptr;
  out.items.push_back(
      make_item(in.id + ".path", PathShape{std::move(path), color, {}}, area.opacity[0]));
  if (area.label)
    emit_label(in, area, {Names::region, roomiest(top, bottom), "center", 1, outline}, 0, out);
}

std::vector<Field> fields() {
  std::vector<Field> out = with_data_fields<Area>(joined(
      {{field<&Area::x>("x", "Places along the x axis.", {.required = true, .axis = AxisName::x}),
        field<&Area::y>("y", "Its upper edge.", {.required = true, .axis = AxisName::y}),
        field<&Area::y2>("y2", "Its lower edge; zero if absent.", {.axis = AxisName::y}),
        field<&Area::curve>("curve", "How points are joined.",
                            {.fallback = "linear", .choices = curve_names()}),
        field<&Area::color>("color", "Fill.", {.fallback = "accent"})},
       label_fields<Area>()}));
  out.back().fallback = "0.35";  // what lies below shows through
  return out;
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{.kind = {"area", "The area under a line through the rows.", fields()},
                     .emit = emit,
                     .effect = "draw"};

}  // namespace lantern::area_mark
