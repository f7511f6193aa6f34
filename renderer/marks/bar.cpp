#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/value_index.h"
#include "core/record/fail.h"
#include "renderer/marks/bands.h"
#include "renderer/marks/patterned.h"

namespace lantern::bar_mark {
namespace {

struct Bar : LabelFields {
  NumberChannel x, y;
  CategoryChannel stack, group;
  ColorChannel color;
  ChoiceChannel pattern;
  NumberChannel opacity;
  std::string orient;
  double base = 0;
  double padding = 0;
  double radius = 0;
};

/// Upright unless the numbers lie along x alone.
bool is_upright(const Bar& bar) {
  if (bar.orient != "auto") return bar.orient == "up";
  return is_category(bar.x) || !bar.x.given || !(is_category(bar.y) || !bar.y.given);
}

const NumberChannel& lengths_of(const Bar& bar) {
  return is_upright(bar) ? bar.y : bar.x;
}

const NumberChannel& places_of(const Bar& bar) {
  return is_upright(bar) ? bar.x : bar.y;
}

/// The numbers of bars lie along one axis.
void check_lengths(const RecordValue& fields, const Bar& bar) {
  if (!lengths_of(bar).given) {
    const char* length = is_upright(bar) ? "y" : "x";
    fail(fields, length, fmt::format("a bar has a length: {} is missing", in_quotes(length)),
         "a column of numbers; `value_counts` and `aggregate` make one of rows that are counted");
  }
  if (!is_category(lengths_of(bar))) return;
  fail(fields, is_upright(bar) ? "y" : "x", "a bar's length is a number, and these are texts",
       "x: category, y: number; level bars the other way round");
}

/// From one number to another.
struct Reach {
  double from = 0, to = 0;
};

/// Of each row: which of the groups it is in. Rows without one are a group, the last.
std::vector<size_t> ranks(const CategoryChannel& channel, size_t count) {
  if (!channel.given || !channel.per_row()) return std::vector<size_t>(count, 0);
  return ValueIndex(channel.column.ordered()).of_rows(channel.column);
}

std::string place_key(const NumberChannel& channel, size_t row) {
  if (!channel.per_row()) return "";
  return channel.column.text(row);
}

/// What stands at one place one above the other, in the order of the groups: what is positive
/// upwards, what is negative downwards.
std::vector<Reach> stacked(const Bar& bar, size_t count) {
  const std::vector<size_t> rank = ranks(bar.stack, count);
  const std::vector<size_t> side = ranks(bar.group, count);
  std::vector<size_t> order(count);
  for (size_t i = 0; i < count; ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return rank[a] < rank[b]; });
  std::vector<Reach> out(count);
  std::map<std::pair<std::string, size_t>, Reach> tops;  // `from`: of the negative, `to`: the other
  for (const size_t row : order) {
    const double value = lengths_of(bar)[row];
    const auto [top, fresh] =
        tops.try_emplace({place_key(places_of(bar), row), side[row]}, Reach{bar.base, bar.base});
    double& end = value < 0 ? top->second.from : top->second.to;
    out[row] = {end, std::isfinite(value) ? end + value : end};
    end = out[row].to;
  }
  return out;
}

std::vector<Reach> reaches(const Bar& bar, size_t count) {
  if (bar.stack.given) return stacked(bar, count);
  std::vector<Reach> out;
  for (size_t row = 0; row < count; ++row) out.push_back({bar.base, lengths_of(bar)[row]});
  return out;
}

void extend(const RecordValue& fields, size_t count, Extent& x, Extent& y) {
  const auto bar = bind<Bar>(fields);
  check_lengths(fields, bar);
  const bool upright = is_upright(bar);
  for (const Reach& reach : reaches(bar, count)) {
    (upright ? y : x).add(reach.from);
    (upright ? y : x).add(reach.to);
  }
  extend_by_half_gap(places_of(bar), count, upright ? x : y);
}

/// The foot of a bar: where an axis does not reach it, the axis's own.
double foot_at(const Scale& scale, double from) {
  const double place = scale.at(from);
  return std::isfinite(place) ? place : scale.at(scale.base());
}

/// The places of bars across their length.
class Across {
 public:
  Across(const MarkInput& in, const Bar& bar)
      : upright_(is_upright(bar)), bar_(bar), plot_(in.plot) {
    const Scale& scale = upright_ ? in.plot.x : in.plot.y;
    const double length = upright_ ? in.plot.area.width() : in.plot.area.height();
    constexpr double kAlone = 0.25;  // of the area, for a bar without neighbours
    constexpr double kLeast = 2;  // canvas units: bars that lie on each other are seen all the same
    const double band = band_along(scale, places_of(bar), in.count, length * kAlone);
    width_ = std::max(kLeast, band * (1 - bar.padding));
    sides_ = ranks(bar.group, in.count);
    for (const size_t side : sides_) groups_ = std::max(groups_, side + 1);
    if (bar.group.per_row()) groups_ = std::max(groups_, bar.group.column.ordered().size());
  }

  /// Groups share the width, a little apart.
  std::pair<double, double> of(size_t row) const {
    const NumberChannel& places = places_of(bar_);
    const double middle = upright_ ? plot_.x_of(places, row) : plot_.y_of(places, row);
    const double part = width_ / double(groups_);
    const double gap = groups_ > 1 ? std::min(2.0, part * 0.1) : 0;
    const double from = middle - width_ / 2 + part * double(sides_[row]);
    return {from + gap / 2, from + part - gap / 2};
  }

 private:
  bool upright_;
  const Bar& bar_;
  const Plot& plot_;
  double width_ = 0;
  size_t groups_ = 1;
  std::vector<size_t> sides_;
};

/// Of level bars beside their ends, of others above them.
Margins label_room(const RecordValue& fields, const Look& look, const Typesetter& typesetter) {
  const auto bar = bind<Bar>(fields);
  Margins out;
  check_lengths(fields, bar);
  if (!bar.label || bar.stack.given || !lengths_of(bar).per_row()) return out;
  constexpr double kGap = 8;
  const Font font = label_font(look.theme(), bar);
  const Column& lengths = lengths_of(bar).column;
  for (size_t row = 0; row < lengths.size(); ++row) {
    const auto text = set_live_text(*bar.label, row, font, look.theme()["ink"], look, typesetter);
    const bool backwards = lengths.numbers()[row] < bar.base;
    if (is_upright(bar)) {
      double& room = backwards ? out.bottom : out.top;
      room = std::max(room, text->height);
    } else {
      double& room = backwards ? out.left : out.right;
      room = std::max(room, text->width + kGap);
    }
  }
  return out;
}

/// With round corners at its end.
Path bar_path(const Box& box, double radius, bool upright, bool backwards) {
  const double most =
      upright ? std::min(box.width() / 2, box.height()) : std::min(box.height() / 2, box.width());
  const double r = std::min(radius, most);
  if (r <= 0) return rect_path(box);
  constexpr double kRound = 0.5522847498;  // of a quarter of a circle, as a cubic
  const double k = r * (1 - kRound);
  // Drawn upright and from the foot, then put where it belongs.
  const double w = upright ? box.width() : box.height(), h = upright ? box.height() : box.width();
  const auto at = [&](double across, double along) {
    if (upright) return Point{box.x0 + across, backwards ? box.y0 + along : box.y1 - along};
    return Point{backwards ? box.x1 - along : box.x0 + along, box.y0 + across};
  };
  Path path;
  path.move_to(at(0, 0));
  path.line_to(at(0, h - r));
  path.cubic_to(at(0, h - k), at(k, h), at(r, h));
  path.line_to(at(w - r, h));
  path.cubic_to(at(w - k, h), at(w, h - k), at(w, h - r));
  path.line_to(at(w, 0));
  path.close();
  return path;
}

struct Placed {
  Box box;
  bool backwards = false;  ///< towards smaller numbers
  Point foot;
};

Placed placed(const MarkInput& in, const Bar& bar, const Reach& reach, const Across& across,
              size_t row) {
  const bool upright = is_upright(bar);
  const Scale& scale = upright ? in.plot.y : in.plot.x;
  const double from = foot_at(scale, reach.from), to = foot_at(scale, reach.to);
  const auto [low, high] = across.of(row);
  Placed out;
  out.backwards = upright ? to > from : to < from;
  if (upright) {
    out.box = {low, std::min(from, to), high, std::max(from, to)};
    out.foot = {(low + high) / 2, from};
  } else {
    out.box = {std::min(from, to), low, std::max(from, to), high};
    out.foot = {from, (low + high) / 2};
  }
  return out;
}

/// Of stacks, in the middle of the piece, where it has room.
void emit_inside(const MarkInput& in, const Bar& bar, const Box& box, const Color& fill, size_t row,
                 std::string_view pattern, MarkOutput& out) {
  constexpr double kRoom = 3;
  const Font font = label_font(in.look.theme(), bar);
  const Color color = in.look.letters_on(fill);
  const ParagraphPtr text = set_live_text(*bar.label, row, font, color, in.look, in.typesetter);
  if (text->width + 2 * kRoom > box.width() || text->height > box.height()) return;
  PlacedText shape = place_text(in, text, {box.center(), {0.5, 0.5}, 0, nullptr, 0});
  set_letters_on(shape, in.look, fill, pattern);
  out.items.push_back(text_item(in.row_id(row, "bar") + ".label", shape, bar.opacity[row],
                                in.keys ? int(row) : -1));
}

void emit_bar_label(const MarkInput& in, const Bar& bar, const Placed& at, const Color& fill,
                    size_t row, std::string_view pattern, MarkOutput& out) {
  if (bar.stack.given) return emit_inside(in, bar, at.box, fill, row, pattern, out);
  const std::string_view side =
      is_upright(bar) ? (at.backwards ? "below" : "above") : (at.backwards ? "left" : "right");
  const size_t before = out.labels.size();
  emit_label(in, bar, {.box = at.box, .side = side, .opacity = bar.opacity[row]}, row, out);
  if (out.labels.size() == before) return;
  ItemPtr& item = out.items[out.labels.back().item];
  Item riding = *item;  // as the bar grows
  riding.pivot = at.foot;
  riding.growth = is_upright(bar) ? Growth::upright : Growth::level;
  item = std::make_shared<const Item>(std::move(riding));
  LabelSpot& spot = out.labels.back().spot;  // into the room that was kept for it
  spot.within.y0 = std::min(spot.within.y0, spot.home.y0);
}

/// Pieces of a stack are told apart where they touch: what stands on another one begins a little
/// later.
Box piece_of(const Placed& at, bool upright, bool on_another) {
  constexpr double kGap = 1;
  Box out = at.box;
  const double length = upright ? out.height() : out.width();
  const double gap = on_another && length > 2 * kGap ? kGap : 0;
  if (upright) (at.backwards ? out.y0 : out.y1) += at.backwards ? gap : -gap;
  else (at.backwards ? out.x1 : out.x0) += at.backwards ? -gap : gap;
  return out;
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto bar = bind<Bar>(in.fields);
  check_lengths(in.fields, bar);
  const RowColors colors(in.look, bar.color, place_of_field(in.fields, "color"), "accent");
  const RowPatterns patterns(in.look, bar.pattern);
  const std::vector<Reach> reach = reaches(bar, in.count);
  const Across across(in, bar);
  const bool upright = is_upright(bar);
  std::vector<Placed> all;
  for (size_t row = 0; row < in.count; ++row) {
    const Placed at = placed(in, bar, reach[row], across, row);
    all.push_back(at);
    if (in.anchored) out.anchors.push_back({at.box.center(), at.box, {}});
    PathShape shape;
    shape.path = bar.stack.given ? rect_path(piece_of(at, upright, reach[row].from != bar.base))
                                 : bar_path(at.box, bar.radius, upright, at.backwards);
    shape.fill = colors[row];
    add_filled(in,
               Item{.id = in.row_id(row, "bar"),
                    .opacity = bar.opacity[row],
                    .row = in.keys ? int(row) : -1,
                    .shape = std::move(shape),
                    .pivot = at.foot,
                    .growth = upright ? Growth::upright : Growth::level},
               patterns[row], out);
  }
  for (size_t row = 0; row < in.count && bar.label; ++row) {
    if (!(*bar.label)[row].empty())
      emit_bar_label(in, bar, all[row], colors[row], row, patterns[row], out);
  }
}

/// Unless they are stacked or in groups, one bar a place is seen.
std::optional<Covered> covered(const RecordValue& fields, size_t count) {
  const auto bar = bind<Bar>(fields);
  if (bar.stack.given || bar.group.given) return std::nullopt;
  const NumberChannel& at = places_of(bar);
  const size_t places = is_category(at) ? at.column.distinct().size() : count;
  if (places >= count) return std::nullopt;
  return Covered{is_upright(bar) ? "x" : "y",
                 fmt::format("{} bars stand at {} places and cover each other", count, places),
                 "tell them apart: stack: column, or group: column"};
}

std::vector<Field> fields() {
  return with_data_fields<Bar>(joined(
      {{field<&Bar::x>("x", "Its place, or of level bars its length.", {.axis = AxisName::x}),
        field<&Bar::y>("y", "Its length, or of level bars its place.", {.axis = AxisName::y}),
        field<&Bar::stack>("stack",
                           "What stands on each other at one place: a column, in the order of its "
                           "values."),
        field<&Bar::group>("group", "What stands side by side at one place: a column."),
        field<&Bar::color>("color", "Its colour.", {.fallback = "accent"}), pattern_field<Bar>(),
        field<&Bar::orient>("orient", "Up, or level to the right; as its numbers lie if auto.",
                            {.fallback = "auto", .choices = {"auto", "up", "right"}}),
        field<&Bar::base>("base", "The number that it grows from.", {.fallback = "0"}),
        field<&Bar::padding>("padding", "The part of its place that stays free: 0 to 1.",
                             {.fallback = "0.25", .least = 0, .most = 0.95}),
        field<&Bar::radius>("radius", "Of the corners at its end.",
                            {.fallback = "2", .least = 0, .px = true})},
       label_fields<Bar>()}));
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{.kind = {"bar",
                              "A bar for each row, from a base to its number: upright or level, "
                              "stacked or side by side.",
                              fields()},
                     .emit = emit,
                     .by_row = true,
                     .effect = "grow",
                     .label_room = label_room,
                     .extend = extend,
                     .covered = covered};

}  // namespace lantern::bar_mark
