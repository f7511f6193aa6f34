#include "renderer/plot/chrome.h"

#include <algorithm>

#include "core/record/field_access.h"
#include "renderer/frame/transform_item.h"
#include "renderer/paragraph/text_placing.h"
#include "renderer/plot/view_kind.h"

namespace lantern {
namespace {

constexpr MemoDomain<Item> kChrome{"chrome"};
constexpr double kHeadingGap = 10;
constexpr double kHeadingRow = 1.25;    // line height
constexpr double kBesideLegend = 24;    // between title and legend at least
constexpr double kCaptionShare = 0.86;  // of the band's width

/// How far the marks have entered that are placed by an axis; of a view without marks, all the way.
double axis_amount(const ViewState& view, AxisName axis) {
  if (view.marks.empty()) return 1;
  double amount = 0;
  for (const MarkState& mark : view.marks) {
    if (!mark.values) continue;
    bool uses = false;
    for_each_scaled(*mark.values->fields, [&](AxisName used, const NumberChannel& channel) {
      uses = uses || (used == axis && (channel.per_row() || channel.unit == Unit::data));
    });
    if (uses) amount = std::max(amount, mark.presence.most());
  }
  return amount;
}

double view_amount(const ViewState& view) {
  double amount = view.marks.empty() ? 1 : 0;
  for (const MarkState& mark : view.marks) amount = std::max(amount, mark.presence.most());
  return amount;
}

ItemPtr ink_text(const std::string& id, const ParagraphPtr& text, Point at, const Tools& tools) {
  PlacedText placed = on_pixel(place_text(text, {at, {0, 0.5}, 0, nullptr, 0}));
  placed.color = tools.look.theme()["ink"];
  return text_item(id, placed);
}

ParagraphPtr view_title(const ViewState& view, const Look& look, const Typesetter& typesetter) {
  const std::optional<LiveText> title = bind<ViewSpecValues>(*view.fields).title;
  if (!title || title->constant.empty()) return nullptr;
  const Theme& theme = look.theme();
  return set_text(title->spans(0), font_of(theme, theme.heading), theme["ink"], look, typesetter);
}

bool in_two_rows(const ParagraphPtr& title, const LegendEntries& legend, double width) {
  return title && !legend.empty() && title->width + kBesideLegend + legend_width(legend) > width;
}

/// The view's title at the left, the legend at the right, or below it where there is no room; both
/// above its area.
ItemPtr draw_heading(const ViewState& view, const Plot& plot, double amount,
                     const LegendEntries& legend, const Tools& tools) {
  if (amount <= 0) return nullptr;
  const Theme& theme = tools.look.theme();
  Group heading;
  const double row = theme.heading.size * kHeadingRow;
  double y = plot.cell.y0 + row - theme.heading.size * 0.5;
  const ParagraphPtr title = view_title(view, tools.look, tools.typesetter);
  if (title) {
    heading.children.push_back(
        faded(ink_text(view.id + ".title", title, {plot.area.x0, y}, tools), amount));
  }
  if (!legend.empty()) {
    const bool below = in_two_rows(title, legend, plot.area.width());
    const double x = below ? plot.area.x0 : plot.area.x1 - legend_width(legend);
    if (below) y += row;
    for (ItemPtr& item : draw_legend(view.id + ".legend", legend, {x, y}, tools.look)) {
      heading.children.push_back(faded(item, amount));
    }
  }
  if (heading.children.empty()) return nullptr;
  return make_item(view.id + ".heading", std::move(heading));
}

/// What is short comes in a quarter of its time.
double caption_opacity(const CaptionState& caption, const Theme& theme) {
  const double fade = std::min(theme.caption_fade, caption.lasts / 4);
  return caption.opens || fade <= 0 ? 1 : std::min(1.0, caption.since / fade);
}

void add_ghosts(Hasher& hasher, const Axis& axis) {
  for (const Axis::Tick& tick : axis.ticks) {
    if (tick.ghost) hasher.add(std::string_view(tick.key));
  }
  hasher.add(std::string_view("|"));
}

}  // namespace

double heading_height(const ViewState& view, const LegendEntries& legend, double width,
                      const Look& look, const Typesetter& typesetter) {
  const Theme& theme = look.theme();
  const ParagraphPtr title = view_title(view, look, typesetter);
  if (!title && legend.empty()) return 0;
  const int rows = in_two_rows(title, legend, width) ? 2 : 1;
  return theme.heading.size * kHeadingRow * rows + kHeadingGap;
}

ItemPtr draw_chrome(const ViewState& view, const ViewLayout& layout, const LegendEntries& legend,
                    const Tools& tools) {
  const double x_amount = axis_amount(view, AxisName::x);
  const double y_amount = axis_amount(view, AxisName::y);
  const double amount = view_amount(view);
  Hasher hasher;
  hasher.add(view.key);
  add_plot(hasher, layout.plot);
  for (const double a : {x_amount, y_amount, amount}) hasher.add(a);
  add_ghosts(hasher, layout.x);
  add_ghosts(hasher, layout.y);
  return tools.memo.get(kChrome, hasher.finish(), [&] {
    Group chrome;
    const auto add = [&](std::string id, std::vector<ItemPtr> items, double opacity) {
      if (!items.empty() && opacity > 0) {
        chrome.children.push_back(make_item(std::move(id), Group{std::move(items), {}}, opacity));
      }
    };
    if (layout.x.given) {
      add(view.id + ".x", draw_x_axis(view.id + ".x", layout.x, layout.plot, tools.look), x_amount);
    }
    if (layout.y.given) {
      add(view.id + ".y", draw_y_axis(view.id + ".y", layout.y, layout.plot, tools.look), y_amount);
    }
    if (ItemPtr heading = draw_heading(view, layout.plot, amount, legend, tools)) {
      chrome.children.push_back(std::move(heading));
    }
    const size_t bytes = 400 * 40;
    return Memo::Result<Item>{make_item(view.id + ".chrome", std::move(chrome)), bytes};
  });
}

ParagraphPtr set_title(const RichText& title, double width, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  return set_balanced(title, font_of(theme, theme.title), theme["ink"], tools.look,
                      tools.typesetter, TextAlign::start, width);
}

ItemPtr draw_title(const ParagraphPtr& title, const Box& band, const Tools& tools) {
  return ink_text("title", title, {band.x0, band.center().y}, tools);
}

int caption_lines(const RichText& caption, double width, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  return set_text(caption, font_of(theme, theme.caption), theme["ink"], tools.look,
                  tools.typesetter, TextAlign::middle, width * kCaptionShare)
      ->lines;
}

ItemPtr draw_caption(const CaptionState& caption, const Box& band, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  const ParagraphPtr text =
      set_balanced(caption.text, font_of(theme, theme.caption), theme["ink"], tools.look,
                   tools.typesetter, TextAlign::middle, band.width() * kCaptionShare);
  PlacedText placed = on_pixel(place_text(text, {band.center(), {0.5, 0.5}, 0, nullptr, 0}));
  placed.color = theme["ink"];
  return text_item("caption", placed, caption_opacity(caption, theme));
}

}  // namespace lantern
