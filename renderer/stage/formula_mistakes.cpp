#include "renderer/stage/formula_mistakes.h"

#include <algorithm>

#include "renderer/formula/draw_formula.h"
#include "renderer/paragraph/rich_text.h"
#include "renderer/stage/stage.h"

namespace lantern {
namespace {

class Collector {
 public:
  Collector(const Theme& theme, const Typesetter& typesetter)
      : theme_(theme), typesetter_(typesetter) {}

  void look_at(const TexSource& source, bool display, const Location& at) {
    try {
      set_formula(source, 0, display, theme_, typesetter_, at);
    } catch (const SceneError& mistake) {
      add(mistake.diagnostic());
    }
  }

  void look_at(const RichText& text) {
    for (const InlineFormula& formula : formulas_of(text))
      look_at(formula.source, false, formula.at);
  }

  void look_at(const LiveText& label) {
    constexpr size_t kMostRows = 20;  // they differ by their holes at most
    const bool any =
        std::any_of(label.pieces.begin(), label.pieces.end(),
                    [](const LiveText::Piece& piece) { return piece.style.formula >= 0; });
    const size_t rows = label.per_row() ? std::min(label.column.size(), kMostRows) : 1;
    for (size_t row = 0; any && row < rows; ++row) look_at(label.spans(row));
  }

  void look_at(const RecordValue& record) {
    for (size_t i = 0; i < record.values.size(); ++i) {
      const FieldValue& value = record.values[i];
      if (const auto* tex = std::get_if<TexSourcePtr>(&value))
        look_at(**tex, true, record.places[i]);
      if (const auto* label = std::get_if<LiveText>(&value)) look_at(*label);
      const auto* inner = std::get_if<RecordValuePtr>(&value);
      if (inner && *inner) look_at(**inner);
    }
  }

  void look_at(const Snapshot& snapshot) {
    for (const ViewState& view : snapshot.views) {
      if (view.fields) look_at(*view.fields);
      for (const MarkState& mark : view.marks) {
        if (mark.values && mark.values->count() > 0) look_at(*mark.values->fields);
      }
    }
  }

  std::vector<Diagnostic> found() { return std::move(out_); }

 private:
  void add(const Diagnostic& mistake) {
    const auto same = [&](const Diagnostic& known) {
      return known.at == mistake.at && known.message == mistake.message;
    };
    if (std::none_of(out_.begin(), out_.end(), same)) out_.push_back(mistake);
  }

  const Theme& theme_;
  const Typesetter& typesetter_;
  std::vector<Diagnostic> out_;
};

}  // namespace

std::vector<Diagnostic> formula_mistakes(const Scene& scene, const Theme& theme,
                                         const Typesetter& typesetter) {
  Collector out(theme, typesetter);
  out.look_at(scene.film().title_spans);
  for (const Cue& cue : scene.film().cues) out.look_at(cue.spans);
  for (const double time : scene.step_ends()) {
    try {
      for (const Snapshot& snapshot : scene.state(time).snapshots) out.look_at(snapshot);
    } catch (const SceneError&) {
      // Not a mistake of a formula.
    }
  }
  return out.found();
}

std::vector<Diagnostic> formula_mistakes_at(const Scene& scene, double time, const Theme& theme,
                                            const Typesetter& typesetter) {
  Collector out(theme, typesetter);
  for (const Snapshot& snapshot : scene.state(time).snapshots) out.look_at(snapshot);
  return out.found();
}

std::vector<Diagnostic> Stage::formula_mistakes(double time) const {
  return formula_mistakes_at(scene_, time, theme_, typesetter_);
}

}  // namespace lantern
