#pragma once

#include <string>
#include <vector>

#include "core/scene/run/names.h"
#include "core/scene/run/state.h"
#include "core/scene/run/track.h"
#include "core/spec/film.h"
#include "core/spec/scene_spec.h"

// The script's steps as they run: what each does, and when.

namespace lantern {

/// The discrete part of a step: what is different before and after it.
struct Jump {
  double start = 0;
  double end = 0;
  Tween tween;
  const StepSpec* step = nullptr;
  Variables variables{};
};

/// Which marks of the scene a step works on: view, mark, and the keys of instances and rows; empty
/// keys mean all.
struct Selection {
  int view = -1;
  int mark = -1;  ///< −1: all of the view
  std::string view_instance{};
  std::string mark_instance{};
  std::string row{};
  Location view_instance_at{};
  Location mark_instance_at{};
  Location row_at{};

  /// Whether it covers this instance of a mark.
  bool covers(int view_index, const std::string& view_key, int mark_index,
              const std::string& mark_key) const;
};

struct VisibilityEvent {
  double start = 0;
  double end = 0;
  bool show = true;
  Selection selection;
  AstPtr where;  ///< over the mark's rows, as of the start
  AstPtr order;
  Variables variables;
  Ease ease;
  double stagger = 0;
  std::string effect;
  Location at;
  const StepSpec* step = nullptr;
  JumpId jump = -1;  ///< of the step, if it has one
};

struct HighlightEvent {
  double start = 0;
  double end = 0;
  std::vector<Selection> selections;
  AstPtr where;
  Variables variables;
  Location at;
};

struct LayoutEvent {
  double start = 0;
  JumpId jump = -1;
  int layout = 0;
};

struct ChangeEvent {
  double start = 0;
  JumpId jump = -1;
  Selection selection;
  const RecordSpec* fields = nullptr;
  Variables variables;
};

struct CameraEvent {
  double start = 0;
  double end = 0;
  Ease ease;
  std::optional<Selection> to;  ///< nothing: all
  double zoom = 0;              ///< 0: as far as shows all of it
  std::string inset;
  Location at{};
};

/// A step of the script and when it runs, without its hold.
struct StepSpan {
  const StepSpec* spec = nullptr;
  double start = 0;
  double end = 0;
};

/// A caption before its holes are filled in.
struct CueEvent {
  double start = 0;
  double end = 0;
  double fill_at = 0;  ///< when its holes are read
  const SaySpec* say = nullptr;
  Variables variables;
};

/// The script's steps with their times.
struct Timeline {
  double duration = 0;
  std::vector<Jump> jumps;
  std::vector<Track> tracks;  ///< one a leaf
  std::vector<VisibilityEvent> visibility;
  std::vector<HighlightEvent> highlights;
  std::vector<LayoutEvent> layouts;
  std::vector<ChangeEvent> changes;
  std::vector<CameraEvent> cameras;
  std::vector<CueEvent> cues;
  std::vector<Section> sections;
  std::vector<double> pauses;
  std::vector<StepSpan> steps;    ///< those that do something, by start
  std::vector<double> step_ends;  ///< starts and ends of all steps, sorted, each once
  std::vector<Moment> moments;    ///< by which the whole film is known
};

/// The value of every leaf.
Leaves leaves_at(const Timeline& timeline, const Graph& graph, Memo& memo, const Moment& moment);

}  // namespace lantern
