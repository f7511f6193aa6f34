#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"
#include "renderer/marks/common.h"

namespace lantern::table_mark {
namespace {

constexpr double kRowHeight = 2.0;    // in font sizes
constexpr double kLeastHeight = 1.4;  // where there are many rows
constexpr double kLeastSize = 10;     // of the font
constexpr double kColumnGap = 22;
constexpr double kOverhang = 6;  // of the rules, at each end
constexpr double kHeaderGap = 4;

struct TableMark {
  std::vector<Column> columns;
  std::vector<std::string> headers;
  std::vector<std::string> formats;
  std::optional<double> size;
  std::optional<ColorChannel> color;
  NumberChannel opacity;
};

constexpr size_t kMostRows =
    4000;  // that the highest picture has room for, in the smallest letters

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

/// A column's cells as they read, of rows that may be seen.
std::vector<std::string> cells_of(const Writing& in, const TableMark& mark, size_t column) {
  const Column& values = mark.columns[column];
  const bool formatted = column < mark.formats.size() && mark.formats[column] != "s";
  const NumberFormat format = formatted ? format_at(in, mark, column) : NumberFormat{};
  std::vector<std::string> out;
  for (size_t row = 0; row < std::min(in.count, kMostRows); ++row) {
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
  font.weight = 400;
  if (mark.size) font.size = asked_size(theme, *mark.size);
  return font;
}

ShapedTextPtr header_of(const TableMark& mark, size_t column, Font font,
                        const Typesetter& typesetter) {
  font.weight = 600;
  return typesetter.texts().shape(column < mark.headers.size() ? mark.headers[column] : "", font);
}

/// How many rows there are at this moment, and the width of each column.
std::vector<double> lengths(const RecordValue& fields, size_t count, const Look& look,
                            const Typesetter& typesetter) {
  const auto mark = bind<TableMark>(fields);
  const Font font = font_of(mark, look.theme());
  std::vector<double> out{double(count)};
  for (size_t c = 0; c < mark.columns.size(); ++c) {
    out.push_back(header_of(mark, c, font, typesetter)->width);
    for (const std::string& cell : cells_of({fields, count, look}, mark, c)) {
      out.back() = std::max(out.back(), typesetter.texts().shape(cell, font)->width);
    }
  }
  return out;
}

/// How a table fits its view, in the whole film: its rows come nearer to each other, then it is set
/// smaller; what there is no room for then is left out.
struct Fit {
  double scale = 1;   ///< of letters and gaps
  double height = 0;  ///< of a row
  size_t rows = 0;    ///< for which there is room, the ellipsis among them; kMostRows at most
  size_t columns = 0;

  /// Of so many, those that are shown.
  size_t shown(size_t count) const {
    return count <= rows ? count : rows - std::min(rows, size_t{1});
  }
};

double width_of_columns(std::span<const double> widths) {
  double out = 2 * kOverhang - kColumnGap;
  for (const double width : widths) out += width + kColumnGap;
  return out;
}

/// As many columns as there is room for when all is multiplied by `scale`.
size_t fitting_columns(std::span<const double> widths, double scale, double room) {
  size_t count = widths.size();
  while (count > 1 && width_of_columns(widths.first(count)) * scale > room + 0.01) --count;
  return count;
}

Fit fit_of(const MarkInput& in, const Font& font, const std::vector<double>& now) {
  std::vector<double> most = now;
  for (size_t i = 0; i < std::min(most.size(), in.measured.size()); ++i) {
    most[i] = std::max(most[i], in.measured[i]);
  }
  const std::span<const double> widths = std::span<const double>(most).subspan(1);
  const double room = in.plot.area.height() - kHeaderGap, across = in.plot.cell.width();
  const double row = room / (most[0] + 1);
  const double least = std::min(1.0, kLeastSize / font.size);
  Fit out;
  const double wished =
      std::min(row / (kLeastHeight * font.size), across / width_of_columns(widths));
  out.scale = std::clamp(wished, least, 1.0);
  const double size = font.size * out.scale;
  out.height = std::clamp(row, kLeastHeight * size, kRowHeight * size);
  if (row < kRowHeight * size) out.height = std::max(1.0, std::floor(out.height));  // crisp
  const double rows = std::floor(room / out.height + 1e-6) - 1;
  out.rows = size_t(std::clamp(rows, 0.0, double(kMostRows)));
  out.columns = fitting_columns(widths, out.scale, across);
  return out;
}

std::vector<Set> set_columns(const MarkInput& in, const TableMark& mark, const Font& font,
                             const Fit& fit) {
  std::vector<Set> out;
  const double gap = kColumnGap * fit.scale;
  double x = 0;
  for (size_t c = 0; c < fit.columns; ++c) {
    Set column;
    column.numbers = mark.columns[c].type() == ColumnType::number;
    column.header = header_of(mark, c, font, in.typesetter);
    const double measured = c + 1 < in.measured.size() ? in.measured[c + 1] * fit.scale : 0;
    double width = std::max(column.header->width, measured);
    for (const std::string& cell : cells_of({in.fields, in.count, in.look}, mark, c)) {
      column.cells.push_back(in.typesetter.texts().shape(cell, font));
      width = std::max(width, column.cells.back()->width);
    }
    column.left = x;
    column.right = x + width;
    x += width + gap;
    out.push_back(std::move(column));
  }
  // In the middle of the view.
  const double shift = in.plot.area.center().x - (x - gap) / 2;
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
  const double from = columns.front().left - kOverhang, to = columns.back().right + kOverhang;
  return make_item(id, PathShape{polyline_path({{from, y}, {to, y}}), {}, stroke, true});
}

/// A table as it is set.
struct Written {
  const MarkInput& in;
  const TableMark& mark;
  Font font;
  std::vector<Set> columns;
  double height = 0;  ///< of a row

  Box row_at(double y) const {
    return {columns.front().left, y - height / 2, columns.back().right, y + height / 2};
  }
};

/// What stands above the rows; gives the middle of the first one.
double emit_header(const Written& table, MarkOutput& out) {
  const MarkInput& in = table.in;
  const Color ink = in.look.theme()["ink"];
  double y = in.plot.area.y0 + table.height / 2;
  for (size_t c = 0; c < table.columns.size(); ++c) {
    const Set& column = table.columns[c];
    out.items.push_back(
        cell_item(in.id + ".header@" + std::to_string(c), column.header, column, y, ink));
  }
  y += table.height / 2 + kHeaderGap / 2;
  out.items.push_back(rule_item(in, in.id + ".rule", table.columns, y, "axis"));
  return y + kHeaderGap / 2 + table.height / 2;
}

void emit_row(const Written& table, size_t row, double y, const Color& color, MarkOutput& out) {
  const MarkInput& in = table.in;
  const Color ink = in.look.theme()["ink"];
  Group cells;
  const std::string id = in.row_id(row, "row");
  for (size_t c = 0; c < table.columns.size(); ++c) {
    const Set& column = table.columns[c];
    cells.children.push_back(cell_item(id + "." + std::to_string(c), column.cells[row], column, y,
                                       c == 0 ? in.look.for_text(color, table.font) : ink));
  }
  cells.children.push_back(
      rule_item(in, id + ".rule", table.columns, y + table.height / 2, "grid"));
  out.items.push_back(make_item(id, std::move(cells), table.mark.opacity[row],
                                in.keys ? static_cast<int>(row) : -1));
}

/// Says that rows follow.
void emit_ellipsis(const Written& table, size_t more, double y, MarkOutput& out) {
  const MarkInput& in = table.in;
  const ShapedTextPtr text =
      in.typesetter.texts().shape("… " + std::to_string(more) + " more", table.font);
  Set first = table.columns.front();
  first.numbers = false;
  out.items.push_back(cell_item(in.id + ".more", text, first, y, in.look.theme()["muted"]));
}

void say_lost(const MarkInput& in, size_t lost, size_t count, const char* what, MarkOutput& out) {
  if (lost == 0) return;
  out.faults.push_back({Severity::warning, "no-room", in.fields.at,
                        in.id + " has no room for " + std::to_string(lost) + " of its " +
                            std::to_string(count) + " " + what,
                        "show fewer, or give the view more room"});
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<TableMark>(in.fields);
  if (mark.columns.empty()) return;
  Font font = font_of(mark, in.look.theme());
  const Fit fit = fit_of(in, font, lengths(in.fields, in.count, in.look, in.typesetter));
  if (fit.scale < 1) font.size *= fit.scale;
  const Written table{in, mark, font, set_columns(in, mark, font, fit), fit.height};
  double y = emit_header(table, out);
  const ColorChannel plain;
  const RowColors colors(in.look, mark.color ? *mark.color : plain,
                         place_of_field(in.fields, "color"), "ink");
  const size_t shown = fit.shown(in.count);
  for (size_t row = 0; row < in.count; ++row) {
    if (row < shown) emit_row(table, row, y, colors[row], out);
    if (in.anchored) out.anchors.push_back({table.row_at(y).center(), table.row_at(y), {}});
    if (row < shown) y += table.height;  // the others are where it says that they follow
  }
  if (shown < in.count) emit_ellipsis(table, in.count - shown, y, out);
  say_lost(in, in.count - shown, in.count, "rows", out);
  say_lost(in, mark.columns.size() - fit.columns, mark.columns.size(), "columns", out);
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
    .measure = lengths,
    .whole = true};

}  // namespace lantern::table_mark
