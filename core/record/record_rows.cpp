#include "core/record/record_rows.h"

#include "core/base/overloaded.h"
#include "core/record/field.h"

namespace lantern {
namespace {

using Rows = std::span<const std::uint32_t>;

/// Columns that are not there stay so.
void keep(Column& column, Rows rows) {
  if (column.size() > 0) column = column.select(rows);
}

LiveText of_rows(LiveText text, Rows rows) {
  keep(text.column, rows);
  for (LiveText::Piece& piece : text.pieces) keep(piece.column, rows);
  return text;
}

TexSourcePtr of_rows(const TexSource& source, Rows rows) {
  auto out = std::make_shared<TexSource>(source);
  for (TextChannel& hole : out->holes) keep(hole.column, rows);
  return out;
}

/// Whether it is about rows of its own.
bool has_rows(const RecordValue& record) {
  const int data = record.kind->find("data");
  return data >= 0 && std::holds_alternative<TablePtr>(record.values[size_t(data)]);
}

FieldValue value_of_rows(const FieldValue& value, bool is_data, Rows rows, const TablePtr& data) {
  const auto with_column = [&](auto channel) {
    keep(channel.column, rows);
    return FieldValue(std::move(channel));
  };
  return std::visit(
      Overloaded{
          [](std::monostate) { return FieldValue(); }, [](bool is) { return FieldValue(is); },
          [](double number) { return FieldValue(number); },
          [](const std::string& text) { return FieldValue(text); },
          [&](const NumberChannel& channel) { return with_column(channel); },
          [&](const TextChannel& channel) { return with_column(channel); },
          [&](const LiveText& text) { return FieldValue(of_rows(text, rows)); },
          [&](const TablePtr& table) { return FieldValue(is_data ? data : table); },
          [&](Column column) {
            keep(column, rows);
            return FieldValue(std::move(column));
          },
          [&](std::vector<Column> columns) {
            for (Column& column : columns) keep(column, rows);
            return FieldValue(std::move(columns));
          },
          [](const std::vector<double>& numbers) { return FieldValue(numbers); },
          [](const std::vector<std::string>& texts) { return FieldValue(texts); },
          [&](MarkRef mark) {
            for (TextChannel* key : {&mark.view_instance, &mark.mark_instance, &mark.row}) {
              keep(key->column, rows);
            }
            return FieldValue(std::move(mark));
          },
          [&](const RecordValuePtr& record) {
            if (!record || has_rows(*record)) return FieldValue(record);
            return FieldValue(
                std::make_shared<const RecordValue>(select_rows(*record, rows, data)));
          },
          [](const TickList& ticks) { return FieldValue(ticks); },
          [](const ImagePtr& image) { return FieldValue(image); },
          [](const SurfacePtr& surface) { return FieldValue(surface); },
          [&](const TexSourcePtr& tex) { return FieldValue(tex ? of_rows(*tex, rows) : tex); }},
      value);
}

}  // namespace

RecordValue select_rows(const RecordValue& record, Rows rows, const TablePtr& data) {
  RecordValue out{record.kind, record.at, {}, record.places};
  for (size_t i = 0; i < record.values.size(); ++i) {
    const bool is_data = record.kind->fields[i].name == "data";
    out.values.push_back(value_of_rows(record.values[i], is_data, rows, data));
  }
  return out;
}

}  // namespace lantern
