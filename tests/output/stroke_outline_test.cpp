#include <catch2/catch.hpp>
#include <numbers>
#include <random>

#include "output/svg/write/document.h"
#include "output/svg/write/stroke_outline.h"
#include "output/svg/write/symbol_look.h"
#include "renderer/frame/symbols.h"
#include "renderer/raster/rasteriser.h"

namespace lantern::test::stroke_outline_test {
namespace {

const Color kBlack{0, 0, 0, 1};
constexpr double kCaps = std::numbers::pi / 4;  // of two halves of a disc, in widths²

/// How much of a picture of 40 by 40 px a shape inks, in px².
double inked(PathShape shape) {
  shape.path = transformed(shape.path, 1, 1, {20, 20});
  Pixmap out(40, 40, true);
  Rasteriser(40, 40, false)
      .draw({40, 40, {1, 1, 1, 1}, {make_item("shape", std::move(shape))}}, out);
  double sum = 0;
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 40; ++x) sum += 1 - double(out.row(y)[x] & 255) / 255;
  }
  return sum;
}

double filled(const Path& path, double width) {
  return inked({svg::outline_of_stroke(path, width), kBlack, {}, false});
}

double stroked(const Path& path, double width) {
  return inked({path, {}, Stroke{kBlack, width, Cap::round, Join::round, {}, 0}, false});
}

Instances sign(double size, double outline, const SymbolPtr& symbol = shape_symbol("square")) {
  Instances out;
  out.symbols = {symbol};
  out.symbol = {0};
  out.x = out.y = {0};
  out.size = {float(size)};
  out.opacity = {1};
  out.color = {kBlack};
  out.ink = {1, 0, 0, 1};
  out.outline = outline;
  return out;
}

std::vector<std::string> paths_of(const Instances& dots, double size, double smallest) {
  return svg::SymbolPaths().of(dots, 0, size, smallest, true);
}

}  // namespace

TEST_CASE("the outline of a stroke inks what the stroke inks", "[svg]") {
  const Path line = polyline_path({{-10, 0}, {10, 0}});
  CHECK(filled(line, 0.8) == Approx(20 * 0.8 + 0.64 * kCaps).epsilon(0.02));

  const Path square = rect_path({-8, -8, 8, 8});
  CHECK(filled(square, 0.5) == Approx(stroked(square, 0.5)).epsilon(0.02));
  CHECK(filled(circle_path({0, 0}, 9), 0.6) ==
        Approx(2 * std::numbers::pi * 9 * 0.6).epsilon(0.02));

  Path both = line;
  both.append(transformed(square, 0.5, 0.5, {0, 12}));
  both.append(polyline_path({{-4, -12}, {0, -8}, {4, -12}, {4, -6}}));
  CHECK(filled(both, 0.7) == Approx(stroked(both, 0.7)).epsilon(0.02));
}

TEST_CASE("a path that turns back or has no length is outlined too", "[svg]") {
  const Path back = polyline_path({{-10, 0}, {10, 0}, {-10, 0}});
  CHECK(filled(back, 0.8) == Approx(20.5 * 0.8).epsilon(0.05));
  CHECK(svg::outline_of_stroke({}, 0.5).empty());
  CHECK(svg::outline_of_stroke(polyline_path({{3, 3}}), 0.5).empty());
  CHECK(filled(polyline_path({{3, 3}, {3, 3}}), 0.9) == Approx(0.81 * kCaps).margin(0.07));
  Path closed = polyline_path({{3, 3}, {3, 3}});
  closed.close();
  CHECK(filled(closed, 0.9) == Approx(0.81 * kCaps).margin(0.07));
}

TEST_CASE("paths of any size are outlined, however short their steps are", "[svg]") {
  std::mt19937 random(1);
  const auto step = [&] { return int(random() % 5) - 2; };
  for (double scale = 1e-6; scale < 1e3; scale *= 1.7) {
    for (int i = 0; i < 60; ++i) {
      Path path;
      Point at{0, 0};
      const auto next = [&] { return at = at + Point{step() * scale, step() * scale}; };
      path.move_to(at);
      for (int k = 0; k < i % 9; ++k) {
        if (random() % 2) path.line_to(next());
        else {
          const Point first = next(), second = next();
          path.cubic_to(first, second, next());
        }
      }
      if (random() % 2) path.close();
      const Box seen = path.bounds(), outline = svg::outline_of_stroke(path, 0.5).bounds();
      if (path.verbs.size() < 2) continue;
      CHECK(outline.x0 >= seen.x0 - 0.3);
      CHECK(outline.y1 <= seen.y1 + 0.3);
    }
  }
  for (const std::string_view name : shape_names()) {
    const Path& path = shape_symbol(name)->layers[0].path;
    for (double size = 1e-6; size < 100; size *= 1.3) {
      CHECK_FALSE(svg::outline_of_stroke(transformed(path, size, size, {}), 0.4).empty());
    }
  }
}

TEST_CASE("lines of symbols that are thinner than a pixel are written as outlines", "[svg]") {
  const auto thin = paths_of(sign(20, 0.9), 20, 20);
  REQUIRE(thin.size() == 2);
  CHECK(thin[0].find("#000000") != std::string::npos);
  CHECK(thin[1].find("#ff0000") != std::string::npos);
  for (const std::string& path : thin) CHECK(path.find("stroke") == std::string::npos);

  const auto wide = paths_of(sign(20, 1), 20, 20);
  REQUIRE(wide.size() == 1);
  CHECK(wide[0].find("stroke-width=\"1\"") != std::string::npos);
  CHECK(wide[0].find("stroke=\"#ff0000\"") != std::string::npos);

  // One unit wide, to be resized: what counts is how wide it is drawn.
  CHECK(paths_of(sign(20, 0.9), 1, 20).size() == 2);
  CHECK(paths_of(sign(20, 1.1), 1, 20).size() == 1);
  CHECK(paths_of(sign(20, 1.1), 1, 10).size() == 2);
  CHECK(paths_of(sign(20, 0), 20, 20).size() == 1);
}

TEST_CASE("a translucent layer stays one path", "[svg]") {
  Symbol pale = *shape_symbol("square");
  pale.layers[0].opacity = 0.5;
  const auto paths = paths_of(sign(20, 0.9, std::make_shared<const Symbol>(pale)), 20, 20);
  REQUIRE(paths.size() == 1);
  CHECK(paths[0].find("stroke-width=\"0.9\"") != std::string::npos);
}

TEST_CASE("lines of symbols stay lines where their outlines would make a large file", "[svg]") {
  const SvgOptions options;
  svg::Document document(options, 100, 100);
  const auto written = [&](double size) {  // of every size there is one
    return document.symbol(sign(size, 0.9, shape_symbol("circle")), 0);
  };
  CHECK(written(20) == written(20));
  for (int i = 0; i < 2000; ++i) written(20 + i * 0.01);
  const std::string text = document.assemble({1, 1, 1, 1}, "", "");
  CHECK(text.find("stroke-width=\"0.9\"") != std::string::npos);
  const std::string first = text.substr(text.find("<g id="), 400);
  CHECK(first.find("stroke") == std::string::npos);
  CHECK(written(20) == written(20));
  CHECK(text.size() < 800'000);
}

}  // namespace lantern::test::stroke_outline_test
