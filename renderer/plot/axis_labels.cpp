#include "renderer/plot/axis_labels.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/field_access.h"
#include "renderer/paragraph/shortened.h"
#include "renderer/paragraph/text_placing.h"

namespace lantern {
namespace {

constexpr double kApart = 4;   // between two labels
constexpr int kMostLines = 3;  // of a name below its tick

struct Fitting {
  Axis& axis;
  double length;
  double room;
  const Look& look;
  const Typesetter& typesetter;

  /// How much of the axis a label takes.
  double extent(const Paragraph& label) const { return sideways() ? label.height : label.width; }
  /// How far it reaches away from the axis.
  double reach(const Paragraph& label) const { return sideways() ? label.width : label.height; }
  bool sideways() const { return axis.upright || axis.turned; }
  double band() const { return length / double(std::max<size_t>(1, axis.ticks.size())); }
};

/// Where labels begin to meet: pairs of ticks that follow each other along the axis.
bool meet(const Fitting& in, const Axis::Tick& a, const Axis::Tick& b) {
  const Scale scale = in.axis.scale.over(in.length);
  const double gap = in.axis.upright ? 0 : kApart;
  const double apart = std::fabs(scale.at(b.value) - scale.at(a.value));
  return apart < (in.extent(*a.label) + in.extent(*b.label)) / 2 + gap;
}

std::vector<Axis::Tick*> labelled_along(Axis& axis) {
  std::vector<Axis::Tick*> out;
  for (Axis::Tick& tick : axis.ticks) {
    if (tick.label) out.push_back(&tick);
  }
  const auto before = [&](const Axis::Tick* a, const Axis::Tick* b) {
    return axis.scale.type->share(axis.scale.domain, a->value) <
           axis.scale.type->share(axis.scale.domain, b->value);
  };
  std::stable_sort(out.begin(), out.end(), before);
  return out;
}

bool any_meet(const Fitting& in) {
  const std::vector<Axis::Tick*> ticks = labelled_along(in.axis);
  for (size_t i = 0; i + 1 < ticks.size(); ++i) {
    if (meet(in, *ticks[i], *ticks[i + 1])) return true;
  }
  return false;
}

void say(Axis& axis, const Location& at, std::string what, std::string hint) {
  axis.faults.push_back({Severity::warning, "no-room", at,
                         fmt::format("{} has no room for {}", axis.name(), what), std::move(hint)});
}

/// Those that lie on none before them.
std::vector<size_t> as_many_as_fit(const Fitting& in, const std::vector<Axis::Tick*>& ticks) {
  std::vector<size_t> out;
  for (size_t i = 0; i < ticks.size(); ++i) {
    if (out.empty() || !meet(in, *ticks[out.back()], *ticks[i])) out.push_back(i);
  }
  return out;
}

/// Every second, every third … until none lies on another.
std::vector<size_t> every_so_many(const Fitting& in, const std::vector<Axis::Tick*>& ticks) {
  for (size_t step = 1;; ++step) {
    std::vector<size_t> out;
    bool fits = true;
    for (size_t i = 0; i < ticks.size(); i += step) {
      if (i > 0 && meet(in, *ticks[i - step], *ticks[i])) fits = false;
      out.push_back(i);
    }
    if (fits) return out;
  }
}

/// Leaves out labels so that none lies on another: evenly, unless far more than half of those that
/// fit would go.
void leave_out(const Fitting& in) {
  const std::vector<Axis::Tick*> ticks = labelled_along(in.axis);
  const std::vector<size_t> most = as_many_as_fit(in, ticks);
  if (most.size() == ticks.size()) return;
  const std::vector<size_t> even = every_so_many(in, ticks);
  const std::vector<size_t>& kept = even.size() * 2 >= most.size() ? even : most;
  for (size_t i = 0; i < ticks.size(); ++i) {
    if (!std::binary_search(kept.begin(), kept.end(), i)) ticks[i]->label = nullptr;
  }
  const size_t dropped = ticks.size() - kept.size();
  say(in.axis, in.axis.fields->at, fmt::format("{} of its {} tick labels", dropped, ticks.size()),
      "give the view more room, or the axis fewer ticks or shorter names");
}

void fit_numbers(const Fitting& in) {
  for (int count = in.axis.count - 1; any_meet(in) && !in.axis.spec.ticks && count > 0; --count) {
    Axis fewer = in.axis;
    set_ticks(fewer, count, in.look, in.typesetter);
    if (labelled_along(fewer).size() < 2) break;
    in.axis = std::move(fewer);
  }
  leave_out(in);
}

ParagraphPtr in_lines(const std::string& name, double width, TextAlign align, const Fitting& in) {
  return set_balanced(in.look.spans(name), name_font(in.look.theme()), name_color(in.look, name),
                      in.look, in.typesetter, align, width);
}

/// Breaks the names that are wider than `width` into lines; those that would still be wider, or
/// higher than `height`, stay. False where there are such.
bool break_names(const Fitting& in, double width, double height, TextAlign align) {
  bool fits = true;
  for (Axis::Tick& tick : in.axis.ticks) {
    if (!tick.label || tick.label->width <= width) continue;
    ParagraphPtr broken = in_lines(tick.key, width, align, in);
    if (broken->width > width || broken->height > height) fits = false;
    else tick.label = std::move(broken);
  }
  return fits;
}

/// Cuts the names that reach farther than there is room.
void shorten_names(const Fitting& in) {
  const Font font = name_font(in.look.theme());
  size_t cut = 0;
  for (Axis::Tick& tick : in.axis.ticks) {
    if (!tick.label || in.reach(*tick.label) <= in.room) continue;
    tick.label = shortened(in.look.text(tick.key), in.room, font, in.typesetter);
    ++cut;
  }
  if (cut == 0) return;
  say(in.axis, in.axis.fields->at,
      fmt::format("the whole of {} of its {} names", cut, in.axis.ticks.size()),
      "shorter names (`meaning` can give a value another `text`), or a larger view");
}

/// Whether names lie on each other, or reach far beyond the axis.
bool out_of_room(const Fitting& in) {
  constexpr double kBeyond = 20;
  const Scale scale = in.axis.scale.over(in.length);
  return any_meet(in) || std::any_of(in.axis.ticks.begin(), in.axis.ticks.end(), [&](auto& tick) {
           if (!tick.label) return false;
           const double at = scale.at(tick.value), half = in.extent(*tick.label) / 2;
           return at - half < -kBeyond || at + half > in.length + kBeyond;
         });
}

/// Below a level axis: in lines, else turned.
void fit_names_below(const Fitting& in) {
  const Axis level = in.axis;
  const double line = in.axis.highest_label();
  const double height = std::min(in.room, (kMostLines + 0.5) * line);
  if (!out_of_room(in)) return;
  const bool room_for_words = in.band() > 2 * line;
  if (room_for_words && break_names(in, in.band() - kApart, height, TextAlign::middle) &&
      !out_of_room(in)) {
    return;
  }
  in.axis = level;
  in.axis.turned = true;
  break_names(in, in.room, in.band(), TextAlign::end);
  shorten_names(in);
  leave_out(in);
}

/// Beside an upright axis: in lines, else shortened.
void fit_names_beside(const Fitting& in) {
  break_names(in, in.room, in.band(), TextAlign::end);
  shorten_names(in);
  leave_out(in);
}

}  // namespace

void fit_labels(Axis& axis, double length, double room, const Look& look,
                const Typesetter& typesetter) {
  if (!axis.given || !axis.labelled()) return;
  const Fitting in{axis, length, room, look, typesetter};
  if (!axis.scale.type->named) fit_numbers(in);
  else if (axis.upright) fit_names_beside(in);
  else fit_names_below(in);
}

ParagraphPtr set_within(const LiveText& text, const TypeStyle& style, double width, TextAlign align,
                        const Look& look, const Typesetter& typesetter) {
  const Theme& theme = look.theme();
  const Font font = font_of(theme, style);
  ParagraphPtr out =
      set_balanced(text.spans(0), font, theme["ink"], look, typesetter, align, width);
  if (out->width <= width) return out;
  return set_text(text.spans(0), font, theme["ink"], look, typesetter, align, {width, true});
}

void fit_title(Axis& axis, double length, const Look& look, const Typesetter& typesetter) {
  if (!axis.title || axis.title->width <= length) return;
  axis.title =
      set_within(*axis.spec.title, look.theme().axis, length, TextAlign::middle, look, typesetter);
}

void drop_labels(Axis& axis) {
  if (!axis.labelled()) return;
  for (Axis::Tick& tick : axis.ticks) tick.label = nullptr;
  say(axis, axis.fields->at, "its tick labels", "give the view more room");
}

void drop_title(Axis& axis) {
  if (!axis.title) return;
  axis.title = nullptr;
  say(axis, place_of_member<&AxisSpec::title>(*axis.fields), "its title",
      "a shorter title, or more room for the view");
}

}  // namespace lantern
