#include <algorithm>
#include <cmath>

#include "renderer/stage/stage.h"

// How labels of lines make way for each other: found for the whole film, from many moments of it.

namespace lantern {
namespace {

constexpr double kARate = 15;          // moments a second: a label makes way in several of them
constexpr double kMostMoments = 900;   // of a film
constexpr size_t kMostLabels = 60000;  // in all moments of a film

MovableLabel mixed(const MovableLabel& a, const MovableLabel& b, double t) {
  return {mix(a.box, b.box, t), a.amount + (b.amount - a.amount) * t};
}

/// While the one picture becomes the other.
LineLabels mixed(const LineLabels& a, const LineLabels& b, double t) {
  LineLabels out{{}, mix(a.room, b.room, t)};
  for (const auto& [id, label] : a.labels) {
    const auto there = b.labels.find(id);
    out.labels[id] = there == b.labels.end() ? MovableLabel{label.box, label.amount * (1 - t)}
                                             : mixed(label, there->second, t);
  }
  for (const auto& [id, label] : b.labels) {
    out.labels.try_emplace(id, MovableLabel{label.box, label.amount * t});
  }
  return out;
}

WayMoment moment_of(const LineLabels& there, double time, bool rests) {
  WayMoment out{time, rests, {}, {}};
  std::vector<MovableLabel> labels;
  for (const auto& [id, label] : there.labels) {
    out.ids.push_back(id);
    labels.push_back(label);
  }
  out.moves = dodge(labels, there.room);
  return out;
}

}  // namespace

/// By view, where there are at least two.
std::map<std::string, LineLabels> Stage::line_labels_at(double time) const {
  std::map<std::string, LineLabels> out;
  const State state = scene_.state(time);
  for (size_t i = 0; i < state.snapshots.size(); ++i) {
    const Snapshot& snapshot = state.snapshots[i];
    const Arrangement layouts = arrange(snapshot);
    StagePicture picture(tools(), extents_, snapshot, layouts, {});
    for (size_t view = 0; view < snapshot.views.size(); ++view) {
      LineLabels labels = picture.line_labels(view);
      const auto [there, fresh] = out.try_emplace(snapshot.views[view].id, labels);
      if (i == 0 || fresh) continue;
      const Tween& tween = state.tweens[i - 1];
      const double t = staggered(state.time - tween.start, tween.duration, 0, 0, 1, tween.ease);
      there->second = mixed(there->second, labels, t);
    }
  }
  std::erase_if(out, [](const auto& view) { return view.second.labels.size() < 2; });
  return out;
}

/// Looks at the labels of lines at as many moments as it takes.
class Stage::WaySampler {
 public:
  using Views = std::map<std::string, LineLabels>;

  explicit WaySampler(const Stage& stage) : stage_(stage) {}

  void look_at(double from, double to) {
    const Views first = at(from), middle = at((from + to) / 2), last = at(to);
    note(first, from, true);
    if (first != middle || first != last) {
      size_t most = 1;
      for (const Views* views : {&first, &middle, &last}) {
        for (const auto& [view, there] : *views) most = std::max(most, there.labels.size());
      }
      look_between(from, to, most);
    }
    note(last, to, true);
  }

  const std::map<std::string, std::vector<WayMoment>>& moments() const { return moments_; }
  void share(double seconds) { rate_ = std::min(kARate, kMostMoments / std::max(seconds, 1.0)); }

 private:
  Views at(double time) const {
    try {
      return stage_.line_labels_at(time);
    } catch (const SceneError&) {
      return {};  // the picture at that moment says it with its time
    }
  }

  void look_between(double from, double to, size_t labels) {
    const auto afford = double(kMostLabels / labels) / kMostMoments;
    const double rate = rate_ * std::min(1.0, afford);
    const int pieces = int(std::ceil((to - from) * rate));
    for (int i = 1; i < pieces; ++i) {
      const double time = from + (to - from) * i / pieces;
      note(at(time), time, false);
    }
  }

  void note(const Views& views, double time, bool rests) {
    for (const auto& [view, there] : views) {
      std::vector<WayMoment>& moments = moments_[view];
      if (!moments.empty() && moments.back().time >= time) continue;  // the end of the step before
      moments.push_back(moment_of(there, time, rests));
    }
  }

  const Stage& stage_;
  double rate_ = kARate;
  std::map<std::string, std::vector<WayMoment>> moments_;
};

void Stage::settle_ways() {
  const std::vector<double>& ends = scene_.step_ends();
  WaySampler sampler(*this);
  if (ends.empty()) return;
  sampler.share(ends.back() - ends.front());
  sampler.look_at(ends.front(), ends.front());  // all there is of a still
  for (size_t i = 1; i < ends.size(); ++i) sampler.look_at(ends[i - 1], ends[i]);
  for (const auto& [view, moments] : sampler.moments()) ways_.add(moments);
}

LabelsNow Stage::ways_at(double time) const {
  LabelsNow out;
  out.ways = &ways_;
  out.time = time;
  return out;
}

}  // namespace lantern
