#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/lint/rules/rule.h"
#include "core/base/overloaded.h"
#include "renderer/look/look.h"
#include "renderer/marks/common.h"
#include "renderer/raster/rasteriser.h"
#include "renderer/text/shaped_text.h"

namespace lantern::contrast_rule {
namespace {

struct SeenText {
  std::string id;
  TextShape shape;
  Box window;  ///< where it may be seen
};

/// The texts of a picture that are fully there, taken out of it.
std::vector<ItemPtr> without_texts(const std::vector<ItemPtr>& items, double opacity,
                                   const Box& window, std::vector<SeenText>& texts) {
  std::vector<ItemPtr> out;
  for (const ItemPtr& item : items) {
    const double seen = opacity * item->opacity;
    const auto keep = [&] { out.push_back(item); };
    std::visit(
        Overloaded{[&](const TextShape& text) {
                     const bool there = seen >= 0.95 && text.text && text.angle == 0;
                     if (there && !text.text->text.empty())
                       texts.push_back({item->id, text, window});
                   },
                   [&](const Group& group) {
                     const Box inside = group.clip ? intersection(window, *group.clip) : window;
                     Group rest{without_texts(group.children, seen, inside, texts), group.clip};
                     out.push_back(make_item(item->id, std::move(rest), item->opacity, item->row));
                   },
                   [&](const PathShape&) { keep(); }, [&](const Instances&) { keep(); },
                   [&](const ImageShape&) { keep(); }},
        item->shape);
  }
  return out;
}

/// The mean colour of a box.
Color mean_color(const Pixmap& pixels, const Box& box, double scale) {
  const auto within = [](double v, int most) { return std::clamp(static_cast<int>(v), 0, most); };
  const int x0 = within(box.x0 * scale, pixels.width() - 1),
            x1 = within(box.x1 * scale, pixels.width() - 1);
  const int y0 = within(box.y0 * scale, pixels.height() - 1),
            y1 = within(box.y1 * scale, pixels.height() - 1);
  double r = 0, g = 0, b = 0, count = 0;
  for (int y = y0; y <= y1; ++y) {
    for (int x = x0; x <= x1; ++x, ++count) {
      const std::uint32_t pixel = pixels.row(y)[x];
      r += pixel >> 16 & 255;
      g += pixel >> 8 & 255;
      b += pixel & 255;
    }
  }
  return {r / count / 255, g / count / 255, b / count / 255, 1};
}

/// Of the mark that it belongs to; else of the scene.
Location place_of(const std::string& id, const Scene& scene, double time) {
  const State state = scene.state(time);
  for (const ViewState& view : state.snapshots.back().views) {
    for (const MarkState& mark : view.marks) {
      const bool own = id.starts_with(mark.id) && id.size() > mark.id.size() &&
                       std::string_view(".@").find(id[mark.id.size()]) != std::string_view::npos;
      if (own && mark.values) return mark.values->fields->at;
    }
  }
  return scene.spec().at;
}

/// Whether the text is hard to read, which is reported then.
bool check_text(const LintContext& lint, const SeenText& text, const Color& below, double time) {
  // A rim in another colour is what the letters stand on.
  const Color ground = text.shape.halo ? text.shape.halo->color : below;
  const double least = least_contrast(text.shape.text->font);
  const double found = contrast(text.shape.color, ground);
  if (found >= least - 0.005) return false;
  lint.report_at(
      place_of(text.id, lint.scene, time), Severity::warning, "contrast",
      fmt::format("\"{}\" ({}) has a contrast of {:.1f} to what it stands on, at {:.1f} s; "
                  "{} is the least (WCAG 1.4.3)",
                  text.shape.text->text, text.id, found, time, least));
  return true;
}

void check(const LintContext& lint) {
  std::set<std::string> known;
  const Production& production = lint.job.production();
  Pixmap pixels(production.width, production.height, true);
  Rasteriser rasteriser(production.width, production.height, false);
  for (const double time : lint.scene.step_ends()) {
    Frame frame = lint.job.frame_at(time);
    std::vector<SeenText> texts;
    frame.items = without_texts(frame.items, 1, {0, 0, frame.width, frame.height}, texts);
    rasteriser.draw(frame, pixels);
    const double scale = production.width / frame.width;
    for (const SeenText& text : texts) {
      if (known.count(text.id)) continue;
      const Box box = intersection(*text_item_box(*make_item(text.id, text.shape)), text.window);
      if (box.empty()) continue;  // a camera is elsewhere
      if (check_text(lint, text, mean_color(pixels, box, scale), time)) known.insert(text.id);
    }
  }
}

}  // namespace

extern const LintRule kRule{"contrast", "Texts that are hard to read on what they stand on.",
                            check};

}  // namespace lantern::contrast_rule
