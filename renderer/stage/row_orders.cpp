#include "renderer/stage/row_orders.h"

namespace lantern {
namespace {

std::map<std::string_view, const MarkState*> marks_of(const Snapshot& snapshot) {
  std::map<std::string_view, const MarkState*> out;
  for (const ViewState& view : snapshot.views) {
    for (const MarkState& mark : view.marks) out.emplace(mark.id, &mark);
  }
  return out;
}

}  // namespace

RowOrders row_orders(const Tween& tween, const Snapshot& from, const Snapshot& to) {
  RowOrders out = tween.order ? *tween.order : RowOrders{};
  if (tween.stagger <= 0) return out;
  const auto before = marks_of(from);
  for (const auto& [id, mark] : marks_of(to)) {
    const auto found = before.find(id);
    const bool stays = found != before.end() && found->second->key == mark->key &&
                       found->second->presence.hidden() == mark->presence.hidden();
    if (!stays || !mark->values || !mark->values->rows) continue;
    out[std::string(id)] = RowOrder{{}, {}, 1};
  }
  return out;
}

}  // namespace lantern
