#include <algorithm>
#include <cmath>

#include "core/record/fail.h"
#include "renderer/marks/common.h"
#include "renderer/marks/patterned.h"
#include "renderer/paths/clip.h"
#include "renderer/paths/curve.h"
#include "renderer/paths/polyline.h"

namespace lantern::area_mark {
namespace {

struct Area : LabelFields {
  NumberChannel x, y, y2;
  std::optional<MarkRef> of, to;
  std::string curve;
  ColorChannel color;
  std::string pattern;
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

/// A piece of the area: its rows follow each other.
struct Run {
  std::vector<Point> top, bottom;
};

/// Rows that are left out interrupt the area.
std::vector<Run> runs_of(const MarkInput& in, const Area& area) {
  std::vector<Run> runs;
  for (size_t row = 0; row < in.count; ++row) {
    if (!in.follows(row)) runs.emplace_back();
    const Point p = in.plot.at(area.x, area.y, row);
    runs.back().top.push_back(p);
    runs.back().bottom.push_back({p.x, base_at(in, area, row)});
  }
  if (in.ahead && !runs.empty()) {
    const auto next = bind<Area>(*in.ahead);
    Run& last = runs.back();
    last.top.push_back(mix(last.top.back(), in.plot.at(next.x, next.y, 0), in.ahead_fraction));
    const double from = last.bottom.back().y;
    const double to = next.y2.given ? in.plot.y_of(next.y2, 0) : from;
    last.bottom.push_back({last.top.back().x, from + (to - from) * in.ahead_fraction});
  }
  std::erase_if(runs, [](const Run& run) { return run.top.size() < 2; });
  return runs;
}

Path outline_of(const Run& run, std::string_view curve) {
  Path path = curve_path(run.top, curve);
  const Path under =
      curve_path({run.bottom.rbegin(), run.bottom.rend()}, curve == "step_before"  ? "step_after"
                                                           : curve == "step_after" ? "step_before"
                                                                                   : curve);
  path.line_to(under.points.front());
  path.verbs.insert(path.verbs.end(), under.verbs.begin() + 1, under.verbs.end());
  path.points.insert(path.points.end(), under.points.begin() + 1, under.points.end());
  path.close();
  return path;
}

/// Where it is highest in what is seen of it.
Box label_room_in(const std::vector<Run>& runs, const Box& visible) {
  const auto seen = [&](Point p) {
    return Point{std::clamp(p.x, visible.x0, visible.x1), std::clamp(p.y, visible.y0, visible.y1)};
  };
  std::vector<Point> top, bottom;
  for (const Run& run : runs) {
    for (size_t i = 0; i < run.top.size(); ++i) {
      top.push_back(seen(run.top[i]));
      bottom.push_back(seen(run.bottom[i]));
    }
  }
  return roomiest(top, bottom);
}

/// The way along a mark that a field names, in straight pieces.
std::vector<Point> points_along(const MarkInput& in, std::string_view field) {
  std::vector<Point> out;
  for (const NamedAnchors& named : in.named) {
    if (named.field != field || named.rows.empty()) continue;
    const auto& way = named.rows[0].way;
    if (is_nowhere(named.rows[0])) return out;
    if (!way) {
      fail(in.fields, std::string(field), "an area lies between lines, and this is none",
           "name a line, arrow, rule or tree_path");
    }
    for (const Polyline& piece : polylines_of(*way, 12)) {
      out.insert(out.end(), piece.begin(), piece.end());
    }
  }
  return out;
}

/// Between two lines, or from one to the base.
std::vector<Run> runs_between(const MarkInput& in, const Area& area) {
  Run run{points_along(in, "of"), {}};
  if (area.to) {
    run.bottom = points_along(in, "to");
  } else {
    const double base = in.plot.y.at(in.plot.y.base());
    for (const Point p : run.top) run.bottom.push_back({p.x, base});
  }
  if (run.top.size() < 2 || run.bottom.size() < 2) return {};
  const bool against =
      (run.top.back().x < run.top.front().x) != (run.bottom.back().x < run.bottom.front().x);
  if (against) std::reverse(run.bottom.begin(), run.bottom.end());
  return {run};
}

/// As many points in both edges of a run, for what compares them.
std::vector<Run> paired(std::vector<Run> runs) {
  for (Run& run : runs) {
    const size_t count = std::min(run.top.size(), run.bottom.size());
    const auto thinned = [&](const std::vector<Point>& points) {
      std::vector<Point> out;
      for (size_t i = 0; i < count; ++i) {
        out.push_back(points[count > 1 ? i * (points.size() - 1) / (count - 1) : 0]);
      }
      return out;
    };
    run = {thinned(run.top), thinned(run.bottom)};
  }
  return runs;
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto area = bind<Area>(in.fields);
  const std::vector<Run> runs = area.of ? runs_between(in, area) : runs_of(in, area);
  Path whole;
  for (const Run& run : runs) whole.append(outline_of(run, area.of ? "linear" : area.curve));
  Path path = clipped_region(whole, in.visible);
  if (path.empty()) return;
  const Color color =
      RowColors(in.look, area.color, place_of_field(in.fields, "color"), "accent")[0];
  if (in.anchored) out.anchors.push_back({path.bounds().center(), path.bounds(), {}});
  const auto outline = area.label ? std::make_shared<const Path>(path) : nullptr;
  add_filled(in, {in.id + ".path", area.opacity[0], -1, PathShape{std::move(path), color, {}}},
             area.pattern, out);
  if (area.label) {
    emit_label(in, area,
               {Names::region, label_room_in(paired(runs), in.visible), "center", 1, outline}, 0,
               out);
  }
}

std::vector<Field> fields() {
  std::vector<Field> out = with_data_fields<Area>(
      joined({{field<&Area::x>("x", "Places along the x axis.",
                               {.required = true, .unless = "of", .axis = AxisName::x}),
               field<&Area::y>("y", "Its upper edge.",
                               {.required = true, .unless = "of", .axis = AxisName::y}),
               field<&Area::y2>("y2", "Its lower edge; zero if absent.", {.axis = AxisName::y}),
               field<&Area::of>("of", "Instead of rows: the line that it begins at."),
               field<&Area::to>("to", "The line that it ends at; zero if absent."),
               field<&Area::curve>("curve", "How points are joined.",
                                   {.fallback = "linear", .choices = curve_names()}),
               field<&Area::color>("color", "Fill.", {.fallback = "accent", .whole = true}),
               field<&Area::pattern>(
                   "pattern", "What it is filled with.",
                   {.fallback = "none", .choices = pattern_names(), .kind = FieldKind::choice})},
              label_fields<Area>()}));
  out.back().fallback = "0.35";  // what lies below shows through
  return out;
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{.kind = {"area", "The area under a line through the rows.", fields()},
                     .emit = emit,
                     .leads = true,
                     .effect = "draw"};

}  // namespace lantern::area_mark
