#include <cmath>
#include <numbers>

#include "core/base/portable_math.h"
#include "renderer/marks/common.h"

namespace lantern::image_mark {
namespace {

struct ImageMark : LabelFields {
  ImagePtr file;
  NumberChannel x2, y2;
  std::optional<double> width, height;
  NumberChannel angle, opacity;

  bool is_stretched() const { return x2.given || y2.given; }
};

/// Its sides: what one does not say follows from the picture's shape.
Point size_of(const ImageMark& mark) {
  constexpr double kWidth = 120;
  const double shape = double(mark.file->height) / mark.file->width;
  if (mark.width) return {*mark.width, mark.height.value_or(*mark.width * shape)};
  if (mark.height) return {*mark.height / shape, *mark.height};
  return {kWidth, kWidth * shape};
}

/// From x to x2 and from y to y2; along an axis where it has no other side, all of the area.
Box stretched(const MarkInput& in, const ImageMark& mark, size_t row) {
  Box out;
  const Box& area = in.plot.area;
  const auto place = bind<Placement>(in.fields);
  out.add(Point{place.x.given ? in.plot.x_of(place.x, row) : area.x0,
                place.y.given ? in.plot.y_of(place.y, row) : area.y0});
  out.add(Point{mark.x2.given ? in.plot.x_of(mark.x2, row) : area.x1,
                mark.y2.given ? in.plot.y_of(mark.y2, row) : area.y1});
  return out;
}

Box box_of(const MarkInput& in, const ImageMark& mark, size_t row) {
  if (mark.is_stretched()) return stretched(in, mark, row);
  const Point size = size_of(mark) * in.shrink;
  return Box::around(in.points[row], size.x, size.y);
}

/// Turned about its middle.
ImageShape shape_of(const ImageMark& mark, const Box& box, double angle) {
  const Point half{box.width() / 2, box.height() / 2}, middle = box.center();
  const double c = portable::cos(angle), s = portable::sin(angle);
  const Point corner{middle.x - half.x * c + half.y * s, middle.y - half.x * s - half.y * c};
  return {mark.file, angle == 0 ? Point{box.x0, box.y0} : corner, box.width(), box.height(), angle};
}

std::vector<double> sizes(const RecordValue& fields, size_t count) {
  const auto mark = bind<ImageMark>(fields);
  if (!mark.file) return std::vector<double>(count, 0.0);
  const Point size = size_of(mark);
  return std::vector<double>(count, std::max(size.x, size.y));
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<ImageMark>(in.fields);
  if (!mark.file) return;
  for (size_t row = 0; row < in.count; ++row) {
    const Box box = box_of(in, mark, row);
    if (in.anchored) out.anchors.push_back({box.center(), box, {}});
    const double angle = mark.angle.given ? mark.angle[row] * std::numbers::pi / 180 : 0;
    out.items.push_back(make_item(in.row_id(row, "image"), shape_of(mark, box, angle),
                                  mark.opacity[row], in.keys ? int(row) : -1));
    emit_label(in, mark,
               {.names = mark.is_stretched() ? Names::region : Names::point,
                .box = box,
                .opacity = mark.opacity[row]},
               row, out);
  }
  if (mark.is_stretched() && in.clipped) out.clip = in.plot.area;
}

std::vector<Field> fields() {
  return with_data_fields<ImageMark>(joined(
      {{field<&ImageMark::file>(
           "file", "A PNG or SVG file, from the script's folder; it may name no other.",
           {.required = true})},
       placement_fields(),
       {field<&ImageMark::x2>("x2",
                              "Stretched from x to here; to the area's edge if only y2 is given.",
                              {.axis = AxisName::x}),
        field<&ImageMark::y2>("y2",
                              "Stretched from y to here; to the area's edge if only x2 is given.",
                              {.axis = AxisName::y}),
        field<&ImageMark::width>("width", "Its width; 120, or as `height` says, if absent.",
                                 {.least = 0, .px = true}),
        field<&ImageMark::height>("height", "Its height; as its shape says if absent.",
                                  {.least = 0, .px = true}),
        field<&ImageMark::angle>("angle", "Turned clockwise, in degrees.")},
       label_fields<ImageMark>()}));
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{.kind = {"image", "A picture from a file, at each row.", fields()},
                     .emit = emit,
                     .outside = Outside::left_out,
                     .effect = "fade",
                     .sizes = sizes};

}  // namespace lantern::image_mark
