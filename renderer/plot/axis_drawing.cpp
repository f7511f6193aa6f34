#include "renderer/plot/axis.h"

#include <algorithm>
#include <cmath>

#include "renderer/paragraph/text_placing.h"

namespace lantern {
namespace {

constexpr double kTickGap = 8;    // from the area to the tick labels
constexpr double kTitleGap = 8;   // from those to the title
constexpr double kHeadRoom = 10;  // of an arrow's head beyond the area
constexpr double kQuarter = -1.57079632679489662;

Stroke hairline(const Color& color, double width) {
  return {color, width, Cap::butt, Join::miter, {}, 0};
}

ItemPtr grid_line(const std::string& id, const Axis::Tick& tick, Point from, Point to,
                  const Look& look) {
  const Stroke stroke = hairline(look.theme()["grid"], look.theme().grid_width);
  return make_item(id + ".grid@" + tick.key, PathShape{polyline_path({from, to}), {}, stroke, true},
                   tick.ghost ? 0 : 1);
}

ItemPtr axis_line(const std::string& id, Point from, Point to, const Look& look) {
  const Stroke stroke = hairline(look.theme()["axis"], look.theme().axis_width);
  return make_item(id, PathShape{polyline_path({from, to}), {}, stroke, true});
}

/// The head of an arrow at the end of an axis, beyond the area.
ItemPtr axis_head(const std::string& id, Point from, Point to, const Look& look) {
  constexpr double kLength = 9, kHalf = 4.2, kBeyond = 8;
  const Point way = to - from;
  const double length = std::fabs(way.x) + std::fabs(way.y);  // it is level or upright
  const Point along = length > 0 ? way * (1 / length) : Point{1, 0}, aside{-along.y, along.x};
  const Point tip = to + along * kBeyond, foot = tip - along * kLength;
  Path path = polyline_path({foot + aside * kHalf, tip, foot - aside * kHalf});
  path.close();
  return make_item(id + ".head", PathShape{std::move(path), look.theme()["axis"], {}});
}

ItemPtr axis_text(const std::string& id, const ParagraphPtr& text, Point at, Point anchor,
                  double angle, const Color& color, double opacity = 1) {
  PlacedText placed = on_pixel(place_text(text, {at, anchor, angle, nullptr, 0}));
  placed.color = color;
  return text_item(id, placed, opacity);
}

void add_tick_text(std::vector<ItemPtr>& items, const std::string& id, const Axis::Tick& tick,
                   bool named, Point at, Point anchor, double angle, const Look& look) {
  if (!tick.label) return;
  const Color color = named ? name_color(look, tick.key) : look.theme()["muted"];
  items.push_back(axis_text(id + ".tick@" + tick.key, tick.label, at, anchor, angle, color,
                            tick.ghost ? 0 : 1));
}

/// How far the labels of a level axis reach below it.
double depth(const Axis& axis) {
  return axis.turned ? axis.widest_label() : axis.highest_label();
}

/// How far the last label of a level axis reaches beyond its tick.
double overhang(const Axis& axis) {
  const auto labelled = [](const Axis::Tick& tick) { return tick.label != nullptr; };
  const auto last = std::find_if(axis.ticks.rbegin(), axis.ticks.rend(), labelled);
  if (last == axis.ticks.rend()) return 0;
  return (axis.turned ? last->label->height : last->label->width) / 2;
}

}  // namespace

Margins axis_margins(const Axis& x, const Axis& y) {
  Margins out;
  if (x.given) {
    out.bottom = x.labelled() ? kTickGap + depth(x) : 0;
    if (x.title) out.bottom += kTitleGap + x.title->height;
    out.left = out.right = overhang(x);
    if (x.spec.arrow) out.right = std::max(out.right, kHeadRoom);
  }
  if (y.given) {
    double left = y.labelled() ? kTickGap + y.widest_label() : 0;
    if (y.title) left += kTitleGap + y.title->height;
    out.left = std::max(out.left, left);
    out.top = y.highest_label() / 2;
    out.bottom = std::max(out.bottom, y.highest_label() / 2);
    if (y.spec.arrow) out.top = std::max(out.top, kHeadRoom);
  }
  return out;
}

std::vector<ItemPtr> draw_x_grid(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look) {
  std::vector<ItemPtr> items;
  if (!axis.spec.grid || plot.x.type->named) return items;
  for (const Axis::Tick& tick : axis.ticks) {
    const double x = plot.x.at(tick.value);
    items.push_back(grid_line(id, tick, {x, plot.area.y0}, {x, plot.area.y1}, look));
  }
  return items;
}

std::vector<ItemPtr> draw_y_grid(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look) {
  std::vector<ItemPtr> items;
  if (!axis.spec.grid || plot.y.type->named) return items;
  for (const Axis::Tick& tick : axis.ticks) {
    const double y = plot.y.at(tick.value);
    items.push_back(grid_line(id, tick, {plot.area.x0, y}, {plot.area.x1, y}, look));
  }
  return items;
}

std::vector<ItemPtr> draw_x_axis(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look) {
  std::vector<ItemPtr> items;
  const Box& area = plot.area;
  for (const Axis::Tick& tick : axis.ticks) {
    const Point below{plot.x.at(tick.value), area.y1 + kTickGap};
    if (axis.turned)
      add_tick_text(items, id, tick, plot.x.type->named, below, {1, 0.5}, kQuarter, look);
    else add_tick_text(items, id, tick, plot.x.type->named, below, {0.5, 0}, 0, look);
  }
  if (axis.spec.line) {
    items.push_back(axis_line(id + ".line", {area.x0, area.y1}, {area.x1, area.y1}, look));
    if (axis.spec.arrow) {
      items.push_back(axis_head(id, {area.x0, area.y1}, {area.x1, area.y1}, look));
    }
  }
  if (axis.title) {
    const double below = axis.labelled() ? kTickGap + depth(axis) + kTitleGap : kTickGap;
    items.push_back(axis_text(id + ".title", axis.title, {area.center().x, area.y1 + below},
                              {0.5, 0}, 0, look.theme()["ink"]));
  }
  return items;
}

namespace {

/// The area's, or as near to it as the view allows.
double title_middle(const Axis& axis, const Plot& plot) {
  const double half = axis.title->width / 2, middle = plot.area.center().y;
  if (2 * half >= plot.cell.height()) return plot.cell.center().y;
  return std::clamp(middle, plot.cell.y0 + half, plot.cell.y1 - half);
}

}  // namespace

std::vector<ItemPtr> draw_y_axis(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look) {
  std::vector<ItemPtr> items;
  const Box& area = plot.area;
  for (const Axis::Tick& tick : axis.ticks) {
    add_tick_text(items, id, tick, plot.y.type->named, {area.x0 - kTickGap, plot.y.at(tick.value)},
                  {1, 0.5}, 0, look);
  }
  if (axis.spec.line) {
    items.push_back(axis_line(id + ".line", {area.x0, area.y0}, {area.x0, area.y1}, look));
    if (axis.spec.arrow) {
      items.push_back(axis_head(id, {area.x0, area.y1}, {area.x0, area.y0}, look));
    }
  }
  if (axis.title) {
    const double beside = axis.labelled() ? kTickGap + axis.widest_label() + kTitleGap : kTickGap;
    items.push_back(axis_text(id + ".title", axis.title,
                              {area.x0 - beside, title_middle(axis, plot)}, {0.5, 1}, kQuarter,
                              look.theme()["ink"]));
  }
  return items;
}

}  // namespace lantern
