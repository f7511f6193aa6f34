#include "renderer/stage/stage_extents.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_set>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/field_access.h"
#include "renderer/marks/common.h"
#include "renderer/plot/view_kind.h"
#include "renderer/stage/drawn_rows.h"
#include "renderer/stage/placing.h"

namespace lantern {
namespace {

/// Adds what a column holds and is not there yet: what has a meaning in the order of the meanings,
/// then the rest as it comes.
void add_categories(std::vector<std::string>& categories, const std::vector<std::string>& values,
                    const std::vector<MeaningSpec>& meanings) {
  std::unordered_set<std::string> known(categories.begin(), categories.end());
  const std::unordered_set<std::string_view> used(values.begin(), values.end());
  const auto add = [&](const std::string& value) {
    if (known.insert(value).second) categories.push_back(value);
  };
  for (const MeaningSpec& meaning : meanings) {
    if (used.count(meaning.value)) add(meaning.value);
  }
  for (const std::string& value : values) add(value);
}

/// A row can only be in one of the marks that share an identity.
void check_identities(const Snapshot& snapshot, double time) {
  std::map<std::pair<std::string, std::string>, std::string> homes;  // identity and key → mark
  for (const ViewState& view : snapshot.views) {
    for (const MarkState& mark : view.marks) {
      if (!mark.values || !mark.values->rows || !mark.presence.full()) continue;
      const std::string identity = bind<CommonFields>(*mark.values->fields).identity;
      if (identity.empty()) continue;
      for (const std::string& key : *mark.values->rows->keys().names()) {
        const auto [home, fresh] = homes.emplace(std::pair(identity, key), mark.id);
        if (fresh) continue;
        throw SceneError(
            {Severity::error, "identity", mark.values->fields->at,
             fmt::format("the row {} is in {} and {} at once (identity {}), at {}", in_quotes(key),
                         home->second, mark.id, identity, in_seconds(time)),
             "let `where` keep it to one of them, or `hide` one where the other is shown"});
      }
    }
  }
}

class Measuring {
 public:
  Measuring(const Scene& scene, const Look& look, const Typesetter& typesetter)
      : scene_(scene), look_(look), typesetter_(typesetter) {}

  StageExtents run() {
    for (const double time : scene_.step_ends()) {
      check_identities(scene_.state(time).snapshots.back(), time);
    }
    for_each_view([&](const ViewState& view) {
      const ViewState drawn = drawn_of(view);
      add_extents(drawn);
      add_legend_values(drawn);
    });
    add_reaches();
    add_measured_over();
    if (!out_.colors.empty()) add_color_bars();
    return std::move(out_);
  }

 private:
  /// Calls `f` with every view at every moment by which the film is known.
  void for_each_view(const std::function<void(const ViewState&)>& f) const {
    for (const Moment& moment : scene_.moments()) {
      for (const ViewState& view : scene_.snapshot(moment).views) f(view);
    }
  }

  /// Once it is known what numbers there are in the whole film.
  void add_color_bars() {
    out_.legends.clear();
    for_each_view([&](const ViewState& view) { add_legend_values(drawn_of(view)); });
  }

  /// Views whose axes have no data show what their marks reach.
  void add_reaches() {
    const auto known = out_.domains;
    const auto fitted = [](const Extent& extent) {
      return extent.known || !extent.categories.empty();
    };
    for_each_view([&](const ViewState& view) {
      const auto& [x, y] = known.at(view.id);
      if (fitted(x) && fitted(y)) return;
      Extent reach_x, reach_y;
      add_reach(view, x, y, reach_x, reach_y);
      auto& [out_x, out_y] = out_.domains[view.id];
      if (!fitted(x)) out_x.add(reach_x);
      if (!fitted(y)) out_y.add(reach_y);
    });
  }

  void add_measured_over() {
    for_each_view([&](const ViewState& view) {
      const auto values = bind<ViewSpecValues>(*view.fields);
      const auto& [x, y] = out_.domains.at(view.id);
      for (const MarkState& mark : view.marks) {
        if (!mark.values) continue;
        const MarkType& type = *find_mark(mark.kind);
        if (type.measure_over) {
          keep_most(mark.id, type.measure_over(*mark.values->fields, shown(values.x, x),
                                               shown(values.y, y)));
        }
        add_own_range(mark, view.view);
      }
    });
  }

  /// What contours and fields show, into the domains of their colours.
  void add_own_range(const MarkState& mark, int view) {
    const auto found = out_.lengths.find(mark.id);
    if (found == out_.lengths.end() || found->second.size() != 2) return;
    const auto [low, high] = std::pair(-found->second[0], found->second[1]);
    if (std::isfinite(low) && std::isfinite(high)) {
      add_own_numbers(mark, view, {low, high}, out_.colors);
    }
  }

  static void add_reach(const ViewState& view, const Extent& x, const Extent& y, Extent& reach_x,
                        Extent& reach_y) {
    const auto values = bind<ViewSpecValues>(*view.fields);
    const Extent known_x = shown(values.x, x), known_y = shown(values.y, y);
    for (const MarkState& mark : view.marks) {
      if (!mark.values) continue;
      const MarkType& type = *find_mark(mark.kind);
      if (type.reach && mark.group < 0)
        type.reach(*mark.values->fields, known_x, known_y, reach_x, reach_y);
    }
  }

  /// What an axis shows: the domain that the script gives, else that of the data.
  static Extent shown(const RecordValuePtr& axis, const Extent& data) {
    Extent out;
    if (axis) {
      for (const double end : bind<AxisSpec>(*axis).domain.ends) out.add(end);
    }
    return out.known ? out : data;
  }

  /// The view with what is drawn of its marks: what lacks a value makes no room for itself.
  static ViewState drawn_of(const ViewState& view) {
    ViewState out = view;
    for (MarkState& mark : out.marks) {
      if (!mark.values) continue;
      const MarkType& type = *find_mark(mark.kind);
      const MarkValuesPtr drawn = with_values(mark.values, type);
      const bool gone = drawn->rows ? drawn->count() == 0 && mark.values->count() > 0
                                    : !has_values(*drawn->fields, type);
      mark.values = gone ? nullptr : drawn;
    }
    return out;
  }

  static const ScaleType* scale_in(const RecordValuePtr& axis) {
    return axis ? &scale_type(bind<AxisSpec>(*axis).scale) : scale_types().front();
  }

  void add_extents(const ViewState& view) {
    auto& [x, y] = out_.domains[view.id];
    Margins& room = out_.rooms[view.id];
    const auto axes = bind<ViewSpecValues>(*view.fields);
    const ScaleType *x_type = scale_in(axes.x), *y_type = scale_in(axes.y);
    for (const MarkState& mark : view.marks) {
      if (!mark.values) continue;
      if (mark.group < 0) add_room(room, mark);
      add_lengths(mark);
      add_color_domains(mark, view.view, look_, out_.colors);
      for (const FieldValue& value : mark.values->fields->values) {
        if (const auto* ref = std::get_if<MarkRef>(&value))
          out_.anchored.insert({ref->view, ref->mark});
      }
      const auto layout = bind<Placement>(*mark.values->fields).layout;
      if (const MarkRef* holder = layout ? mark_in(*layout) : nullptr) {
        out_.anchored.insert({holder->view, holder->mark});
      }
      if (const auto from = enter_of(*mark.values->fields).from) {
        out_.anchored.insert({from->view, from->mark});
      }
      if (mark.values->rows && mark.values->count() == 0) continue;  // it is at no place
      if (mark.group >= 0) continue;                                 // it counts from its group
      const MarkType& type = *find_mark(mark.kind);
      x.read = x_type->read;
      y.read = y_type->read;
      if (type.extend) type.extend(*mark.values->fields, mark.values->count(), x, y);
      for_each_scaled(
          *mark.values->fields, [&, &x = x, &y = y](AxisName axis, const NumberChannel& channel) {
            Extent& extent = axis == AxisName::x ? x : y;
            const auto read = (axis == AxisName::x ? x_type : y_type)->read;
            if (channel.per_row() && channel.column.type() == ColumnType::text && read) {
              for (const std::string& text : channel.column.distinct()) {
                if (const auto number = read(text)) extent.add(*number);
              }
            } else if (channel.per_row() && channel.column.type() == ColumnType::text) {
              add_categories(extent.categories, channel.column.distinct(), scene_.spec().meaning);
            } else if (channel.per_row()) {
              for (const double value : channel.column.numbers()) {
                if (std::isfinite(value)) extent.add(value);
              }
            } else if (channel.unit == Unit::data) {
              extent.add(channel.constant);
            }
          });
    }
  }

  void add_room(Margins& room, const MarkState& mark) const {
    const MarkType& type = *find_mark(mark.kind);
    if (!type.label_room) return;
    const Margins needed = type.label_room(*mark.values->fields, look_, typesetter_);
    room.left = std::max(room.left, needed.left);
    room.top = std::max(room.top, needed.top);
    room.right = std::max(room.right, needed.right);
    room.bottom = std::max(room.bottom, needed.bottom);
  }

  void add_lengths(const MarkState& mark) {
    const MarkType& type = *find_mark(mark.kind);
    if (!type.measure) return;
    keep_most(mark.id,
              type.measure(*mark.values->fields, mark.values->count(), look_, typesetter_));
  }

  void keep_most(const std::string& mark, const std::vector<double>& now) {
    std::vector<double>& most = out_.lengths[mark];
    for (size_t i = 0; i < now.size(); ++i) {
      if (i < most.size()) most[i] = std::max(most[i], now[i]);
      else most.push_back(now[i]);
    }
  }

  void add_legend_values(const ViewState& view) {
    LegendEntries& known = out_.legends[view.id];
    if (bind<ViewSpecValues>(*view.fields).legend == "none") return;
    LegendEntries entries = legend_of(view, scene_.spec(), out_.colors, look_, typesetter_);
    if (entries.size() > known.size()) known = std::move(entries);
  }

  const Scene& scene_;
  const Look& look_;
  const Typesetter& typesetter_;
  StageExtents out_;
};

}  // namespace

StageExtents stage_extents(const Scene& scene, const Look& look, const Typesetter& typesetter) {
  return Measuring(scene, look, typesetter).run();
}

}  // namespace lantern
