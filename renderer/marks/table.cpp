#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"
#include "renderer/marks/common.h"

namespace lantern::table_mark {
namespace {

constexpr double kRowHeight = 2.0;  // in font sizes
constexpr double kColumnGap = 22;
constexpr double kHeaderGap = 4;

struct TableMark {
  std::vector<Column> columns;
  std::vector<std::string> headers;
  std::vector<std::string> formats;
  std::optional<double> size;
  std::optional<ColorChannel> color;
  NumberChannel opacity;
};

/// What the cells of a table are written with.
struct Writing {
  const RecordValue& fields;
  size_t count;
  const Look& look;
};

NumberFormat format_at(const Writing& in, const TableMark& mark, size_t column) {
  if (column >= mark.formats.size()) return {};
  auto parsed = parse_format(mark.formats[column]);
  if (const auto* format = std::get_if<NumberFormat>(&parsed)) return *format;
  throw SceneError({Severity::error, "number-format", place_of_field(in.fields, "formats"),
                    std::get<FormatError>(parsed).message, "a format is like .2f, .0% or ,d"});
}

/// A column's cells as they read.
std::vector<std::string> cells_of(const Writing& in, const TableMark& mark, size_t column) {
  const Column& values = mark.columns[column];
  const bool formatted = column < mark.formats.size() && mark.formats[column] != "s";
  const NumberFormat format = formatted ? format_at(in, mark, column) : NumberFormat{};
  std::vector<std::string> out;
  for (size_t row = 0; row < in.count; ++row) {
    const bool number = values.type() == ColumnType::number && !values.missing(row);
    const std::string_view writing = number && !formatted ? values.writing(row) : "";
    out.push_back(!writing.empty() ? written_number(writing)
                  : number         ? format_number(values.numbers()[row], format)
                                   : in.look.text(values.text(row)));
  }
  return out;
}

struct Set {
  double left = 0, right = 0;
  bool numbers = false;
  ShapedTextPtr header;
  std::vector<ShapedTextPtr> cells;

  /// Numbers end at the right, texts start at the left.
  Point at(double y) const { return {numbers ? right : left, y}; }
  Point anchor() const { return {numbers ? 1.0 : 0.0, 0.5}; }
};

Font font_of(const TableMark& mark, const Theme& theme) {
  Font font = font_of(theme, theme.label);
  font.weight = 450;
  if (mark.size) font.size = *mark.size;
  return font;
}

ShapedTextPtr header_of(const TableMark& mark, size_t column, Font font,
                        const Typesetter& typesetter) {
  font.weight = 600;
  return typesetter.texts().shape(column < mark.headers.size() ? mark.headers[column] : "", font);
}

/// The width of each column at this moment.
std::vector<double> widths(const RecordValue& fields, size_t count, const Look& look,
                           const Typesetter& typesetter) {
  const auto mark = bind<TableMark>(fields);
  const Font font = font_of(mark, look.theme());
  std::vector<double> out;
  for (size_t c = 0; c < mark.columns.size(); ++c) {
    out.push_back(header_of(mark, c, font, typesetter)->width);
    for (const std::string& cell : cells_of({fields, count, look}, mark, c)) {
      out.back() = std::max(out.back(), typesetter.texts().shape(cell, font)->width);
    }
  }
  return out;
}

std::vector<Set> set_columns(const MarkInput& in, const TableMark& mark, const Font& font) {
  std::vector<Set> out;
  double x = 0;
  for (size_t c = 0; c < mark.columns.size(); ++c) {
    Set column;
    column.numbers = mark.columns[c].type() == ColumnType::number;
    column.header = header_of(mark, c, font, in.typesetter);
    double width = std::max(column.header->width, c < in.measured.size() ? in.measured[c] : 0);
    for (const std::string& cell : cells_of({in.fields, in.count, in.look}, mark, c)) {
      column.cells.push_back(in.typesetter.texts().shape(cell, font));
      width = std::max(width, column.cells.back()->width);
    }
    column.left = x;
    column.right = x + width;
    x += width + kColumnGap;
    out.push_back(std::move(column));
  }
  // In the middle of the view.
  const double shift = in.plot.area.center().x - (x - kColumnGap) / 2;
  for (Set& column : out) {
    column.left += shift;
    column.right += shift;
  }
  return out;
}

ItemPtr cell_item(const std::string& id, const ShapedTextPtr& text, const Set& column, double y,
                  const Color& color) {
  TextShape shape = on_pixel(place_text(text, {column.at(y), column.anchor(), 0, nullptr, 0}));
  shape.color = color;
  return make_item(id, std::move(shape));
}

ItemPtr rule_item(const MarkInput& in, const std::string& id, const std::vector<Set>& columns,
                  double y, std::string_view color) {
  const Stroke stroke{in.look.theme()[color], 1, Cap::butt, Join::miter, {}, 0};
  const double from = columns.front().left - 6, to = columns.back().right + 6;
  return make_item(id, PathShape{polyline_path({{from, y}, {to, y}}), {}, stroke, true});
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<TableMark>(in.fields);
  if (mark.columns.empty()) return;
  const Font font = font_of(mark, in.look.theme());
  const std::vector<Set> columns = set_columns(in, mark, font);
  const double height = font.size * kRowHeight;
  const Color ink = in.look.theme()["ink"];
  double y = in.plot.area.y0 + height / 2;
  for (size_t c = 0; c < columns.size(); ++c) {
    out.items.push_back(
        cell_item(in.id + ".header@" + std::to_string(c), columns[c].header, columns[c], y, ink));
  }
  y += height / 2 + kHeaderGap / 2;
  out.items.push_back(rule_item(in, in.id + ".rule", columns, y, "axis"));
  y += kHeaderGap / 2 + height / 2;
  const ColorChannel plain;
  const RowColors colors(in.look, mark.color ? *mark.color : plain,
                         place_of_field(in.fields, "color"), "ink");
  for (size_t row = 0; row < in.count; ++row, y += height) {
    Group cells;
    const std::string id = in.row_id(row, "row");
    for (size_t c = 0; c < columns.size(); ++c) {
      cells.children.push_back(cell_item(id + "." + std::to_string(c), columns[c].cells[row],
                                         columns[c], y,
                                         c == 0 ? in.look.for_text(colors[row], font) : ink));
    }
    cells.children.push_back(rule_item(in, id + ".rule", columns, y + height / 2, "grid"));
    if (in.anchored) {
      const Box box{columns.front().left, y - height / 2, columns.back().right, y + height / 2};
      out.anchors.push_back({box.center(), box, {}});
    }
    out.items.push_back(
        make_item(id, std::move(cells), mark.opacity[row], in.keys ? static_cast<int>(row) : -1));
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"table", "Rows and columns of text and numbers, from the top of the view.",
             with_data_fields<TableMark>(
                 {field<&TableMark::columns>("columns", "The columns to show.", {.required = true}),
                  field<&TableMark::headers>("headers", "What stands above them."),
                  field<&TableMark::formats>("formats", "How their numbers read: [s, d, .1%]."),
                  field<&TableMark::size>("size", "Font size; the theme's label if absent.",
                                          {.least = 4, .most = 400, .px = true}),
                  field<&TableMark::color>("color", "Colour of the first column.")})},
    .emit = emit,
    .outside = Outside::kept,
    .measure = widths};

}  // namespace lantern::table_mark
