#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/scene/compile/timeline.h"
#include "core/scene/compile/views.h"
#include "core/scene/run/state.h"
#include "core/spec/film.h"

namespace lantern {

/// A scene ready to be shown: data loaded, models as nodes of a graph, the timeline as tracks in
/// closed form. Immutable but for its memo, which changes no result: every moment can be asked for
/// alone, in any order, from any thread.
class Scene {
 public:
  /// Binds and checks the whole scene. All mistakes go to `diagnostics`; null where there are any,
  /// those of the reader included. Throws UsageError where `options` names what is not there.
  static std::unique_ptr<Scene> compile(SceneSpec spec, const Vocabulary& vocabulary,
                                        Sources& sources, Diagnostics& diagnostics,
                                        const SceneOptions& options = {});

  const SceneSpec& spec() const { return spec_; }
  const Film& film() const { return film_; }
  const Meanings& meanings() const { return graph_->meanings; }

  /// The film at another frame rate.
  Film film_at(const Rational& fps) const;

  /// What is drawn at `time` seconds (kept within the film). Throws SceneError where the scene is
  /// wrong at that moment.
  State state(double time) const;

  /// Starts and ends of all steps, sorted.
  const std::vector<double>& step_ends() const { return timeline_.step_ends; }

  /// The moments that scales and widths are fitted to: the ends of the steps, what was there
  /// before each jump, and the ways of what is animated.
  const std::vector<Moment>& moments() const { return timeline_.moments; }

  /// The step that runs at a moment, from one of `step_ends` to the next, and the snapshots of
  /// `state` as they are at both of its ends: what is chosen for a whole step is chosen by these.
  struct StepEnds {
    double from = 0;
    double to = 0;
    std::vector<std::pair<Moment, Moment>> snapshots;
  };
  StepEnds ends_around(double time) const;

  /// What is drawn at a moment, with some jumps withheld.
  Snapshot snapshot(const Moment& moment) const;

  /// Whether a camera moves in it.
  bool has_camera() const { return !timeline_.cameras.empty(); }

  /// The steps of the script in time.
  const std::vector<StepSpan>& steps() const { return timeline_.steps; }

  /// The params at `time`, in the order of the script.
  using Params = std::vector<std::pair<std::string, LeafValue>>;
  Params params(double time) const;

  /// The tables of the script's data, those made for each item of a list by "name@key".
  using Tables = std::vector<std::pair<std::string, TablePtr>>;
  Tables data(double time) const;

  /// All params, values, tables and models at `time`, whether anything draws them or not, in the
  /// order of the script. A model made for each item of a list comes as one entry an instance
  /// ("fits@3").
  struct Values {
    Params params;
    std::vector<std::pair<std::string, Value>> values;
    Tables data;
    struct Model {
      std::string name;
      std::vector<std::pair<std::string, Value>> outputs;
    };
    std::vector<Model> models;
  };
  Values values(double time) const;

 private:
  Scene() = default;
  static std::unique_ptr<Scene> compile_placed(SceneSpec spec, const Vocabulary& vocabulary,
                                               Sources& sources, Diagnostics& diagnostics,
                                               const SceneOptions& options);
  std::vector<JumpId> running(double time) const;
  ViewState view_state(const ViewPlan& plan, const Moment& moment, const Evaluation& at) const;
  MarkState mark_state(const MarkPlan& plan, const Moment& moment, const Evaluation& at) const;
  MarkValuesPtr mark_values(const MarkPlan& plan, size_t version, const Evaluation& at,
                            Key& key) const;
  std::optional<Settled> settle(const MarkPlan& plan, const Moment& moment,
                                const Evaluation& at) const;
  bool is_placed(int layout, const ViewPlan& view) const;
  int layout_at(const Moment& moment) const;
  std::optional<CaptionState> caption_at(double time) const;
  std::optional<GoneCaption> gone_at(double time) const;
  std::vector<CameraMove> camera_at(double time) const;
  void check(Diagnostics& diagnostics) const;
  void fill_cues(Compiler& compiler, Diagnostics& diagnostics);

  SceneSpec spec_;
  std::unique_ptr<Graph> graph_;
  std::map<std::string, SceneName> names_;
  Timeline timeline_;
  std::vector<ViewPlan> views_;
  Film film_;
  std::unique_ptr<Memo> memo_;
};

}  // namespace lantern
