#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/scene/scene.h"
#include "core/spec/glyph_art.h"
#include "core/spec/theme.h"
#include "renderer/labels/placed_labels.h"
#include "renderer/motion/blend_progress.h"
#include "renderer/plot/arrange.h"
#include "renderer/plot/chrome.h"
#include "renderer/stage/stage_extents.h"
#include "renderer/stage/stage_picture.h"

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

  /// What is wrong with axes and headings, and what has no room, each with the first moment at
  /// which it is so: at the ends of steps and at some moments between.
  const std::vector<Diagnostic>& faults() const { return faults_; }

  /// What marks and captions have no room for, each with the first end of a step at which it is so.
  std::vector<Diagnostic> crowding() const;

  /// Rows of marks that are not drawn, at the ends of the steps and in between: one warning a mark,
  /// of the moment at which there are the most.
  std::vector<Diagnostic> lost_rows() const;

  /// A mark as it was drawn at a moment; equal keys mean equal pictures.
  struct PastMark {
    std::vector<ItemPtr> items;
    Key key;
  };

 private:
  class LabelSampler;
  class WaySampler;

  void make_bands();
  /// Where and when something was seen, for the end of a message.
  static std::string seen_in(const std::string& view, double time);
  static bool has_label(const MarkState& mark);
  std::vector<Diagnostic> long_captions() const;
  Location place_of_cue(double start) const;
  std::vector<Diagnostic> crowding_of(StagePicture& picture, size_t view) const;
  void settle_sizes();
  void shrink_to_room(const Snapshot& snapshot);
  void shrink_in(const Snapshot& snapshot, const Arrangement& layouts);
  void settle_labels();
  void settle_ways();
  std::map<std::string, LineLabels> line_labels_at(double time) const;
  LabelsNow ways_at(double time) const;
  static std::map<std::string, std::vector<StepMoment>> label_moments(const Scene::StepEnds& ends,
                                                                      int between,
                                                                      LabelSampler& sampler);
  void note_lost(const LabelsThere& labels, const StepPlaces& places, double time);
  void note_astray(const LabelsThere& labels, const StepPlaces& places, const std::string& where);
  LabelsNow labels_at(double time) const;

  struct StepLabels {  // where labels stand in a step
    double from = 0, to = 0;
    StepPlaces places;
  };

  Tools tools() const { return {look_, typesetter_, *memo_, bands_.canvas}; }
  std::vector<ItemPtr> draw(StagePicture& picture) const;
  Color ground() const;
  ItemPtr draw_mark(StagePicture& picture, size_t v, size_t m,
                    const std::vector<ItemPtr>& marks) const;
  static std::vector<ItemPtr> parts_of(const ViewState& view, size_t group,
                                       const std::function<ItemPtr(size_t)>& item);
  ItemPtr with_parts(const ItemPtr& group, std::vector<ItemPtr> parts) const;
  ItemPtr bare_mark(StagePicture& picture, size_t v, const MarkState& mark, Hasher& hasher) const;
  static std::string own_effect(const MarkState& state);
  static BlendProgress progress_of(const Tween& tween, double time);
  /// The moment that is drawn: what is past is seen in its axes.
  struct Present {
    const State& state;
    const std::vector<Arrangement>& layouts;  ///< of its snapshots
  };
  static Arrangement layouts_now(const Snapshot& past, Arrangement own, const Snapshot& now,
                                 const Arrangement& layouts);
  void add_layouts_to(Hasher& hasher, const Present& now) const;
  PastMark mark_at(const std::string& id, double time, const Present& now) const;
  std::shared_ptr<const PastMark> past_of(const std::string& id, double time,
                                          const Present& now) const;
  void add_past(const std::string& id, double time, double opacity, std::string name,
                const Present& now, Key& next, std::vector<ItemPtr>& out) const;
  std::vector<ItemPtr> pasts_of(const std::string& id, double trail, int ghosts,
                                const Present& now) const;
  void add_pasts(const Present& now, std::vector<ItemPtr>& items) const;
  static void connect(std::vector<ItemPtr>& items, StagePicture& before,
                      const std::vector<ItemPtr>& next, StagePicture& after);
  static std::set<std::string> crossing_items(const StagePicture& before,
                                              const StagePicture& after);
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
  StageExtents extents_;
  WaysMade ways_;
  std::vector<StepLabels> labels_;  // of all steps
  std::vector<LostLabel> lost_labels_;
  std::set<std::string> lost_ids_;  ///< theirs
  std::vector<Diagnostic> faults_;
  std::vector<double> crowded_cues_;  // starts of captions that take the views' room
  std::vector<double> wide_cues_;     // of those with a word that is wider than the picture
  bool wide_title_ = false;
  ItemPtr title_;
  std::unique_ptr<Memo> memo_;
};

}  // namespace lantern
