#include "renderer/plot/heading.h"

#include <algorithm>

#include "renderer/frame/transform_item.h"
#include "renderer/paragraph/text_placing.h"
#include "renderer/plot/axis_labels.h"
#include "renderer/plot/view_kind.h"

namespace lantern {
namespace {

constexpr double kHeadingGap = 10;
constexpr double kHeadingRow = 1.25;  // line height
constexpr double kBesideLegend = 24;  // between title and legend at least

double row_of(const Theme& theme) {
  return theme.heading.size * kHeadingRow;
}

Heading measured(Heading heading, const Theme& theme) {
  if (!heading.title) heading.lines = heading.legend ? 1 : 0;
  heading.below = heading.below && heading.title && heading.legend;
  const double row = row_of(theme);
  const int rows = heading.lines + (heading.below ? 1 : 0);
  const double more = heading.legend ? legend_height(heading.block) - row : 0;
  heading.height = rows == 0 ? 0 : row * rows + more + kHeadingGap;
  return heading;
}

void set_title_of(Heading& out, const ViewState& view, double room, const Look& look,
                  const Typesetter& typesetter) {
  const std::optional<LiveText> title = bind<ViewSpecValues>(*view.fields).title;
  if (!title || title->constant.empty()) return;
  const Theme& theme = look.theme();
  const Font font = font_of(theme, theme.heading);
  out.title = set_text(title->spans(0), font, theme["ink"], look, typesetter);
  if (out.title->width > room) {
    out.title = set_within(*title, theme.heading, room, TextAlign::start, look, typesetter);
  }
  const auto widest = set_widest(*title, font, look, typesetter, TextAlign::start, {room, true});
  out.lines = std::max(out.title->lines, widest->lines);
  out.reach = std::max(out.title->width, widest->width);
}

}  // namespace

Heading heading_of(const ViewState& view, const LegendEntries& legend, double width, double room,
                   const Look& look, const Typesetter& typesetter) {
  Heading out;
  set_title_of(out, view, std::max(1.0, room), look, typesetter);
  out.legend = !legend.empty();
  out.block = set_legend(legend, width, row_of(look.theme()), look, typesetter);
  out.below = out.title && out.legend &&
              (out.lines > 1 || out.title->width + kBesideLegend + legend_width(legend) > width);
  return measured(std::move(out), look.theme());
}

Span beside(const Heading& heading, const Box& area) {
  Span out;
  if (heading.title) out.from = area.x0 + heading.reach + kHeadingGap;
  if (!heading.legend) return out;
  const double width = heading.block.width + kHeadingGap;
  if (heading.below) out.from = std::max(out.from, area.x0 + width);
  else out.to = area.x1 - width;
  return out;
}

Heading without_title(const Heading& heading, const Theme& theme) {
  Heading out = heading;
  out.title = nullptr;
  return measured(std::move(out), theme);
}

Heading without_legend(const Heading& heading, const Theme& theme) {
  Heading out = heading;
  out.legend = false;
  return measured(std::move(out), theme);
}

ItemPtr draw_heading(const ViewState& view, const Heading& heading, const Plot& plot, double amount,
                     const Look& look) {
  if (amount <= 0) return nullptr;
  const Theme& theme = look.theme();
  Group items;
  const double row = row_of(theme);
  const double first = plot.cell.y0 + row - theme.heading.size * 0.5;  // the middle of the first
  if (heading.title) {
    const Point at{plot.area.x0, first + row * (heading.title->lines - 1) / 2};
    PlacedText placed = on_pixel(place_text(heading.title, {at, {0, 0.5}, 0, nullptr, 0}));
    placed.color = theme["ink"];
    items.children.push_back(faded(text_item(view.id + ".title", placed), amount));
  }
  if (heading.legend) {
    const double x = heading.below ? plot.area.x0 : plot.area.x1 - heading.block.width;
    const double y = first + row * (heading.lines - (heading.below ? 0 : 1)) - row / 2;
    for (ItemPtr& item : draw_legend(view.id + ".legend", heading.block, {x, y}, look)) {
      items.children.push_back(faded(item, amount));
    }
  }
  if (items.children.empty()) return nullptr;
  return make_item(view.id + ".heading", std::move(items));
}

}  // namespace lantern
