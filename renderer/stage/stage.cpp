#include "renderer/stage/stage.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "renderer/frame/symbols.h"
#include "renderer/frame/transform_item.h"
#include "renderer/marks/common.h"
#include "renderer/motion/blend.h"
#include "renderer/motion/crossing.h"
#include "renderer/motion/presence.h"
#include "renderer/motion/unit_morphs.h"
#include "renderer/plot/view_kind.h"
#include "renderer/stage/camera.h"
#include "renderer/stage/halo_grounds.h"
#include "renderer/stage/placing.h"
#include "renderer/stage/row_orders.h"

namespace lantern {
namespace {

/// What grows by itself is not drawn as well: its end would stay behind its numbers.
Presence drawn_presence(const Presence& presence, const std::string& own) {
  const bool draws = (presence.effect.empty() ? own : presence.effect) == "draw";
  return presence.grows && draws ? Presence{} : presence;
}

/// Fully there, and nothing is highlighted.
bool is_plain(const MarkState& mark) {
  return mark.presence.full() && mark.emphasis.others.empty();
}

}  // namespace

Stage::Stage(const Scene& scene, const Theme& theme, const std::vector<GlyphArt>& glyphs,
             const Typesetter& typesetter, CanvasSpec canvas)
    : scene_(scene),
      theme_(theme),
      typesetter_(typesetter),
      canvas_(std::move(canvas)),
      look_(theme, scene.meanings(), glyphs, value_places(scene)),
      memo_(std::make_unique<Memo>()) {
  make_bands();
  extents_ = stage_extents(scene_, look_, typesetter_);
  settle_sizes();
  settle_labels();
}

/// The way an item of a mark comes or goes unless the step says.
std::string Stage::own_effect(const MarkState& state) {
  const RecordValue& fields = *state.values->fields;
  std::string own = state.presence.leaving ? exit_of(fields).effect : enter_of(fields).effect;
  return own.empty() ? std::string(find_mark(state.kind)->effect) : own;
}

BlendProgress Stage::progress_of(const Tween& tween, double time) {
  return [&tween, time](size_t rank, size_t count) {
    return staggered(time - tween.start, tween.duration, tween.stagger, rank, count, tween.ease);
  };
}

void Stage::make_bands() {
  const Film& film = scene_.film();
  const double width = band_width(canvas_);
  BandLines lines;
  const int most = most_caption_lines(canvas_, theme_);
  const Tools with = tools();
  ParagraphPtr title;
  if (canvas_.show_title && !film.title.empty()) {
    title = set_title(film.title_spans, width, with);
    lines.title = title->lines;
    wide_title_ = title->width > width;
  }
  for (const Cue& cue : film.cues) {
    if (canvas_.captions == Captions::none) break;
    const int own = caption_lines(cue.spans, width, with);
    const int least = own > most ? least_caption_lines(cue.spans, width, with) : own;
    if (least > most) crowded_cues_.push_back(cue.start);
    if (!caption_fits(cue.spans, width, with)) wide_cues_.push_back(cue.start);
    lines.caption = std::max({lines.caption, std::min(own, most), least});
  }
  bands_ = canvas_bands(canvas_, lines, theme_);
  if (title) title_ = draw_title(title, bands_.title, with);
}

// ---- frames

Color Stage::ground() const {
  return canvas_.background.empty() ? theme_["ground"]
                                    : look_.named(canvas_.background, canvas_.background_at);
}

Frame Stage::frame(double time, bool burn_captions) const {
  memo_->begin_frame();
  const State state = scene_.state(time);
  const std::vector<Arrangement> arrangements = arrange_all(state.snapshots);
  const LabelsNow labels = labels_at(state.time);
  std::vector<StagePicture> pictures;
  for (size_t i = 0; i < state.snapshots.size(); ++i) {
    pictures.emplace_back(tools(), extents_, state.snapshots[i], arrangements[i], labels);
  }
  std::vector<ItemPtr> items = draw(pictures[0]);
  for (size_t i = 0; i < state.tweens.size(); ++i) {
    if (state.time <= state.tweens[i].start) continue;  // as before it
    const std::vector<ItemPtr> next = draw(pictures[i + 1]);
    connect(items, pictures[i], next, pictures[i + 1]);
    const Tween& tween = state.tweens[i];
    const RowOrders orders = row_orders(tween, state.snapshots[i], state.snapshots[i + 1]);
    items = blend(items, next, progress_of(tween, state.time), &orders,
                  crossing_items(pictures[i], pictures[i + 1]));
  }
  add_pasts({state, arrangements}, items);
  if (!canvas_.transparent) {
    items = with_halos_of_below(items, {ground(), theme_["ground"], theme_["ink"]}, *memo_);
  }
  Frame out;
  out.width = canvas_.width;
  out.height = canvas_.height;
  out.ground = ground();
  if (canvas_.transparent) out.ground.a = 0;
  if (title_) out.items.push_back(title_);
  if (scene_.has_camera()) add_through_camera(state, bands_, look_, items, out);
  else out.items.insert(out.items.end(), items.begin(), items.end());
  if (!burn_captions) return out;
  if (ItemPtr caption = draw_caption(state, bands_.caption, tools())) {
    out.items.push_back(std::move(caption));
  }
  return out;
}

/// What is in views that would lie on others on their way.
std::set<std::string> Stage::crossing_items(const StagePicture& before, const StagePicture& after) {
  std::vector<Journey> journeys;
  std::vector<const ViewState*> views;
  for (size_t v = 0; v < before.snapshot().views.size(); ++v) {
    for (size_t w = 0; w < after.snapshot().views.size(); ++w) {
      if (before.snapshot().views[v].id != after.snapshot().views[w].id) continue;
      views.push_back(&before.snapshot().views[v]);
      journeys.push_back({before.layouts()[v].plot.cell, after.layouts()[w].plot.cell});
    }
  }
  std::set<std::string> out;
  for (const size_t one : crossing(journeys)) {
    out.insert(chrome_id(*views[one]));
    for (const MarkState& mark : views[one]->marks) out.insert(mark.id);
  }
  return out;
}

/// The pictures that a transition runs through; the ticks of each axis are known to all of them.
std::vector<Arrangement> Stage::arrange_all(const std::vector<Snapshot>& snapshots) const {
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

namespace {

/// Null where there is no such mark, or it has no rows.
const std::vector<std::string>* keys_in(const Snapshot& snapshot, const std::string& id) {
  for (const ViewState& view : snapshot.views) {
    for (const MarkState& state : view.marks) {
      if (state.id != id || !state.values || !state.values->rows) continue;
      return state.values->rows->keys().names().get();
    }
  }
  return nullptr;
}

}  // namespace

/// Before two pictures are blended: rows that enter start where they come from, and rows that go
/// from one mark to another of the same identity belong to the other.
void Stage::connect(std::vector<ItemPtr>& items, StagePicture& before,
                    const std::vector<ItemPtr>& next, StagePicture& after) {
  for (const ViewState& view : after.snapshot().views) {
    for (const MarkState& state : view.marks) {
      if (!state.values || state.presence.hidden()) continue;
      const Origins origins = before.origins(view.view, state, after);
      if (!origins.rows.empty()) start_at_origins(items, next, origins);
      const std::string pool = bind<CommonFields>(*state.values->fields).identity;
      if (pool.empty()) continue;
      for (const std::string& other : before.pool(pool)) {
        if (other == state.id) continue;
        hand_over(items, next, other, state.id);  // among small symbols
        morph_units(
            items, next, {other, keys_in(before.snapshot(), other)},
            {state.id, state.values->rows ? state.values->rows->keys().names().get() : nullptr});
      }
    }
  }
}

namespace {

/// How much of their opacity the axes and titles of a view keep while something is highlighted:
/// half of the way where it is in the view, as what it is read by.
std::vector<double> kept_of_chrome(const Snapshot& snapshot, const Theme& theme) {
  double least = 1;
  std::vector<double> out;
  for (const ViewState& view : snapshot.views) {
    double most = 0;
    for (const MarkState& mark : view.marks) {
      if (!mark.values || mark.presence.hidden()) continue;
      const KeptRange kept = kept_range(mark.emphasis, theme);
      least = std::min(least, kept.least);
      most = std::max(most, kept.most);
    }
    out.push_back(most);
  }
  for (double& kept : out) kept = least + (1 - least) * (kept > least ? 0.5 : 0);
  return out;
}

}  // namespace

/// A mark of a view, with its parts if it is a group, as far as it has entered; `marks` are all of
/// the view's. The same object as long as nothing changes.
ItemPtr Stage::draw_mark(StagePicture& picture, size_t v, size_t m,
                         const std::vector<ItemPtr>& marks) const {
  const ViewState& view = picture.snapshot().views[v];
  const MarkState& state = view.marks[m];
  if (!marks[m]) return nullptr;
  const MarkType& type = *find_mark(state.kind);
  const ItemPtr own =
      !type.holds ? marks[m] : with_parts(marks[m], parts_of(view, m, [&](size_t part) {
                                            return draw_mark(picture, v, part, marks);
                                          }));
  if (is_plain(state)) return own;
  const auto& group = std::get<Group>(own->shape);
  const bool enters = !state.presence.full() && !state.presence.leaving;
  const Origins origins = enters ? picture.origins(view.view, state, picture) : Origins{};
  const StagePicture::Shown shown = picture.shown(v, state);
  const std::string effect = own_effect(state);
  std::vector<ItemPtr> items =
      with_emphasis(with_presence(group.children, drawn_presence(shown.presence, effect),
                                  {effect, type.calls_out}, origins),
                    shown.emphasis, theme_, type.solid ? std::optional(ground()) : std::nullopt);
  return make_item(state.id,
                   Group{.children = std::move(items), .clip = group.clip, .axes = group.axes});
}

std::vector<ItemPtr> Stage::draw(StagePicture& picture) const {
  const Snapshot& snapshot = picture.snapshot();
  const Arrangement& layouts = picture.layouts();
  const std::vector<double> kept = kept_of_chrome(snapshot, theme_);
  std::vector<ItemPtr> out;
  // All axes lie below all marks: views do not overlap, and what stands still comes first.
  for (size_t v = 0; v < snapshot.views.size(); ++v) {
    const ViewState& view = snapshot.views[v];
    const ItemPtr chrome = draw_chrome(view, layouts[v], tools());
    out.push_back(kept[v] < 1 ? faded(chrome, kept[v]) : chrome);
  }
  for (size_t v = 0; v < snapshot.views.size(); ++v) {
    const std::vector<ItemPtr> marks = picture.marks(v);
    for (size_t m = 0; m < marks.size(); ++m) {
      if (snapshot.views[v].marks[m].group >= 0) continue;
      if (ItemPtr mark = draw_mark(picture, v, m, marks)) out.push_back(std::move(mark));
    }
  }
  return out;
}

Arrangement Stage::arrange(const Snapshot& snapshot) const {
  const std::vector<ViewCell> cells = view_cells(snapshot, scene_.spec(), canvas_, bands_.content);
  static const LegendEntries kNone;
  std::vector<Unfurnished> views;
  for (size_t v = 0; v < cells.size(); ++v) {
    const ViewState& view = snapshot.views[v];
    const auto values = bind<ViewSpecValues>(*view.fields);
    const auto& [x_extent, y_extent] = extents_.domains.at(view.id);
    const Box& box = cells[v].box;
    const bool told = values.legend != "none";  // at this moment: a step may change it
    views.push_back({&view, cells[v], extents_.rooms.at(view.id),
                     told ? &extents_.legends.at(view.id) : &kNone,
                     make_axis(values.x, x_extent, box.width() * 0.85, false, look_, typesetter_),
                     make_axis(values.y, y_extent, box.height() * 0.8, true, look_, typesetter_)});
  }
  return furnish(views, look_, typesetter_);
}

}  // namespace lantern
