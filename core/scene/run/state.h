#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/hash.h"
#include "core/data/table.h"
#include "core/record/value.h"
#include "core/time/easing.h"

// What a scene is at one moment, as the renderer gets it: numbers and names, no places.

namespace lantern {

/// The values of a mark's fields, and the rows that its channels run over. Immutable and shared:
/// marks that do not change keep theirs from frame to frame.
struct MarkValues {
  TablePtr rows;  ///< null for a mark without data, which is one datum
  RecordValuePtr fields;
  /// The row that a growing trace is on its way to: its fields and how far it has got (0…1).
  RecordValuePtr ahead;
  double ahead_fraction = 0;
  std::string ahead_key;

  size_t count() const { return rows ? rows->rows() : 1; }
};
using MarkValuesPtr = std::shared_ptr<const MarkValues>;

/// How far the rows of a mark have entered: 0 is not there, 1 is fully there.
struct Presence {
  double all = 1;           ///< where `rows` is empty
  std::vector<float> rows;  ///< one a row
  std::string effect;       ///< of the step; empty: the mark's own
  bool leaving = false;
  bool grows = false;  ///< its rows come by themselves meanwhile, as a trace's do: nothing draws it

  double lead = 0;  ///< how far what is around it has come, which does not wait for it

  bool hidden() const { return rows.empty() && all <= 0; }
  bool full() const { return rows.empty() && all >= 1; }
  /// How far the mark as a whole has entered: as far as its first row.
  double most() const {
    return rows.empty() ? all : double(*std::max_element(rows.begin(), rows.end()));
  }
};

/// How far the axes and the title around a mark have come.
inline double around(const Presence& presence) {
  return std::max(presence.most(), presence.lead);
}

/// The highlights that are running and leave the mark, or some of its rows, in the background.
struct Emphasis {
  struct Other {
    double since = 0;  ///< seconds from its start
    double left = 0;   ///< seconds to its end
    double lasts = 0;  ///< seconds in all
    /// One a row: whether it is highlighted itself. Empty where no row is.
    std::vector<bool> lit;
  };
  std::vector<Other> others;
};

/// A layout that is solved at the ends of a step only: the values there, and how far between.
struct Settled {
  MarkValuesPtr from;
  MarkValuesPtr to;
  double progress = 0;
};

struct MarkState {
  std::string id;        ///< "curve.line", "curve.fits@3"
  std::string instance;  ///< of a mark with `each`: its key
  int mark = -1;         ///< index in its view's spec
  int group = -1;        ///< the place in its view of the one that it is a part of; −1: none
  const Kind* kind = nullptr;
  MarkValuesPtr values;
  Key key;              ///< equal keys mean equal values
  bool moving = false;  ///< a number that it depends on is on its way
  Presence presence;
  Emphasis emphasis;
  std::optional<Settled> settled;
};

struct ViewState {
  std::string id;    ///< "curve", "folds@2"
  int view = -1;     ///< index in the scene's spec
  int instance = 0;  ///< of a view with `each`
  int instances = 1;
  std::string instance_key;
  RecordValuePtr fields;
  Key key;
  bool moving = false;  ///< a number that its axes depend on is on its way
  std::vector<MarkState> marks;
};

/// All that is drawn, with some of the jumps of the running steps applied.
struct Snapshot {
  int layout = 0;  ///< index in the canvas's layouts
  std::vector<ViewState> views;
};

/// In which order the rows of a mark follow each other.
struct RowOrder {
  std::map<std::string, int> places;  ///< by key; rows may share one
  std::vector<int> by_row;
  size_t count = 0;  ///< of places
};
using RowOrders = std::map<std::string, RowOrder>;  ///< by the mark's id

/// A jump on its way: the picture goes from one snapshot to the next by key.
struct Tween {
  double start = 0;  ///< seconds
  double duration = 1;
  Ease ease;
  double stagger = 0;                        ///< seconds between rows
  std::shared_ptr<const RowOrders> order{};  ///< null: as they come
};

struct CaptionState {
  RichText text;
  double since = 0;    ///< seconds from its start
  double lasts = 0;    ///< seconds that it is shown
  bool opens = false;  ///< it is there as the film starts
};

/// The caption before the one that is shown, or before none.
struct GoneCaption {
  RichText text;
  double since = 0;  ///< seconds from its end
};

struct CameraEvent;  // core/scene/run/timeline.h

/// A move of the camera, and how far it has got.
struct CameraMove {
  const CameraEvent* event = nullptr;
  double progress = 1;
};

/// The scene at one moment. snapshots[0] is before the jumps that are on their way; tweens[i] leads
/// from snapshots[i] to snapshots[i + 1].
struct State {
  double time = 0;
  std::vector<Snapshot> snapshots;
  std::vector<Tween> tweens;
  std::optional<CaptionState> caption;
  std::optional<GoneCaption> gone;
  std::vector<CameraMove> camera;  ///< the last one that has arrived, and those since
};

/// How far row `rank` of `count` is at `elapsed` seconds into something that takes `duration`, when
/// rows follow each other at `stagger`: all of them fit into the duration, the last one keeping at
/// least a quarter of it. Eased; 0 before, 1 after.
double staggered(double elapsed, double duration, double stagger, size_t rank, size_t count,
                 const Ease& ease);

}  // namespace lantern
