#pragma once

#include <compare>
#include <memory>
#include <optional>
#include <vector>

#include "core/scene/run/program.h"
#include "core/time/easing.h"

namespace lantern {

using JumpId = int;

/// A moment of the film: a time, and the jumps that have begun but are held back in order to see
/// the picture before them.
struct Moment {
  double time = 0;
  std::vector<JumpId> withheld;

  bool holds_back(JumpId jump) const;

  friend auto operator<=>(const Moment&, const Moment&) = default;
};

/// What the timeline does to one leaf, in closed form.
class Track {
 public:
  struct Segment {
    double start = 0;
    double end = 0;
    JumpId jump = -1;                ///< of a `set`; −1 for an `animate`
    LeafValue value;                 ///< of a `set`
    std::vector<double> waypoints;   ///< of an `animate`: the first one is where it starts
    std::optional<Program> program;  ///< or an expression of p
    std::shared_ptr<const Leaves> start_leaves;  ///< what the expression reads
    Ease ease;
    int loops = 1;
    bool back = false;  ///< each of them returns, in as much time
    Location at;
  };

  explicit Track(LeafValue initial, bool whole) : initial_(std::move(initial)), whole_(whole) {}

  /// Segments come in the order of their starts.
  void add(Segment segment) { segments_.push_back(std::move(segment)); }
  const std::vector<Segment>& segments() const { return segments_; }
  /// Whether an `animate` has it on its way somewhere between two moments, or at one.
  bool moves(double from, double to) const;

  LeafValue value(const Moment& moment, const Graph& graph, Memo& memo) const;

 private:
  static double progress_of(const Segment& segment, double time);
  double animated(const Segment& segment, double time, const Graph& graph, Memo& memo) const;

  LeafValue initial_;
  bool whole_;  ///< values are rounded: a count
  std::vector<Segment> segments_;
};

}  // namespace lantern
