#include <catch2/catch.hpp>
#include <map>

#include "tests/support/shown.h"

// What has too little room: it gets smaller, is broken into lines, or is told.

namespace lantern::test::crowding_test {
namespace {

std::string rows_of(int count, const char* value) {
  std::string out;
  for (int i = 0; i < count; ++i) out += std::string(i ? ", [" : "[") + value + "]";
  return out;
}

Shown swarm(int dots, const std::string& layout) {
  return Shown(
      "lantern: 1\ncanvas: {size: 640x360}\n"
      "data: {votes: {rows: [" +
      rows_of(dots, "3") +
      "], columns: [score]}}\n"
      "views: {plot: {x: {domain: [0, 5]}, marks: {d: {dot: {data: votes, size: 10, layout: " +
      layout + "}}}}}\n");
}

Instances dots_of(const Frame& frame) {
  Instances out;
  visit(frame.items, [&](const Item& item, double) {
    if (item.id == "plot.d.symbols") out = std::get<Instances>(item.shape);
  });
  return out;
}

std::map<std::string, Box> labels_of(const Frame& frame) {
  std::map<std::string, Box> out;
  for (const auto& [id, box] : text_boxes(frame)) {
    if (id.ends_with(".label")) out.emplace(id, box);
  }
  return out;
}

size_t overlaps(const std::map<std::string, Box>& boxes) {
  size_t out = 0;
  for (auto a = boxes.begin(); a != boxes.end(); ++a) {
    for (auto b = std::next(a); b != boxes.end(); ++b) {
      if (a->second.inset(0.5).overlaps(b->second.inset(0.5))) ++out;
    }
  }
  return out;
}

std::string tree_of(const std::string& label, const std::string& orient) {
  return "lantern: 1\ncanvas: {size: 640x360}\n"
         "data: {nodes: {rows: [[a, ''], [b, a], [c, a], [d, b], [e, b], [f, c], [g, c]], "
         "columns: [key, parent], key: key}}\n"
         "views: {plot: {marks: {t: {tree: {data: nodes, parent: parent, orient: " +
         orient + ", label: \"" + label + "\"}}}}}\n";
}

}  // namespace

TEST_CASE("rows of a layout get smaller where it needs more room", "[crowding]") {
  for (const char* layout : {"{beeswarm: {x: score}}", "{stack: {x: score, gap: 0}}"}) {
    INFO(layout);
    const Shown shown = swarm(36, layout);
    const Instances dots = dots_of(shown.frame(0));
    REQUIRE(dots.size.size() == 36);
    CHECK(dots.size[0] < 10);
    CHECK(dots.size[0] >= 6);
    for (const float y : dots.y) CHECK((y > 20 && y < 330));
    CHECK(shown.stage().crowding().empty());
  }
}

TEST_CASE("a layout without room even for small rows is pressed into it, and told", "[crowding]") {
  for (const char* layout :
       {"{beeswarm: {x: score}}", "{stack: {x: score}}", "{grid: {columns: 2}}"}) {
    INFO(layout);
    const Shown shown = swarm(150, layout);
    const Instances dots = dots_of(shown.frame(0));
    CHECK(dots.size[0] == 10);
    for (const float y : dots.y) CHECK((y > 20 && y < 330));
    const auto faults = shown.stage().crowding();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].code == "no-room");
    CHECK(faults[0].message.find("(view plot, at 0s)") != std::string::npos);
  }
  CHECK(swarm(4000, "pack").stage().crowding().size() == 1);
}

TEST_CASE("a table with too many rows says how many more there are", "[crowding]") {
  const auto table = [](int rows) {
    return Shown("lantern: 1\ndata: {t: {rows: [" + rows_of(rows, "7") +
                 "], columns: [n]}}\n"
                 "views: {plot: {marks: {m: {table: {data: t, columns: [n]}}}}}\n");
  };
  CHECK(table(25).stage().crowding().empty());
  const Shown shown = table(60);
  const auto boxes = text_boxes(shown.frame(0));
  CHECK(boxes.count("plot.m.more") == 1);
  for (const auto& [id, box] : boxes) CHECK(box.y1 <= 540);
  REQUIRE(shown.stage().crowding().size() == 1);
}

TEST_CASE("a legend stays in its view", "[crowding]") {
  const Shown shown(
      "lantern: 1\ncanvas: {size: 480x270}\nmeaning: {computer graphics: {color: sky}, "
      "motorcycle repair: {color: coral}, space exploration: {color: teal}}\n"
      "data: {news: {rows: [[1, computer graphics], [2, motorcycle repair], [3, ice hockey], "
      "[4, cryptography], [5, space exploration]], columns: [x, group]}}\n"
      "views: {plot: {x: {}, marks: {d: {dot: {data: news, x: x, y: 50%, color: group}}, "
      "l: {legend: {x: 100%, y: 100%, values: [computer graphics, motorcycle repair, "
      "space exploration], flow: row}}}}}\n");
  size_t entries = 0;
  for (const auto& [id, box] : text_boxes(shown.frame(0))) {
    if (id.find("legend") != std::string::npos) ++entries;
    CHECK(box.x0 >= 0);
    CHECK(box.x1 <= 480);
  }
  CHECK(entries == 5);
}

TEST_CASE("colours that repeat are told", "[crowding]") {
  std::string rows;
  for (int i = 0; i < 24; ++i) rows += (i ? ", [c" : "[c") + std::to_string(i) + "]";
  const Shown shown("lantern: 1\ndata: {t: {rows: [" + rows +
                    "], columns: [g]}}\n"
                    "views: {plot: {marks: {d: {dot: {data: t, x: 50%, y: 50%, color: g}}}}}\n");
  REQUIRE(shown.stage().crowding().size() == 1);
  CHECK(shown.stage().crowding()[0].code == "repeated-colors");
}

TEST_CASE("a ground that the theme's ink cannot be read on is told", "[crowding]") {
  const auto told = [](const std::string& canvas) {
    const Shown shown("lantern: 1\ntitle: T\ncanvas: {" + canvas + "}\nviews: {v: {marks: {}}}\n");
    std::string out;
    for (const Diagnostic& fault : shown.stage().crowding()) {
      out += std::string(fault.code) + " " + std::to_string(fault.at.line) + ": " + fault.hint;
    }
    return out;
  };
  CHECK(told("background: '#102040'").starts_with("contrast 3: a theme that is made for dark"));
  CHECK(told("theme: slate, background: '#fafafa'").find("light grounds, such as paper") !=
        std::string::npos);
  CHECK(told("theme: slate, background: '#102040'").empty());
  CHECK(told("background: panel").empty());
  CHECK(told("background: transparent").empty());
}

TEST_CASE("labels of a tree lie on no node and on no other label", "[crowding]") {
  for (const char* orient : {"down", "right"}) {
    for (const char* label :
         {"x", "a longer label", "a label that is a good deal longer than that"}) {
      INFO(orient << ", " << label);
      const Frame frame = Shown(tree_of(label, orient)).frame(0);
      const auto labels = labels_of(frame);
      CHECK(overlaps(labels) == 0);
      visit(frame.items, [&](const Item& item, double) {
        if (item.id != "plot.t.symbols") return;
        const auto& nodes = std::get<Instances>(item.shape);
        for (size_t i = 0; i < nodes.x.size(); ++i) {
          const Box node = Box::around({nodes.x[i], nodes.y[i]}, nodes.size[i], nodes.size[i]);
          for (const auto& [id, box] : labels) CHECK_FALSE(box.inset(0.5).overlaps(node));
        }
      });
    }
  }
}

TEST_CASE("a long caption is set smaller, and leaves the views their room", "[crowding]") {
  const auto shown = [](int sentences) {
    std::string words;
    for (int i = 0; i < sentences; ++i)
      words += "It says a great deal about what there is to be seen. ";
    return Shown(
        "lantern: 1\ncanvas: {size: 640x360}\n"
        "views: {plot: {x: {domain: [0, 1]}, marks: {r: {rule: {x: 0.5}}}}}\n"
        "timeline: [{say: \"" +
        words + "\", for: 3s}]\n");
  };
  const Box five = text_boxes(shown(7).stage().frame(1, true)).at("caption");
  CHECK(five.height() <= 0.33 * 360);
  CHECK(five.y1 <= 360);
  CHECK(shown(7).stage().crowding().empty());
  CHECK(shown(20).stage().crowding().size() == 1);
}

TEST_CASE("labels of a tree that grows to the right stand off its links, whole", "[crowding]") {
  const Shown shown(
      "lantern: 1\ncanvas: {size: 480x360}\n"
      "data: {t: {rows: [[0, '', 'Petal short?'], [1, 0, Iris setosa for sure], [2, 0, 'Petal "
      "wide?'], "
      "[3, 2, 'Petal long?'], [4, 2, 'Iris virginica, likely'], [5, 3, Iris versicolor], "
      "[6, 3, 'Sepal long?'], [7, 6, Iris virginica], [8, 6, Iris versicolor again]], "
      "columns: [id, parent, text], key: id}}\n"
      "views: {a: {marks: {t: {tree: {data: t, parent: parent, orient: right, "
      "label: '{=text}'}}}}}\n");
  CHECK(shown.stage().crowding().empty());
  const Frame frame = shown.frame(0);
  const auto labels = labels_of(frame);
  CHECK(labels.size() == 9);
  CHECK(overlaps(labels) == 0);
  visit(frame.items, [&](const Item& item, double) {
    if (!item.id.ends_with(".link")) return;
    const Path& link = std::get<PathShape>(item.shape).path;
    for (int i = 0; i <= 40; ++i) {
      const Point p = point_along(link, i / 40.0).at;
      for (const auto& [id, box] : labels) {
        INFO(item.id << " on " << id);
        CHECK_FALSE(box.inset(1).contains(p));
      }
    }
  });
}

TEST_CASE("what the canvas cuts is told, with where and how much", "[crowding]") {
  const auto told = [](const std::string& mark) {
    const Shown shown("lantern: 1\ncanvas: {size: 480x270}\nviews: {a: {marks: {m: {" + mark +
                      "}}}}\n");
    const auto faults = shown.stage().crowding();
    return faults.empty() ? std::string() : faults[0].message;
  };
  const std::string text = told(
      "text: {x: 90%, y: 50%, text: 'Wider than what is left of the canvas to the right of its "
      "middle, by far'}");
  CHECK(text.starts_with("a.m is cut off: "));
  CHECK(text.find("beyond the right edge of the canvas") != std::string::npos);
  CHECK(told("formula: {x: 0%, y: 50%, tex: 'a + b + c + d + e + f + g + h'}").find("left edge") !=
        std::string::npos);
  CHECK(told("text: {x: 50%, y: 50%, text: 'In its place'}").empty());
  CHECK(told("text: {x: 300%, y: 50%, text: 'Out of sight'}").find("outside of its view") !=
        std::string::npos);
}

TEST_CASE("an arrow bends less where it would leave the canvas", "[crowding]") {
  const Shown shown(
      "lantern: 1\ncanvas: {size: 480x270}\n"
      "views: {a: {x: {domain: [0, 8]}, y: {domain: [0, 3]}, marks: "
      "{low: {arrow: {x: 8, y: 0, x2: 0, y2: 0}}, high: {arrow: {x: 2, y: 1, x2: 6, y2: 1}}}}}\n");
  const Frame frame = shown.frame(0);
  const Path low = path_of(frame, "a.low.arrow"), high = path_of(frame, "a.high.arrow");
  REQUIRE_FALSE(low.empty());
  for (int i = 0; i <= 40; ++i) CHECK(point_along(low, i / 40.0).at.y < 270);
  CHECK(point_along(low, 0.4).at.y > point_along(low, 0).at.y + 10);
  const Point from = point_along(high, 0).at;
  CHECK(from.y - high.bounds().y0 > 40);
  CHECK(shown.stage().crowding().empty());
}

TEST_CASE("a name in a legend is not broken within a word", "[crowding]") {
  const Shown shown(
      "lantern: 1\ncanvas: {size: 240x360}\n"
      "data: {d: {rows: [[1, Donaudampfschifffahrtsgesellschaft], [2, b], "
      "[3, Wolkenkuckucksheim in the north of the country]], columns: [x, g]}}\n"
      "views: {a: {x: {}, marks: {d: {dot: {data: d, x: x, y: 50%, color: g}}}}}\n");
  for (const auto& [id, text] : texts(shown.frame(0))) {
    if (id.find("legend") == std::string::npos) continue;
    INFO(id << ": " << text);
    CHECK((text == "b" || text.starts_with("Donaudampfschiff") ||
           text.starts_with("Wolkenkuckucksheim in")));
  }
  const auto boxes = text_boxes(shown.frame(0));
  CHECK(boxes.at("a.legend.text@Donaudampfschifffahrtsgesellschaft").height() < 24);
}

TEST_CASE("words whose letters join are refused in a formula outside of a text", "[crowding]") {
  const auto formula = [](const std::string& tex) {
    return "lantern: 1\nviews: {a: {marks: {m: {formula: {x: 50%, y: 50%, tex: '" + tex +
           "'}}}}}\n";
  };
  CHECK_THROWS_WITH(Shown(formula("x = العربية")).frame(0), Catch::Contains("letters make words"));
  CHECK_NOTHROW(Shown(formula("x = \\text{العربية} + א_0")).frame(0));
}

TEST_CASE("a beeswarm without a place is refused, a void place is told", "[crowding]") {
  const auto scene = [](const std::string& dot) {
    return "lantern: 1\ndata: {d: {rows: [[1, 2], [3, 4]], columns: [n, v]}}\n"
           "views: {a: {x: {}, y: {}, marks: {m: {dot: {data: d, " +
           dot + "}}}}}\n";
  };
  CHECK_THROWS_WITH(Shown(scene("layout: {beeswarm: {}}")).frame(0),
                    Catch::Contains("a beeswarm needs"));
  CHECK(Shown(scene("layout: {beeswarm: {x: n}}")).stage().crowding().empty());
  const auto faults = Shown(scene("y: v, layout: {beeswarm: {x: n}}")).stage().crowding();
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].code == "no-effect");
  CHECK(faults[0].message == "\"y\" of a.m places nothing: its layout does");
}

}  // namespace lantern::test::crowding_test
