#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/diagnostics/at_place.h"
#include "core/diagnostics/told.h"
#include "renderer/labels/label_pace.h"
#include "renderer/labels/label_placing.h"
#include "renderer/marks/common.h"
#include "renderer/stage/stage.h"

// Where labels stand: chosen for whole steps, once for the whole film, so that a label keeps its
// place while what it names moves.

namespace lantern {
namespace {

constexpr double kLongAgo = 1e9;  // seconds: longer than any label takes to its place

}  // namespace

std::string Stage::seen_in(const std::string& view, double time) {
  return fmt::format(" (view {}, at {})", view, in_seconds(time));
}

bool Stage::has_label(const MarkState& mark) {
  return mark.values && !mark.presence.hidden() &&
         (find_mark(mark.kind)->calls_out || bind<LabelText>(*mark.values->fields).label);
}

namespace {

/// The labels of rectangles.
std::vector<size_t> bars_among(const LabelsThere& labels) {
  std::vector<size_t> out;
  for (size_t i = 0; i < labels.spots.size(); ++i) {
    if (labels.spots[i].names == Names::region && !labels.spots[i].path) out.push_back(i);
  }
  return out;
}

/// Whether the label of one bar stands on another: where the bars lie on each other, it says
/// nothing.
bool names_another(const LabelSpot& spot, const LabelPlace& place, const LabelSpot& other) {
  constexpr double kTouch = 1;
  return place.shown && box_at(spot, place).inset(kTouch).overlaps(other.target) &&
         !spot.target.inset(kTouch).overlaps(other.target);
}

}  // namespace

/// What labels there are at moments of the film, by view; what is the same again is the same
/// object.
class Stage::LabelSampler {
 public:
  using Views = std::map<std::string, std::shared_ptr<const LabelsThere>>;

  explicit LabelSampler(const Stage& stage) : stage_(stage) {}

  const Views& at(const Moment& moment, bool passing) {
    const auto [found, fresh] = moments_.try_emplace(moment);
    if (!fresh) return found->second;
    try {
      const Snapshot snapshot = stage_.scene_.snapshot(moment);
      const Arrangement layouts = stage_.arrange(snapshot);
      if (!passing) note_faults(snapshot, layouts, moment.time);
      const LabelsNow ways = stage_.ways_at(moment.time);
      StagePicture picture(stage_.tools(), stage_.extents_, snapshot, layouts, ways);
      for (size_t view = 0; view < snapshot.views.size(); ++view) {
        const ViewState& state = snapshot.views[view];
        if (std::none_of(state.marks.begin(), state.marks.end(), has_label)) continue;
        const auto [labels, unknown] = known_.try_emplace(picture.key_of_labels(view));
        if (unknown) labels->second = picture.labels_there(view);
        if (labels->second) found->second[state.id] = labels->second;
      }
    } catch (const SceneError&) {
      // The picture at that moment says it with its time.
      found->second.clear();
    }
    return found->second;
  }

  /// What was wrong with what is around the marks, each where it was seen first.
  std::vector<Diagnostic> faults() const { return faults_; }

 private:
  void note_faults(const Snapshot& snapshot, const Arrangement& layouts, double time) {
    for (size_t view = 0; view < layouts.size(); ++view) {
      for (Diagnostic fault : layouts[view].faults) {
        if (!told_.is_new(fault)) continue;
        fault.message += seen_in(snapshot.views[view].id, time);
        faults_.push_back(std::move(fault));
      }
    }
  }

  const Stage& stage_;
  std::vector<Diagnostic> faults_;
  Told told_;
  std::map<Moment, Views> moments_;
  std::map<Key, std::shared_ptr<const LabelsThere>> known_;
};

/// The moments of a step, by view: its ends and, where they differ, so many in between.
std::map<std::string, std::vector<StepMoment>> Stage::label_moments(const Scene::StepEnds& ends,
                                                                    int between,
                                                                    LabelSampler& sampler) {
  std::map<std::string, std::vector<StepMoment>> out;
  const auto add = [&](const LabelSampler::Views& views, bool passing) {
    for (const auto& [view, labels] : views) {
      std::vector<StepMoment>& moments = out[view];
      if (moments.empty() || moments.back().labels != labels) moments.push_back({labels, passing});
      else if (!passing) moments.back().passing = false;  // it was there before the end
    }
  };
  for (const auto& [from, to] : ends.snapshots) {
    add(sampler.at(from, false), false);
    if (sampler.at(from, false) != sampler.at(to, false)) {
      for (int i = 1; i <= between; ++i) {
        const double share = i / (between + 1.0);
        add(sampler.at({from.time + (to.time - from.time) * share, from.withheld}, true), true);
      }
    }
    add(sampler.at(to, false), false);
  }
  return out;
}

/// Places are chosen for whole steps, for the whole film at once: any frame can be drawn alone.
/// Where the script has the first of them.
static Location first_label(const std::vector<std::vector<StepMoment>>& steps) {
  for (const std::vector<StepMoment>& step : steps) {
    for (const StepMoment& moment : step) {
      if (!moment.labels->at.empty()) return moment.labels->at.front();
    }
  }
  return {};
}

void Stage::settle_labels() {
  settle_ways();
  LabelSampler sampler(*this);
  const size_t count = scene_.step_ends().size();
  const int between = count <= 40 ? 3 : count <= 120 ? 1 : 0;  // long films need not take forever
  std::map<std::string, std::vector<std::vector<StepMoment>>> views;
  for (const double time : scene_.step_ends()) {
    const Scene::StepEnds ends = scene_.ends_around(time);
    if (!labels_.empty() && ends.to <= labels_.back().to) continue;  // the end of the film
    labels_.push_back({ends.from, ends.to, {}});
    for (auto& [view, moments] : label_moments(ends, between, sampler)) {
      views[view].resize(labels_.size() - 1);
      views[view].push_back(std::move(moments));
    }
  }
  faults_ = sampler.faults();
  if (bands_.crowded) {
    faults_.push_back({Severity::warning, "no-room", scene_.spec().at,
                       "the title and the captions leave no room for the views",
                       "say less at once, or make the canvas higher"});
  }
  std::vector<double> seconds;
  for (const StepLabels& step : labels_) seconds.push_back(step.to - step.from);
  for (auto& [view, steps] : views) {
    steps.resize(labels_.size());
    std::vector<StepPlaces> places =
        at_place(first_label(steps), [&steps = steps] { return plan_labels(steps); });
    pace_labels(places, steps, seconds);
    for (size_t step = 0; step < steps.size(); ++step) {
      for (const StepMoment& moment : steps[step]) {
        note_lost(*moment.labels, places[step], labels_[step].from);
        if (!moment.passing) {
          note_astray(*moment.labels, places[step], seen_in(view, labels_[step].from));
        }
      }
      labels_[step].places.insert(places[step].begin(), places[step].end());
    }
  }
}

void Stage::note_lost(const LabelsThere& labels, const StepPlaces& places, double time) {
  for (size_t i = 0; i < labels.ids.size(); ++i) {
    const std::string& id = labels.ids[i];
    const auto place = places.find(id);
    if (place == places.end() || (place->second.from.shown && place->second.to.shown)) continue;
    if (lost_ids_.insert(id).second) lost_labels_.push_back({id, labels.at[i], time});
  }
}

/// Once a mark.
void Stage::note_astray(const LabelsThere& labels, const StepPlaces& places,
                        const std::string& where) {
  const std::vector<size_t> bars = bars_among(labels);
  for (const size_t bar : bars) {
    const auto place = places.find(labels.ids[bar]);
    if (place == places.end() || !(place->second.from == place->second.to)) continue;
    const auto told = [&](const Diagnostic& fault) { return fault.at == labels.at[bar]; };
    if (std::any_of(faults_.begin(), faults_.end(), told)) continue;
    const auto other = std::find_if(bars.begin(), bars.end(), [&](size_t one) {
      return one != bar && names_another(labels.spots[bar], place->second.to, labels.spots[one]);
    });
    if (other == bars.end()) continue;
    faults_.push_back(
        {Severity::warning, "no-room", labels.at[bar],
         fmt::format("{} stands on what {} names{}", labels.ids[bar], labels.ids[*other], where),
         "shorter labels, another `label_side`, or more room for the view"});
  }
}

LabelsNow Stage::labels_at(double time) const {
  LabelsNow out = ways_at(time);
  if (labels_.empty()) return out;
  const auto after =
      std::upper_bound(labels_.begin(), labels_.end(), time,
                       [](double t, const StepLabels& step) { return t < step.from; });
  const auto now = after == labels_.begin() ? after : std::prev(after);
  const double length = now->to - now->from;
  out.now = &now->places;
  if (now != labels_.begin()) out.before = &std::prev(now)->places;
  out.since = length > 0 ? std::max(time - now->from, 0.0) : kLongAgo;
  out.progress = length > 0 ? std::clamp(out.since / length, 0.0, 1.0) : 1;
  return out;
}

}  // namespace lantern
