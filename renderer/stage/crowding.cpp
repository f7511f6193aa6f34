#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/told.h"
#include "core/record/field_access.h"
#include "renderer/plot/legend_values.h"
#include "renderer/stage/cut_off.h"
#include "renderer/stage/placing.h"
#include "renderer/stage/stage.h"
#include "renderer/stage/void_fields.h"

// What marks have no room for.

namespace lantern {
namespace {

/// A layout that needs more room than there is, or does not do what is meant.
std::optional<Diagnostic> pressed(const MarkState& mark, const MarkValues& rows, const Plot& plot,
                                  double shrink, Memo& memo) {
  const auto place = bind<Placement>(*rows.fields);
  if (!place.layout || place.mark()) return std::nullopt;
  const LaidOut places = lay_out(rows, *find_mark(mark.kind), plot, shrink, memo);
  if (const auto& remark = places.remark) {
    return Diagnostic{Severity::warning, remark->code, place.layout->at,
                      fmt::format("{}: {}", mark.id, remark->message), std::string(remark->hint)};
  }
  if (places.pressed >= 1) return std::nullopt;
  return Diagnostic{
      Severity::warning, "no-room", place.layout->at,
      fmt::format("{} has no room for its {} rows: they overlap", mark.id, rows.count()),
      "a smaller `size` or `gap`, or more room for the view"};
}

/// Of the values that hues tell apart, those that the rows have.
std::string said_of(const Column& column, size_t hues, const Look& look) {
  const std::vector<std::string> all = column.distinct();
  const auto seen = size_t(std::count_if(
      all.begin(), all.end(), [&](const std::string& value) { return !look.has_look(value); }));
  return seen < hues ? fmt::format(" ({} of them are drawn)", seen) : "";
}

/// Columns whose values are more than there are hues.
std::vector<Diagnostic> repeated_hues(const MarkState& mark, const Look& look) {
  std::vector<Diagnostic> out;
  const RecordValue& fields = *mark.values->fields;
  for (size_t i = 0; i < fields.values.size(); ++i) {
    const Field& field = fields.kind->fields[i];
    const auto* channel = std::get_if<TextChannel>(&fields.values[i]);
    if (field.kind != FieldKind::color || !channel || !channel->per_row()) continue;
    if (is_measured(channel->column, look)) continue;
    const Hues hues = hues_in(channel->column, look);
    if (!hues.repeat()) continue;
    out.push_back(
        {Severity::warning, "repeated-colors", place_of_field(fields, field.name),
         fmt::format("{} values share {} colours in {}{}: no legend tells them apart", hues.values,
                     hues.colors, mark.id, said_of(channel->column, hues.values, look)),
         "colour by a column with fewer values, or give them colours in `meaning`"});
  }
  return out;
}

std::optional<Diagnostic> covered_rows(const MarkState& mark) {
  const MarkType& type = *find_mark(mark.kind);
  const RecordValue& fields = *mark.values->fields;
  const auto covered = type.covered ? type.covered(fields, mark.values->count()) : std::nullopt;
  if (!covered) return std::nullopt;
  return Diagnostic{Severity::warning, "no-room", place_of_field(fields, covered->field),
                    mark.id + ": " + covered->what, covered->mend};
}

/// Dates as categories that are not in their order.
std::optional<Diagnostic> mixed_dates(const Axis& axis) {
  if (!axis.given || !axis.scale.type->named || !axis.spec.domain.categories.empty()) return {};
  const Categories& all = axis.scale.domain.categories;
  const auto read = scale_type("time").read;
  bool in_order = true;
  std::optional<double> before;
  for (size_t i = 0; i < all.size(); ++i) {
    const auto date = read(all[i]);
    if (!date) return std::nullopt;
    in_order = in_order && (!before || *before <= *date);
    before = date;
  }
  if (in_order) return std::nullopt;
  return Diagnostic{
      Severity::warning, "no-room", axis.fields->at,
      fmt::format("{} shows dates as categories, which are not in their order", axis.name()),
      "write scale: time"};
}

/// Years as numbers on a scale that takes numbers as seconds.
std::optional<Diagnostic> years_as_seconds(const Axis& axis) {
  constexpr double kFirst = 1400, kLast = 2300;
  if (!axis.given || axis.scale.type->name != "time") return std::nullopt;
  const Domain& domain = axis.scale.domain;
  if (!(kFirst <= domain.first && domain.last <= kLast)) return std::nullopt;
  return Diagnostic{
      Severity::warning, "number-slip", axis.fields->at,
      fmt::format("{} takes numbers as seconds after 1970-01-01; these look like years",
                  axis.name()),
      "years are numbers like others: leave out `scale: time` and write `format: d`; beside dates, "
      "quote them: '1990'"};
}

/// A ground of the script's that titles, ticks and labels cannot be read on: the theme's ink is
/// made for the theme's ground.
std::optional<Diagnostic> ground_without_ink(const CanvasSpec& canvas, const Color& ground,
                                             const Theme& theme) {
  constexpr double kLeast = 4.5;  // WCAG 2.2, 1.4.3
  const double found = contrast(theme["ink"], ground);
  if (canvas.background.empty() || found >= kLeast) return std::nullopt;
  const bool dark = luminance(ground) < luminance(theme["ground"]);
  return Diagnostic{
      Severity::warning, "contrast", canvas.background_at,
      fmt::format(
          "the ink of theme {} has a contrast of {:.1f} to this background; {} is the least",
          canvas.theme, found, kLeast),
      fmt::format("a theme that is made for {} grounds, such as {}, or another background",
                  dark ? "dark" : "light", dark ? "slate" : "paper")};
}

}  // namespace

std::vector<Diagnostic> Stage::crowding() const {
  std::vector<Diagnostic> out = long_captions();
  if (auto fault = ground_without_ink(canvas_, ground(), theme_)) out.push_back(*std::move(fault));
  for (Diagnostic& fault : void_fields(scene_.spec())) out.push_back(std::move(fault));
  Told told;
  for (const double time : scene_.step_ends()) {
    try {
      const State state = scene_.state(time);
      const Snapshot& snapshot = state.snapshots.back();
      const Arrangement layouts = arrange(snapshot);
      StagePicture picture(tools(), extents_, snapshot, layouts, {});
      for (size_t v = 0; v < snapshot.views.size(); ++v) {
        for (Diagnostic& fault : crowding_of(picture, v)) {
          if (!told.is_new(fault)) continue;
          fault.message += seen_in(snapshot.views[v].id, time);
          out.push_back(std::move(fault));
        }
      }
    } catch (const SceneError&) {
      // The picture at that moment says it.
    }
  }
  return out;
}

/// The step in which a caption starts.
Location Stage::place_of_cue(double start) const {
  Location at = scene_.spec().at;
  for (const StepSpan& step : scene_.steps()) {
    if (step.start <= start) at = step.spec->at;
  }
  return at;
}

std::vector<Diagnostic> Stage::long_captions() const {
  std::vector<Diagnostic> out;
  const auto tell = [&](const Location& at, std::string message, std::string hint) {
    out.push_back({Severity::warning, "no-room", at, std::move(message), std::move(hint)});
  };
  if (wide_title_) {
    tell(scene_.spec().at, "the title is cut off: a word of it is wider than the picture",
         "a blank or a hyphen in it, or a wider canvas");
  }
  for (const double start : wide_cues_) {
    tell(place_of_cue(start),
         fmt::format("a caption is cut off: a word of it is wider than the picture (at {})",
                     in_seconds(start)),
         "a blank or a hyphen in it");
  }
  for (const double start : crowded_cues_) {
    tell(place_of_cue(start),
         fmt::format("a caption takes room from the views (at {})", in_seconds(start)),
         "say it in several captions, one after the other");
  }
  return out;
}

std::vector<Diagnostic> Stage::crowding_of(StagePicture& picture, size_t v) const {
  std::vector<Diagnostic> out;
  const ViewState& view = picture.snapshot().views[v];
  for (const Axis* axis : {&picture.layouts()[v].x, &picture.layouts()[v].y}) {
    if (auto fault = mixed_dates(*axis)) out.push_back(std::move(*fault));
    if (auto fault = years_as_seconds(*axis)) out.push_back(std::move(*fault));
  }
  for (const MarkState& mark : view.marks) {
    if (!mark.values || mark.presence.hidden()) continue;
    const std::vector<Diagnostic>& own = picture.faults(v, mark);
    out.insert(out.end(), own.begin(), own.end());
    if (auto fault = cut_off(mark, picture.items(v, mark), bands_.canvas)) {
      out.push_back(std::move(*fault));
    }
    for (Diagnostic& fault : repeated_hues(mark, look_)) out.push_back(std::move(fault));
    if (auto fault = covered_rows(mark)) out.push_back(std::move(*fault));
    if (auto fault = pressed(mark, *picture.placeable_rows(v, mark), picture.room_of(v, mark),
                             shrink_of(extents_, view, mark), *memo_)) {
      out.push_back(std::move(*fault));
    }
  }
  return out;
}

}  // namespace lantern
