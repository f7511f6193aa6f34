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

/// Whether the mark that a row names is drawn: its own row there, else any.
bool is_drawn(const Anchors& anchors, const std::string& key) {
  const Anchor* own = key.empty() ? nullptr : find_anchor(anchors, key);
  return own ? !is_nowhere(*own) : !anchors.all.empty();
}

/// The marks that the ends of an arrow or brace are at.
struct End {
  std::string_view field;
  const MarkRef* ref;
  const Anchors* anchors;
};

}  // namespace

Box far_from(const Plot& plot) {
  constexpr double kFarther = 1e4;  // than any canvas, and near enough for all formats
  return plot.cell.inset(-kFarther);
}

bool StagePicture::is_clipped(size_t view, const RecordValue& fields) const {
  const std::optional<bool> own = bind<CommonFields>(fields).clip;
  return own ? *own : bind<ViewSpecValues>(*snapshot_.views[view].fields).clip;
}

Box StagePicture::visible(size_t view, const RecordValue& fields) const {
  const ViewLayout& layout = layouts_[view];
  Box out = far_from(layout.plot);
  if (!is_clipped(view, fields)) return out;
  constexpr double kSlack = 1e-3;  // what lies on the edge is not cut for a rounding error
  const Box area = layout.plot.area.inset(-kSlack);
  if (!layout.x.spec.domain.empty()) std::tie(out.x0, out.x1) = std::pair(area.x0, area.x1);
  if (!layout.y.spec.domain.empty()) std::tie(out.y0, out.y1) = std::pair(area.y0, area.y1);
  return out;
}

/// Leaves out the rows whose place, or whose ends, are nowhere, or not `inside`.
void StagePicture::Placed::sift(const Targets& targets, const Box* inside) {
  const MarkValuesPtr values = rows.shared_values();
  std::vector<End> ends;
  for (size_t i = 0; i < values->fields->values.size(); ++i) {
    const Field& field = values->fields->kind->fields[i];
    const auto* ref = std::get_if<MarkRef>(&values->fields->values[i]);
    if (!ref || !is_of<EndFields>(field)) continue;
    for (const NamedTarget& one : targets.named) {
      if (one.field == field.name) ends.push_back({field.name, ref, &one.target.drawn->anchors});
    }
  }
  const auto lack = [&](size_t i) -> std::optional<Lack> {
    const Point p = points[i];
    const bool somewhere = std::isfinite(p.x) && std::isfinite(p.y);
    if (!somewhere) return Lack{targets.wanted ? Lack::What::target : Lack::What::place, ""};
    if (inside && !inside->contains(p)) return Lack{Lack::What::domain, ""};
    for (const End& end : ends) {
      if (!is_drawn(*end.anchors, end.ref->key_for(i))) return Lack{Lack::What::target, end.field};
    }
    return std::nullopt;
  };
  const auto staying = rows.sift(lack);
  if (!staying) return;
  points = of_rows(points, *staying);
  if (!stands_at.empty()) stands_at = of_rows(stands_at, *staying);
}

StagePicture::Placed StagePicture::place(size_t view, const MarkState& state,
                                         const Targets& targets, const Box& seen) {
  const MarkType& type = *find_mark(state.kind);
  const Plot& plot = layouts_[view].plot;
  Placed out{DrawnRows(state.values), {}, {}, {}};
  sift_values(out.rows, type);
  sift_places(out.rows, type, plot, seen);
  if (out.rows.count() == 0 && !out.rows.all()) return out;
  const MarkValues& values = out.rows.values();
  const auto standing = bind<Standing>(*values.fields);
  const auto place = bind<Placement>(*values.fields);
  const bool along = standing.along.has_value();
  if (targets.wanted) out.anchors = anchors_for(*values.fields, targets.place);
  if (targets.wanted && !along) out.stands_at = anchors_at(standing, values.rows, out.anchors);
  if (along) {
    out.points = place_along(place, out.rows.count(), out.anchors);
  } else if (targets.wanted) {
    out.points = place_beside(place, out.stands_at);
  } else {
    const auto settled = placeable(state.settled, type, plot, seen);
    out.points = place_rows(values, settled ? &*settled : nullptr, type, plot, tools_.memo);
  }
  const bool may_leave = type.outside == Outside::left_out;
  const Box far = far_from(plot);
  out.sift(targets, !may_leave ? nullptr : along ? &seen : &far);
  return out;
}

}  // namespace lantern
