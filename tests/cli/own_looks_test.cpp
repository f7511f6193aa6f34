#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/program.h"

// Themes and glyphs beside a scene, and layouts by the shape of the picture.

namespace lantern::test::own_looks_test {
namespace {

const std::string kRocket =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><g stroke='var(--ink)'>"
    "<rect x='4' y='8' width='16' height='12' rx='3'/><circle cx='12' cy='3' r='1.5' "
    "fill='var(--light)'/></g><path d='M8 17h8' stroke='black' fill='none'/></svg>\n";

const std::string kHouse =
    "extends: slate\ncolors: {ground: \"#123456\"}\ntype: {title: [30, 800]}\n";

std::string scene(const std::string& theme, const std::string& glyph) {
  return "lantern: 1\ncanvas: {theme: " + theme +
         ", layout: {wide: [[a, b]], square: [[b, a]]}}\n" + "glyphs: {rocket: " + glyph + "}\n" +
         "views: {a: {marks: {r: {glyph: {x: 50%, y: 50%, glyph: rocket}}}}, b: {marks: {t: {text: "
         "{x: 50%, y: 50%, text: Hi}}}}}\n";
}

struct House {
  House() {
    write_file(folder.file("house.yaml"), kHouse);
    write_file(folder.file("rocket.svg"), kRocket);
  }
  Run check(const std::string& text, std::vector<std::string> more = {}) const {
    write_file(folder.file("s.yaml"), text);
    std::vector<std::string> command{"check", "s.yaml"};
    command.insert(command.end(), more.begin(), more.end());
    return lantern(command, folder.path());
  }
  std::string svg(std::vector<std::string> more = {}) const {
    std::vector<std::string> command{"still", "s.yaml", "-q", "-o", "s.svg"};
    command.insert(command.end(), more.begin(), more.end());
    REQUIRE(lantern(command, folder.path()).code == 0);
    return read_file(folder.file("s.svg"));
  }
  TemporaryFolder folder;
};

/// Where the text of view b starts, in hundredths of the picture.
double place_of_b(const std::string& svg, char axis) {
  const size_t text = svg.find("<text");
  const size_t at = svg.find(std::string(" ") + axis + "=\"", text);
  return std::stod(svg.substr(at + 4));
}

}  // namespace

TEST_CASE("a theme and a glyph stand beside the scene", "[program][looks]") {
  const House house;
  const Run ran = house.check(scene("house.yaml", "rocket.svg"));
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  CHECK(house.svg().find("#123456") != std::string::npos);
  CHECK(house.svg({"--theme", "paper"}).find("#123456") == std::string::npos);
  write_file(house.folder.file("other.yaml"), "extends: paper\ncolors: {ground: \"#654321\"}\n");
  CHECK(house.svg({"--theme", "other.yaml"}).find("#654321") != std::string::npos);
}

TEST_CASE("mistakes in a theme or glyph beside a scene have their places", "[program][looks]") {
  const House house;
  const auto said = [&](const std::string& file, const std::string& text,
                        const std::string& message) {
    write_file(house.folder.file(file), text);
    const Run ran = house.check(scene("house.yaml", "rocket.svg"));
    INFO(ran.err);
    CHECK(ran.code == 3);
    CHECK(ran.err.find(message) != std::string::npos);
  };
  said("house.yaml", "extends: papr\n", "house.yaml:1:10: error[unknown-word]");
  said("house.yaml", "colors: {ink: \"#000000\"}\n", "the theme lacks the colours");
  said("house.yaml", "extends: paper\ncolours: {}\n", "house.yaml:2:1: error[unknown-key]");
  said("house.yaml", kHouse + "sequence: [pink]\n", "not a colour of this theme");
  write_file(house.folder.file("house.yaml"), kHouse);
  said("rocket.svg", "<svg viewBox='0 0 9 9'><path d='M0 0h1' fill='#f00'/></svg>",
       "glyphs have no colours of their own: \"#f00\"");
  said("rocket.svg", "<svg viewBox='0 0 9 9'><image href='/etc/passwd'/></svg>",
       "glyphs are outlines: <image> is none");
  said("rocket.svg", "<svg><path d='M0 0h1'/></svg>", "an SVG glyph has a viewBox");
  said("rocket.svg", "<svg viewBox='0 0 9 9'><g transform='scale(2)'/></svg>", "no transforms");
  said("rocket.svg", "no drawing", "this is no");
  said("rocket.svg", "<svg viewBox='0 0 9 9'><path d='M0 0 huh'/></svg>", "no path data at byte 6");
  said("rocket.svg", "<svg viewBox='0 0 9 9'><path d='M0 0h1' opacity='7'/></svg>",
       "opacity is from 0 to 1");
  said("rocket.svg", "<svg viewBox='0 0 9 9'><path d='M0 0h1' mask='url(#m)'/></svg>",
       "glyphs have no mask");
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep = "<g>" + deep + "</g>";
  said("rocket.svg", "<svg viewBox='0 0 9 9'>" + deep + "</svg>", "groups are nested too deep");
}

TEST_CASE("a theme that extends none has hues", "[program][looks]") {
  const House house;
  std::string whole = read_file(tests_folder() + std::string("/../config/themes/paper.yaml"));
  const size_t at = whole.find("sequence:");
  whole.erase(at, whole.find('\n', at) + 1 - at);
  write_file(house.folder.file("house.yaml"), whole);
  const Run ran = house.check(scene("house.yaml", "rocket.svg"));
  INFO(ran.err);
  CHECK(ran.code == 3);
  CHECK(ran.err.find("the theme lacks a sequence of hues") != std::string::npos);
}

TEST_CASE("a theme that the command names is an input", "[program][looks]") {
  const House house;
  REQUIRE(house.check(scene("house.yaml", "rocket.svg")).code == 0);
  write_file(house.folder.file("other.yaml"), "extends: paper\n");
  house.svg({"--theme", "other.yaml", "--deps", "s.d"});
  CHECK(read_file(house.folder.file("s.d")).find("other.yaml") != std::string::npos);
}

TEST_CASE("a glyph beside a scene is drawn instead of ours of that name", "[program][looks]") {
  const House house;
  const auto drawn = [&](const std::string& glyphs) {
    const std::string text = "lantern: 1\n" + glyphs +
                             "views: {a: {marks: {r: {glyph: {x: 50%, y: 50%, glyph: robot}}}}}\n";
    const Run ran = house.check(text);
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    return house.svg();
  };
  CHECK(drawn("glyphs: {robot: rocket.svg}\n") != drawn(""));
}

TEST_CASE("letters of small pictures are 10 pixels high", "[program][looks]") {
  const House house;
  const std::string text =
      "lantern: 1\nviews: {a: {x: {domain: [0, 4]}, y: {domain: [0, 4]}, marks: {d: {dot: {x: 1, "
      "y: "
      "2}}}}}\n";
  REQUIRE(house.check(text).code == 0);
  const auto least = [&](const std::string& size) {
    const std::string svg = house.svg({"--size", size});
    double out = INFINITY;
    for (size_t at = 0; (at = svg.find("font-size", at)) != std::string::npos; ++at) {
      out = std::min(out, std::stod(svg.substr(svg.find_first_of("0123456789", at))));
    }
    return out;
  };
  CHECK(least("960x540") == 13);
  CHECK(least("640x360") * 640 / 960 >= 9.99);
}

TEST_CASE("letters of the size that a script asks for are 10 pixels high in small pictures too",
          "[program][looks]") {
  const House house;
  REQUIRE(house
              .check("lantern: 1\ndata: {d: {rows: [[1, 2]], columns: [x, y]}}\n"
                     "views: {a: {x: {domain: [0, 4], line: false, ticks: []}, y: {domain: [0, 4], "
                     "line: false, ticks: []}, marks: {"
                     "t: {text: {x: 1, y: 1, text: A, size: 11}}, "
                     "c: {callout: {x: 2, y: 1, text: B, size: 11}}, "
                     "d: {dot: {data: d, x: x, y: y, label: C, label_size: 11}}}}}\n")
              .code == 0);
  const auto sizes = [&](const std::string& size) {
    const std::string svg = house.svg({"--size", size});
    std::vector<double> out;
    for (size_t at = 0; (at = svg.find("font-size", at)) != std::string::npos; ++at) {
      out.push_back(std::stod(svg.substr(svg.find_first_of("0123456789", at))));
    }
    return out;
  };
  CHECK(sizes("960x540") == std::vector<double>(3, 11));
  CHECK(sizes("1920x1080") == std::vector<double>(3, 11));
  const std::vector<double> small = sizes("640x360");
  REQUIRE(small.size() == 3);
  for (const double size : small) CHECK(size == Approx(15).margin(0.01));
}

TEST_CASE("labels have the size that they are given", "[program][looks]") {
  const House house;
  const std::string rows = "data: d, x: x, y: y, label: L, label_size: 21";
  REQUIRE(
      house
          .check("lantern: 1\ndata: {d: {rows: [[1, 2]], columns: [x, y]}, "
                 "n: {rows: [[a, null], [b, a]], columns: [id, up], key: id}}\n"
                 "views: {a: {x: {domain: [0, 4]}, y: {domain: [0, 4]}, marks: {"
                 "dot: {dot: {" +
                 rows + "}}, glyph: {glyph: {glyph: cat, " + rows +
                 "}}, "
                 "line: {line: {of: =x, label: L, label_size: 21}}, "
                 "rule: {rule: {y: 3, label: L, label_size: 21}}, "
                 "brace: {brace: {x: 1, x2: 2, y: 1, y2: 1, label: L, label_size: 21}}, "
                 "arrow: {arrow: {x: 3, y: 1, x2: 3.9, y2: 2, label: L, label_size: 21}}}}, "
                 "b: {marks: {tree: {tree: {data: n, parent: up, label: L, label_size: 21}}}}}\n")
          .code == 0);
  const std::string svg = house.svg();
  size_t found = 0;
  for (size_t at = 0; (at = svg.find("font-size=\"21\"", at)) != std::string::npos; ++at) ++found;
  CHECK(found == 6 + 2);  // a tree's label for each node
}

TEST_CASE("looks beside a scene stay below its folder", "[program][looks]") {
  const House house;
  CHECK(house.check(scene("../house.yaml", "rocket.svg")).code == 4);
  CHECK(house.check(scene("house.yaml", "/etc/rocket.svg")).code == 4);
  CHECK(house.check(scene("missing.yaml", "rocket.svg")).code == 3);
}

TEST_CASE("a layout follows the shape of the picture", "[program][looks]") {
  const House house;
  REQUIRE(house.check(scene("house.yaml", "rocket.svg")).code == 0);
  const std::string wide = house.svg({"--size", "960x540"});
  CHECK(place_of_b(wide, 'x') > 480);
  CHECK(place_of_b(house.svg({"--size", "600x600"}), 'x') < 480);
  const std::string tall = house.svg({"--size", "540x960"});  // stacked by itself
  CHECK(place_of_b(tall, 'x') == Approx(270).margin(40));     // the canvas is as large as before
  CHECK(place_of_b(tall, 'y') > 640);
}

}  // namespace lantern::test::own_looks_test
