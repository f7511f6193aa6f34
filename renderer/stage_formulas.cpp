#include "renderer/formula/draw_formula.h"
#include "renderer/stage.h"

namespace lantern {
namespace {

void add_mistakes(const RecordValue& record, const Theme& theme, const TextShaper& shaper,
                  std::vector<Diagnostic>& out) {
  for (size_t i = 0; i < record.values.size(); ++i) {
    const auto* source = std::get_if<TexSourcePtr>(&record.values[i]);
    if (!source) continue;
    try {
      set_formula(**source, 0, true, theme, shaper, record.places[i]);
    } catch (const SceneError& mistake) {
      out.push_back(mistake.diagnostic());
    }
  }
}

}  // namespace

std::vector<Diagnostic> Stage::formula_mistakes(double time) const {
  const State state = scene_.state(time);
  std::vector<Diagnostic> out;
  for (const Snapshot& snapshot : state.snapshots) {
    for (const ViewState& view : snapshot.views) {
      for (const MarkState& mark : view.marks) {
        if (mark.values && mark.values->count() > 0) {
          add_mistakes(*mark.values->fields, theme_, shaper_, out);
        }
      }
    }
  }
  return out;
}

}  // namespace lantern
