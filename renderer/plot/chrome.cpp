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
    if (!mark.values || mark.group >= 0) continue;  // parts count from their group
    bool uses = has_coefficient(*mark.values->fields, axis);
    for (const FieldValue& value : mark.values->fields->values) {
      const auto* surface = std::get_if<SurfacePtr>(&value);  // it is all over the view
      uses = uses || (surface && *surface);
    }
    for_each_scaled(*mark.values->fields, [&](AxisName used, const NumberChannel& channel) {
      uses = uses || (used == axis && (channel.per_row() || channel.unit == Unit::data));
    });
    if (uses) amount = std::max(amount, around(mark.presence));
  }
  return amount;
}

double view_amount(const ViewState& view) {
  double amount = view.marks.empty() ? 1 : 0;
  for (const MarkState& mark : view.marks) {
    if (mark.group < 0) amount = std::max(amount, around(mark.presence));
  }
  return amount;
}

ItemPtr ink_text(const std::string& id, const ParagraphPtr& text, Point at, const Tools& tools) {
  PlacedText placed = on_pixel(place_text(text, {at, {0, 0.5}, 0, nullptr, 0}));
  placed.color = tools.look.theme()["ink"];
  return text_item(id, placed);
}

/// Where a caption stands: above its place while it comes, as far as it is seen.
struct CaptionLook {
  RichText text;
  double opacity = 1;
  double rise = 0;
};

/// The one before goes first: two are never seen on top of each other. What is short takes a
/// quarter of its time for that.
std::optional<CaptionLook> caption_look(const State& state, const Theme& theme) {
  constexpr double kLeaving = 0.6;  // of the time in which one comes
  constexpr double kRise = 6;
  const auto& now = state.caption;
  const double fade = now ? std::min(theme.caption_fade, now->lasts / 4) : theme.caption_fade;
  const double leaving = state.gone ? kLeaving * fade : 0;
  if (state.gone && state.gone->since < leaving) {
    return CaptionLook{state.gone->text, 1 - state.gone->since / leaving, 0};
  }
  if (!now) return std::nullopt;
  if (now->opens || fade <= 0) return CaptionLook{now->text};
  const bool follows = state.gone && state.gone->since <= now->since;
  const double come = std::clamp((now->since - (follows ? leaving : 0)) / fade, 0.0, 1.0);
  return CaptionLook{now->text, come, kRise * (1 - come) * (1 - come)};
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

std::string chrome_id(const ViewState& view) {
  return view.id + ".chrome";
}

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
    // Both grids lie under both axes: where they cross, the axes are whole.
    if (layout.x.given) {
      add(view.id + ".x.grid", draw_x_grid(view.id + ".x", layout.x, layout.plot, tools.look),
          x_amount);
    }
    if (layout.y.given) {
      add(view.id + ".y.grid", draw_y_grid(view.id + ".y", layout.y, layout.plot, tools.look),
          y_amount);
    }
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
    return Memo::Result<Item>{make_item(chrome_id(view), std::move(chrome)), bytes};
  });
}

ParagraphPtr set_title(const RichText& title, double width, const Tools& tools) {
  constexpr double kLeastTitle = 14, kSmallerTitle = 0.95;
  const Theme& theme = tools.look.theme();
  Font font = font_of(theme, theme.title);
  for (;;) {
    ParagraphPtr text = set_balanced(title, font, theme["ink"], tools.look, tools.typesetter,
                                     TextAlign::start, width);
    if (text->width <= width || font.size <= kLeastTitle) return text;
    font.size = std::max(kLeastTitle, font.size * kSmallerTitle);
  }
}

ItemPtr draw_title(const ParagraphPtr& title, const Box& band, const Tools& tools) {
  return ink_text("title", title, {band.x0, band.center().y}, tools);
}

namespace {

constexpr double kLeastCaption = 12;  // font size
constexpr double kSmallerCaption = 0.95;
constexpr double kCaptionLine = 1.3;  // of the font size, as in its band

/// Halfway between lines that are full and lines that are equally long: no last word stands alone,
/// and no block half as wide as the picture.
ParagraphPtr caption_in(const RichText& caption, double size, double width, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  Font font = font_of(theme, theme.caption);
  font.size = size;
  const double most = width * kCaptionShare;
  ParagraphPtr tight = set_balanced(caption, font, theme["ink"], tools.look, tools.typesetter,
                                    TextAlign::start, most);
  if (tight->lines < 2 || tight->width >= most) return tight;
  return set_text(caption, font, theme["ink"], tools.look, tools.typesetter, TextAlign::start,
                  (tight->width + most) / 2);
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
  const auto too_large = [&] {
    return text->lines * size * kCaptionLine > band.height() + 1e-6 || text->width > band.width();
  };
  while (too_large() && size > least) {
    size = std::max(least, size * kSmallerCaption);
    text = caption_in(caption, size, band.width(), tools);
  }
  return text;
}

}  // namespace

namespace {

/// Its bytes.
size_t longest_word(std::string_view text) {
  size_t longest = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(" \n"), text.size());
    longest = std::max(longest, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

}  // namespace

int caption_lines(const RichText& caption, double width, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  return set_text(caption, font_of(theme, theme.caption), theme["ink"], tools.look,
                  tools.typesetter, TextAlign::start, width * kCaptionShare)
      ->lines;
}

bool caption_fits(const RichText& caption, double width, const Tools& tools) {
  const double size = least_caption_size(tools.look.theme());
  // No letter is much wider than it is high.
  if (double(longest_word(words_of(caption))) * size < width) return true;
  return caption_in(caption, size, width, tools)->width <= width;
}

int least_caption_lines(const RichText& caption, double width, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  const double size = least_caption_size(theme);
  const int lines = caption_in(caption, size, width, tools)->lines;
  return int(std::ceil(lines * size / theme.caption.size - 1e-6));
}

ItemPtr draw_caption(const State& state, const Box& band, const Tools& tools) {
  const Theme& theme = tools.look.theme();
  const auto look = caption_look(state, theme);
  if (!look) return nullptr;
  const ParagraphPtr text = caption_within(look->text, band, tools);
  PlacedText placed = on_pixel(place_text(text, {{band.x0, band.y0}, {0, 0}, 0, nullptr, 0}));
  placed.origin.y += look->rise;
  placed.color = theme["ink"];
  return text_item("caption", placed, look->opacity);
}

}  // namespace lantern
