#include "renderer/plot/chrome.h"

#include <algorithm>
#include <cmath>

#include "core/record/field_access.h"
#include "renderer/frame/transform_item.h"
#include "renderer/paragraph/text_placing.h"
#include "renderer/plot/view_kind.h"

namespace lantern {
namespace {

constexpr MemoDomain<Item> kChrome{"chrome"};
constexpr double kCaptionShare = 0.86;  // of the band's width

/// Whether a mark is drawn from a number that multiplies what the axis shows; times zero, it does
/// not matter.
bool has_coefficient(const RecordValue& record, AxisName axis) {
  for (size_t i = 0; i < record.values.size(); ++i) {
    const auto* number = std::get_if<double>(&record.values[i]);
    if (number && *number != 0 && record.kind->fields[i].axis == axis) return true;
  }
  return false;
}

/// How far the marks have entered that are placed by an axis; of a view without marks, all the way.
double axis_amount(const ViewState& view, AxisName axis) {
  if (view.marks.empty()) return 1;
  double amount = 0;
  for (const MarkState& mark : view.marks) {
    if (!mark.values) continue;
    bool uses = has_coefficient(*mark.values->fields, axis);
    for (const FieldValue& value : mark.values->fields->values) {
      const auto* surface = std::get_if<SurfacePtr>(&value);  // it is all over the view
      uses = uses || (surface && *surface);
    }
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

/// What is short comes in a quarter of its time.
double caption_opacity(const CaptionState& caption, const Theme& theme) {
  const double fade = std::min(theme.caption_fade, caption.lasts / 4);
  return caption.opens || fade <= 0 ? 1 : std::min(1.0, caption.since / fade);
}

/// What of an axis and a heading the room decides, beside the state and the plot.
void add_text(Hasher& hasher, const ParagraphPtr& text) {
  hasher.add(std::string_view(text ? text->words : ""));
  hasher.add(text ? text->width : -1.0);
}

void add_axis(Hasher& hasher, const Axis& axis) {
  hasher.add(std::uint64_t(axis.turned));
  add_text(hasher, axis.title);
  for (const Axis::Tick& tick : axis.ticks) {
    hasher.add(std::string_view(tick.key));
    hasher.add(std::uint64_t(tick.ghost));
    add_text(hasher, tick.label);
  }
}

}  // namespace

ItemPtr draw_chrome(const ViewState& view, const ViewLayout& layout, const Tools& tools) {
  const double x_amount = axis_amount(view, AxisName::x);
  const double y_amount = axis_amount(view, AxisName::y);
  const double amount = view_amount(view);
  Hasher hasher;
  hasher.add(view.key);
  add_plot(hasher, layout.plot);
  for (const double a : {x_amount, y_amount, amount}) hasher.add(a);
  add_axis(hasher, layout.x);
  add_axis(hasher, layout.y);
  add_text(hasher, layout.heading.title);
  hasher.add(std::uint64_t(layout.heading.legend));
  hasher.add(std::uint64_t(layout.heading.below));
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
    if (ItemPtr heading = draw_heading(view, layout.heading, layout.plot, amount, tools.look)) {
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

namespace {

constexpr double kLeastCaption = 12;  // font size
constexpr double kSmallerCaption = 0.95;
constexpr double kCaptionLine = 1.3;  // of the font size, as in its band

ParagraphPtr caption_in(const RichText& caption, double size, double width, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  Font font = font_of(theme, theme.caption);
  font.size = size;
  return set_balanced(caption, font, theme["ink"], tools.look, tools.typesetter, TextAlign::middle,
                      width * kCaptionShare);
}

double least_caption_size(const Theme& theme) {
  return std::min(theme.caption.size, kLeastCaption);
}

/// As large as the band allows.
ParagraphPtr caption_within(const RichText& caption, const Box& band, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  const double least = least_caption_size(theme);
  double size = theme.caption.size;
  ParagraphPtr text = caption_in(caption, size, band.width(), tools);
  while (text->lines * size * kCaptionLine > band.height() + 1e-6 && size > least) {
    size = std::max(least, size * kSmallerCaption);
    text = caption_in(caption, size, band.width(), tools);
  }
  return text;
}

}  // namespace

int caption_lines(const RichText& caption, double width, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  return set_text(caption, font_of(theme, theme.caption), theme["ink"], tools.look,
                  tools.typesetter, TextAlign::middle, width * kCaptionShare)
      ->lines;
}

int least_caption_lines(const RichText& caption, double width, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  const double size = least_caption_size(theme);
  const int lines = caption_in(caption, size, width, tools)->lines;
  return int(std::ceil(lines * size / theme.caption.size - 1e-6));
}

ItemPtr draw_caption(const CaptionState& caption, const Box& band, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  const ParagraphPtr text = caption_within(caption.text, band, tools);
  PlacedText placed = on_pixel(place_text(text, {band.center(), {0.5, 0.5}, 0, nullptr, 0}));
  placed.color = theme["ink"];
  return text_item("caption", placed, caption_opacity(caption, theme));
}

}  // namespace lantern
