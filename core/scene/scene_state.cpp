#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "core/scene/run/moving.h"
#include "core/scene/run/presence.h"
#include "core/scene/scene.h"

namespace lantern {
namespace {

constexpr MemoDomain<RecordValue> kViews{"view"};
constexpr MemoDomain<MarkValues> kMarks{"mark"};

/// The layout among a mark's fields, if it is one that is solved at the ends of steps.
const RecordPlan* settled_layout(const RecordPlan& plan) {
  const FieldPlan* layout = plan.find("layout");
  const auto* record =
      layout ? std::get_if<std::shared_ptr<const RecordPlan>>(&layout->how) : nullptr;
  return record && (*record)->kind()->settled ? record->get() : nullptr;
}

bool same_leaves(const std::vector<LeafId>& leaves, const Evaluation& a, const Evaluation& b) {
  return std::all_of(leaves.begin(), leaves.end(),
                     [&](LeafId leaf) { return a.leaf(leaf) == b.leaf(leaf); });
}

size_t bytes_of(const RecordValue& record) {
  size_t bytes = 256 + record.values.capacity() * sizeof(FieldValue) +
                 record.places.capacity() * sizeof(Location);
  for (const FieldValue& value : record.values) {
    if (const auto* channel = std::get_if<NumberChannel>(&value))
      bytes += channel->column.size() * 8;
    if (const auto* label = std::get_if<LiveText>(&value)) {
      bytes += label->column.size() * 40 * (label->pieces.size() + 1);
    }
  }
  return bytes;
}

/// A mark's values at one moment: a picture does not fail for a number that is unfit, it leaves out
/// what cannot be drawn. With `filter` false its `where` is left out.
MarkValuesPtr values_of(const RecordPlan& plan, const Evaluation& at, bool filter = true) {
  auto out = std::make_shared<MarkValues>();
  out->rows = plan.rows(at, filter);
  out->fields = std::make_shared<const RecordValue>(plan.evaluate(at, out->rows, Unfit::kept));
  if (out->rows && out->rows->ahead()) {
    const Table::Ahead& ahead = *out->rows->ahead();
    out->ahead = std::make_shared<const RecordValue>(plan.evaluate(at, ahead.row, Unfit::kept));
    out->ahead_fraction = ahead.fraction;
    out->ahead_key = ahead.row->keys()[0];
  }
  return out;
}

/// A part of a group is not there without it; how far the group has come is the group's alone.
void hide_with(const MarkState& group, MarkState& part) {
  if (!group.presence.hidden()) return;
  part.presence = {};
  part.presence.all = 0;
}

/// The last end of a step at or before `time`, and the next one after it.
std::pair<double, double> step_around(const std::vector<double>& ends, double time) {
  const auto after = std::upper_bound(ends.begin(), ends.end(), time);
  const double to = after == ends.end() ? ends.back() : *after;
  const double from = after == ends.begin() ? ends.front() : *std::prev(after);
  return {from, to};
}

}  // namespace

/// The jumps that are on their way, by when they began.
std::vector<JumpId> Scene::running(double time) const {
  std::vector<JumpId> out;
  for (size_t i = 0; i < timeline_.jumps.size(); ++i) {
    const Jump& jump = timeline_.jumps[i];
    if (jump.start <= time && jump.end > time) out.push_back(static_cast<JumpId>(i));
  }
  return out;
}

State Scene::state(double time) const {
  State out;
  out.time = std::clamp(time, 0.0, film_.duration);
  memo_->begin_frame();
  Moment moment{out.time, running(out.time)};
  for (const JumpId jump : moment.withheld) {
    out.tweens.push_back(timeline_.jumps[size_t(jump)].tween);
  }
  out.snapshots.push_back(snapshot(moment));
  while (!moment.withheld.empty()) {  // the jump that began first is the first to be let go
    moment.withheld.erase(moment.withheld.begin());
    out.snapshots.push_back(snapshot(moment));
  }
  out.caption = caption_at(out.time);
  out.gone = gone_at(out.time);
  out.camera = camera_at(out.time);
  return out;
}

Scene::StepEnds Scene::ends_around(double time) const {
  const double now = std::clamp(time, 0.0, film_.duration);
  StepEnds out;
  std::tie(out.from, out.to) = step_around(timeline_.step_ends, now);
  std::vector<JumpId> withheld = running(now);
  std::vector<JumpId> next;  // what the next step begins with is not yet there
  for (size_t i = 0; i < timeline_.jumps.size(); ++i) {
    const Jump& jump = timeline_.jumps[i];
    if (jump.start == out.to && jump.start > now) next.push_back(static_cast<JumpId>(i));
  }
  const auto add = [&] {
    std::vector<JumpId> at_end = withheld;
    at_end.insert(at_end.end(), next.begin(), next.end());
    std::sort(at_end.begin(), at_end.end());
    out.snapshots.push_back({Moment{out.from, withheld}, Moment{out.to, std::move(at_end)}});
  };
  add();
  while (!withheld.empty()) {
    withheld.erase(withheld.begin());
    add();
  }
  return out;
}

Snapshot Scene::snapshot(const Moment& moment) const {
  Snapshot out;
  out.layout = layout_at(moment);
  const Evaluation at(*graph_, *memo_, leaves_at(timeline_, *graph_, *memo_, moment));
  std::map<int, int> counts;  // of the instances that are there, by view
  for (const ViewPlan& view : views_) {
    if (!is_placed(out.layout, view) || !are_there(view.there, at)) continue;
    out.views.push_back(view_state(view, moment, at));
    out.views.back().instance = counts[view.index]++;
  }
  for (ViewState& view : out.views) view.instances = counts[view.view];
  return out;
}

bool Scene::is_placed(int layout, const ViewPlan& view) const {
  return spec_.canvas.layouts[size_t(layout)].has(spec_.views[size_t(view.index)].name);
}

int Scene::layout_at(const Moment& moment) const {
  int layout = 0;
  for (const LayoutEvent& event : timeline_.layouts) {
    if (event.start <= moment.time && !moment.holds_back(event.jump)) layout = event.layout;
  }
  return layout;
}

ViewState Scene::view_state(const ViewPlan& plan, const Moment& moment,
                            const Evaluation& at) const {
  ViewState out;
  out.id = plan.id;
  out.view = plan.index;
  out.instance = plan.instance;
  out.instances = plan.instances;
  out.instance_key = plan.key;
  const size_t version = plan.versions.at(moment);
  const RecordPlan& record = *plan.versions.versions[version].plan;
  out.key = at.key({plan.uid, version}, record.leaves());
  out.moving = is_moving(record, timeline_, *graph_, moment.time);
  out.fields = memo_->get(kViews, out.key, [&] {
    auto value = std::make_shared<const RecordValue>(record.evaluate(at, nullptr));
    const size_t bytes = bytes_of(*value);
    return Memo::Result<RecordValue>{std::move(value), bytes};
  });
  for (const MarkPlan& mark : plan.marks) {
    out.marks.push_back(mark_state(mark, moment, at));
    if (mark.group >= 0) hide_with(out.marks[size_t(mark.group)], out.marks.back());
  }
  return out;
}

MarkState Scene::mark_state(const MarkPlan& plan, const Moment& moment,
                            const Evaluation& at) const {
  MarkState out;
  out.id = plan.id;
  out.instance = plan.key;
  out.mark = plan.index;
  out.group = plan.group;
  out.kind = plan.kind;
  out.presence = presence_at(plan, moment, nullptr);
  const size_t version = plan.versions.at(moment);
  // A hidden mark is not computed; one whose rows differ in presence is known to be hidden only by
  // its rows.
  const bool row_steps =
      std::any_of(plan.presence.begin(), plan.presence.end(),
                  [](const PresenceStep& step) { return step.some_rows || step.stagger > 0; });
  if (!row_steps && out.presence.hidden()) return out;
  if (!are_there(plan.there, at)) {
    out.presence = {};
    out.presence.all = 0;
    return out;
  }
  out.values = mark_values(plan, version, at, out.key);
  out.moving = is_moving(*plan.versions.versions[version].plan, timeline_, *graph_, moment.time);
  const Keys* keys = out.values->rows ? &out.values->rows->keys() : nullptr;
  out.presence = presence_at(plan, moment, keys);
  out.emphasis = emphasis_at(plan, moment.time, keys);
  out.settled = settle(plan, moment, at);
  if (out.settled && out.settled->progress > 0 && out.settled->progress < 1) out.moving = true;
  return out;
}

MarkValuesPtr Scene::mark_values(const MarkPlan& plan, size_t version, const Evaluation& at,
                                 Key& key) const {
  const RecordPlan& record = *plan.versions.versions[version].plan;
  key = at.key({plan.uid, version}, record.leaves());
  return memo_->get(kMarks, key, [&] {
    MarkValuesPtr values = values_of(record, at);
    const size_t bytes = bytes_of(*values->fields);
    return Memo::Result<MarkValues>{std::move(values), bytes};
  });
}

/// Where what a settled layout depends on is on its way, its places are solved at both ends of the
/// step. Rows that come and go meanwhile keep their places: there the layout holds all rows.
std::optional<Settled> Scene::settle(const MarkPlan& plan, const Moment& moment,
                                     const Evaluation& at) const {
  const RecordPlan& record = *plan.versions.versions[plan.versions.at(moment)].plan;
  const RecordPlan* layout = settled_layout(record);
  if (!layout) return std::nullopt;
  const FieldPlan* where = record.find("where");
  const auto* condition = where ? std::get_if<Program>(&where->how) : nullptr;
  std::vector<LeafId> leaves = layout->leaves();
  if (const auto* data = std::get_if<TableRef>(&record.find("data")->how)) {
    merge_leaves(leaves, graph_->nodes[size_t(data->node)]->leaves());
  }
  const std::vector<LeafId> row_leaves = condition ? condition->leaves() : std::vector<LeafId>{};
  if (leaves.empty() && row_leaves.empty()) return std::nullopt;

  const auto [start, end] = step_around(timeline_.step_ends, moment.time);
  const auto at_time = [&](double time, const std::vector<JumpId>& withheld) {
    return Evaluation(*graph_, *memo_,
                      leaves_at(timeline_, *graph_, *memo_, Moment{time, withheld}));
  };
  std::vector<JumpId> beyond = moment.withheld;  // what the next step begins with is not yet there
  for (size_t i = 0; i < timeline_.jumps.size(); ++i) {
    if (timeline_.jumps[i].start == end && end > start) beyond.push_back(static_cast<JumpId>(i));
  }
  std::sort(beyond.begin(), beyond.end());
  const Evaluation from = at_time(start, moment.withheld);
  const Evaluation to = at_time(end, beyond);
  const auto moves = [&](const std::vector<LeafId>& some) {
    return !same_leaves(some, from, at) || !same_leaves(some, from, to);
  };
  const bool rows_move = moves(row_leaves);
  const bool places_move = moves(leaves);
  if (!rows_move && !places_move) return std::nullopt;
  Settled out;
  out.from = values_of(record, from, !rows_move);
  out.to = places_move ? values_of(record, to, !rows_move) : out.from;
  out.progress = end > start ? (moment.time - start) / (end - start) : 1;
  return out;
}

std::optional<CaptionState> Scene::caption_at(double time) const {
  for (const Cue& cue : film_.cues) {
    const bool last = cue.end >= film_.duration && time >= cue.end;
    if (time < cue.start || (time >= cue.end && !last)) continue;
    return CaptionState{cue.spans, time - cue.start, cue.end - cue.start, cue.start <= 0};
  }
  return std::nullopt;
}

/// The last that has ended, if no other one has been shown since.
std::optional<GoneCaption> Scene::gone_at(double time) const {
  std::optional<GoneCaption> out;
  for (const Cue& cue : film_.cues) {
    if (cue.end > time || cue.end >= film_.duration) break;
    out = GoneCaption{cue.spans, time - cue.end};
  }
  return out;
}

std::vector<CameraMove> Scene::camera_at(double time) const {
  std::vector<CameraMove> out;
  for (const CameraEvent& event : timeline_.cameras) {
    if (event.start > time) break;
    if (event.end <= time) out.clear();
    const double lasts = event.end - event.start;
    out.push_back({&event, event.end <= time ? 1 : event.ease((time - event.start) / lasts)});
  }
  return out;
}

Scene::Params Scene::params(double time) const {
  const Moment moment{std::clamp(time, 0.0, film_.duration), {}};
  const Leaves leaves = leaves_at(timeline_, *graph_, *memo_, moment);
  Params out;
  for (const ParamSpec& param : spec_.params) {
    out.emplace_back(param.name, leaves[size_t(names_.at(param.name).id)]);
  }
  return out;
}

Scene::Tables Scene::data(double time) const {
  const Moment moment{std::clamp(time, 0.0, film_.duration), {}};
  const Evaluation at(*graph_, *memo_, leaves_at(timeline_, *graph_, *memo_, moment));
  Tables out;
  for (const DataSpec& data : spec_.data) {
    const SceneName& name = names_.at(data.name);
    if (name.type == SceneName::Type::node) out.emplace_back(data.name, at.table(name.id, 0));
    for (const auto& [key, node] : name.family.instances) {
      out.emplace_back(data.name + "@" + key, at.table(node, 0));
    }
  }
  return out;
}

Scene::Values Scene::values(double time) const {
  const Moment moment{std::clamp(time, 0.0, film_.duration), {}};
  const Evaluation at(*graph_, *memo_, leaves_at(timeline_, *graph_, *memo_, moment));
  Values out;
  const auto add_model = [&](NodeId id) {
    const Node& node = *graph_->nodes[size_t(id)];
    Values::Model model{node.name(), {}};
    for (size_t i = 0; i < node.outputs().size(); ++i) {
      model.outputs.emplace_back(node.outputs()[i].name, at.output(id, static_cast<int>(i)));
    }
    out.models.push_back(std::move(model));
  };
  out.params = params(time);
  for (const ValueSpec& value : spec_.values) {
    out.values.emplace_back(value.name, at.output(names_.at(value.name).id, 0));
  }
  out.data = data(time);
  for (const ModelSpec& model : spec_.models) {
    const SceneName& name = names_.at(model.name);
    if (name.type == SceneName::Type::node) add_model(name.id);
    for (const auto& [key, node] : name.family.instances) add_model(node);
  }
  return out;
}

}  // namespace lantern
