#include "core/scene/run/value_check.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

using Mistakes = std::vector<Diagnostic>;

/// At most three of them.
std::string some_of(const std::vector<std::string>& values) {
  std::vector<std::string> shown(
      values.begin(), values.begin() + std::ptrdiff_t(std::min<size_t>(values.size(), 3)));
  return join_and(shown) + (values.size() > shown.size() ? " …" : "");
}

bool measured(const std::string& number, const Meanings& meanings) {
  const auto value = parse_number(number);
  return value && *value != std::floor(*value) && meanings.count(number) == 0;
}

/// Numbers that are measured, not counted: a colour for each of them would say nothing.
void check_color(const Field& field, const TextChannel& channel, const Location& at,
                 const Meanings& meanings, Mistakes& out) {
  if (!channel.per_row() || channel.column.type() != ColumnType::number) return;
  const std::vector<std::string> values = channel.column.distinct();
  const bool no_categories = std::any_of(values.begin(), values.end(), [&](const std::string& one) {
    return measured(one, meanings);
  });
  if (!no_categories) return;
  out.push_back({Severity::error, "wrong-type", at,
                 fmt::format("{} tells categories apart; these are {} different numbers: {}",
                             in_quotes(field.name), values.size(), some_of(values)),
                 "make categories of them: =\"'high' if value > 0.5 else 'low'\"; or let `opacity` "
                 "show them"});
}

/// One value for all of a mark, which its rows do not agree on.
void check_whole(const Field& field, const TextChannel& channel, const MarkState& mark,
                 const Location& at, Mistakes& out) {
  if (!field.whole || !channel.per_row()) return;
  const std::vector<std::string> values = channel.column.distinct();
  if (values.size() < 2) return;
  out.push_back(
      {Severity::error, "wrong-type", at,
       fmt::format("a {} has one {} for all of its rows; theirs are {}", mark.kind->name,
                   field.name, some_of(values)),
       fmt::format(
           "make one for each: each: {{one: [{}]}}, and where: =column == one",
           fmt::join(values.begin(),
                     values.begin() + std::ptrdiff_t(std::min<size_t>(values.size(), 3)), ", "))});
}

void check_text(const LiveText& text, const Location& at, Mistakes& out) {
  for (const LiveText::Number& number : text.numbers) {
    if (std::isfinite(number.value)) continue;
    out.push_back({Severity::warning, "no-number", at,
                   fmt::format("this text shows {}", shortest(number.value)),
                   "a mean of nothing, or a division by 0?"});
  }
}

void check_mark(const MarkState& mark, const Meanings& meanings, Mistakes& out) {
  const RecordValue& fields = *mark.values->fields;
  for (size_t i = 0; i < fields.values.size(); ++i) {
    const Field& field = fields.kind->fields[i];
    const Location& at = fields.places[i];
    if (const auto* look = std::get_if<TextChannel>(&fields.values[i])) {
      if (field.kind == FieldKind::color) check_color(field, *look, at, meanings, out);
      check_whole(field, *look, mark, at, out);
    }
    if (const auto* text = std::get_if<LiveText>(&fields.values[i])) check_text(*text, at, out);
  }
}

}  // namespace

std::vector<Diagnostic> wrong_values(const Snapshot& snapshot, const Meanings& meanings) {
  Mistakes out;
  for (const ViewState& view : snapshot.views) {
    for (const MarkState& mark : view.marks) {
      if (mark.values && !mark.presence.hidden()) check_mark(mark, meanings, out);
    }
  }
  return out;
}

}  // namespace lantern
