#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "cli/lint/rules/rule.h"
#include "core/base/text.h"
#include "core/record/color_scale.h"
#include "renderer/look/color_vision.h"
#include "renderer/look/look.h"
#include "renderer/look/row_colors.h"

namespace lantern::color_vision_rule {
namespace {

constexpr double kAlike = 0.05;  // in OKLab; about 0.02 can just be told side by side

struct Way {
  Vision vision;
  std::string_view who;
};
constexpr std::array kWays{Way{Vision::protanopia, "without red cones (protanopia)"},
                           Way{Vision::deuteranopia, "without green cones (deuteranopia)"},
                           Way{Vision::tritanopia, "without blue cones (tritanopia)"}};

/// Whether a mark tells its values apart by something else as well.
bool says_otherwise(const RecordValue& fields) {
  for (size_t i = 0; i < fields.values.size(); ++i) {
    const Field& field = fields.kind->fields[i];
    const auto* text = std::get_if<LiveText>(&fields.values[i]);
    if (text && text->per_row()) return true;  // a label a row
    const bool shape = field.kind == FieldKind::glyph || field.name == "shape" ||
                       field.name == "pattern" || field.name == "style";
    const auto* words = std::get_if<TextChannel>(&fields.values[i]);
    if (shape && words && words->per_row()) return true;
  }
  return false;
}

using Told = std::set<std::pair<std::string, std::string>>;

void check_colors(const LintContext& lint, const std::vector<std::string>& values, const Look& look,
                  const Location& at, Told& told) {
  const std::vector<Color> colors = look.of_values(values);
  for (size_t i = 0; i < values.size(); ++i) {
    for (size_t j = i + 1; j < values.size(); ++j) {
      if (difference(colors[i], colors[j]) < kAlike) continue;  // meant to be alike
      const auto alike = std::find_if(kWays.begin(), kWays.end(), [&](const Way& way) {
        return difference(as_seen(colors[i], way.vision), as_seen(colors[j], way.vision)) < kAlike;
      });
      if (alike == kWays.end() || !told.emplace(values[i], values[j]).second) continue;
      lint.report_at(at, Severity::warning, "color-vision",
                     fmt::format("{} and {} look alike {}", in_quotes(values[i]),
                                 in_quotes(values[j]), alike->who),
                     "give them other colours in `meaning`, or a shape, pattern or label too");
    }
  }
}

void check_mark(const LintContext& lint, const MarkState& mark, const Look& look, Told& told) {
  constexpr size_t kMost = 24;  // values: more are not told apart by colour anyway
  const RecordValue& fields = *mark.values->fields;
  if (says_otherwise(fields)) return;
  for (size_t i = 0; i < fields.values.size(); ++i) {
    if (fields.kind->fields[i].kind != FieldKind::color) continue;
    const auto* channel = std::get_if<TextChannel>(&fields.values[i]);
    if (!channel || !channel->per_row() || is_measured(channel->column, look)) continue;
    std::vector<std::string> values = channel->column.ordered();
    if (values.size() <= kMost) check_colors(lint, values, look, fields.places[i], told);
  }
}

void check(const LintContext& lint) {
  const Look look(lint.job.production().theme, lint.scene.meanings(), {}, value_places(lint.scene));
  Told told;
  for (const double time : lint.scene.step_ends()) {
    const State state = lint.scene.state(time);
    for (const ViewState& view : state.snapshots.back().views) {
      for (const MarkState& mark : view.marks) {
        if (mark.values && !mark.presence.hidden()) check_mark(lint, mark, look, told);
      }
    }
  }
}

}  // namespace

extern const LintRule kRule{"color-vision", "Colours of values that not everybody can tell apart.",
                            check};

}  // namespace lantern::color_vision_rule
