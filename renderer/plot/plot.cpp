#include "renderer/plot/plot.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

double place(const Scale& scale, const NumberChannel& channel, size_t row, double start,
             double length, double fallback, double origin) {
  if (!channel.given) return start + length * fallback;
  if (channel.per_row() && channel.column.type() == ColumnType::text) {
    return scale.at(channel.column.text(row));
  }
  switch (channel.unit) {
    case Unit::px:
      return origin + channel[row];
    case Unit::percent:
      return start + length * channel[row] / 100;
    case Unit::data:
      break;
  }
  return scale.at(channel[row]);
}

}  // namespace

double Plot::x_of(const NumberChannel& channel, size_t row, double fallback) const {
  return place(x, channel, row, area.x0, area.width(), fallback, origin ? origin->x : area.x0);
}

double Plot::y_of(const NumberChannel& channel, size_t row, double fallback) const {
  return place(y, channel, row, area.y0, area.height(), fallback, origin ? origin->y : area.y0);
}

Plot plot_about(Point place, const Plot& plot) {
  Plot out = plot;
  const Point shift = place - plot.area.center();
  out.area = {plot.area.x0 + shift.x, plot.area.y0 + shift.y, plot.area.x1 + shift.x,
              plot.area.y1 + shift.y};
  const auto units_from = [](double start) {
    return Scale{&scale_type("linear"), Domain{0, 1, {}}, start, start + 1};
  };
  out.x = units_from(place.x);
  out.y = units_from(place.y);
  out.origin = place;
  return out;
}

namespace {

/// The places of the data's ends; of 0 and 1 where there is no data to know them from.
std::pair<double, double> ends_on(const Scale& scale, const Extent& extent, double first,
                                  double last) {
  constexpr double kApart = 1;  // canvas units: nearer ones say nothing of what is far from them
  const bool known = extent.known && extent.low < extent.high;
  const std::pair<double, double> at(scale.at(known ? extent.low : 0.0),
                                     scale.at(known ? extent.high : 1.0));
  return std::fabs(at.second - at.first) > kApart ? at : std::pair(first, last);
}

}  // namespace

Box axes_in(const Plot& plot, const Extent& x, const Extent& y) {
  if (plot.origin) return plot.area;
  const auto [left, right] = ends_on(plot.x, x, plot.area.x0, plot.area.x1);
  const auto [low, high] = ends_on(plot.y, y, plot.area.y1, plot.area.y0);
  return {left, low, right, high};
}

namespace {

void add_scale(Hasher& hasher, const Scale& scale) {
  // Names all members: one that is added and not named here does not compile.
  const auto& [type, domain, range0, range1] = scale;
  const auto& [first, last, categories] = domain;
  hasher.add(type->name);
  for (const double x : {first, last, range0, range1}) hasher.add(x);
  for (size_t i = 0; i < categories.size(); ++i) hasher.add(std::string_view(categories[i]));
}

}  // namespace

void add_plot(Hasher& hasher, const Plot& plot) {
  const auto& [cell, area, x_scale, y_scale, beside_heading, origin] = plot;
  for (const Box& box : {cell, area}) {
    for (const double x : {box.x0, box.y0, box.x1, box.y1}) hasher.add(x);
  }
  const auto& [from, to] = beside_heading;
  for (const double x : {from, to}) hasher.add(x);
  if (origin) {
    for (const double x : {origin->x, origin->y}) hasher.add(x);
  }
  add_scale(hasher, x_scale);
  add_scale(hasher, y_scale);
}

Box room_for_labels(const Plot& plot) {
  if (plot.origin) return plot.cell;
  constexpr double kOver = 8;  // into the gap between the area and the heading
  return {plot.area.x0 + 2, std::max(plot.cell.y0, plot.area.y0 - kOver), plot.cell.x1,
          plot.area.y1 - 2};
}

}  // namespace lantern
