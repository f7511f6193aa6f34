#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/scene/scene.h"
#include "core/spec/glyph_art.h"
#include "core/spec/theme.h"
#include "renderer/labels/placed_labels.h"
#include "renderer/marks/mark.h"
#include "renderer/plot/arrange.h"
#include "renderer/plot/chrome.h"
#include "renderer/plot/legend.h"

namespace lantern {

/// Turns states of a scene into display lists. Immutable but for caches that change no result:
/// frames can be asked for in any order, from any thread.
class Stage {
 public:
  /// `scene`, `theme` and `typesetter` must outlive the stage. `canvas` is the scene's own, or one
  /// of another size. Throws SceneError where the picture is wrong at the end of some step.
  Stage(const Scene& scene, const Theme& theme, const std::vector<GlyphArt>& glyphs,
        const Typesetter& typesetter, CanvasSpec canvas);

  /// The display list at `time` seconds.
  Frame frame(double time, bool burn_captions) const;

  /// What is wrong with the formulas of a moment: all of it, where `frame` reports the first.
  std::vector<Diagnostic> formula_mistakes(double time) const;

  /// Labels that found no room, each with the first end of a step at which it is left out.
  struct LostLabel {
    std::string id;
    Location at;
    double time = 0;
  };
  const std::vector<LostLabel>& lost_labels() const { return lost_labels_; }

 private:
  struct Drawn;   // a mark's group and anchors
  class Picture;  // one snapshot being drawn
  class LabelSampler;

  void make_bands();
  void measure_extents();
  static void check_identities(const Snapshot& snapshot, double time);
  void add_extents(const ViewState& view);
  void add_room(Margins& room, const MarkState& mark) const;
  void add_lengths(const MarkState& mark);
  void add_legend_values(const ViewState& view);
  static bool has_label(const MarkState& mark);
  void settle_labels();
  static std::map<std::string, std::vector<StepMoment>> label_moments(const Scene::StepEnds& ends,
                                                                      int between,
                                                                      LabelSampler& sampler);
  void note_lost(const LabelsThere& labels, const StepPlaces& places, double time);
  LabelsNow labels_at(double time) const;

  using Arrangement = std::vector<ViewLayout>;  // of a snapshot's views
  struct StepLabels {                           // where labels stand in a step
    double from = 0, to = 0;
    StepPlaces places;
  };

  std::vector<ItemPtr> draw(Picture& picture) const;
  static void connect(std::vector<ItemPtr>& items, Picture& before,
                      const std::vector<ItemPtr>& next, Picture& after);
  Arrangement arrange(const Snapshot& snapshot) const;
  std::vector<Arrangement> arrange_all(const std::vector<Snapshot>& snapshots) const;
  static void add_ghosts(const Snapshot& to, Arrangement& layouts, const Snapshot& from,
                         const Arrangement& others);

  const Scene& scene_;
  const Theme& theme_;
  const Typesetter& typesetter_;
  CanvasSpec canvas_;
  Look look_;
  CanvasBands bands_;
  std::map<std::string, std::pair<Extent, Extent>> extents_;  // by view id
  std::map<std::string, Margins> rooms_;                      // by view id: for labels
  std::map<std::string, LegendEntries> legends_;              // by view id
  std::map<std::string, std::vector<double>> lengths_;        // by mark id: MarkType::measure
  std::set<std::pair<int, int>> anchored_;                    // view, mark
  std::vector<StepLabels> labels_;                            // of all steps
  std::vector<LostLabel> lost_labels_;
  ItemPtr title_;
  std::unique_ptr<Memo> memo_;
};

}  // namespace lantern
