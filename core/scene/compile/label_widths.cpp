#include "core/scene/compile/label_widths.h"

#include <algorithm>

#include "core/base/text.h"

namespace lantern {
namespace {

struct Measured {
  LiveTextPlan* label;
  std::vector<std::string> widest;
};

void collect(const RecordPlan& plan, std::vector<Measured>& out) {
  for (const FieldPlan& field : plan.fields()) {
    if (const auto* label = std::get_if<std::shared_ptr<LiveTextPlan>>(&field.how)) {
      if ((*label)->live() && !(*label)->per_row) out.push_back({label->get(), {}});
    } else if (const auto* record = std::get_if<std::shared_ptr<const RecordPlan>>(&field.how)) {
      collect(**record, out);
    }
  }
}

void widen(Measured& measured, const Evaluation& at) {
  try {
    std::vector<std::string> holes = measured.label->holes(at);
    measured.widest.resize(holes.size());
    for (size_t i = 0; i < holes.size(); ++i) {
      if (code_points(holes[i]) > code_points(measured.widest[i])) {
        measured.widest[i] = std::move(holes[i]);
      }
    }
  } catch (const SceneError&) {
    // Not drawn at this moment, or reported by the check of the whole scene.
  }
}

/// Figures are all equally wide, so any of them stands for the widest.
std::string with_zeros(std::string text) {
  for (char& c : text) {
    if (c >= '1' && c <= '9') c = '0';
  }
  return text;
}

std::vector<double> sample_times(const Timeline& timeline) {
  constexpr int kInner = 4;
  const auto& ends = timeline.step_ends;
  std::vector<double> times;
  for (size_t i = 0; i < ends.size(); ++i) {
    times.push_back(ends[i]);
    for (int k = 1; k <= kInner && i + 1 < ends.size(); ++k) {
      times.push_back(ends[i] + (ends[i + 1] - ends[i]) * k / (kInner + 1));
    }
  }
  return times;
}

}  // namespace

void measure_labels(std::vector<ViewPlan>& views, const Timeline& timeline, const Graph& graph,
                    Memo& memo) {
  std::vector<Measured> labels;
  const auto collect_all = [&](const Versions& versions) {
    for (const Versions::Version& version : versions.versions) collect(*version.plan, labels);
  };
  for (const ViewPlan& view : views) {
    collect_all(view.versions);
    for (const MarkPlan& mark : view.marks) collect_all(mark.versions);
  }
  if (labels.empty()) return;
  for (const double time : sample_times(timeline)) {
    const Evaluation at(graph, memo, leaves_at(timeline, graph, memo, Moment{time, {}}));
    for (Measured& measured : labels) widen(measured, at);
  }
  for (Measured& measured : labels) {
    for (std::string& hole : measured.widest) hole = with_zeros(std::move(hole));
    if (measured.widest.empty()) continue;
    measured.label->widest = measured.label->text(measured.widest);
    size_t next = 0;
    for (LiveTextPlan::Piece& piece : measured.label->pieces) {
      if (piece.hole) piece.widest = std::move(measured.widest[next++]);
    }
  }
}

}  // namespace lantern
