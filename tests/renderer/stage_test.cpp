#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>

#include "renderer/paths/polyline.h"
#include "tests/support/shown.h"

namespace lantern::test::stage_test {
namespace {

Box area_of(const Frame& frame, const std::string& view) {
  Box out;
  visit(frame.items, [&](const Item& item, double) {
    if (item.id == view + ".x.line" || item.id == view + ".y.line") out.add(bounds_of(item));
  });
  return out;
}

}  // namespace

TEST_CASE("a text column makes an axis of categories", "[stage]") {
  const Shown shown(
      "lantern: 1\n"
      "data: {days: {rows: [[Mon, 3], [Tue, 7], [Wed, 5]], columns: [day, n], key: day}}\n"
      "views:\n"
      "  plot:\n"
      "    x: {}\n"
      "    y: {domain: [0, 10]}\n"
      "    marks:\n"
      "      dots: {dot: {data: days, x: day, y: n}}\n"
      "      one: {dot: {x: ='Tue', y: 1}}\n");
  const Frame frame = shown.frame(0);
  const Box area = area_of(frame, "plot");
  std::vector<float> x;
  visit(frame.items, [&](const Item& item, double) {
    if (const auto* dots = std::get_if<Instances>(&item.shape)) {
      x.insert(x.end(), dots->x.begin(), dots->x.end());
    }
  });
  REQUIRE(x.size() == 4);
  for (size_t i = 0; i < 3; ++i) {
    CHECK(x[i] == Approx(area.x0 + area.width() * (double(i) + 0.5) / 3).margin(3));
  }
  CHECK(x[3] == x[1]);
  CHECK(text_boxes(frame).count("plot.x.tick@Wed") == 1);
}

TEST_CASE("a long title is broken, and the views make room for it", "[stage]") {
  const std::string rest =
      "canvas: {size: 500x400}\n"
      "data: {pts: {rows: [[1, 2]], columns: [a, b]}}\n"
      "views: {plot: {x: {}, y: {}, marks: {dots: {dot: {data: pts, x: a, y: b}}}}}\n";
  const std::string words = "A title that is a good deal longer than the canvas is wide, is it not";
  const Frame frame = Shown("lantern: 1\ntitle: " + words + "\n" + rest).frame(0);
  const Frame brief = Shown("lantern: 1\ntitle: Brief\n" + rest).frame(0);
  const Box title = text_boxes(frame).at("title");
  CHECK(title.x1 <= 500);
  CHECK(title.height() > 1.8 * text_boxes(brief).at("title").height());
  CHECK(area_of(frame, "plot").y0 > title.y1);
}

TEST_CASE("a legend goes below a title that leaves it no room", "[stage]") {
  const auto scene = [](const std::string& title) {
    return "lantern: 1\ncanvas: {size: 480x300}\n"
           "data: {pts: {rows: [[1, red team], [2, blue team], [3, green team]], columns: [a, "
           "b]}}\n"
           "views: {plot: {title: " +
           title + ", x: {}, marks: {dots: {dot: {data: pts, x: a, y: 1, color: b}}}}}\n";
  };
  const auto beside = text_boxes(Shown(scene("Teams")).frame(0));
  CHECK(beside.at("plot.title").center().y ==
        Approx(beside.at("plot.legend.text@red team").center().y).margin(4));
  const auto below = text_boxes(Shown(scene("Where all the teams are today")).frame(0));
  CHECK(below.at("plot.legend.text@red team").y0 >= below.at("plot.title").y1 - 1);
}

TEST_CASE("a caption of many lines does not reach the axes", "[stage]") {
  std::string say = "A caption";
  for (int i = 0; i < 12; ++i) say += " that goes on and on";
  const Shown shown(
      "lantern: 1\ncanvas: {size: 600x400, captions: burn}\n"
      "data: {pts: {rows: [[1, 2]], columns: [a, b]}}\n"
      "views: {plot: {x: {title: below}, y: {}, marks: {dots: {dot: {data: pts, x: a, y: b}}}}}\n"
      "timeline: [{say: " +
      say + ", for: 2s}]\n");
  const auto found = text_boxes(shown.frame(1));
  CHECK(found.at("caption").y0 >= found.at("plot.x.title").y1);
  CHECK(found.at("caption").y1 <= 400);
}

TEST_CASE("ticks of two layouts move with their axis while they fade", "[stage]") {
  const Shown shown(
      "lantern: 1\n"
      "canvas: {layouts: {wide: [[plot]], narrow: {cells: [[plot, .]], columns: [1, 3]}}}\n"
      "data: {pts: {rows: [[1, 2]], columns: [a, b]}}\n"
      "views: {plot: {x: {domain: [0, 10]}, marks: {dots: {dot: {data: pts, x: a, y: b}}}}}\n"
      "timeline: [{layout: narrow, for: 1s, ease: linear}]\n");
  const auto middle_of = [&](double time, const std::string& tick) {
    return text_boxes(shown.frame(time)).at("plot.x.tick@" + tick).center().x;
  };
  REQUIRE(text_boxes(shown.frame(1)).count("plot.x.tick@2") == 0);
  for (const double time : {0.25, 0.5, 0.75}) {
    const double unit = (middle_of(time, "10") - middle_of(time, "0")) / 10;
    CHECK(middle_of(time, "2") == Approx(middle_of(time, "0") + 2 * unit).margin(1));
  }
}

namespace {

const std::string kGroups =
    "lantern: 1\n"
    "data:\n"
    "  pets: {rows: [[1, 1, a], [2, 8, a], [9, 2, b], [7, 9, b], [5, 5, b]], columns: [x, y, "
    "part]}\n"
    "models:\n"
    "  parts: {value_counts: {data: pets, column: part}}\n"
    "views:\n"
    "  plot:\n"
    "    x: {domain: [0, 10]}\n"
    "    y: {domain: [0, 10]}\n"
    "    marks:\n"
    "      pets: {dot: {data: pets, x: x, y: y, size: 10}}\n";

}  // namespace

TEST_CASE("a text can stand at the groups of another mark", "[stage]") {
  const Shown shown(kGroups +
                    "      names: {text: {data: parts, at: pets, group: part, side: above, "
                    "text: \"{=value} ({=count:d})\"}}\n");
  const Frame frame = shown.frame(0);
  const auto found = text_boxes(frame);
  const Box area = area_of(frame, "plot");
  const auto middle = [&](double low, double high) {
    return area.x0 + area.width() * (low + high) / 20;
  };
  CHECK(found.at("plot.names@a").center().x == Approx(middle(1, 2)).margin(2));
  CHECK(found.at("plot.names@b").center().x == Approx(middle(5, 9)).margin(2));
  CHECK(found.at("plot.names@b").y1 < area.y1 - area.height() * 0.9);
  visit(frame.items, [](const Item& item, double) {
    if (item.id != "plot.names@b") return;
    CHECK(std::get<TextShape>(item.shape).text->text == "b (3)");
  });
  const TestScene wrong(kGroups +
                        "      names: {text: {data: parts, at: pets, group: prat, text: \"x\"}}\n");
  CHECK(wrong.messages().find("have no column \"prat\"") != std::string::npos);
}

namespace {

/// A hull around the rows of `kGroups`, whose dots are 10 wide.
struct HullOfGroups {
  Box line, rows;
  double least = 1e9;  // from any row to the line
};
HullOfGroups hull_of_groups(double padding) {
  const Shown shown(kGroups +
                    fmt::format("      hull: {{hull: {{at: pets, padding: {}}}}}\n", padding));
  const Frame frame = shown.frame(0);
  const std::vector<Polyline> line = polylines_of(path_of(frame, "plot.hull.path"));
  REQUIRE(line.size() == 1);
  HullOfGroups out;
  for (const Point& p : line[0]) out.line.add(p);
  size_t count = 0;
  visit(frame.items, [&](const Item& item, double) {
    const auto* dots = std::get_if<Instances>(&item.shape);
    if (!dots) return;
    count += dots->count();
    for (size_t i = 0; i < dots->count(); ++i) {
      const Point dot{dots->x[i], dots->y[i]};
      CHECK(encloses(line, dot));
      out.rows.add(dot);
      out.least = std::min(out.least, nearest_to(line, Box::around(dot, 0, 0)).distance);
    }
  });
  REQUIRE(count == 5);
  return out;
}

}  // namespace

TEST_CASE("a hull lies around all rows, and as far from them as asked", "[stage]") {
  for (const double padding : {12.0, 30.0}) {
    INFO(padding);
    const HullOfGroups hull = hull_of_groups(padding);
    const double reach = 5 + padding;
    // Its 96 points are spread evenly and cut corners.
    CHECK(hull.least <= reach + 0.01);
    CHECK(hull.least > reach - 3.1);
    CHECK(hull.line.x0 == Approx(hull.rows.x0 - reach).margin(2));
    CHECK(hull.line.x1 == Approx(hull.rows.x1 + reach).margin(2));
    CHECK(hull.line.y0 == Approx(hull.rows.y0 - reach).margin(2));
    CHECK(hull.line.y1 == Approx(hull.rows.y1 + reach).margin(2));
  }
}

TEST_CASE("a boundary is where its function is zero, and its halves fill the area", "[stage]") {
  const Shown shown(kGroups +
                    "      edge: {boundary: {a: 1, b: -2, c: 4, positive_color: red, "
                    "negative_color: blue}}\n");
  const Frame frame = shown.frame(0);
  const Box area = area_of(frame, "plot");
  const Path line = path_of(frame, "plot.edge.path");
  REQUIRE(line.points.size() == 2);
  for (const Point& p : line.points) {
    const double x = (p.x - area.x0) / area.width() * 10;
    const double y = (area.y1 - p.y) / area.height() * 10;
    CHECK(x - 2 * y + 4 == Approx(0).margin(0.1));
  }
  const Box positive = path_of(frame, "plot.edge.positive").bounds();
  const Box negative = path_of(frame, "plot.edge.negative").bounds();
  CHECK(positive.y1 == Approx(area.y1).margin(4));
  CHECK(negative.y0 == Approx(area.y0).margin(4));
  // Beside the view there is no line.
  const Shown beside(kGroups + "      edge: {boundary: {a: 1, c: 40}}\n");
  CHECK(path_of(beside.frame(0), "plot.edge.path").empty());
}

}  // namespace lantern::test::stage_test
