#include "renderer/stage.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/base/text.h"
#include "renderer/blend.h"
#include "renderer/chrome.h"
#include "renderer/effects.h"
#include "renderer/field_access.h"
#include "renderer/label_dodging.h"
#include "renderer/marks/common.h"
#include "renderer/origins.h"
#include "renderer/placing.h"
#include "renderer/symbols.h"
#include "renderer/transform_item.h"
#include "renderer/view_kind.h"

namespace lantern {
namespace {

std::vector<SymbolPtr> symbols_of(const std::vector<GlyphArt>& glyphs) {
  std::vector<SymbolPtr> symbols;
  for (const GlyphArt& art : glyphs) {
    symbols.push_back(glyph_symbol(art));
    for (const std::string& mood : art.moods()) symbols.push_back(glyph_symbol(art, mood));
  }
  return symbols;
}

/// Of a mark's label, where it has one that is not turned. It is its last item.
std::optional<Box> label_box(const Item& group) {
  const auto& items = std::get<Group>(group.shape).children;
  if (items.empty() || items.back()->id != group.id + ".label") return std::nullopt;
  return text_item_box(*items.back());
}

ItemPtr with_label_moved(const Item& group, Point by) {
  Item out = group;
  ItemPtr& last = std::get<Group>(out.shape).children.back();
  last = moved(last, by);
  return std::make_shared<const Item>(std::move(out));
}

/// The way an item of a mark comes or goes unless the step says.
std::string_view own_effect(const MarkState& state, const MarkType& type) {
  const auto* record =
      find_as<RecordValuePtr>(*state.values->fields, state.presence.leaving ? "exit" : "enter");
  const auto* effect = record ? find_as<std::string>(**record, "effect") : nullptr;
  return effect && !effect->empty() ? std::string_view(*effect) : type.effect;
}

/// Fully there, and nothing is highlighted.
bool is_plain(const MarkState& mark) {
  return mark.presence.full() && mark.emphasis.rows.empty() && mark.emphasis.all >= 1;
}

}  // namespace

/// A mark as drawn, before its rows' presence.
struct Stage::Drawn {
  ItemPtr group;
  Anchors anchors;
  Key key;

  const std::vector<ItemPtr>& items() const { return std::get<Group>(group->shape).children; }
};

/// Draws the marks of one snapshot; a mark is computed once, when it or a mark placed by it is
/// reached.
struct Stage::Picture {
  const Stage& stage;
  const Snapshot& snapshot;
  const std::vector<ViewLayout>& layouts;
  std::map<std::string, std::shared_ptr<const Drawn>> drawn;
  std::set<std::string> on_the_way;

  /// The groups of a view's marks, null for those that are not seen, with their labels moved out
  /// of each other's way.
  std::vector<ItemPtr> marks(size_t view) {
    std::vector<ItemPtr> groups;
    std::vector<size_t> labelled;
    std::vector<MovableLabel> labels;
    for (const MarkState& state : snapshot.views[view].marks) {
      groups.push_back(nullptr);
      if (!state.values || state.presence.hidden()) continue;
      groups.back() = mark(view, state)->group;
      if (!find_mark(state.kind)->label_dodges) continue;
      if (const auto box = label_box(*groups.back())) {
        labelled.push_back(groups.size() - 1);
        labels.push_back({*box, state.presence.most()});
      }
    }
    const std::vector<Point> moves = dodge(labels, room_for_labels(layouts[view].plot));
    for (size_t i = 0; i < labels.size(); ++i) {
      if (moves[i] == Point{}) continue;
      groups[labelled[i]] = with_label_moved(*groups[labelled[i]], moves[i]);
    }
    return groups;
  }

  /// Where rows of a mark of view `view` come from in this picture; none unless it says so.
  Origins origins(int view, const MarkState& state) {
    Origins out{state.id, {}};
    const auto* enter = find_as<RecordValuePtr>(*state.values->fields, "enter");
    const auto* from = enter ? find_as<MarkRef>(**enter, "from") : nullptr;
    if (!from) return out;
    size_t own = snapshot.views.size();
    for (size_t v = 0; v < snapshot.views.size(); ++v) {
      if (snapshot.views[v].view == view && holds(snapshot.views[v], state.id)) own = v;
    }
    for (size_t row = 0; row < state.values->count(); ++row) {
      const Target source = find(own, *from, from->instance_for(row));
      if (!source.drawn) return Origins{state.id, {}};
      const Anchors& anchors = source.drawn->anchors;
      const std::string key = from->key_for(row);
      const Anchor* anchor = key.empty() ? nullptr : find_anchor(anchors, key);
      if (anchor) {
        out.rows.push_back(*anchor);
      } else if (key.empty() && !anchors.all.empty()) {
        out.rows.push_back(Anchor{anchors.all.center(), anchors.all, {}});
      } else {
        out.rows.emplace_back();
      }
    }
    return out;
  }

  /// The marks that are seen and share this identity.
  std::vector<std::string> pool(const std::string& identity) const {
    std::vector<std::string> out;
    for (const ViewState& view : snapshot.views) {
      for (const MarkState& state : view.marks) {
        if (!state.values || state.presence.hidden()) continue;
        const auto* own = find_as<std::string>(*state.values->fields, "identity");
        if (own && *own == identity) out.push_back(state.id);
      }
    }
    return out;
  }

  std::shared_ptr<const Drawn> mark(size_t view, const MarkState& state) {
    const auto known = drawn.find(state.id);
    if (known != drawn.end()) return known->second;
    if (!on_the_way.insert(state.id).second) {
      throw SceneError({Severity::error, "cycle", state.values->fields->at,
                        fmt::format("marks are placed by each other in a circle at {}", state.id),
                        ""});
    }
    auto result = make(view, state);
    on_the_way.erase(state.id);
    return drawn[state.id] = std::move(result);
  }

 private:
  static bool holds(const ViewState& view, const std::string& id) {
    return std::any_of(view.marks.begin(), view.marks.end(),
                       [&](const MarkState& mark) { return mark.id == id; });
  }

  std::shared_ptr<const Drawn> make(size_t view, const MarkState& state) {
    const RecordValue& fields = *state.values->fields;
    const auto* at = place_of_mark(fields);
    const Target target = at ? find(view, *at, at->instance) : Target{};
    const std::shared_ptr<const Drawn>& anchor = target.drawn;
    Hasher hasher;
    hasher.add(state.key.lo);
    hasher.add(state.key.hi);
    add_plot(hasher, layouts[view].plot);
    if (anchor) {
      hasher.add(anchor->key.lo);
      hasher.add(anchor->key.hi);
    }
    if (state.settled) hasher.add(state.settled->progress);
    const Key key = hasher.finish();
    return stage.memo_->get<Drawn>(key, [&] {
      auto out = std::make_shared<Drawn>(emit(view, state, target));
      out->key = key;
      const size_t bytes = 512 * (out->items().size() + 1) + 256 * state.values->count();
      return Memo::Result{std::move(out), bytes};
    });
  }

  /// What a mark stands at.
  struct Target {
    std::shared_ptr<const Drawn> drawn;
    TablePtr rows;
  };

  /// That instance's mark, else the same instance's where views or marks are made with `each`, else the first one.
  Target find(size_t view, const MarkRef& ref, const std::string& instance) {
    for (const bool same_view : {true, false}) {
      for (size_t v = 0; v < snapshot.views.size(); ++v) {
        if (snapshot.views[v].view != ref.view || (same_view && v != view)) continue;
        if (!instance.empty() && !snapshot.views[v].id.ends_with("@" + instance)) continue;
        for (const MarkState& state : snapshot.views[v].marks) {
          if (state.mark == ref.mark && state.values) return {mark(v, state), state.values->rows};
        }
      }
    }
    return {};
  }

  /// The anchors of a target, by groups of its rows where the mark asks for that.
  static Anchors anchors_for(const RecordValue& fields, const Target& target) {
    const auto* group = find_as<std::string>(fields, "group");
    if (!group || group->empty() || !target.rows) return target.drawn->anchors;
    return group_anchors(target.drawn->anchors, *target.rows, *group,
                         place_of_field(fields, "group"));
  }

  Drawn emit(size_t view, const MarkState& state, const Target& target) {
    const MarkType& type = *find_mark(state.kind);
    const MarkValues& values = *state.values;
    const Plot& plot = layouts[view].plot;
    const bool along = find_as<MarkRef>(*values.fields, "along") != nullptr;
    const bool placed_by_other = along || find_as<MarkRef>(*values.fields, "at") != nullptr;
    if (placed_by_other && !target.drawn) {  // what it stands at is not there
      return {make_item(state.id, Group{}), {}, {}};
    }
    const Keys* keys = values.rows ? &values.rows->keys() : nullptr;
    const Anchors anchors =
        placed_by_other ? anchors_for(*values.fields, target) : Anchors{};
    const std::vector<Point> points =
        along             ? place_along(*values.fields, values.count(), anchors)
        : placed_by_other ? place_at(*values.fields, values.rows, anchors)
                          : place_rows(state, type, plot, *stage.memo_);
    const bool anchored = stage.anchored_.count({snapshot.views[view].view, state.mark}) > 0;
    const auto measured = stage.lengths_.find(state.id);
    const MarkInput input{
        state.id, *values.fields, values.ahead.get(), values.ahead_fraction, values.ahead_key, values.count(), keys,
        points,   plot,           stage.look_,        stage.shaper_,         anchored,
        placed_by_other ? &anchors : nullptr,
        measured == stage.lengths_.end() ? std::span<const double>() : measured->second};
    MarkOutput output;
    type.emit(input, output);
    Drawn out;
    out.group = make_item(state.id, Group{std::move(output.items), output.clip});
    out.anchors.rows = std::move(output.anchors);
    out.anchors.way = std::move(output.way);
    out.anchors.keys = keys ? keys->names() : nullptr;
    for (const Anchor& row : out.anchors.rows) out.anchors.all.add(row.box);
    return out;
  }
};

Stage::Stage(const Scene& scene, const Theme& theme, const std::vector<GlyphArt>& glyphs,
             const TextShaper& shaper, CanvasSpec canvas)
    : scene_(scene),
      theme_(theme),
      shaper_(shaper),
      canvas_(std::move(canvas)),
      look_(theme, scene.meanings(), symbols_of(glyphs)),
      memo_(std::make_unique<Memo>()) {
  make_bands();
  measure_extents();
}

void Stage::make_bands() {
  const Film& film = scene_.film();
  const double width = band_width(canvas_);
  BandLines lines;
  const Tools tools{look_, shaper_, *memo_};
  ParagraphPtr title;
  if (canvas_.show_title && !film.title.empty()) {
    title = set_title(film.title_spans, width, tools);
    lines.title = title->lines;
  }
  for (const Cue& cue : film.cues) {
    lines.caption = std::max(lines.caption, caption_lines(cue.spans, width, tools));
  }
  bands_ = canvas_bands(canvas_, lines, theme_);
  if (title) title_ = draw_title(title, bands_.title, tools);
}

// ---- frames

Frame Stage::frame(double time, bool burn_captions) const {
  const State state = scene_.state(time);
  const std::vector<Arrangement> arrangements = arrange_all(state.snapshots);
  std::vector<Picture> pictures;
  for (size_t i = 0; i < state.snapshots.size(); ++i) {
    pictures.push_back({*this, state.snapshots[i], arrangements[i], {}, {}});
  }
  std::vector<ItemPtr> items = draw(pictures[0]);
  for (size_t i = 0; i < state.tweens.size(); ++i) {
    const Tween& tween = state.tweens[i];
    const std::vector<ItemPtr> next = draw(pictures[i + 1]);
    connect(items, pictures[i], next, pictures[i + 1]);
    items = blend(items, next, [&](size_t rank, size_t count) {
      return staggered(state.time - tween.start, tween.duration, tween.stagger, rank, count,
                       tween.ease);
    });
  }
  Frame out;
  out.width = canvas_.width;
  out.height = canvas_.height;
  out.ground =
      canvas_.background.empty() ? theme_["ground"] : look_.named(canvas_.background, canvas_.at);
  if (canvas_.transparent) out.ground.a = 0;
  if (title_) out.items.push_back(title_);
  out.items.insert(out.items.end(), items.begin(), items.end());
  if (burn_captions && state.caption) {
    out.items.push_back(draw_caption(*state.caption, bands_.caption, {look_, shaper_, *memo_}));
  }
  return out;
}

/// The pictures that a transition runs through; the ticks of each axis are known to all of them.
std::vector<Stage::Arrangement> Stage::arrange_all(const std::vector<Snapshot>& snapshots) const {
  std::vector<Arrangement> out;
  for (const Snapshot& snapshot : snapshots) out.push_back(arrange(snapshot));
  const std::vector<Arrangement> own = out;
  for (size_t a = 0; a < snapshots.size(); ++a) {
    for (size_t b = 0; b < snapshots.size(); ++b) {
      if (a != b) add_ghosts(snapshots[a], out[a], snapshots[b], own[b]);
    }
  }
  return out;
}

void Stage::add_ghosts(const Snapshot& to, Arrangement& layouts, const Snapshot& from,
                       const Arrangement& others) {
  for (size_t v = 0; v < to.views.size(); ++v) {
    for (size_t w = 0; w < from.views.size(); ++w) {
      if (to.views[v].id != from.views[w].id) continue;
      add_ghost_ticks(layouts[v].x, others[w].x);
      add_ghost_ticks(layouts[v].y, others[w].y);
    }
  }
}

/// Before two pictures are blended: rows that enter start where they come from, and rows that go
/// from one mark to another of the same identity belong to the other.
void Stage::connect(std::vector<ItemPtr>& items, Picture& before, const std::vector<ItemPtr>& next,
                    Picture& after) {
  for (const ViewState& view : after.snapshot.views) {
    for (const MarkState& state : view.marks) {
      if (!state.values || state.presence.hidden()) continue;
      const Origins origins = before.origins(view.view, state);
      if (!origins.rows.empty()) start_at_origins(items, next, origins);
      const auto* pool = find_as<std::string>(*state.values->fields, "identity");
      if (!pool || pool->empty()) continue;
      for (const std::string& other : before.pool(*pool)) {
        if (other != state.id) hand_over(items, next, other, state.id);
      }
    }
  }
}

std::vector<ItemPtr> Stage::draw(Picture& picture) const {
  const Snapshot& snapshot = picture.snapshot;
  const Arrangement& layouts = picture.layouts;
  std::vector<ItemPtr> out;
  // All axes lie below all marks: views do not overlap, and what stands still comes first.
  for (size_t v = 0; v < snapshot.views.size(); ++v) {
    const ViewState& view = snapshot.views[v];
    out.push_back(draw_chrome(view, layouts[v], legends_.at(view.id), {look_, shaper_, *memo_}));
  }
  for (size_t v = 0; v < snapshot.views.size(); ++v) {
    const std::vector<ItemPtr> groups = picture.marks(v);
    for (size_t m = 0; m < groups.size(); ++m) {
      const MarkState& state = snapshot.views[v].marks[m];
      if (!groups[m]) continue;
      if (is_plain(state)) {
        out.push_back(groups[m]);  // the same object as long as nothing changes
        continue;
      }
      const MarkType& type = *find_mark(state.kind);
      const auto& group = std::get<Group>(groups[m]->shape);
      const Origins origins = state.presence.full() || state.presence.leaving
                                  ? Origins{}
                                  : picture.origins(snapshot.views[v].view, state);
      std::vector<ItemPtr> items = with_emphasis(
          with_presence(group.children, state.presence, own_effect(state, type), origins),
          state.emphasis);
      out.push_back(make_item(state.id, Group{std::move(items), group.clip}));
    }
  }
  return out;
}

Stage::Arrangement Stage::arrange(const Snapshot& snapshot) const {
  const std::vector<ViewCell> cells = view_cells(snapshot, scene_.spec(), bands_.content);
  Arrangement out;
  std::vector<Margins> margins;
  for (size_t v = 0; v < cells.size(); ++v) {
    const ViewState& view = snapshot.views[v];
    const auto values = bind<ViewSpecValues>(*view.fields);
    const auto& [x_extent, y_extent] = extents_.at(view.id);
    ViewLayout layout;
    layout.x = make_axis(values.x, x_extent, cells[v].box.width() * 0.85, false, look_, shaper_);
    layout.y = make_axis(values.y, y_extent, cells[v].box.height() * 0.8, true, look_, shaper_);
    layout.plot.cell = cells[v].box;
    Margins margin = axis_margins(layout.x, layout.y);
    const Margins& room = rooms_.at(view.id);
    margin.left = std::max(margin.left, room.left);
    margin.right = std::max(margin.right, room.right);
    margin.bottom = std::max(margin.bottom, room.bottom);
    margin.top = std::max(margin.top, room.top);
    const double width = cells[v].box.width() - margin.left - margin.right;
    margin.top = std::max(
        margin.top, room.top + heading_height(view, legends_.at(view.id), width, look_, shaper_));
    margins.push_back(margin);
    out.push_back(std::move(layout));
  }
  align_margins(cells, margins);
  for (size_t v = 0; v < out.size(); ++v) {
    Plot& plot = out[v].plot;
    const Margins& m = margins[v];
    plot.area = {plot.cell.x0 + m.left, plot.cell.y0 + m.top, plot.cell.x1 - m.right,
                 plot.cell.y1 - m.bottom};
    plot.x = out[v].x.scale;
    plot.x.range0 = plot.area.x0;
    plot.x.range1 = plot.area.x1;
    plot.y = out[v].y.scale;
    plot.y.range0 = plot.area.y1;
    plot.y.range1 = plot.area.y0;
  }
  return out;
}

}  // namespace lantern
