#include <algorithm>
#include <filesystem>
#include <set>

#include <catch2/catch.hpp>

#include "config/resources/resources.h"
#include "core/base/color.h"
#include "renderer/frame/symbols.h"
#include "renderer/look/oklab.h"
#include "renderer/paths/hatch.h"
#include "renderer/paths/polyline.h"
#include "renderer/raster/rasteriser.h"
#include "tests/support/golden.h"
#include "tests/support/shown.h"

// What marks have in common: patterns, channels, colours, functions.

namespace lantern::test::parts_test {
namespace {

/// The axis' ticks, by what they read.
std::vector<std::string> ticks(const Frame& frame, const std::string& axis) {
  std::vector<std::string> out;
  for (const auto& [id, text] : texts(frame)) {
    if (id.starts_with(axis + ".tick@")) out.push_back(text);
  }
  return out;
}

}  // namespace

TEST_CASE("every part has a picture", "[gallery][parts]") {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(test_path("golden/parts"))) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem());
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    DYNAMIC_SECTION(name) {
      const Shown shown = shown_file(test_path("golden/parts/" + name + ".yaml"));
      check_golden("golden/parts/" + name + ".txt", dump(shown.frame(0), 1));
    }
  }
}

TEST_CASE("a pattern stays inside of what it fills and goes along with it", "[parts]") {
  const Path region = circle_path({100, 100}, 40);
  for (const std::string_view name : pattern_names()) {
    const Path inked = hatched(region, name, {100, 100});
    CHECK(inked.empty() == (name == "none"));
    for (const Point p : inked.points) {
      CHECK(std::abs(p.x - 100) <= 42);
      CHECK(std::abs(p.y - 100) <= 42);
    }
    Path moved_region = region;
    for (Point& p : moved_region.points) p = p + Point{13, 7};
    const Box here = inked.bounds();
    const Box later = hatched(moved_region, name, {113, 107}).bounds();
    if (name == "none") continue;
    CHECK(later.x0 == Approx(here.x0 + 13));
    CHECK(later.y1 == Approx(here.y1 + 7));
  }
}

TEST_CASE("a patterned shape keeps its outline, and what is inked is inside of it", "[parts]") {
  for (const std::string_view shape : shape_names()) {
    const SymbolPtr plain = shape_symbol(shape);
    const Box whole = plain->layers[0].path.bounds();
    for (const std::string_view pattern : pattern_names()) {
      const SymbolPtr filled = patterned_shape(shape, pattern);
      const bool same = pattern == "none" || shape == "ring" || shape == "cross";
      CHECK((filled == plain) == same);
      for (const SymbolLayer& layer : filled->layers) {
        const Box box = layer.path.bounds();
        CHECK(!layer.path.empty());
        CHECK(box.x0 >= whole.x0 - 0.02);
        CHECK(box.y0 >= whole.y0 - 0.02);
        CHECK(box.x1 <= whole.x1 + 0.02);
        CHECK(box.y1 <= whole.y1 + 0.02);
      }
    }
  }
}

TEST_CASE("dots have the shape of one column and the pattern of another", "[parts]") {
  const Shown shown(R"(
lantern: 1
meaning: {cat: {pattern: stripes, color: blue}, dog: {pattern: dots, color: orange}}
data: {pets: {columns: [kind, sex, x], rows: [[cat, f, 1], [dog, f, 2], [cat, m, 3], [dog, , 4]]}}
views: {v: {marks: {pets: {dot: {data: pets, x: x, color: kind, pattern: kind, shape: sex}}}}}
)");
  std::vector<std::string> names;
  visit(shown.frame(0).items, [&](const Item& item, double) {
    const auto* dots = std::get_if<Instances>(&item.shape);
    if (!dots || item.id != "v.pets.symbols") return;
    for (const auto symbol : dots->symbol) names.push_back(dots->symbols[symbol]->name);
  });
  const std::vector<std::string> expected{"circle.stripes", "circle.dots", "square.stripes",
                                          "circle.dots"};  // what is missing is a circle
  CHECK(names == expected);
}

TEST_CASE("an outline lies over the pattern of a dot, and lines have none", "[parts]") {
  CHECK(outlined_layer(*shape_symbol("square")) == 0u);
  CHECK(outlined_layer(*patterned_shape("square", "cross")) == 3u);
  CHECK_FALSE(outlined_layer(*shape_symbol("ring")));
  Instances dots;
  dots.symbols = {patterned_shape("square", "stripes"), shape_symbol("ring")};
  dots.symbol = {0, 1};
  dots.x = {20, 60};
  dots.y = {20, 20};
  dots.size = {24, 24};
  dots.color = {{1, 0, 0, 1}, {1, 0, 0, 1}};
  dots.opacity = {1, 1};
  dots.outline = 4;
  dots.ink = {0, 0, 1, 1};
  Pixmap out(80, 40, true);
  Rasteriser(80, 40, false).draw(Frame{80, 40, {1, 1, 1, 1}, {make_item("dots", dots)}}, out);
  const double edge = 20 - 0.443 * 24;  // the left side of the square
  CHECK((out.row(20)[int(edge + 1)] & 0xffffff) == 0x0000ff);
  bool blue = false;
  for (int x = 40; x < 80; ++x) blue = blue || (out.row(20)[x] & 0xffffff) == 0x0000ff;
  CHECK_FALSE(blue);
}

TEST_CASE("a legend of shapes has the one colour of its mark", "[parts]") {
  const Shown shown(
      "lantern: 1\ndata: {q: {columns: [k, x], rows: [[a, 1], [b, 2]]}}\n"
      "views: {v: {marks: {d: {dot: {data: q, x: x, y: 1, shape: k, color: '#123456'}}}}}\n");
  std::vector<std::string> colors;
  visit(shown.frame(0).items, [&](const Item& item, double) {
    const auto* dots = std::get_if<Instances>(&item.shape);
    if (!dots || item.id.find("legend") == std::string::npos) return;
    for (const Color& color : dots->color) colors.push_back(to_hex(color));
  });
  CHECK(colors == std::vector<std::string>{"#123456", "#123456"});
}

TEST_CASE("a legend shows a pattern as the mark does that has it", "[parts]") {
  const auto symbols = [](const std::string& marks) {
    const Shown shown(
        "lantern: 1\ndata: {q: {columns: [k, x, y], rows: [[a, 1, 1], [b, 2, 2]]}}\n"
        "meaning: {a: {pattern: stripes}, b: {pattern: none}}\nviews: {v: {marks: {" +
        marks + "}}}\n");
    std::string names;
    visit(shown.frame(0).items, [&](const Item& item, double) {
      const auto* dots = std::get_if<Instances>(&item.shape);
      if (!dots || item.id.find("legend") == std::string::npos) return;
      for (const auto symbol : dots->symbol) names += dots->symbols[symbol]->name + " ";
    });
    return names;
  };
  const std::string cells = "c: {cell: {data: q, x: x, y: y, color: k, pattern: k}}";
  const auto dots = [](const std::string& shape) {
    return "d: {dot: {data: q, x: x, y: y, color: k, pattern: k, shape: " + shape + "}}";
  };
  CHECK(symbols(cells) == "pattern.stripes pattern.none ");
  CHECK(symbols(dots("diamond")) == "diamond.stripes diamond ");
  CHECK(symbols(dots("ring")) == "circle circle ");  // it has nothing to fill
  CHECK(symbols(cells + ", " + dots("ring")) == "pattern.stripes pattern.none ");
}

namespace {

/// "name symbol #colour" of each entry of the legend of a view with these marks, over kinds of
/// fruit.
std::vector<std::string> fruit_legend(const std::string& marks, const std::string& meaning = "{}") {
  const Shown shown(
      "lantern: 1\ndata: {q: {columns: [k, x], rows: [[orange, 1], [apple, 2], [pear, 3]]}}\n"
      "meaning: " +
      meaning + "\nviews: {v: {marks: {" + marks + "}}}\n");
  std::vector<std::string> out;
  visit(shown.frame(0).items, [&](const Item& item, double) {
    const auto* dots = std::get_if<Instances>(&item.shape);
    if (!dots || !item.id.starts_with("v.legend@")) return;
    out.push_back(item.id.substr(item.id.find('@') + 1) + " " +
                  dots->symbols[dots->symbol[0]]->name + " " + to_hex(dots->color[0]));
  });
  return out;
}

size_t entries_with(const std::string& part, const std::string& marks) {
  const std::vector<std::string> all = fruit_legend(marks);
  return size_t(std::count_if(all.begin(), all.end(), [&](const std::string& entry) {
    return entry.find(part) != std::string::npos;
  }));
}

}  // namespace

TEST_CASE("a kind that is called as a colour is in the legend, and has that colour alone",
          "[parts][legend]") {
  const Theme paper = load_theme(find_resources(), "paper");
  const std::vector<std::string> all = fruit_legend("d: {dot: {data: q, x: x, y: 1, color: k}}");
  REQUIRE(all.size() == 3);
  CHECK(all[0] == "orange circle " + to_hex(paper["orange"]));
  CHECK(all[1] == "apple circle " + to_hex(paper["blue"]));
  CHECK(all[2] == "pear circle " + to_hex(paper["teal"]));  // the hue after orange
  // What an expression makes is how things look, no more.
  const auto made =
      fruit_legend("d: {dot: {data: q, x: x, y: 1, color: \"=k if x > 1 else 'muted'\"}}");
  CHECK(made.size() == 2);
}

TEST_CASE("a value has no hue, shape or pattern that a meaning gives another one",
          "[parts][legend]") {
  const Theme paper = load_theme(find_resources(), "paper");
  const auto hues =
      fruit_legend("d: {dot: {data: q, x: x, y: 1, color: k}}", "{pear: {color: blue}}");
  CHECK(hues == std::vector<std::string>{"pear circle " + to_hex(paper["blue"]),
                                         "orange circle " + to_hex(paper["orange"]),
                                         "apple circle " + to_hex(paper["teal"])});
  const auto shapes = fruit_legend("d: {dot: {data: q, x: x, y: 1, color: ink, shape: k}}",
                                   "{pear: {shape: circle}}");
  REQUIRE(shapes.size() == 3);
  CHECK(shapes[0].starts_with("pear circle "));
  CHECK(shapes[1].starts_with("orange square "));
  CHECK(shapes[2].starts_with("apple triangle "));
}

TEST_CASE("values without a meaning have hues that no meaning has", "[parts][legend]") {
  const Shown shown(R"(
lantern: 1
meaning: {Group A: {color: blue}, Group B: {color: orange}}
data: {q: {columns: [g, o, x], rows: [[Group A, tp, 1], [Group B, fp, 2]]}}
views: {v: {marks: {a: {dot: {data: q, x: x, y: 1, color: g}}, b: {dot: {data: q, x: x, y: 2, color: o}}}}}
)");
  std::set<std::string> seen;
  visit(shown.frame(0).items, [&](const Item& item, double) {
    const auto* dots = std::get_if<Instances>(&item.shape);
    if (dots && item.id.starts_with("v.legend@")) seen.insert(to_hex(dots->color[0]));
  });
  CHECK(seen.size() == 4);
}

TEST_CASE("a legend shows a pattern that all rows have, where all marks have it",
          "[parts][legend]") {
  const std::string striped = "b: {bar: {data: q, x: k, y: x, color: k, pattern: stripes}}";
  CHECK(entries_with(" pattern.stripes ", striped) == 3);
  const std::string plain = "c: {bar: {data: q, x: k, y: =x/2, color: k}}";
  CHECK(entries_with(" circle ", striped + ", " + plain) == 3);
  // A ring has nothing to fill.
  CHECK(entries_with(" circle ",
                     "d: {dot: {data: q, x: x, y: 1, color: k, shape: ring, pattern: stripes}}") ==
        3);
}

TEST_CASE("a step takes a view's legend away, and gives it back", "[parts]") {
  const Shown shown(R"(
lantern: 1
data: {pets: {columns: [kind, x], rows: [[cat, 1], [dog, 2]]}}
views: {v: {marks: {pets: {dot: {data: pets, x: x, y: 1, color: kind}}}}}
timeline: [{change: {v: {legend: none}}, for: 1s}, {change: {v: {legend: auto}}, for: 1s}]
)");
  const auto told = [&](double time) {
    const auto seen = texts(shown.frame(time));
    return std::count_if(seen.begin(), seen.end(),
                         [](const auto& text) { return text.second == "cat"; });
  };
  CHECK(told(0) == 1);
  CHECK(told(1) == 0);
  CHECK(told(2) == 1);
}

TEST_CASE("names on an axis have the colour of their meaning, the others ink", "[parts]") {
  const Shown shown(R"(
lantern: 1
meaning: {cat: {color: "#aa0000"}}
data: {pets: {columns: [kind, n], rows: [[cat, 1], [dog, 2]]}}
views: {v: {x: {}, y: {}, marks: {pets: {bar: {data: pets, x: kind, y: n}}}}}
)");
  std::map<std::string, Color> colors;
  visit(shown.frame(0).items, [&](const Item& item, double) {
    if (const auto* text = std::get_if<TextShape>(&item.shape)) colors[item.id] = text->color;
  });
  CHECK(to_hex(colors.at("v.x.tick@cat")) == "#aa0000");
  CHECK(to_hex(colors.at("v.x.tick@dog")) == "#20242c");  // ink of the theme paper
}

TEST_CASE("names of mixed colours are read back", "[parts]") {
  const std::string inner = mixed_color_name("rose", "sand", 0.5);
  CHECK(inner == "mix(rose, sand, 0.5)");
  const auto outer = parse_mixed_color(mixed_color_name(inner, "navy", 0.25));
  REQUIRE(outer);
  CHECK(outer->from == inner);
  CHECK(outer->to == "navy");
  CHECK(outer->t == 0.25);
  for (const char* other : {"mix", "mix(a, b)", "mix(a, b, c)", "navy", "mix(a, b, 0.5"}) {
    CHECK_FALSE(parse_mixed_color(other));
  }
}

TEST_CASE("a change of an axis keeps what it does not name", "[parts]") {
  const Shown shown(
      "lantern: 1\nviews:\n  v:\n    x: {domain: [0, 10], title: Size, ticks: [0, 10]}\n"
      "    marks: {d: {dot: {x: 5, y: 50%}}}\n"
      "timeline: [{change: {v: {x: {ticks: [0, 5]}}}, for: 1s}, {change: {v: {x: {title: "
      "Weight}}}}]\n");
  CHECK(ticks(shown.frame(0), "v.x") == std::vector<std::string>{"0", "10"});
  CHECK(texts(shown.frame(1)).at("v.x.title") == "Size");
  CHECK(ticks(shown.frame(1), "v.x") == std::vector<std::string>{"0", "5"});
  CHECK(texts(shown.frame(2)).at("v.x.title") == "Weight");
  CHECK(ticks(shown.frame(2), "v.x") == std::vector<std::string>{"0", "5"});
}

TEST_CASE("a line of a function follows its numbers", "[parts]") {
  const Shown shown(
      "lantern: 1\nparams: {k: 1}\nviews: {v: {x: {domain: [0, 4]}, y: {domain: [0, 4]}, marks: "
      "{f: {line: {of: =k*x}}, d: {dot: {x: 2, y: 2}}}}}\ntimeline: [{animate: {k: 0.5}, for: "
      "1s}]\n");
  const auto middle = [&](double time) {
    const Path path = path_of(shown.frame(time), "v.f.path");
    return path.points[path.points.size() / 2];
  };
  const Point dot = path_of(shown.frame(0), "v.f.path").bounds().center();
  CHECK(middle(0).x == Approx(dot.x));
  CHECK(middle(0).y == Approx(dot.y));
  CHECK(middle(1).y > middle(0).y + 20);
}

}  // namespace lantern::test::parts_test
