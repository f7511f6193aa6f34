#include "renderer/marks/annotation.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/diagnostics/diagnostics.h"
#include "renderer/motion/anchors.h"

namespace lantern {
namespace {

Anchor at_point(Point p) {
  return {p, Box{p.x, p.y, p.x, p.y}, {}};
}

/// What a field names for a row.
const Anchor* named_anchor(const MarkInput& in, std::string_view field, size_t row) {
  for (const NamedAnchors& one : in.named) {
    if (one.field == field) return &one.rows[row];
  }
  return nullptr;
}

SceneError no_end(const MarkInput& in, std::string_view field) {
  const bool first = field == "from";
  return SceneError({Severity::error, "missing-key", in.fields.at,
                     fmt::format("it has no {}: neither `{}` nor {}", first ? "start" : "end",
                                 field, first ? "x and y" : "x2 and y2"),
                     ""});
}

ParagraphPtr set_in(const MarkInput& in, const RichText& text, const SetNote& note, double wrap) {
  return wrap > 0 ? set_balanced(text, note.font, note.color, in.look, in.typesetter,
                                 TextAlign::start, wrap)
                  : set_text(text, note.font, note.color, in.look, in.typesetter);
}

/// Where something stands that keeps `distance` from its target in that direction.
Box stand_off(const Box& target, Point direction, double distance, double width, double height) {
  const double length = std::max(1e-9, portable::hypot(direction.x, direction.y));
  const Point c = target.center();
  return Box::around({c.x + direction.x / length * (target.width() / 2 + distance + width / 2),
                      c.y + direction.y / length * (target.height() / 2 + distance + height / 2)},
                     width, height);
}

}  // namespace

std::vector<Field> target_fields() {
  static const std::set<std::string_view> kOwn{"x",        "y",     "at",  "along",
                                               "progress", "group", "pick"};
  std::vector<Field> out;
  for (Field& field : placement_fields()) {
    if (kOwn.count(field.name)) out.push_back(std::move(field));
  }
  return out;
}

Anchor target_of(const MarkInput& in, size_t row) {
  return in.targets.empty() ? at_point(in.points[row]) : in.targets[row];
}

SetNote set_note(const MarkInput& in, const NoteFields& note, size_t row, const Color& color) {
  const Theme& theme = in.look.theme();
  TypeStyle style = theme.label;
  if (note.size) style.size = asked_size(theme, *note.size);
  if (note.weight) style.weight = *note.weight;
  SetNote out;
  out.font = font_of(theme, style);
  out.color = in.look.for_text(color, out.font);
  out.text = set_in(in, note.text.spans(row), out, note.wrap);
  out.width = out.text->width;
  if (note.text.film) {
    const RichText widest = widest_spans(note.text, out.font, in.look, in.typesetter);
    out.width = std::max(out.width, set_in(in, widest, out, note.wrap)->width);
  }
  return out;
}

LabelSpot note_spot(const MarkInput& in, size_t row, std::string_view side, double distance,
                    double width, double height) {
  LabelSpot out;
  out.target = target_of(in, row).box;
  out.fixed = side != "auto";
  out.side = direction_of(out.fixed ? side : "above_right");
  out.stand_off = distance;
  out.weight = 3;
  out.within = room_for_labels(in.plot);
  out.home = stand_off(out.target, out.side, distance, width, height);
  return out;
}

Ends ends_of(const MarkInput& in, const EndFields& fields, size_t row) {
  const auto end = [&](std::string_view name, const std::optional<MarkRef>& ref,
                       const NumberChannel& x, const NumberChannel& y) {
    const Anchor* named = ref ? named_anchor(in, name, row) : nullptr;
    if (named) return *named;
    if (!x.given && !y.given) throw no_end(in, name);
    return at_point(in.plot.at(x, y, row));
  };
  return {end("from", fields.from, fields.x, fields.y), end("to", fields.to, fields.x2, fields.y2)};
}

}  // namespace lantern
