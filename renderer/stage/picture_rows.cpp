#include <cmath>

#include "core/record/field_access.h"
#include "renderer/marks/annotation.h"
#include "renderer/plot/view_kind.h"
#include "renderer/stage/placing.h"
#include "renderer/stage/stage_picture.h"

// Which rows of a mark are drawn, and where: from its values, its axes and what it stands at.

namespace lantern {
namespace {

/// The values at an end of a step whose rows a layout can place.
MarkValuesPtr placeable(const MarkValuesPtr& values, const MarkType& type, const Plot& plot,
                        const Box& visible) {
  DrawnRows rows(values);
  sift_values(rows, type);
  sift_places(rows, type, plot, visible);
  return rows.shared_values();
}

std::optional<Settled> placeable(const std::optional<Settled>& settled, const MarkType& type,
                                 const Plot& plot, const Box& visible) {
  if (!settled) return std::nullopt;
  return Settled{placeable(settled->from, type, plot, visible),
                 placeable(settled->to, type, plot, visible), settled->progress};
}

}  // namespace

Box far_from(const Plot& plot) {
  constexpr double kFarther = 1e4;  // than any canvas, and near enough for all formats
  return plot.cell.inset(-kFarther);
}

bool StagePicture::is_clipped(size_t view, const MarkState& state) const {
  if (state.group >= 0) return false;
  const std::optional<bool> own = bind<CommonFields>(*state.values->fields).clip;
  return own ? *own : bind<ViewSpecValues>(*snapshot_.views[view].fields).clip;
}

Box StagePicture::visible(size_t view, const MarkState& state) const {
  const ViewLayout& layout = layouts_[view];
  Box out = far_from(layout.plot);
  if (!is_clipped(view, state)) return out;
  constexpr double kSlack = 1e-3;  // what lies on the edge is not cut for a rounding error
  const Box area = layout.plot.area.inset(-kSlack);
  if (!layout.x.spec.domain.empty()) std::tie(out.x0, out.x1) = std::pair(area.x0, area.x1);
  if (!layout.y.spec.domain.empty()) std::tie(out.y0, out.y1) = std::pair(area.y0, area.y1);
  return out;
}

/// Finds what the rows stand at, or go along.
void StagePicture::Placed::stand(const MarkState& state, const Targets& targets) {
  const RecordValue& fields = *state.values->fields;
  const auto standing = bind<Standing>(fields);
  anchors = anchors_for(fields, targets);
  for (size_t i = 0; i < rows.count(); ++i) {
    const size_t row = rows.number_of(i);
    const Anchors& there = anchors[targets.place_of(row)];
    const bool missing = !targets.of(row).drawn;
    if (standing.along) {
      ways.push_back(missing ? nullptr : named_way(targets.ref, row, there));
    } else {
      stands_at.push_back(missing ? nowhere()
                                  : anchor_at(standing, state.values->rows, row, there));
    }
  }
}

/// Adds to each row's place that of the row of the mark in its layout which its group names.
void StagePicture::Placed::add_holders(const Targets& targets) {
  const RecordValue& layout = *bind<Placement>(*rows.values().fields).layout;
  const int by = layout.kind->find("by");
  const auto* group = by < 0 ? nullptr : std::get_if<TextChannel>(&layout.values[size_t(by)]);
  for (size_t i = 0; i < points.size(); ++i) {
    const Target& target = targets.of(rows.number_of(i));
    if (!target.drawn) {
      points[i] = nowhere().at;
      continue;
    }
    const Anchors& there = target.drawn->anchors;
    const bool named = group && group->given;
    const Anchor* holder = named ? find_anchor(there, (*group)[i]) : nullptr;
    const Point middle = there.all.empty() ? nowhere().at : there.all.center();
    points[i] = points[i] + (holder ? holder->at : named ? nowhere().at : middle);
  }
}

/// Whether a row stands at a part of a mark that has none of that name.
bool StagePicture::Placed::names_no_part(const Addressed& addressed, size_t row) const {
  if (!addressed.place) return false;
  const MarkRef& ref = addressed.place->ref;
  return !ref.part.empty() && ref.row.given && addressed.place->of(row).drawn &&
         !find_anchor(anchors[addressed.place->place_of(row)], ref.row[row]);
}

/// Leaves out the rows whose place, or whose ends, are nowhere, or not `inside`.
void StagePicture::Placed::sift(const Addressed& addressed, const Box* inside) {
  const RecordValue& fields = *rows.values().fields;
  std::vector<const Targets*> ends;  // the marks that an arrow or brace leads to
  for (const Targets& one : addressed.others) {
    const int field = fields.kind->find(one.field);
    if (field >= 0 && is_of<EndFields>(fields.kind->fields[size_t(field)])) ends.push_back(&one);
  }
  const auto lack = [&](size_t i) -> std::optional<Lack> {
    const Point p = points[i];
    const bool somewhere = std::isfinite(p.x) && std::isfinite(p.y);
    if (!somewhere && names_no_part(addressed, rows.number_of(i)))
      return Lack{Lack::What::part, ""};
    if (!somewhere) return Lack{addressed.place ? Lack::What::target : Lack::What::place, ""};
    if (inside && !inside->contains(p)) return Lack{Lack::What::domain, ""};
    for (const Targets* end : ends) {
      if (is_nowhere(end->anchor(rows.number_of(i)))) {
        return Lack{Lack::What::target, end->field};
      }
    }
    return std::nullopt;
  };
  const auto staying = rows.sift(lack);
  if (!staying) return;
  points = of_rows(points, *staying);
  if (!stands_at.empty()) stands_at = of_rows(stands_at, *staying);
  if (!ways.empty()) ways = of_rows(ways, *staying);
}

MarkValuesPtr StagePicture::placeable_rows(size_t view, const MarkState& state) const {
  return placeable(state.values, *find_mark(state.kind), room_of(view, state),
                   visible(view, state));
}

StagePicture::Placed StagePicture::place(size_t view, const MarkState& state,
                                         const Addressed& addressed, const Plot& plot) {
  const MarkType& type = *find_mark(state.kind);
  const Box seen = visible(view, state);
  Placed out{DrawnRows(state.values)};
  sift_values(out.rows, type);
  sift_places(out.rows, type, plot, seen);
  if (out.rows.count() == 0 && !out.rows.all()) return out;
  const MarkValues& values = out.rows.values();
  const auto place = bind<Placement>(*values.fields);
  if (addressed.place) out.stand(state, *addressed.place);
  const bool along = !out.ways.empty();
  if (along) {
    out.points = place_along(place, out.ways);
  } else if (addressed.place) {
    out.points = place_beside(place, out.stands_at);
  } else {
    const auto settled = placeable(state.settled, type, plot, seen);
    out.points = place_rows(values, settled ? &*settled : nullptr, type, plot,
                            shrink_of(extents_, snapshot_.views[view], state), tools_.memo);
    if (addressed.layout) out.add_holders(*addressed.layout);
  }
  const bool may_leave = type.outside == Outside::left_out;
  const Box far = far_from(plot);
  out.sift(addressed, !may_leave ? nullptr : along ? &seen : &far);
  return out;
}

}  // namespace lantern
