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

/// What the column is called among the mark's rows; where it is computed, the name of a column that
/// it may come from.
std::string name_of(const Column& column, const MarkState& mark) {
  std::string out = "x";
  if (!mark.values->rows) return out;
  const Table& rows = *mark.values->rows;
  for (size_t i = 0; i < rows.columns().size(); ++i) {
    const Column& one = rows.columns()[i];
    if (one.content_hash() == column.content_hash()) return rows.names()[i];
    if (one.type() == ColumnType::number) out = rows.names()[i];
  }
  return out;
}

/// As it is written in a script, quotes included.
std::string two_categories(const Column& column, const MarkState& mark) {
  std::vector<double> numbers;
  for (const double number : column.numbers()) {
    if (std::isfinite(number)) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  const double middle = numbers.empty() ? 0 : numbers[(numbers.size() - 1) / 2];
  return fmt::format("\"='high' if {} > {} else 'low'\"", name_of(column, mark), shortest(middle));
}

/// Numbers that are measured, not counted: a colour for each of them would say nothing.
void check_color(const Field& field, const TextChannel& channel, const MarkState& mark,
                 const Location& at, const Meanings& meanings, Mistakes& out) {
  if (!channel.per_row() || channel.column.type() != ColumnType::number) return;
  const std::vector<std::string> values = channel.column.distinct();
  const bool no_categories = std::any_of(values.begin(), values.end(), [&](const std::string& one) {
    return measured(one, meanings);
  });
  if (!no_categories) return;
  out.push_back({Severity::error, "wrong-type", at,
                 fmt::format("{} tells categories apart; these are {} different numbers: {}",
                             in_quotes(field.name), values.size(), some_of(values)),
                 fmt::format("make categories of them: {}; or let `opacity` show them",
                             two_categories(channel.column, mark))});
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

void tell_no_number(std::string_view what, double value, const std::string& rows,
                    const Location& at, Mistakes& out) {
  out.push_back({Severity::warning, "no-number", at,
                 fmt::format("this {} shows {}{}", what, shortest(value), rows),
                 "a mean of nothing, or a division by 0?"});
}

void check_numbers(std::string_view what, const std::vector<NoNumber>& list, const MarkState& mark,
                   const Location& at, Mistakes& out) {
  const Table* rows = mark.values->rows.get();
  for (const NoNumber& none : list) {
    const std::string where =
        rows && none.first < rows->rows()
            ? fmt::format(" in {} of {} rows{}{}", none.rows, rows->rows(),
                          none.rows > 1 ? ", first in " : ": ", in_quotes(rows->keys()[none.first]))
            : "";
    tell_no_number(what, none.value, where, at, out);
  }
}

void check_text(const LiveText& text, const MarkState& mark, const Location& at, Mistakes& out) {
  for (const LiveText::Number& number : text.numbers) {
    if (!std::isfinite(number.value)) tell_no_number("text", number.value, "", at, out);
  }
  check_numbers("text", text.none, mark, at, out);
}

void check_mark(const MarkState& mark, const Meanings& meanings, Mistakes& out) {
  const RecordValue& fields = *mark.values->fields;
  for (size_t i = 0; i < fields.values.size(); ++i) {
    const Field& field = fields.kind->fields[i];
    const Location& at = fields.places[i];
    if (const auto* look = std::get_if<TextChannel>(&fields.values[i])) {
      if (field.kind == FieldKind::color) check_color(field, *look, mark, at, meanings, out);
      check_whole(field, *look, mark, at, out);
    }
    if (const auto* text = std::get_if<LiveText>(&fields.values[i]))
      check_text(*text, mark, at, out);
    if (const auto* tex = std::get_if<TexSourcePtr>(&fields.values[i]); tex && *tex) {
      check_numbers("formula", (*tex)->none, mark, at, out);
    }
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
