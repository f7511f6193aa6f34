#include "core/scene/run/address_check.h"

#include <array>
#include <functional>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/diagnostics/at_place.h"
#include "core/scene/run/presence.h"

namespace lantern {
namespace {

using Visit = std::function<void(const FieldPlan::Mark&, std::string_view field, const Location&)>;

/// What a field of a record in a mark, such as `enter`, is called: where rows come from.
constexpr std::string_view kOrigin = "origin";

/// The addresses of marks in a record and those in it.
void for_each_address(const RecordPlan& plan, const Visit& visit, bool nested = false) {
  for (size_t i = 0; i < plan.fields().size(); ++i) {
    const FieldPlan& field = plan.fields()[i];
    if (const auto* address = std::get_if<FieldPlan::Mark>(&field.how)) {
      visit(*address, nested ? kOrigin : plan.kind()->fields[i].name, field.at);
    }
    if (const auto* inner = std::get_if<RecordPlanPtr>(&field.how)) {
      for_each_address(**inner, visit, true);
    }
  }
}

bool computed(const FieldPlan::Mark& address) {
  return address.view_instance.computed || address.mark_instance.computed || address.row.computed;
}

const std::string* constant(const FieldPlan::Key& key) {
  return key.constant.given && !key.computed ? &key.constant.constant : nullptr;
}

[[noreturn]] void stop(const Location& at, std::string message, std::string hint = "") {
  throw SceneError({Severity::error, "unknown-name", at, std::move(message), std::move(hint)});
}

/// What has no rows may have parts, which have keys too.
std::string mend_without_rows(const MarkPlan& mark, const std::string& key) {
  const std::string name = mark.id.substr(mark.id.find('.') + 1);
  std::vector<std::string> parts;
  for (const std::string_view part : mark.kind->parts) {
    parts.push_back(fmt::format("{}.{}@{}", name, part, key));
  }
  return parts.empty() ? "it has no rows to choose from"
                       : fmt::format("it has no rows, but parts: {}", join_or(parts));
}

template <class T>
std::vector<std::string> keys_of(const std::vector<const T*>& plans) {
  std::vector<std::string> out;
  for (const T* plan : plans) out.push_back(plan->key);
  return out;
}

/// An instance that is named and not there, or not named and one of several.
[[noreturn]] void stop_no_instance(const std::string& name, const std::vector<std::string>& keys,
                                   const std::string* key, const Location& at) {
  if (key) {
    stop(at, fmt::format("there is no {}@{}{}", name, *key, did_you_mean(*key, keys)),
         fmt::format("it has {}", join_and(keys)));
  }
  stop(at, fmt::format("{} is made for each item of a list", in_quotes(name)),
       fmt::format("choose one by its key: {}@{}", name, keys.empty() ? "key" : keys[0]));
}

/// What the keys of an address are in each row.
class KeyColumns {
 public:
  KeyColumns(const FieldPlan::Mark& address, const Evaluation& at, const TablePtr& rows)
      : keys_{&address.view_instance, &address.mark_instance, &address.row} {
    for (size_t i = 0; i < keys_.size(); ++i) {
      if (keys_[i]->computed) values_[i] = keys_[i]->computed->run(at, rows.get());
    }
  }

  /// Goes to a row; false where a key is computed of something missing.
  bool read(size_t row) {
    bool there = true;
    for (size_t i = 0; i < keys_.size(); ++i) {
      now_[i] = keys_[i]->computed
                    ? (values_[i].per_row ? values_[i].column.text(row) : key_text(values_[i]))
                    : keys_[i]->constant.constant;
      there = there && !(keys_[i]->computed && now_[i].empty());
    }
    return there;
  }

  const std::string* view_instance() const { return at(0); }
  const std::string* mark_instance() const { return at(1); }
  const std::string* row() const { return at(2); }
  std::string text() const { return now_[0] + '\n' + now_[1] + '\n' + now_[2]; }

 private:
  const std::string* at(size_t i) const {
    return keys_[i]->computed || keys_[i]->constant.given ? &now_[i] : nullptr;
  }

  std::array<const FieldPlan::Key*, 3> keys_;
  std::array<Operand, 3> values_;
  std::array<std::string, 3> now_;
};

}  // namespace

Evaluation AddressCheck::at(double time) const {
  return Evaluation(graph_, memo_, leaves_at(timeline_, graph_, memo_, Moment{time, {}}));
}

void AddressCheck::constant_keys(Diagnostics& diagnostics) {
  for (const ViewPlan& view : views_) {
    for (const MarkPlan& mark : view.marks) {
      for (const Versions::Version& version : mark.versions.versions) {
        for_each_address(*version.plan, [&](const FieldPlan::Mark& address, std::string_view field,
                                            const Location& where) {
          try {
            at_place(where, [&] {
              check({view, mark, address, field, where},
                    {constant(address.view_instance), constant(address.mark_instance),
                     constant(address.row)});
            });
          } catch (const SceneError& e) {
            diagnostics.add(e.diagnostic());
          }
        });
      }
    }
  }
}

void AddressCheck::camera_rows(Diagnostics& diagnostics) {
  for (const CameraEvent& event : timeline_.cameras) {
    if (!event.to || event.to->row.empty()) continue;
    Marks marks;
    for (const ViewPlan& view : views_) {
      for (const MarkPlan& mark : view.marks) {
        if (event.to->covers(view.index, view.key, mark.index, mark.key)) marks.push_back(&mark);
      }
    }
    try {
      at_place(event.to->row_at, [&] { check_row(marks, event.to->row, event.to->row_at); });
    } catch (const SceneError& e) {
      diagnostics.add(e.diagnostic());
    }
  }
}

void AddressCheck::computed_keys(double time) {
  const Moment moment{time, {}};
  const Evaluation now = at(time);
  for (const ViewPlan& view : views_) {
    if (!are_there(view.there, now)) continue;
    for (const MarkPlan& mark : view.marks) {
      if (!are_there(mark.there, now) || presence_at(mark, moment, nullptr).hidden()) continue;
      const RecordPlan& plan = *mark.versions.versions[mark.versions.at(moment)].plan;
      for_each_address(
          plan, [&](const FieldPlan::Mark& address, std::string_view field, const Location& where) {
            if (!computed(address) || field == kOrigin) return;  // such a row enters in its own way
            check_rows({view, mark, address, field, where}, now, plan.rows(now));
          });
    }
  }
}

/// Each of the different addresses that the rows have is looked up once.
void AddressCheck::check_rows(const Place& place, const Evaluation& now, const TablePtr& rows) {
  KeyColumns keys(place.address, now, rows);
  std::set<std::string> seen;
  for (size_t row = 0; row < (rows ? rows->rows() : 1); ++row) {
    if (keys.read(row) && seen.insert(keys.text()).second) {
      check(place, {keys.view_instance(), keys.mark_instance(), keys.row()});
    }
  }
}

void AddressCheck::check(const Place& place, const Chosen& chosen) {
  Marks marks;
  for (const ViewPlan* view : views_of(place, chosen.view_instance)) {
    const Marks there = marks_of(place, *view, chosen.mark_instance);
    marks.insert(marks.end(), there.begin(), there.end());
  }
  check_way(place, marks);
  const bool of_part = !place.address.part.empty();  // the mark alone knows what those are called
  if (chosen.row && !of_part) check_row(marks, *chosen.row, place.address.row.at);
}

/// All instances where the key is not known yet.
std::vector<const ViewPlan*> AddressCheck::views_of(const Place& place,
                                                    const std::string* key) const {
  std::vector<const ViewPlan*> all;
  for (const ViewPlan& view : views_) {
    if (view.index == place.address.view) all.push_back(&view);
  }
  const FieldPlan::Key& address = place.address.view_instance;
  if ((address.computed && !key) || all.empty()) return all;
  const int chosen = chosen_instance(keys_of(all), key, place.view.key);
  if (chosen >= 0) return {all[size_t(chosen)]};
  stop_no_instance(spec_.views[size_t(place.address.view)].name, keys_of(all), key,
                   key ? address.at : place.at);
}

AddressCheck::Marks AddressCheck::marks_of(const Place& place, const ViewPlan& view,
                                           const std::string* key) const {
  Marks all;
  for (const MarkPlan& mark : view.marks) {
    if (mark.index == place.address.mark) all.push_back(&mark);
  }
  const FieldPlan::Key& address = place.address.mark_instance;
  if ((address.computed && !key) || all.empty()) return all;
  const int chosen = chosen_instance(keys_of(all), key, place.mark.key);
  if (chosen >= 0) return {all[size_t(chosen)]};
  const ViewSpec& spec = spec_.views[size_t(place.address.view)];
  stop_no_instance(spec.marks[size_t(place.address.mark)].name, keys_of(all), key,
                   key ? address.at : place.at);
}

/// What goes along a mark wants one with a way, and one way of it.
void AddressCheck::check_way(const Place& place, const Marks& marks) {
  const bool row = place.address.row.constant.given || place.address.row.computed;
  if (marks.empty() || place.field != "along") return;
  if (!place.address.part.empty()) return;  // the mark alone knows
  const Kind& kind = *marks[0]->kind;
  const std::string& id = marks[0]->id;
  if (kind.way == Way::none) {
    stop(place.at, fmt::format("{} has no way to go along: it is a {}", id, kind.name),
         "a line, an arrow, a rule, a network's edge or a tree_path has one");
  }
  if (kind.way == Way::whole && row) {
    stop(place.address.row.at, fmt::format("a row of {} has no way of its own", id),
         "`progress` says how far along the whole of it");
  }
  if (kind.way == Way::rows && !row && rows_ever(*marks[0]).size() > 1) {
    stop(place.at, fmt::format("{} has a way for each of its rows", id),
         "choose one by its key: mark@key, or mark@(column)");
  }
}

void AddressCheck::check_row(const Marks& marks, const std::string& key, const Location& at) {
  std::vector<std::string> known;
  for (const MarkPlan* mark : marks) {
    const std::set<std::string>& rows = rows_ever(*mark);
    if (rows.count(key)) return;
    known.insert(known.end(), rows.begin(), rows.end());
  }
  if (marks.empty()) return;
  stop(at,
       fmt::format("there is no row {} in {}{}", in_quotes(key), marks[0]->id,
                   did_you_mean(key, known)),
       known.empty() ? mend_without_rows(*marks[0], key)
                     : fmt::format("a key that is computed stands in parentheses: @({})", key));
}

/// The keys of the rows that a mark has at any end of a step, whatever its `where` lets through.
const std::set<std::string>& AddressCheck::rows_ever(const MarkPlan& mark) {
  constexpr std::uint64_t kMoment = 500, kLeaf = 50;  // steps of work
  const auto [found, fresh] = rows_ever_.try_emplace(&mark);
  if (!fresh) return found->second;
  for (const Versions::Version& version : mark.versions.versions) {
    TablePtr before;
    for (const double time : timeline_.step_ends) {
      spend(kMoment + kLeaf * graph_.leaves.size());
      const TablePtr rows = version.plan->rows(at(time), false);
      if (!rows || rows == before) continue;
      found->second.insert(rows->keys().names()->begin(), rows->keys().names()->end());
      before = rows;
    }
  }
  return found->second;
}

}  // namespace lantern
