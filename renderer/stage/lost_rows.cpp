#include <numeric>

#include "renderer/stage/stage.h"

namespace lantern {
namespace {

size_t rows_in(const std::vector<LeftOut>& list) {
  return std::accumulate(list.begin(), list.end(), size_t{0},
                         [](size_t sum, const LeftOut& one) { return sum + one.count; });
}

/// Takes in what marks leave out at one moment after the other.
class Losses {
 public:
  void add(const MarkState& mark, std::vector<LeftOut> left_out, double time) {
    const Location& at = mark.values->fields->at;
    const size_t rows = rows_in(left_out);
    const auto [known, fresh] = places_.try_emplace(at, list_.size());
    if (fresh) list_.push_back({mark.id, at, 0, {}, {}, time, true});
    Stage::LostRows& lost = list_[known->second];
    const size_t most = rows_in(lost.left_out);
    if (!fresh && most != rows) lost.always = false;
    if (rows <= most) return;
    lost = {mark.id, at, 0, std::move(left_out), {}, time, lost.always};
    if (!mark.values->rows) return;
    lost.count = mark.values->count();
    for (const LeftOut& one : lost.left_out) {
      lost.first.push_back(mark.values->rows->keys()[one.first]);
    }
  }

  std::vector<Stage::LostRows> found() {
    std::erase_if(list_, [](const Stage::LostRows& lost) { return lost.left_out.empty(); });
    return std::move(list_);
  }

 private:
  std::vector<Stage::LostRows> list_;
  std::map<Location, size_t> places_;
};

struct Sample {
  double time = 0;
  bool inside = false;  // of a step
};

/// The ends of the steps and moments in between; long films need not take forever.
std::vector<Sample> samples_of(const std::vector<double>& ends) {
  const int parts = ends.size() <= 40 ? 4 : 2;
  std::vector<Sample> out;
  for (size_t i = 0; i < ends.size(); ++i) {
    const double before = i > 0 ? ends[i - 1] : ends[i];
    for (int part = 1; part < parts && before < ends[i]; ++part) {
      out.push_back({before + (ends[i] - before) * part / parts, true});
    }
    out.push_back({ends[i], false});
  }
  return out;
}

/// What a mark stands at may go in the step in which the mark leaves, as it may come in the one in
/// which it enters.
bool goes_along(const LeftOut& one, const MarkState& mark, const Sample& sample) {
  return one.lack.what == Lack::What::target && (!sample.inside || !mark.presence.full());
}

}  // namespace

std::vector<Stage::LostRows> Stage::lost_rows() const {
  Losses out;
  for (const Sample& sample : samples_of(scene_.step_ends())) {
    try {
      const State state = scene_.state(sample.time);
      const Snapshot& snapshot = state.snapshots.back();
      const Arrangement layouts = arrange(snapshot);
      StagePicture picture(tools(), extents_, snapshot, layouts, {});
      for (size_t v = 0; v < snapshot.views.size(); ++v) {
        for (const MarkState& mark : snapshot.views[v].marks) {
          if (!mark.values || mark.presence.hidden()) continue;
          std::vector<LeftOut> left_out = picture.left_out(v, mark);
          std::erase_if(left_out,
                        [&](const LeftOut& one) { return goes_along(one, mark, sample); });
          out.add(mark, std::move(left_out), sample.time);
        }
      }
    } catch (const SceneError&) {
      // The picture at that moment says it.
    }
  }
  return out.found();
}

}  // namespace lantern
