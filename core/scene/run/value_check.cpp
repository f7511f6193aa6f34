#include "core/scene/run/value_check.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/color_scale.h"
#include "core/record/field_access.h"

namespace lantern {
namespace {

using Mistakes = std::vector<Diagnostic>;

/// At most three of them.
std::string some_of(const std::vector<std::string>& values) {
  std::vector<std::string> shown(
      values.begin(), values.begin() + std::ptrdiff_t(std::min<size_t>(values.size(), 3)));
  return join_and(shown) + (values.size() > shown.size() ? " …" : "");
}

/// A scale of colours is one of numbers.
void check_scale(const Field& field, const RecordValuePtr& record, Mistakes& out) {
  const auto scale = bind<ColorScale>(*record);
  const bool texts = scale.by.per_row() ? scale.by.column.type() != ColumnType::number
                                        : !parse_number(scale.by.constant);
  if (!scale.by.given || !texts || (scale.by.per_row() && scale.by.column.size() == 0)) return;
  out.push_back({Severity::error, "wrong-type", place_of_member<&ColorScale::by>(*record),
                 fmt::format("a ramp shows numbers, and these are {}",
                             scale.by.per_row() ? some_of(scale.by.column.distinct())
                                                : in_quotes(scale.by.constant)),
                 fmt::format("categories have no ramp: write {}: column", field.name)});
}

/// The different values that rows of one group have: those of the first group that has several.
std::vector<std::string> values_in_a_group(const TextChannel& channel, const MarkState& mark) {
  const int place = mark.kind->find("by");
  const auto* by =
      place < 0 ? nullptr : std::get_if<TextChannel>(&mark.values->fields->values[size_t(place)]);
  if (!by || !by->per_row()) return channel.column.distinct();
  std::map<std::string, std::string> first;
  for (size_t row = 0; row < channel.column.size(); ++row) {
    const auto [known, fresh] = first.try_emplace((*by)[row], channel[row]);
    if (!fresh && known->second != channel[row]) return {known->second, channel[row]};
  }
  return {};
}

/// One value for all of a mark, or of a group, which its rows do not agree on.
void check_whole(const Field& field, const TextChannel& channel, const MarkState& mark,
                 const Location& at, Mistakes& out) {
  if (!field.whole || !channel.per_row()) return;
  const std::vector<std::string> values = values_in_a_group(channel, mark);
  if (values.size() < 2) return;
  if (mark.kind->find("by") >= 0) {
    out.push_back(
        {Severity::error, "wrong-type", at,
         fmt::format("a {} has one {}; those of its rows are {}", mark.kind->name, field.name,
                     some_of(values)),
         fmt::format("one for each: by: {}", channel.name.empty() ? "column" : channel.name)});
    return;
  }
  out.push_back(
      {Severity::error, "wrong-type", at,
       fmt::format("a {} has one {} for all of its rows; theirs are {}", mark.kind->name,
                   field.name, some_of(values)),
       fmt::format(
           "make one for each: each: {{one: [{}]}}, and where: =column == one",
           fmt::join(values.begin(),
                     values.begin() + std::ptrdiff_t(std::min<size_t>(values.size(), 3)), ", "))});
}

void tell_no_number(std::string_view what, double value, const std::string& rows,
                    const Location& at, Mistakes& out) {
  out.push_back({Severity::warning, "no-number", at,
                 fmt::format("this {} shows {}{}", what, shortest(value), rows),
                 "a mean of nothing, or a division by 0?"});
}

/// `rows` are those of the mark; a view has none.
void check_numbers(std::string_view what, const std::vector<NoNumber>& list, const Table* rows,
                   const Location& at, Mistakes& out) {
  for (const NoNumber& none : list) {
    const std::string where =
        rows && none.first < rows->rows()
            ? fmt::format(" in {} of {} rows{}{}", none.rows, rows->rows(),
                          none.rows > 1 ? ", first in " : ": ", in_quotes(rows->keys()[none.first]))
            : "";
    tell_no_number(what, none.value, where, at, out);
  }
}

void check_text(std::string_view what, const LiveText& text, const Table* rows, const Location& at,
                Mistakes& out) {
  for (const LiveText::Number& number : text.numbers) {
    if (!std::isfinite(number.value)) tell_no_number(what, number.value, "", at, out);
  }
  check_numbers(what, text.none, rows, at, out);
}

/// The titles of a view and of its axes.
void check_titles(const RecordValue& fields, Mistakes& out) {
  for (size_t i = 0; i < fields.values.size(); ++i) {
    if (const auto* text = std::get_if<LiveText>(&fields.values[i]))
      check_text("title", *text, nullptr, fields.places[i], out);
    const auto* inner = std::get_if<RecordValuePtr>(&fields.values[i]);
    if (inner && *inner) check_titles(**inner, out);
  }
}

bool is_seen(const ViewState& view) {
  return std::any_of(view.marks.begin(), view.marks.end(),
                     [](const MarkState& mark) { return mark.values && !mark.presence.hidden(); });
}

void check_mark(const MarkState& mark, Mistakes& out) {
  const RecordValue& fields = *mark.values->fields;
  for (size_t i = 0; i < fields.values.size(); ++i) {
    const Field& field = fields.kind->fields[i];
    const Location& at = fields.places[i];
    const bool scaled =
        field.kind == FieldKind::color && std::holds_alternative<RecordValuePtr>(fields.values[i]);
    if (scaled) {
      check_scale(field, std::get<RecordValuePtr>(fields.values[i]), out);
      check_whole(field, color_channel(fields.values[i]), mark, at, out);
    } else if (const auto* look = std::get_if<TextChannel>(&fields.values[i])) {
      check_whole(field, *look, mark, at, out);
    }
    if (const auto* text = std::get_if<LiveText>(&fields.values[i]))
      check_text("text", *text, mark.values->rows.get(), at, out);
    if (const auto* tex = std::get_if<TexSourcePtr>(&fields.values[i]); tex && *tex) {
      check_numbers("formula", (*tex)->none, mark.values->rows.get(), at, out);
    }
  }
}

}  // namespace

std::vector<Diagnostic> wrong_values(const Snapshot& snapshot) {
  Mistakes out;
  for (const ViewState& view : snapshot.views) {
    if (view.fields && is_seen(view)) check_titles(*view.fields, out);
    for (const MarkState& mark : view.marks) {
      if (mark.values && !mark.presence.hidden()) check_mark(mark, out);
    }
  }
  return out;
}

}  // namespace lantern
