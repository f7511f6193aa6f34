#include "cli/preview/item_json.h"

#include <fmt/format.h>

#include "cli/preview/pictures.h"
#include "cli/project/state_json.h"
#include "renderer/frame/hit_test.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

using Json = nlohmann::ordered_json;

/// The mark that the id of one of the frame's items names, and the view. The marks of the later
/// snapshot come first: a blend goes there.
struct Owner {
  const ViewState* view = nullptr;
  const MarkState* mark = nullptr;
};

Owner owner_of(const State& state, const std::string& id) {
  for (auto snapshot = state.snapshots.rbegin(); snapshot != state.snapshots.rend(); ++snapshot) {
    for (const ViewState& view : snapshot->views) {
      if (id == view.id + ".chrome") return {&view, nullptr};
      for (const MarkState& mark : view.marks) {
        if (mark.id == id) return {&view, &mark};
      }
    }
  }
  return {};
}

/// The row that was hit: the item's own, or that of the nearest group around it.
struct RowHit {
  int row = -1;
  std::string key;
  std::string id = {};  ///< of the item
};

RowHit row_of(const Hit& hit) {
  const Item& leaf = *hit.way.back();
  if (const auto* dots = std::get_if<Instances>(&leaf.shape)) {
    const auto i = static_cast<size_t>(hit.instance);
    if (dots->keys && i < dots->keys->size()) return {hit.instance, (*dots->keys)[i]};
    return {hit.instance, ""};
  }
  for (auto item = hit.way.rbegin(); item != hit.way.rend(); ++item) {
    if ((*item)->row >= 0) return {(*item)->row, "", (*item)->id};
  }
  return {};
}

/// The key in the id of a row's item: "plot.names@rex", "plot.names@rex.label". Rows that are not
/// drawn have no number, so numbers alone do not tell.
std::optional<size_t> row_in_id(const Table& rows, const std::string& id, const std::string& mark) {
  if (!id.starts_with(mark + "@")) return std::nullopt;
  std::string key = id.substr(mark.size() + 1);
  while (true) {
    if (const auto row = rows.keys().find(std::string_view(key))) return row;
    const size_t dot = key.rfind('.');
    if (dot == std::string::npos) return std::nullopt;
    key.resize(dot);
  }
}

/// The row of the mark's table: in a blend, or where rows come and go, an item's number may be that
/// of another table; then its key says which it is.
std::optional<size_t> find_row(const Table& rows, const RowHit& hit, const std::string& mark) {
  if (hit.row < 0) return std::nullopt;
  if (!hit.key.empty()) return rows.keys().find(hit.key);
  if (const auto named = row_in_id(rows, hit.id, mark)) return named;
  const auto row = static_cast<size_t>(hit.row);
  return row < rows.rows() ? std::optional(row) : std::nullopt;
}

void add_row(Json& out, const Table& rows, const RowHit& hit, const std::string& mark) {
  const auto row = find_row(rows, hit, mark);
  if (!row) {
    if (!hit.key.empty()) out["key"] = hit.key;
    return;
  }
  out["key"] = rows.keys()[*row];
  Json cells = Json::object();
  for (size_t i = 0; i < rows.names().size(); ++i) {
    cells[rows.names()[i]] = cell_json(rows.columns()[i], *row);
  }
  out["row"] = std::move(cells);
  const auto& origin = rows.origin();
  if (origin && !origin->file.empty() && *row < origin->lines.size()) {
    out["data"] = fmt::format("{}:{}", origin->file, origin->lines[*row]);
  }
}

/// Where the caption that is read at `time` stands.
Location caption_place(const Scene& scene, double time) {
  Location out = scene.spec().at;
  for (const StepSpan& step : scene.steps()) {
    if (step.spec->say && step.start <= time) out = step.spec->say->at;
  }
  return out;
}

void add_owner(Json& out, const Performance& performance, const Owner& owner, const Hit& hit,
               double time) {
  const SceneSpec& spec = performance.scene().spec();
  const Sources& sources = performance.reading->sources;
  const std::string& id = hit.way.front()->id;
  if (owner.mark) {
    const MarkSpec& mark = spec.views[size_t(owner.view->view)].marks[size_t(owner.mark->mark)];
    out["kind"] = owner.mark->kind->name;
    out["mark"] = owner.mark->id;
    out["at"] = location_json(mark.at, sources);
    if (owner.mark->values && owner.mark->values->rows) {
      add_row(out, *owner.mark->values->rows, row_of(hit), owner.mark->id);
    }
  } else if (owner.view) {
    out["kind"] = "view";
    out["mark"] = owner.view->id;
    out["at"] = location_json(spec.views[size_t(owner.view->view)].at, sources);
  } else {
    out["kind"] = id;
    out["mark"] = id;
    out["at"] = location_json(id == "caption" ? caption_place(performance.scene(), time) : spec.at,
                              sources);
  }
}

}  // namespace

Json item_json(const Performance& performance, double time, Point at, double slack) {
  const Frame frame = frame_of(performance, time);
  const auto hit = hit_test(frame, at, slack);
  if (!hit) return nullptr;
  const Item& leaf = *hit->way.back();
  Json out = {{"id", leaf.id}};
  const State state = performance.scene().state(time);
  Owner owner;  // the innermost: a part of a group, not the group
  for (const Item* item : hit->way) {
    if (const Owner one = owner_of(state, item->id); one.view) owner = one;
  }
  add_owner(out, performance, owner, *hit, time);
  if (const auto* text = std::get_if<TextShape>(&leaf.shape)) out["text"] = text->text->text;
  out["box"] = {hit->box.x0, hit->box.y0, hit->box.width(), hit->box.height()};
  return out;
}

}  // namespace lantern
