#include "renderer/stage/placing.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "core/base/text.h"

#include "core/data/value_index.h"
#include "core/diagnostics/at_place.h"
#include "renderer/marks/common.h"

namespace lantern {
namespace {

constexpr MemoDomain<LaidOut> kPlaces{"places"};

void add_channel(Hasher& hasher, const NumberChannel& channel) {
  hasher.add(channel.constant);
  hasher.add(static_cast<std::uint64_t>(channel.unit));
  if (channel.per_row()) hasher.add(channel.column.content_hash());
}

/// Everything that a layout's places depend on.
Key layout_key(const LayoutInput& in) {
  const RecordValue& layout = in.fields;
  Hasher hasher;
  hasher.add(layout.kind->name);
  hasher.add(static_cast<std::uint64_t>(in.count));
  hasher.add(in.shrink);
  add_plot(hasher, in.plot);
  for (const FieldValue& value : layout.values) {
    if (const auto* channel = std::get_if<NumberChannel>(&value)) add_channel(hasher, *channel);
    else if (const auto* group = std::get_if<TextChannel>(&value)) {
      if (group->per_row()) hasher.add(group->column.content_hash());
    } else if (const auto* number = std::get_if<double>(&value)) hasher.add(*number);
    else if (const auto* text = std::get_if<std::string>(&value))
      hasher.add(std::string_view(*text));
    else hasher.add(static_cast<std::uint64_t>(value.index()));
  }
  for (const double size : in.sizes) hasher.add(size);
  return hasher.finish();
}

LaidOut solve(const LayoutInput& input, Memo& memo) {
  const RecordValue& layout = input.fields;
  const LayoutType* type = find_layout(layout.kind);
  const auto place = [&] { return at_place(layout.at, [&] { return type->place(input); }); };
  if (!layout.kind->settled) return place();
  return *memo.get(kPlaces, layout_key(input), [&] {
    auto places = std::make_shared<const LaidOut>(place());
    const size_t bytes = places->points.size() * sizeof(Point) + 64;
    return Memo::Result<LaidOut>{std::move(places), bytes};
  });
}

std::vector<double> sizes_of(const MarkType& type, const RecordValue& fields, size_t count,
                             double shrink) {
  if (!type.sizes) return std::vector<double>(count, 0.0);
  std::vector<double> out = type.sizes(fields, count);
  for (double& size : out) size *= shrink;
  return out;
}

std::unordered_map<std::string_view, Point> by_key(const MarkValues& values,
                                                   const std::vector<Point>& points) {
  std::unordered_map<std::string_view, Point> out;
  for (size_t i = 0; i < points.size(); ++i) out.emplace(values.rows->keys()[i], points[i]);
  return out;
}

/// Rows that are at one end only stay where they are there.
std::vector<Point> between(const MarkValues& values, const Settled& settled, const MarkType& type,
                           const Plot& plot, double shrink, Memo& memo) {
  const auto from = by_key(*settled.from, lay_out(*settled.from, type, plot, shrink, memo).points);
  const auto to = by_key(*settled.to, lay_out(*settled.to, type, plot, shrink, memo).points);
  const Keys& keys = values.rows->keys();
  std::vector<Point> points(keys.size(), kNowhere);
  for (size_t i = 0; i < points.size(); ++i) {
    const auto a = from.find(keys[i]);
    const auto b = to.find(keys[i]);
    if (a != from.end() && b != to.end()) points[i] = mix(a->second, b->second, settled.progress);
    else if (a != from.end()) points[i] = a->second;
    else if (b != to.end()) points[i] = b->second;
  }
  return points;
}

void shift(std::vector<Point>& points, const Placement& place) {
  for (size_t row = 0; row < points.size(); ++row) {
    points[row] = points[row] + Point{place.dx[row], place.dy[row]};
  }
}

Point beside(const Anchor& anchor, Point direction) {
  constexpr double kGap = 8;
  if (direction == Point{}) return anchor.at;
  return {anchor.at.x + direction.x * (anchor.box.width() / 2 + kGap),
          anchor.at.y + direction.y * (anchor.box.height() / 2 + kGap)};
}

/// A mark as a whole.
Anchor everything(const Anchors& anchors) {
  return anchors.all.empty() ? nowhere()
                             : Anchor{anchors.all.center(), anchors.all, {}, anchors.way};
}

/// The first or last of its rows that is drawn, or all.
Anchor picked(const Anchors& anchors, std::string_view pick) {
  if (pick.empty() || pick == "all") return everything(anchors);
  const auto drawn = [](const Anchor& anchor) { return !is_nowhere(anchor); };
  if (pick == "first") {
    const auto first = std::find_if(anchors.rows.begin(), anchors.rows.end(), drawn);
    return first == anchors.rows.end() ? nowhere() : *first;
  }
  const auto last = std::find_if(anchors.rows.rbegin(), anchors.rows.rend(), drawn);
  return last == anchors.rows.rend() ? nowhere() : *last;
}

}  // namespace

LaidOut lay_out(const MarkValues& values, const MarkType& type, const Plot& plot, double shrink,
                Memo& memo) {
  const auto place = bind<Placement>(*values.fields);
  const size_t count = values.count();
  if (place.layout) {
    const std::vector<double> sizes = sizes_of(type, *values.fields, count, shrink);
    return solve({*place.layout, count, plot, sizes, shrink}, memo);
  }
  LaidOut out{std::vector<Point>(count)};
  for (size_t i = 0; i < count; ++i) out.points[i] = plot.at(place.x, place.y, i);
  return out;
}

std::vector<Point> place_rows(const MarkValues& values, const Settled* settled,
                              const MarkType& type, const Plot& plot, double shrink, Memo& memo) {
  std::vector<Point> points = settled ? between(values, *settled, type, plot, shrink, memo)
                                      : lay_out(values, type, plot, shrink, memo).points;
  shift(points, bind<Placement>(*values.fields));
  return points;
}

Anchors group_anchors(const Anchors& anchors, const Table& rows, const std::string& column,
                      const Location& at) {
  const auto index = rows.find(column);
  if (!index) {
    throw SceneError(
        {Severity::error, "unknown-column", at,
         fmt::format("the rows that this stands at have no column {}", in_quotes(column)), ""});
  }
  const Column& groups = rows.columns()[*index];
  const std::vector<std::string> names = groups.distinct();
  Anchors out;
  out.all = anchors.all;
  out.rows.assign(names.size(), nowhere());
  const std::vector<size_t> places = ValueIndex(names).of_rows(groups);
  std::vector<std::vector<Anchor>> members(names.size());
  for (size_t i = 0; i < std::min(anchors.rows.size(), rows.rows()); ++i) {
    if (places[i] >= names.size()) continue;
    out.rows[places[i]].box.add(anchors.rows[i].box);
    members[places[i]].push_back(anchors.rows[i]);
  }
  for (size_t i = 0; i < names.size(); ++i) {
    Anchor& anchor = out.rows[i];
    if (!anchor.box.empty()) anchor.at = anchor.box.center();
    anchor.members = std::make_shared<const std::vector<Anchor>>(std::move(members[i]));
  }
  out.keys = Keys(names);
  return out;
}

std::shared_ptr<const Path> named_way(const MarkRef& ref, size_t row, const Anchors& anchors) {
  if (ref.row.given) {
    const Anchor* own = find_anchor(anchors, ref.row[row]);
    return own ? own->way : nullptr;
  }
  return anchors.way || anchors.rows.size() != 1 ? anchors.way : anchors.rows[0].way;
}

std::vector<Point> place_along(const Placement& place,
                               std::span<const std::shared_ptr<const Path>> ways) {
  std::vector<Point> points(ways.size(), nowhere().at);
  for (size_t i = 0; i < ways.size(); ++i) {
    if (!ways[i]) continue;
    points[i] = point_along(*ways[i], place.progress.given ? place.progress[i] : 1).at;
  }
  shift(points, place);
  return points;
}

Anchor named_anchor(const MarkRef& ref, size_t row, const Anchors& anchors) {
  if (!ref.row.given) return everything(anchors);
  const Anchor* own = find_anchor(anchors, ref.row[row]);
  return own ? *own : nowhere();
}

Anchor anchor_at(const Standing& standing, const TablePtr& rows, size_t row,
                 const Anchors& anchors) {
  if (standing.at && standing.at->row.given) return named_anchor(*standing.at, row, anchors);
  if (anchors.rows.empty()) return everything(anchors);
  if (standing.group.empty() || !rows) return picked(anchors, standing.pick);
  const auto own = rows->find(standing.group);
  const Anchor* group =
      find_anchor(anchors, own ? rows->columns()[*own].text(row) : rows->keys()[row]);
  return group ? *group : picked(anchors, standing.pick);
}

std::vector<Point> place_beside(const Placement& place, const std::vector<Anchor>& anchors) {
  const Point direction = direction_of(place.side);
  std::vector<Point> points;
  for (const Anchor& anchor : anchors) points.push_back(beside(anchor, direction));
  shift(points, place);
  return points;
}

}  // namespace lantern
