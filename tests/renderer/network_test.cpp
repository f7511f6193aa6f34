#include <cmath>

#include <catch2/catch.hpp>

#include "renderer/marks/layered_graph.h"
#include "tests/support/golden.h"
#include "tests/support/shown.h"

namespace lantern::test::network_test {
namespace {

/// Where a mark's symbols are.
std::vector<Point> symbols(const Frame& frame, const std::string& id) {
  std::vector<Point> out;
  visit(frame.items, [&](const Item& item, double) {
    const auto* many = std::get_if<Instances>(&item.shape);
    if (!many || item.id != id + ".symbols") return;
    for (size_t i = 0; i < many->count(); ++i) out.push_back({many->x[i], many->y[i]});
  });
  return out;
}

}  // namespace

TEST_CASE("a node's layer is the longest way to it", "[network]") {
  const LayeredGraph graph = layered_graph({"a", "a", "b", "c"}, {"b", "c", "c", "d"});
  CHECK(graph.nodes == std::vector<std::string>{"a", "b", "c", "d"});
  CHECK(graph.layer == std::vector<size_t>{0, 1, 2, 3});
  CHECK(graph.in_circle < 0);
  CHECK(layered_graph({"a", "b"}, {"b", "a"}).in_circle >= 0);
  CHECK(layered_graph({"x", "a", "b"}, {"a", "b", "a"}).in_circle >= 0);
  const LayeredGraph full = full_graph({2, 3, 1});
  CHECK(full.sizes() == std::vector<size_t>{2, 3, 1});
  CHECK(full.edges.size() == 9);
  CHECK(full.nodes.back() == "c1");
}

TEST_CASE("what stands at nodes and goes along edges is there", "[network]") {
  const Shown shown(
      "lantern: 1\nparams: {run: 0}\n"
      "data: {net: {generate: {layers: {sizes: [2, 1], seed: 1}}}}\n"
      "views:\n  v:\n    marks:\n"
      "      net: {network: {data: net, from: source, to: target, size: 30}}\n"
      "      from: {dot: {data: net, at: net.nodes@(source)}}\n"
      "      pulse: {dot: {data: net, along: net.edges@(key), progress: =run}}\n"
      "      row: {dot: {data: net, along: net@(key), progress: =run}}\n"
      "timeline: [{animate: {run: 1}, for: 1s}]\n");
  const auto starts = symbols(shown.frame(0), "v.from");
  const auto pulses = symbols(shown.frame(0), "v.pulse"), rows = symbols(shown.frame(0), "v.row");
  REQUIRE(starts.size() == 2);
  REQUIRE(pulses.size() == 2);
  CHECK(rows == pulses);
  CHECK(pulses[0].x > starts[0].x + 10);  // from the rim
  CHECK(pulses[0].x < starts[0].x + 18);
  const auto ends = symbols(shown.frame(1), "v.pulse");
  CHECK(ends[0].x > starts[0].x + 100);
}

TEST_CASE("labels of edges that cross lie beside each other, or are told", "[network]") {
  const auto script = [](int size) {
    return "lantern: 1\n"
           "data: {net: {generate: {layers: {sizes: [2, 2], seed: 1}}}}\n"
           "views:\n  v:\n    marks:\n"
           "      net: {network: {data: net, from: source, to: target, weight: weight, label: "
           "'{=weight:+.2f}', label_size: " +
           std::to_string(size) + "}}\n";
  };
  const Shown shown(script(18));
  const auto boxes = text_boxes(shown.frame(0), 0.5);
  REQUIRE(boxes.size() == 4);
  for (const auto& [a, first] : boxes) {
    for (const auto& [b, second] : boxes) CHECK((a == b || !first.overlaps(second)));
  }
  CHECK(shown.stage().crowding().empty());
  const Shown crowded(script(200));
  const auto faults = crowded.stage().crowding();
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].code == "no-room");
}

TEST_CASE("rows are packed at the rows of another mark", "[layouts]") {
  const Shown shown(
      "lantern: 1\n"
      "data:\n  nodes: {key: k, rows: [{k: a}, {k: b, up: a}, {k: c, up: a}]}\n"
      "  balls: {rows: [[b], [b], [b], [c], [d]], columns: [node]}\n"
      "views:\n  v:\n    marks:\n"
      "      tree: {tree: {data: nodes, parent: up}}\n"
      "      at_b: {dot: {at: tree@b}}\n      at_c: {dot: {at: tree@c}}\n"
      "      balls: {dot: {data: balls, size: 8, layout: {pack: {at: tree, by: node}}}}\n");
  const Frame frame = shown.frame(0);
  const Point b = symbols(frame, "v.at_b")[0], c = symbols(frame, "v.at_c")[0];
  const auto balls = symbols(frame, "v.balls");
  REQUIRE(balls.size() == 4);  // the last one's node is not there
  for (size_t i = 0; i < 3; ++i) {
    CHECK(std::abs(balls[i].x - b.x) < 12);
    CHECK(std::abs(balls[i].y - b.y) < 12);
  }
  CHECK(std::abs(balls[3].x - c.x) < 1);
}

TEST_CASE("a tree tells that it draws labels smaller than they are asked for", "[tree]") {
  const auto script = [](const char* size) {
    return std::string(
               "lantern: 1\ncanvas: {size: 360x200}\n"
               "data: {n: {rows: [[r, ''], [a, r], [b, r], [c, a], [d, a], [e, b], [f, b]], "
               "columns: [id, up], key: id}}\n"
               "views: {v: {marks: {t: {tree: {data: n, parent: up, label: 'split {=id}', "
               "label_size: ") +
           size + "}}}}}\n";
  };
  CHECK(Shown(script("11")).stage().crowding().empty());
  const Shown large(script("30"));
  const auto faults = large.stage().crowding();
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].code == "no-room");
  CHECK(faults[0].message.find("they are drawn at 1") != std::string::npos);
}

TEST_CASE("labels of a tree lie on no link", "[tree]") {
  for (const std::string orient : {"down", "right"}) {
    for (const std::string link : {"curved", "straight"}) {
      INFO(orient << " " << link);
      const Shown shown(
          "lantern: 1\ncanvas: {size: 640x420}\n"
          "data: {t: {key: k, rows: [{k: weight}, {k: height, up: weight}, {k: yes, up: weight}, "
          "{k: age, up: height}, {k: no, up: height}, {k: b, up: age}, {k: c, up: age}]}}\n"
          "views: {v: {marks: {t: {tree: {data: t, parent: up, label: \"{=k}\", size: 14, "
          "orient: " +
          orient + ", link: " + link + "}}}}}\n");
      const Frame frame = shown.frame(0);
      const auto boxes = text_boxes(frame);
      CHECK(boxes.size() == 7);
      for (const auto& [text, box] : boxes) {
        for (const std::string key : {"height", "yes", "age", "no", "b", "c"}) {
          const Path path = path_of(frame, "v.t@" + key + ".link");
          REQUIRE(!path.empty());
          for (int i = 0; i <= 60; ++i) {
            INFO(text << " " << key);
            CHECK(!box.inset(2).contains(point_along(path, i / 60.0).at));
          }
        }
      }
    }
  }
}

TEST_CASE("pictures have their shape, and arrows lead round corners and back", "[image]") {
  const Shown shown = shown_file(test_path("golden/marks/image.yaml"));
  int images = 0;
  visit(shown.frame(0).items, [&](const Item& item, double) {
    const auto* image = std::get_if<ImageShape>(&item.shape);
    if (!image) return;
    ++images;
    CHECK(image->width == Approx(2 * image->height));
    CHECK(image->file->pixels.at(0) == 0xff2b6fd6);
  });
  CHECK(images == 2);
}

}  // namespace lantern::test::network_test
