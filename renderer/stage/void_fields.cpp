#include "renderer/stage/void_fields.h"

#include <map>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

/// Places that a mark's own layout makes void.
void add_void_places(const SceneSpec& scene, std::vector<Diagnostic>& out) {
  for (const ViewSpec& view : scene.views) {
    for (const MarkSpec& mark : view.marks) {
      const RecordSpec& record = mark.record;
      if (record.kind->find("layout") < 0 || !record["layout"].given()) continue;
      for (const char* name : {"x", "y"}) {
        if (record.kind->find(name) < 0 || !record[name].given()) continue;
        out.push_back({Severity::warning, "no-effect", record[name].at,
                       fmt::format("{} of {}.{} places nothing: its layout does", in_quotes(name),
                                   view.name, mark.name),
                       "leave it out, or write it in the layout where that takes it"});
      }
    }
  }
}

/// Of an identity: the one mark that has it, or the first of several.
struct Home {
  const ViewSpec* view = nullptr;
  const MarkSpec* mark = nullptr;
  const SpecValue* value = nullptr;
  bool several = false;
};
using Homes = std::map<std::string, Home>;

void add_home(const ViewSpec& view, const MarkSpec& mark, const RecordSpec& record, Homes& homes) {
  if (!record.kind || record.kind->find("identity") < 0) return;
  const auto* word = record["identity"].as<Word>();
  if (!word || word->text.empty()) return;
  Home& home = homes[word->text];
  home.several = home.several || view.each || mark.each || (home.mark && home.mark != &mark);
  if (!home.mark) home = {&view, &mark, &record["identity"], home.several};
}

void add_changed_homes(const SceneSpec& scene, const StepSpec& step, Homes& homes) {
  for (const ChangeSpec& change : step.change) {
    if (change.selection.view < 0 || change.selection.mark < 0) continue;
    const ViewSpec& view = scene.views[size_t(change.selection.view)];
    add_home(view, view.marks[size_t(change.selection.mark)], change.fields, homes);
  }
  for (const StepSpec& inner : step.steps) add_changed_homes(scene, inner, homes);
}

/// Why no row of a mark can go to another; empty where they can. Of a formula, rows are its parts.
std::string_view why_none_goes(const RecordSpec& record) {
  const int color = record.kind->find("color");
  if (!record["data"].given() && record.kind->find("tex") < 0)
    return "it has no rows, without `data`";
  if (color >= 0 && record.kind->fields[size_t(color)].whole) return "it is one shape for all rows";
  return "";
}

/// An identity is of rows that have items of their own.
void add_identities_of_none(const ViewSpec& view, const MarkSpec& mark,
                            std::vector<Diagnostic>& out) {
  const RecordSpec& record = mark.record;
  if (!record.kind || record.kind->find("identity") < 0 || !record["identity"].given()) return;
  if (record["identity"].at == record.at) return;  // its fallback
  const std::string_view why = why_none_goes(record);
  if (why.empty()) return;
  out.push_back(
      {Severity::warning, "no-effect", record["identity"].at,
       fmt::format("nothing of {}.{} goes to another mark: {}", view.name, mark.name, why),
       "identities are of marks that have an item for each row, as dots, cells and texts "
       "with `data`"});
}

/// Rows go from one mark to another of the same identity.
void add_lone_identities(const SceneSpec& scene, std::vector<Diagnostic>& out) {
  Homes homes;
  for (const ViewSpec& view : scene.views) {
    for (const MarkSpec& mark : view.marks) {
      add_home(view, mark, mark.record, homes);
      add_identities_of_none(view, mark, out);
    }
  }
  for (const StepSpec& step : scene.timeline) add_changed_homes(scene, step, homes);
  for (const auto& [identity, home] : homes) {
    if (home.several) continue;
    out.push_back({Severity::warning, "no-effect", home.value->at,
                   fmt::format("{}.{} alone has the identity {}: its rows go nowhere",
                               home.view->name, home.mark->name, in_quotes(identity)),
                   "give the mark that they go to the same identity; it is a word of your own, "
                   "not a column"});
  }
}

}  // namespace

std::vector<Diagnostic> void_fields(const SceneSpec& scene) {
  std::vector<Diagnostic> out;
  add_void_places(scene, out);
  add_lone_identities(scene, out);
  return out;
}

}  // namespace lantern
