#include "renderer/layouts/layout.h"

namespace lantern::scatter_layout {
namespace {

struct Scatter {
  NumberChannel x;
  NumberChannel y;
};

LaidOut place(const LayoutInput& in) {
  const auto scatter = bind<Scatter>(in.fields);
  std::vector<Point> points(in.count);
  for (size_t i = 0; i < in.count; ++i) points[i] = in.plot.at(scatter.x, scatter.y, i);
  return {std::move(points)};
}

}  // namespace

extern const LayoutType kLayout;
const LayoutType kLayout{
    {"scatter",
     "Where x and y say. Writing x and y on the mark itself is the same.",
     {field<&Scatter::x>("x", "Place along the x axis.", {.required = true, .axis = AxisName::x}),
      field<&Scatter::y>("y", "Place along the y axis.", {.required = true, .axis = AxisName::y})}},
    place};

}  // namespace lantern::scatter_layout
