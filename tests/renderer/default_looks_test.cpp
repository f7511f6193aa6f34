#include <catch2/catch.hpp>

#include "tests/support/shown.h"

// What a picture says without a word in the script is true and can be read.

namespace lantern::test::default_looks_test {
namespace {

std::string view(const std::string& rest, const std::string& axes = "x: {}, y: {}") {
  return "lantern: 1\ncanvas: {size: 600x400}\n" + rest.substr(0, rest.find("\nmarks: ")) +
         "\nviews: {v: {" + axes + ", marks: {" + rest.substr(rest.find("\nmarks: ") + 8) + "}}}\n";
}

/// The colours of small symbols, by the id of their item.
std::map<std::string, std::vector<Color>> symbol_colors(const Frame& frame) {
  std::map<std::string, std::vector<Color>> out;
  visit(frame.items, [&](const Item& item, double) {
    if (const auto* dots = std::get_if<Instances>(&item.shape)) out[item.id] = dots->color;
  });
  return out;
}

std::vector<std::string> ids_with(const Frame& frame, const std::string& part) {
  std::vector<std::string> out;
  for (const auto& [id, text] : texts(frame)) {
    if (id.find(part) != std::string::npos) out.push_back(text);
  }
  return out;
}

}  // namespace

TEST_CASE("the bar of a contour's colours has the numbers of the film", "[looks][legend]") {
  const Shown shown(
      view("models: {l: {sample: {of: =6*a^2 + b^2, over: {a: -3..3, b: -2..2}, points: 21}}}\n"
           "marks: c: {contour: {data: l, x: a, y: b, value: value, color: {title: Loss}}}"));
  CHECK(ids_with(shown.frame(0), ".last@Loss") == std::vector<std::string>{"60"});
}

TEST_CASE("a meaning without a colour has in the legend that of its rows", "[looks][legend]") {
  const Shown shown(
      view("meaning: {p: {text: Pears}, q: {text: Quinces}}\n"
           "data: {d: {rows: [[1, 2, p], [2, 1, q]], columns: [x, y, k]}}\n"
           "marks: m: {dot: {data: d, x: x, y: y, color: k}}"));
  const auto colors = symbol_colors(shown.frame(0));
  const std::vector<Color> rows = colors.at("v.m.symbols");
  std::vector<Color> shown_colors;
  for (const auto& [id, list] : colors) {
    if (id.find("legend") != std::string::npos) shown_colors.push_back(list[0]);
  }
  CHECK(shown_colors == rows);
}

TEST_CASE("both edges of an area that grows are on their way", "[looks][area]") {
  const Shown shown(view("params: {n: 1}\n"
                         "models: {s: {sweep: {vary: n, over: [1, 2, 3], step: 0, take: {lo: =1/n, "
                         "hi: =1/n + 1}}}}\n"
                         "marks: a: {area: {data: s.trace, x: n, y: hi, y2: lo}}, l: {line: {data: "
                         "s.trace, x: n, y: "
                         "lo}}",
                         "x: {domain: [1, 3]}, y: {domain: [0, 2]}") +
                    "timeline: [{animate: {s.step: last}, for: 2s, ease: linear}]\n");
  const Frame frame = shown.frame(0.5);
  const Point tip = path_of(frame, "v.l.path").points.back();
  double nearest = 1e9;
  for (const Point& p : path_of(frame, "v.a.path").points) {
    nearest = std::min(nearest, std::hypot(p.x - tip.x, p.y - tip.y));
  }
  CHECK(nearest < 0.01);
}

TEST_CASE("bars on a time axis stand inside of the view", "[looks][bar]") {
  const Shown shown(view(
      "data: {d: {rows: [[2024-01-01, 3], [2024-02-01, 5], [2024-03-01, 4]], columns: [day, n], "
      "key: day}}\n"
      "marks: m: {bar: {data: d, x: day, y: n}}",
      "x: {scale: time}, y: {}"));
  const Frame frame = shown.frame(0);
  const double left = path_of(frame, "v.y.line").bounds().x0;
  CHECK(path_of(frame, "v.m@2024-01-01").bounds().x0 >= left);
  CHECK(path_of(frame, "v.m@2024-03-01").bounds().x1 <= path_of(frame, "v.x.line").bounds().x1);
}

TEST_CASE("an axis has two ticks at least", "[looks][ticks]") {
  for (const char* domain : {"[-1.2, 1.8]", "[0.3, 3.9]", "[1.1, 1.9]", "[-7, 90]"}) {
    const Shown shown(
        "lantern: 1\ncanvas: {size: 240x160}\nviews: {v: {x: {domain: " + std::string(domain) +
        "}, y: {domain: " + domain + "}, marks: {m: {dot: {x: 1.5, y: 1.5}}}}}\n");
    INFO(domain);
    CHECK(ids_with(shown.frame(0), "v.x.tick@").size() >= 2);
    CHECK(ids_with(shown.frame(0), "v.y.tick@").size() >= 2);
  }
}

}  // namespace lantern::test::default_looks_test
