#include "core/scene/run/presence.h"

#include <algorithm>

namespace lantern {
namespace {

constexpr double kLead = 0.3;  // seconds in which axes come before what they measure

/// How far the step has brought its rows: 0 to 1 in its own direction.
double progress_of(const PresenceStep& step, const Moment& moment, size_t row, const Keys* keys) {
  if (step.jump >= 0) return moment.holds_back(step.jump) ? 0 : 1;
  size_t rank = keys ? row : step.rank;
  size_t count = keys ? keys->size() : step.marks;
  if (step.some_rows && keys) {
    const auto place = step.rows.find((*keys)[row]);
    rank = place == step.rows.end() ? 0 : size_t(place->second);
    count = step.rows.size();
  }
  if (!step.order.empty() && keys) {
    const auto place = step.order.find((*keys)[row]);
    if (place != step.order.end()) rank = size_t(place->second);
    count = step.places;
  }
  return staggered(moment.time - step.start, step.end - step.start, step.stagger, rank, count,
                   step.ease);
}

bool concerns(const PresenceStep& step, size_t row, const Keys* keys) {
  return !step.some_rows || (keys && step.rows.count((*keys)[row]) > 0);
}

/// Each step goes on from what those before it made of the row: what is there already stays when
/// it is shown once more with others.
double amount_of(const MarkPlan& mark, const Moment& moment, size_t row, const Keys* keys) {
  double out = mark.starts_hidden ? 0 : 1;
  for (const PresenceStep& step : mark.presence) {
    if (step.start > moment.time || !concerns(step, row, keys)) continue;
    const double progress = progress_of(step, moment, row, keys);
    out = step.show ? out + (1 - out) * progress : out * (1 - progress);
  }
  return out;
}

/// One amount a row; one for all where all are there, or none is.
void fill_rows(const MarkPlan& mark, const Moment& moment, const Keys& keys, Presence& out) {
  out.rows.resize(keys.size());
  for (size_t row = 0; row < out.rows.size(); ++row) {
    out.rows[row] = static_cast<float>(amount_of(mark, moment, row, &keys));
  }
  const auto same = [&](float amount) { return amount == out.rows[0]; };
  if (std::all_of(out.rows.begin(), out.rows.end(), same) &&
      (out.rows[0] == 0 || out.rows[0] == 1)) {
    out.all = out.rows[0];
    out.rows.clear();
  }
}

}  // namespace

Presence presence_at(const MarkPlan& mark, const Moment& moment, const Keys* keys) {
  const double time = moment.time;
  Presence out;
  bool per_row = false;
  const PresenceStep* running = nullptr;
  for (const PresenceStep& step : mark.presence) {
    if (step.start > time) continue;
    per_row = per_row || step.some_rows;
    running = time < step.end && step.jump < 0 ? &step : nullptr;
  }
  if (running) {
    out.effect = running->effect;
    out.leaving = !running->show;
    out.grows = running->grows;
    // A film does not begin with a title alone.
    const bool opens = running->start <= 0;
    if (running->show) out.lead = opens ? 1 : std::min(1.0, (time - running->start) / kLead);
    per_row = per_row || running->stagger > 0;
  }
  if (!per_row || !keys || keys->size() == 0) {
    out.all = amount_of(mark, moment, 0, nullptr);
    return out;
  }
  fill_rows(mark, moment, *keys, out);
  return out;
}

Emphasis emphasis_at(const MarkPlan& mark, double time, const Keys* keys) {
  Emphasis out;
  for (const HighlightStep& step : mark.highlights) {
    if (time <= step.start || time >= step.end || step.all) continue;
    Emphasis::Other other{time - step.start, step.end - time, step.end - step.start, {}};
    if (!step.rows.empty() && keys) {
      if (keys->size() == 0) continue;
      for (size_t row = 0; row < keys->size(); ++row) {
        other.lit.push_back(step.rows.count((*keys)[row]) > 0);
      }
    }
    out.others.push_back(std::move(other));
  }
  return out;
}

}  // namespace lantern
