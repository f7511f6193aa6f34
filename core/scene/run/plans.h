#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/scene/run/names.h"
#include "core/scene/run/record_plan.h"
#include "core/scene/run/track.h"

// The views and marks of a scene, bound: what they are evaluated from at a moment.

namespace lantern {

/// A record and the changes that the timeline makes to it.
struct Versions {
  struct Version {
    double start = 0;
    JumpId jump = -1;  ///< −1: from the beginning
    RecordPlanPtr plan;
  };
  std::vector<Version> versions;  ///< by start

  /// The version that holds at a moment.
  size_t at(const Moment& moment) const;
};

/// A step that shows or hides rows of a mark, the rows fixed.
struct PresenceStep {
  double start = 0;
  double end = 0;
  bool show = true;
  bool some_rows = false;            ///< only those in `rows`
  std::map<std::string, int> rows;   ///< key → place in the order
  std::map<std::string, int> order;  ///< places, where an `order` was given
  size_t places = 0;                 ///< how many `order` has; rows may share one
  Ease ease;
  double stagger = 0;
  std::string effect;
  /// Of a mark without rows: its place among those of the step, which follow each other as rows do.
  size_t rank = 0;
  size_t marks = 1;
  bool grows = false;  ///< the rows come by themselves meanwhile: they are a trace that runs
  /// It comes or goes with this jump: its rows go over from another mark, or to one. −1: by itself.
  JumpId jump = -1;
};

/// A step that highlights: whether this mark (or some rows of it) is what stands out.
struct HighlightStep {
  double start = 0;
  double end = 0;
  bool all = false;            ///< the whole mark stands out
  std::set<std::string> rows;  ///< else these rows
};

struct MarkPlan {
  std::string id;
  std::string key;  ///< of an instance of `each`
  int index = -1;
  int group = -1;  ///< the place in its view of the one that it is a part of; −1: none
  const Kind* kind = nullptr;
  Variables variables;
  std::vector<RowRef> there;  ///< of an instance: the rows that it is there with
  Versions versions;
  bool starts_hidden = false;
  std::vector<PresenceStep> presence;
  std::vector<HighlightStep> highlights;
  std::uint64_t uid = 0;
};

struct ViewPlan {
  std::string id;
  std::string key;
  int index = -1;
  int instance = 0;
  int instances = 1;
  Variables variables;
  std::vector<RowRef> there;  ///< of an instance: the rows that it is there with
  Versions versions;
  std::vector<MarkPlan> marks;
  std::uint64_t uid = 0;
};

/// Whether all of these rows are there now.
bool are_there(const std::vector<RowRef>& rows, const Evaluation& at);

}  // namespace lantern
