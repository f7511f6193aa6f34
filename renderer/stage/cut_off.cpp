#include "renderer/stage/cut_off.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "renderer/marks/common.h"

namespace lantern {
namespace {

struct Beyond {
  double length = 0;
  std::string_view edge;
};

/// Past which edge most of a box is.
Beyond beyond(const Box& box, const Box& canvas) {
  const std::array<Beyond, 4> all{{{canvas.x0 - box.x0, "left"},
                                   {box.x1 - canvas.x1, "right"},
                                   {canvas.y0 - box.y0, "upper"},
                                   {box.y1 - canvas.y1, "lower"}}};
  return *std::max_element(all.begin(), all.end(),
                           [](const Beyond& a, const Beyond& b) { return a.length < b.length; });
}

/// What a curve covers: its bounds are those of its control points.
Box tight_box(const Item& item) {
  constexpr int kPoints = 64;
  const auto* shape = std::get_if<PathShape>(&item.shape);
  if (!shape || shape->fill || !shape->stroke) return bounds_of(item);
  Box out;
  for (int i = 0; i <= kPoints; ++i) out.add(point_along(shape->path, double(i) / kPoints).at);
  return out.inset(-shape->stroke->width / 2);
}

/// Of each row, or of the mark where it has no data.
std::map<int, Box> boxes_of(const MarkState& mark, const std::vector<ItemPtr>& items) {
  const bool of_rows = bind<CommonFields>(*mark.values->fields).data != nullptr;
  std::map<int, Box> out;
  for (const ItemPtr& item : items) out[of_rows ? item->row : -1].add(tight_box(*item));
  return out;
}

}  // namespace

std::optional<Diagnostic> cut_off(const MarkState& mark, const std::vector<ItemPtr>& items,
                                  const Box& canvas) {
  constexpr double kLeast = 3;  // canvas units: bounds are wider than letters
  if (!find_mark(mark.kind)->whole) return std::nullopt;
  Beyond most;
  for (const auto& [row, box] : boxes_of(mark, items)) {
    if (box.empty() || !box.overlaps(canvas)) continue;
    const Beyond own = beyond(box, canvas);
    if (own.length > most.length) most = own;
  }
  if (most.length < kLeast) return std::nullopt;
  return Diagnostic{Severity::warning, "no-room", mark.values->fields->at,
                    fmt::format("{} is cut off: {:.0f} units of it are beyond the {} edge of the "
                                "canvas",
                                mark.id, most.length, most.edge),
                    "another place, less to show, a smaller `size` or, for a text, a `wrap`"};
}

}  // namespace lantern
