#include "renderer/labels/label_planning.h"

#include <algorithm>
#include <set>

#include "renderer/labels/label_weighing.h"

namespace lantern {
namespace {

// In the units of a candidate's cost: what it is worth to stand …
constexpr double kStay = 2.5;        // where it stood in the step before
constexpr double kWholeFilm = 8;     // at the place that does for the whole film
constexpr double kGiven = 1e4;       // where it has to
constexpr size_t kMostMoments = 40;  // of a film that are looked at together

/// The labels of some moments, each over all of them.
struct Tracks {
  std::vector<std::string> ids;
  std::vector<LabelTrack> labels;
  std::vector<LabelMoment> moments;
};

Tracks tracks_of(std::span<const StepMoment> moments) {
  Tracks out;
  std::map<std::string_view, size_t> places;
  for (const StepMoment& moment : moments) {
    for (size_t i = 0; i < moment.labels->ids.size(); ++i) {
      const auto [place, fresh] = places.try_emplace(moment.labels->ids[i], out.ids.size());
      if (fresh) {
        out.ids.push_back(moment.labels->ids[i]);
        out.labels.emplace_back().spots.resize(moments.size());
      }
      out.labels[place->second].spots[out.moments.size()] = &moment.labels->spots[i];
    }
    out.moments.push_back({&moment.labels->taken, moment.passing});
  }
  return out;
}

using PlacesById = std::map<std::string, LabelPlace, std::less<>>;

void prefer(Tracks& tracks, const PlacesById& places, double worth) {
  for (size_t i = 0; i < tracks.ids.size(); ++i) {
    const auto found = places.find(tracks.ids[i]);
    if (found != places.end() && found->second.shown) {
      tracks.labels[i].preferred.push_back({found->second, worth});
    }
  }
}

PlacesById placed(const Tracks& tracks) {
  const std::vector<LabelPlace> places = place_labels(tracks.labels, tracks.moments);
  PlacesById out;
  for (size_t i = 0; i < tracks.ids.size(); ++i) out.emplace(tracks.ids[i], places[i]);
  return out;
}

/// Evenly spread over the film, where there are very many.
std::vector<StepMoment> moments_of_film(std::span<const std::vector<StepMoment>> steps) {
  std::vector<StepMoment> all;
  std::set<const LabelsThere*> known;
  for (const auto& step : steps) {
    for (const StepMoment& moment : step) {
      if (known.insert(moment.labels.get()).second) all.push_back(moment);
    }
  }
  if (all.size() <= kMostMoments) return all;
  std::vector<StepMoment> out;
  for (size_t i = 0; i < kMostMoments; ++i) {
    out.push_back(all[i * (all.size() - 1) / (kMostMoments - 1)]);
  }
  return out;
}

/// Labels for which there is no place for the whole step, even if they were alone: those that fit
/// at both of its ends go around what they name.
void go_around(const std::vector<StepMoment>& moments, const Tracks& tracks,
               const PlacesById& before, const PlacesById& shown, StepPlaces& out) {
  std::vector<std::string> stuck;
  for (size_t i = 0; i < tracks.ids.size(); ++i) {
    if (weighed_places(tracks.labels[i], tracks.moments).empty()) stuck.push_back(tracks.ids[i]);
  }
  if (stuck.empty()) return;
  const auto at = [&](const StepMoment& moment, const PlacesById& stood) {
    Tracks now = tracks_of({&moment, 1});
    prefer(now, shown, kGiven);
    prefer(now, stood, kStay);
    return placed(now);
  };
  const PlacesById first = at(moments.front(), before);
  const PlacesById last = at(moments.back(), first);
  for (const std::string& id : stuck) {
    const auto a = first.find(id), b = last.find(id);
    if (a != first.end() && b != last.end()) out[id] = {a->second, b->second};
  }
}

StepPlaces plan_step(const std::vector<StepMoment>& moments, const PlacesById& film,
                     const PlacesById& before) {
  StepPlaces out;
  if (moments.empty()) return out;
  Tracks tracks = tracks_of(moments);
  prefer(tracks, film, kWholeFilm);
  prefer(tracks, before, kStay);
  const PlacesById places = placed(tracks);
  bool all = true;
  for (const auto& [id, place] : places) {
    out[id] = {place, place};
    all = all && place.shown;
  }
  if (!all && moments.size() > 1) go_around(moments, tracks, before, places, out);
  return out;
}

bool is_still(const std::vector<StepMoment>& step) {
  return step.size() == 1;
}

bool follows(const std::vector<StepMoment>& step, const std::vector<StepMoment>& before) {
  return !before.empty() && !step.empty() && before.back().labels == step.front().labels;
}

/// Where nothing moves, labels stand where they will stand when it does.
const std::vector<StepMoment>& planned_for(std::span<const std::vector<StepMoment>> steps,
                                           size_t i) {
  size_t next = i;
  while (is_still(steps[next]) && next + 1 < steps.size() &&
         follows(steps[next + 1], steps[next])) {
    ++next;
  }
  return is_still(steps[next]) ? steps[i] : steps[next];
}

/// What stands still where the step before has left it.
StepPlaces left_by(const StepPlaces& before) {
  StepPlaces out = before;
  for (auto& [id, place] : out) place.from = place.to;
  return out;
}

StepPlaces at_start(const StepPlaces& places) {
  StepPlaces out = places;
  for (auto& [id, place] : out) place.to = place.from;
  return out;
}

}  // namespace

std::vector<StepPlaces> plan_labels(std::span<const std::vector<StepMoment>> steps) {
  const std::vector<StepMoment> all = moments_of_film(steps);
  PlacesById film;
  if (all.size() > 1) film = placed(tracks_of(all));
  std::vector<StepPlaces> out;
  PlacesById stood;
  for (size_t i = 0; i < steps.size(); ++i) {
    if (i > 0 && is_still(steps[i]) && follows(steps[i], steps[i - 1])) {
      out.push_back(left_by(out.back()));
    } else if (is_still(steps[i])) {
      out.push_back(at_start(plan_step(planned_for(steps, i), film, stood)));
    } else {
      out.push_back(plan_step(steps[i], film, stood));
    }
    for (const auto& [id, place] : out.back()) stood[id] = place.to;
  }
  return out;
}

}  // namespace lantern
