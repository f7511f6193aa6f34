#include "renderer/plot/axis.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"
#include "core/record/field_access.h"
#include "renderer/paragraph/text_placing.h"

namespace lantern {
namespace {

constexpr double kTickGap = 8;   // from the area to the tick labels
constexpr double kTitleGap = 8;  // from those to the title

NumberFormat format_of(const AxisSpec& spec, const RecordValuePtr& fields, double step) {
  if (!spec.format) return tick_format(step);
  auto parsed = parse_format(*spec.format);
  if (const auto* format = std::get_if<NumberFormat>(&parsed)) return *format;
  throw SceneError({Severity::error, "number-format", place_of_member<&AxisSpec::format>(*fields),
                    std::get<FormatError>(parsed).message, "a format is like .2f, .0% or ,d"});
}

void fit_domain(Axis& axis, const Extent& extent, int count, const RecordValuePtr& fields) {
  const std::vector<double>& domain = axis.spec.domain;
  if (!domain.empty()) {
    if (domain.size() != 2 || !std::isfinite(domain[0]) || !std::isfinite(domain[1]) ||
        domain[0] == domain[1]) {
      throw SceneError({Severity::error, "out-of-range",
                        place_of_member<&AxisSpec::domain>(*fields),
                        "a domain is two different numbers", ""});
    }
    axis.scale.domain0 = domain[0];
    axis.scale.domain1 = domain[1];
    return;
  }
  axis.scale.categories = extent.categories;
  if (!extent.categories.empty() || !extent.known) return;
  std::tie(axis.scale.domain0, axis.scale.domain1) = nice_domain(extent.low, extent.high, count);
}

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

ItemPtr axis_text(const std::string& id, const ParagraphPtr& text, Point at, Point anchor,
                  double angle, const Color& color, double opacity = 1) {
  PlacedText placed = on_pixel(place_text(text, {at, anchor, angle, nullptr, 0}));
  placed.color = color;
  return text_item(id, placed, opacity);
}

ItemPtr tick_text(const std::string& id, const Axis::Tick& tick, Point at, Point anchor,
                  const Look& look) {
  return axis_text(id + ".tick@" + tick.key, tick.label, at, anchor, 0, look.theme()["muted"],
                   tick.ghost ? 0 : 1);
}

double widest_tick(const Axis& axis) {
  double width = 0;
  for (const Axis::Tick& tick : axis.ticks) width = std::max(width, tick.label->width);
  return width;
}

double tick_height(const Axis& axis) {
  return axis.ticks.empty() ? 0 : axis.ticks[0].label->height;
}

}  // namespace

void Extent::add(double value) {
  if (!std::isfinite(value)) return;
  low = known ? std::min(low, value) : value;
  high = known ? std::max(high, value) : value;
  known = true;
}

Axis make_axis(const RecordValuePtr& fields, const Extent& extent, double length, bool upright,
               const Look& look, const Typesetter& typesetter) {
  Axis axis;
  axis.given = fields != nullptr;
  if (fields) axis.spec = bind<AxisSpec>(*fields);
  const Theme& theme = look.theme();
  const double distance = upright ? theme.upright_tick_distance : theme.tick_distance;
  const int count = std::max(2, static_cast<int>(length / distance));
  fit_domain(axis, extent, count, fields);
  if (!axis.given) return axis;
  const Font tick_font = font_of(theme, theme.tick);
  if (axis.scale.ordinal()) {
    const Categories& categories = axis.scale.categories;
    for (size_t i = 0; i < categories.size(); ++i) {
      const std::string& category = categories[i];
      axis.ticks.push_back(
          {category, 0,
           set_text(look.spans(category), tick_font, theme["muted"], look, typesetter)});
    }
  } else {
    const double low = axis.scale.domain0, high = axis.scale.domain1;
    const std::vector<double> values =
        axis.spec.ticks ? *axis.spec.ticks : nice_ticks(low, high, count);
    const NumberFormat format = format_of(axis.spec, fields, tick_step(low, high, count));
    for (const double value : values) {
      axis.ticks.push_back(
          {shortest(value), value,
           paragraph_of(typesetter.texts().shape(format_number(value, format), tick_font))});
    }
  }
  if (axis.spec.title && !axis.spec.title->constant.empty()) {
    axis.title = set_text(axis.spec.title->spans(0), font_of(theme, theme.axis), theme["ink"], look,
                          typesetter);
  }
  return axis;
}

void add_ghost_ticks(Axis& axis, const Axis& other) {
  if (axis.scale.ordinal() || other.scale.ordinal()) return;
  for (const Axis::Tick& tick : other.ticks) {
    const auto same = [&](const Axis::Tick& own) { return own.key == tick.key; };
    if (std::any_of(axis.ticks.begin(), axis.ticks.end(), same)) continue;
    axis.ticks.push_back(tick);
    axis.ticks.back().ghost = true;
  }
}

Margins axis_margins(const Axis& x, const Axis& y) {
  Margins out;
  if (x.given) {
    out.bottom = x.ticks.empty() ? 0 : kTickGap + tick_height(x);
    if (x.title) out.bottom += kTitleGap + x.title->height;
    if (!x.ticks.empty()) {
      out.left = out.right = x.ticks.back().label->width / 2;  // the last label hangs over
    }
  }
  if (y.given) {
    double left = y.ticks.empty() ? 0 : kTickGap + widest_tick(y);
    if (y.title) left += kTitleGap + y.title->height;
    out.left = std::max(out.left, left);
    out.top = tick_height(y) / 2;
    out.bottom = std::max(out.bottom, tick_height(y) / 2);
  }
  return out;
}

std::vector<ItemPtr> draw_x_axis(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look) {
  std::vector<ItemPtr> items;
  const Box& area = plot.area;
  for (const Axis::Tick& tick : axis.ticks) {
    const double x = axis.at(tick, plot.x);
    if (axis.spec.grid && !plot.x.ordinal()) {
      items.push_back(grid_line(id, tick, {x, area.y0}, {x, area.y1}, look));
    }
  }
  for (const Axis::Tick& tick : axis.ticks) {
    items.push_back(
        tick_text(id, tick, {axis.at(tick, plot.x), area.y1 + kTickGap}, {0.5, 0}, look));
  }
  if (axis.spec.line) {
    items.push_back(axis_line(id + ".line", {area.x0, area.y1}, {area.x1, area.y1}, look));
  }
  if (axis.title) {
    const double below = axis.ticks.empty() ? kTickGap : kTickGap + tick_height(axis) + kTitleGap;
    items.push_back(axis_text(id + ".title", axis.title, {area.center().x, area.y1 + below},
                              {0.5, 0}, 0, look.theme()["ink"]));
  }
  return items;
}

std::vector<ItemPtr> draw_y_axis(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look) {
  constexpr double kQuarter = -1.57079632679489662;
  std::vector<ItemPtr> items;
  const Box& area = plot.area;
  for (const Axis::Tick& tick : axis.ticks) {
    const double y = axis.at(tick, plot.y);
    if (axis.spec.grid && !plot.y.ordinal()) {
      items.push_back(grid_line(id, tick, {area.x0, y}, {area.x1, y}, look));
    }
  }
  for (const Axis::Tick& tick : axis.ticks) {
    items.push_back(
        tick_text(id, tick, {area.x0 - kTickGap, axis.at(tick, plot.y)}, {1, 0.5}, look));
  }
  if (axis.spec.line) {
    items.push_back(axis_line(id + ".line", {area.x0, area.y0}, {area.x0, area.y1}, look));
  }
  if (axis.title) {
    const double beside = axis.ticks.empty() ? kTickGap : kTickGap + widest_tick(axis) + kTitleGap;
    items.push_back(axis_text(id + ".title", axis.title, {area.x0 - beside, area.center().y},
                              {0.5, 1}, kQuarter, look.theme()["ink"]));
  }
  return items;
}

}  // namespace lantern
