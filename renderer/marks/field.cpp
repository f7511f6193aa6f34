#include <algorithm>
#include <cmath>

#include "core/base/work.h"
#include "core/record/color_scale.h"
#include "core/record/fail.h"
#include "renderer/look/oklab.h"
#include "renderer/marks/ramp_colors.h"
#include "renderer/marks/row_grid.h"

namespace lantern::field_mark {
namespace {

struct FieldMark {
  SurfacePtr of;
  NumberChannel x, y, value;
  ColorChannel color;
  bool smooth = true;
  std::optional<double> cell;
  NumberChannel opacity;
};

constexpr double kPixel = 2;         // of a smooth picture, canvas units
constexpr double kNumberCell = 6;    // where a function is asked, if not told otherwise
constexpr double kCategoryCell = 2;  // categories have no in-between
constexpr double kMostCells = 400000;
constexpr double kTint = 0.42;  // of a category's colour, so that its dots stand out from it

std::uint32_t word_of(const Color& color) {
  const auto byte = [&](double c) { return std::uint32_t(std::lround(c * color.a * 255)); };
  return std::uint32_t(std::lround(color.a * 255)) << 24 | byte(color.r) << 16 |
         byte(color.g) << 8 | byte(color.b);
}

/// Cells of one size, from the upper left corner of a box.
struct Cells {
  Box box;
  int columns = 0, rows = 0;

  size_t count() const { return size_t(columns) * size_t(rows); }
  Point center(size_t i) const {
    const size_t width = size_t(columns);
    return {box.x0 + box.width() * (double(i % width) + 0.5) / columns,
            box.y0 + box.height() * (double(i / width) + 0.5) / rows};
  }
};

/// As many as fill the box, about so large.
Cells cells_in(const Box& box, double size) {
  const double least = std::sqrt(box.width() * box.height() / kMostCells);
  size = std::max(size, least);
  return {box, std::max(1, int(std::lround(box.width() / size))),
          std::max(1, int(std::lround(box.height() / size)))};
}

/// Values at the centres of cells.
struct Values {
  Cells cells;
  std::vector<double> numbers;  ///< empty where they are colours
  std::vector<Color> colors;    ///< clear where there is none
};

/// Of a function, over the area of the view.
Values values_of(const MarkInput& in, const FieldMark& mark, double size) {
  Values out{cells_in(in.plot.area, size), {}, {}};
  spend(40 * out.cells.count());
  std::vector<double> xs, ys;
  for (size_t i = 0; i < out.cells.count(); ++i) {
    const Point p = out.cells.center(i);
    xs.push_back(in.plot.x.value_at(p.x));
    ys.push_back(in.plot.y.value_at(p.y));
  }
  const Column column = mark.of->at(std::move(xs), std::move(ys));
  if (column.type() != ColumnType::text) {
    out.numbers.assign(column.numbers().begin(), column.numbers().end());
    return out;
  }
  const std::vector<Color> looks = in.look.of_values(column.dictionary());
  const Color ground = in.look.theme()["ground"];
  std::vector<Color> tints;
  for (const Color& look : looks) tints.push_back(mix_oklab(ground, look, kTint));
  for (const std::int32_t code : column.codes()) {
    out.colors.push_back(code < 0 ? Color{0, 0, 0, 0} : tints[size_t(code)]);
  }
  return out;
}

bool even(const std::vector<double>& places) {
  const double step = (places.back() - places.front()) / double(places.size() - 1);
  for (size_t i = 0; i < places.size(); ++i) {
    if (std::fabs(places.front() + step * double(i) - places[i]) > 0.02 * std::fabs(step)) {
      return false;
    }
  }
  return true;
}

/// The box of the cells around places that are equally far apart.
Box box_around(const RowGrid& grid) {
  const double x = (grid.xs.back() - grid.xs.front()) / double(grid.xs.size() - 1) / 2;
  const double y = (grid.ys.front() - grid.ys.back()) / double(grid.ys.size() - 1) / 2;
  return {grid.xs.front() - x, grid.ys.back() - y, grid.xs.back() + x, grid.ys.front() + y};
}

/// Of rows: a cell around each.
Values values_of_rows(const MarkInput& in, const FieldMark& mark) {
  const RowGrid grid = row_grid(in, mark.x, mark.y);
  if (!even(grid.xs) || !even(grid.ys)) {
    fail(in.fields, "x",
         "the cells of a field are equally large, and these rows are not equally "
         "far apart",
         "rects can differ in size");
  }
  Values out{{box_around(grid), int(grid.xs.size()), int(grid.ys.size())}, {}, {}};
  const RowColors colors(in.look, mark.color, place_of_field(in.fields, "color"), "accent");
  for (size_t row = grid.ys.size(); row-- > 0;) {  // from the top down
    for (size_t column = 0; column < grid.xs.size(); ++column) {
      const int one = grid.row[row * grid.xs.size() + column];
      if (!mark.color.given) {
        out.numbers.push_back(one < 0 ? std::nan("") : mark.value[size_t(one)]);
      } else {
        out.colors.push_back(one < 0 ? Color{0, 0, 0, 0} : colors[size_t(one)]);
      }
    }
  }
  return out;
}

/// Into how many pixels a cell is cut each way: an odd number, so that its centre is one's centre.
int pixels_of(double cell) {
  const int pixels = int(std::lround(cell / kPixel));
  return std::clamp(pixels % 2 == 0 ? pixels + 1 : pixels, 1, 15);
}

std::shared_ptr<ImageFile> image_of(int width, int height) {
  auto out = std::make_shared<ImageFile>();
  out->width = width;
  out->height = height;
  out->sharp = true;
  out->pixels.reserve(size_t(width) * size_t(height));
  return out;
}

/// Colours of numbers as words, worked out once.
class Words {
 public:
  explicit Words(const NumberColors& colors) : colors_(colors) {
    for (size_t i = 0; i < kCount; ++i) {
      words_.push_back(word_of(colors.at_share(double(i) / kLast)));
    }
  }
  /// Clear where there is no number.
  std::uint32_t operator[](double number) const {
    const double share = number == number ? colors_.share(number) : number;
    return share == share ? words_[size_t(std::clamp(share, 0.0, 1.0) * kLast + 0.5)] : 0;
  }

 private:
  static constexpr size_t kCount = NumberColors::kLevels;
  static constexpr double kLast = kCount - 1;
  const NumberColors& colors_;
  std::vector<std::uint32_t> words_;
};

/// A pixel a cell.
std::shared_ptr<const ImageFile> plain_image(const Values& values, const NumberColors& colors) {
  auto out = image_of(values.cells.columns, values.cells.rows);
  const Words words(colors);
  for (const Color& color : values.colors) out->pixels.push_back(word_of(color));
  for (const double number : values.numbers) out->pixels.push_back(words[number]);
  return out;
}

/// Where the centre of each of so many pixels a cell lies between the centres of cells.
struct Between {
  int before, after;
  double share;
};
std::vector<Between> betweens(int cells, int pixels) {
  std::vector<Between> out;
  for (int i = 0; i < cells * pixels; ++i) {
    const double at = std::clamp((i + 0.5) / pixels - 0.5, 0.0, double(cells - 1));
    const int before = int(at);
    out.push_back({before, std::min(before + 1, cells - 1), at - before});
  }
  return out;
}

/// Missing where one of the cells around is.
std::shared_ptr<const ImageFile> smooth_image(const Values& values, const NumberColors& colors) {
  const Cells& cells = values.cells;
  const auto across = betweens(cells.columns, pixels_of(cells.box.width() / cells.columns));
  const auto down = betweens(cells.rows, pixels_of(cells.box.height() / cells.rows));
  auto out = image_of(int(across.size()), int(down.size()));
  const Words words(colors);
  std::vector<double> line(size_t(cells.columns));
  for (const Between& row : down) {
    const double* upper = values.numbers.data() + row.before * cells.columns;
    const double* lower = values.numbers.data() + row.after * cells.columns;
    for (size_t i = 0; i < line.size(); ++i) line[i] = upper[i] + (lower[i] - upper[i]) * row.share;
    for (const Between& column : across) {
      const double left = line[size_t(column.before)], right = line[size_t(column.after)];
      out->pixels.push_back(words[left + (right - left) * column.share]);
    }
  }
  return out;
}

Values all_values(const MarkInput& in, const FieldMark& mark) {
  if (!mark.of) return values_of_rows(in, mark);
  if (mark.cell) return values_of(in, mark, *mark.cell);
  const Point middle = in.plot.area.center();
  const Column one = mark.of->at({in.plot.x.value_at(middle.x)}, {in.plot.y.value_at(middle.y)});
  return values_of(in, mark, one.type() == ColumnType::text ? kCategoryCell : kNumberCell);
}

void check_source(const MarkInput& in, const FieldMark& mark) {
  const bool rows = mark.x.given && mark.y.given && (mark.value.given || mark.color.given);
  if (mark.of && (mark.x.given || mark.y.given || mark.value.given || mark.color.given)) {
    fail(in.fields, "of", "a field is of a function or of rows, and this one has both",
         "leave out `of`, or x, y, value and color");
  }
  if (mark.of || rows) return;
  fail(in.fields, "x", "there is nothing to show: neither `of` nor x, y and value",
       "write of: =x + y, or data with x, y and value");
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<FieldMark>(in.fields);
  check_source(in, mark);
  if (in.count == 0 || (!mark.of && !has_places(in, mark.x, mark.y))) return;
  const Values values = all_values(in, mark);
  const std::vector<double> range =
      in.measured.empty() ? measured_range(values.numbers)
                          : std::vector<double>(in.measured.begin(), in.measured.end());
  const NumberColors colors = own_colors(in, mark.color, range);
  const bool smooth = mark.smooth && !values.numbers.empty();
  ImageShape shape{smooth ? smooth_image(values, colors) : plain_image(values, colors),
                   {values.cells.box.x0, values.cells.box.y0},
                   values.cells.box.width(),
                   values.cells.box.height(),
                   0};
  out.items.push_back(make_item(in.id + ".image", std::move(shape), mark.opacity[0]));
  if (in.clipped) out.clip = in.plot.area;
  if (!in.anchored) return;
  for (size_t row = 0; row < in.count; ++row) {
    const Point p = mark.of ? in.plot.area.center() : in.plot.at(mark.x, mark.y, row);
    out.anchors.push_back({p, mark.of ? in.plot.area : Box{p.x, p.y, p.x, p.y}, {}});
  }
}

/// The numbers of the film: colours stay what they mean.
std::vector<double> measure(const RecordValue& fields, size_t count, const Look&,
                            const Typesetter&) {
  const auto mark = bind<FieldMark>(fields);
  return mark.value.given ? measured_range(rows_of(mark.value, count)) : std::vector<double>{};
}

/// The same of a function, at some places of the axes: one that changes keeps its colours.
std::vector<double> measure_over(const RecordValue& fields, const Extent& x, const Extent& y) {
  constexpr int kPlaces = 33;  // each way, the ends among them
  const auto mark = bind<FieldMark>(fields);
  if (!mark.of || !x.known || !y.known) return {};
  std::vector<double> xs, ys;
  for (int i = 0; i < kPlaces * kPlaces; ++i) {
    xs.push_back(x.low + (x.high - x.low) * (i % kPlaces) / (kPlaces - 1));
    ys.push_back(y.low + (y.high - y.low) * (i / kPlaces) / (kPlaces - 1));
  }
  const Column values = mark.of->at(std::move(xs), std::move(ys));
  if (values.type() == ColumnType::text) return {};
  return measured_range({values.numbers().begin(), values.numbers().end()});
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"field", "The colour of a function at every place of a view, or of rows on a grid.",
             with_data_fields<FieldMark>(
                 {field<&FieldMark::of>("of",
                                        "The function: an =expression of x and y, in the numbers "
                                        "of the axes; its texts are categories."),
                  field<&FieldMark::x>("x", "Without `of`: places of the rows along the x axis.",
                                       {.axis = AxisName::x}),
                  field<&FieldMark::y>("y", "Without `of`: places of the rows along the y axis.",
                                       {.axis = AxisName::y}),
                  field<&FieldMark::value>("value", "Without `of`: the number of each row."),
                  field<&FieldMark::color>("color",
                                           "The ramp of its numbers: {ramp, domain, center, "
                                           "scale, title}; without `of` and `value`, a colour for "
                                           "each row.",
                                           {.scale = &own_scale_kind()}),
                  field<&FieldMark::smooth>("smooth",
                                            "Whether numbers go over into each other between the "
                                            "centres of cells.",
                                            {.fallback = "true"}),
                  field<&FieldMark::cell>("cell",
                                          "How far apart `of` is worked out; 6, and 2 where it "
                                          "gives texts, if absent.",
                                          {.least = 0.5, .most = 400, .px = true})})},
    .emit = emit,
    .outside = Outside::kept,
    .measure = measure,
    .measure_over = measure_over};

}  // namespace lantern::field_mark
