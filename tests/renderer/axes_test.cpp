#include <algorithm>
#include <cmath>
#include <random>

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "renderer/plot/scales/tick_labels.h"
#include "tests/support/shown.h"

// Axes and titles of views on the stage: labels that say the truth, in the room that there is.

namespace lantern::test::axes_test {
namespace {

/// The boxes of items whose ids have this in them, turned ones too.
std::map<std::string, Box> boxes(const Frame& frame, const std::string& part) {
  std::map<std::string, Box> out;
  visit(frame.items, [&](const Item& item, double opacity) {
    const bool group = std::holds_alternative<Group>(item.shape);
    if (opacity > 0 && !group && item.id.find(part) != std::string::npos)
      out[item.id] = bounds_of(item);
  });
  return out;
}

void check_apart(const std::map<std::string, Box>& all) {
  for (const auto& [id, box] : all) {
    for (const auto& [other, second] : all) {
      if (other >= id) break;
      INFO(id << " and " << other);
      CHECK_FALSE(box.inset(0.2).overlaps(second.inset(0.2)));
    }
  }
}

void check_inside(const Frame& frame, const std::map<std::string, Box>& all) {
  for (const auto& [id, box] : all) {
    INFO(id);
    CHECK(box.x0 >= -0.5);
    CHECK(box.y0 >= -0.5);
    CHECK(box.x1 <= frame.width + 0.5);
    CHECK(box.y1 <= frame.height + 0.5);
  }
}

/// That no axis is turned round: x lines run to the right, y lines upwards.
void check_areas(const Frame& frame) {
  for (const auto& [id, box] : boxes(frame, ".line")) {
    INFO(id);
    CHECK(box.width() + box.height() > 2);
  }
  double before = -1e9;
  std::map<double, double> places;
  for (const auto& [id, box] : boxes(frame, "plot.x.grid@")) {
    places[std::stod(id.substr(id.find('@') + 1))] = box.center().x;
  }
  for (const auto& [value, place] : places) {
    CHECK(place > before);
    before = place;
  }
}

std::string view(const std::string& rest, const std::string& canvas = "960x540") {
  return "lantern: 1\ncanvas: {size: " + canvas + "}\nviews: {plot: {" + rest + "}}\n";
}

std::vector<std::string> label_texts(const Frame& frame, const std::string& axis) {
  std::vector<std::string> out;
  for (const auto& [id, text] : texts(frame)) {
    if (id.starts_with("plot." + axis + ".tick@")) out.push_back(text);
  }
  return out;
}

const std::string kLong =
    "Share of households with broadband at home, weighted by the inverse of the probability of "
    "selection and of response, and trimmed at the 99th percentile of the weights";

}  // namespace

TEST_CASE("labels of ticks that the script gives are not rounded", "[axes]") {
  const Shown shown(
      view("x: {domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1]}, "
           "y: {domain: [0, 1], ticks: [0, 0.05, 0.333]}, marks: {d: {dot: {x: 0.25, y: 0.25}}}"));
  CHECK(label_texts(shown.frame(0), "x") ==
        std::vector<std::string>{"0", "0.25", "0.5", "0.75", "1"});
  CHECK(label_texts(shown.frame(0), "y") == std::vector<std::string>{"0", "0.05", "0.333"});
}

TEST_CASE("an axis takes coarser ticks rather than round them in its format", "[axes]") {
  const Shown shown(view("x: {domain: [0, 3], format: d}, marks: {r: {rule: {x: 2}}}"));
  CHECK(label_texts(shown.frame(0), "x") == std::vector<std::string>{"0", "1", "2", "3"});
  const TestScene rounded(
      view("x: {domain: [0, 1], ticks: [0, 0.25], format: .1f}, marks: {r: {rule: {x: 0}}}"));
  CHECK(rounded.messages().find("warning[rounded-tick]: the x axis writes 0.25 as \"0.3\"") !=
        std::string::npos);
}

TEST_CASE("ticks outside of a domain are not drawn", "[axes]") {
  const Shown shown(
      view("x: {domain: [0, 1], ticks: [-1, 0.5, 2, =1/0, 0.5]}, marks: {r: {rule: {x: 0}}}"));
  CHECK(label_texts(shown.frame(0), "x") == std::vector<std::string>{"0.5"});
}

TEST_CASE("long titles are broken into lines and stay in the picture", "[axes]") {
  const std::string script = view("title: \"" + kLong + "\", x: {domain: [0, 1], title: \"" +
                                  kLong + "\"}, y: {domain: [0, 1], title: \"" + kLong +
                                  "\"}, marks: {d: {dot: {x: 0.5, y: 0.5}}}");
  const Shown shown(script);
  const Frame frame = shown.frame(0);
  const auto titles = boxes(frame, ".title");
  CHECK(titles.size() == 3);
  check_inside(frame, titles);
  auto all = boxes(frame, ".tick@");
  all.insert(titles.begin(), titles.end());
  check_apart(all);
  CHECK(TestScene(script).messages().empty());
}

TEST_CASE("a view that is too small loses titles first, is never turned round, and says so",
          "[axes]") {
  for (const std::string size : {"40x30", "64x36", "90x300", "160x90", "200x100", "400x60"}) {
    INFO(size);
    const std::string script = view("title: \"" + kLong + "\", x: {domain: [0, 5], title: \"" +
                                        kLong + "\"}, y: {domain: [0, 1], title: \"" + kLong +
                                        "\"}, marks: {d: {dot: {x: 2, y: 0.5}}}",
                                    size);
    const Frame frame = Shown(script).frame(0);
    check_areas(frame);
    check_apart(boxes(frame, ".tick@"));
    CHECK(TestScene(script).messages().find("warning[no-room]") != std::string::npos);
  }
}

TEST_CASE("names beside an axis leave the axis room", "[axes]") {
  const Shown shown(
      "lantern: 1\ncanvas: {layout: [[plot, other]]}\n"
      "data: {answers: {rows: [[3.1, I find it easy to explain to my colleagues how the model came "
      "to its decision], [4.2, The time that I need to check the output is shorter than the time "
      "that it saves]], columns: [score, question]}}\n"
      "views:\n"
      "  plot: {x: {domain: [1, 5]}, y: {}, marks: {d: {dot: {data: answers, x: score, y: "
      "question}}}}\n"
      "  other: {x: {domain: [1, 5]}, y: {}, marks: {d: {dot: {data: answers, x: score, y: "
      "question}}}}\n");
  const Frame frame = shown.frame(0);
  check_areas(frame);
  const auto lines = boxes(frame, "plot.x.line");
  CHECK(lines.at("plot.x.line").width() > 200);
  const auto ticks = boxes(frame, ".y.tick@");
  CHECK(ticks.size() >= 4);
  check_apart(ticks);
  check_inside(frame, ticks);
}

namespace {

std::string random_name(std::mt19937& random) {
  static const char* const kWords[]{"tree",  "regression", "W",   "boosting machine",
                                    "naïve", "neighbours", "ilk", "Convolutional"};
  std::string out = std::to_string(random() % 1000);
  for (unsigned i = random() % 4; i > 0; --i) out += std::string(" ") + kWords[random() % 8];
  return out;
}

std::string random_scene(std::mt19937& random) {
  const int width = 200 + int(random() % 900), height = 120 + int(random() % 500);
  std::string rows;
  for (unsigned i = 1 + random() % 30; i > 0; --i) {
    rows += fmt::format("[{}, {}e{}],", random_name(random), int(random() % 2000) - 1000,
                        int(random() % 30) - 15);
  }
  const bool names_below = random() % 2;
  return fmt::format(
      "lantern: 1\ncanvas: {{size: {}x{}}}\n"
      "data: {{d: {{rows: [{}], columns: [name, n]}}}}\n"
      "views: {{plot: {{x: {{title: Across}}, y: {{title: Upwards}}, marks: {{d: {{dot: {{data: d, "
      "x: {}, y: {}}}}}}}}}}}\n",
      width, height, rows, names_below ? "name" : "n", names_below ? "n" : "name");
}

}  // namespace

TEST_CASE("tick labels of random views never lie on each other, and say the truth", "[axes]") {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    const std::string script = random_scene(random);
    INFO(script);
    const Frame frame = Shown(script).frame(0);
    check_areas(frame);
    check_apart(boxes(frame, ".tick@"));
    CHECK(dump(frame).find("nan") == std::string::npos);
    for (const auto& [id, text] : texts(frame)) {
      const std::string value = id.substr(id.find('@') + 1);
      if (id.find(".tick@") == std::string::npos || value.find(' ') != std::string::npos) continue;
      INFO(id << " reads " << text);
      CHECK((text == value || read_label(text) == std::stod(value)));
    }
  }
}

TEST_CASE("shortened and missing names are told with their view", "[axes]") {
  std::string rows;
  for (int i = 0; i < 60; ++i) rows += fmt::format("[the one with the number {}, {}],", i, i);
  const std::string script =
      "lantern: 1\ncanvas: {size: 480x270}\ndata: {d: {rows: [" + rows +
      "], columns: [name, n]}}\n"
      "views: {plot: {x: {}, y: {}, marks: {d: {dot: {data: d, x: name, y: n}}}}}\n";
  const std::string messages = TestScene(script).messages();
  CHECK(messages.find("warning[no-room]: the x axis has no room for") != std::string::npos);
  CHECK(messages.find("of its 60 tick labels (view plot, at 0s)") != std::string::npos);
  const Frame frame = Shown(script).frame(0);
  CHECK(boxes(frame, ".x.tick@").size() > 5);
  check_apart(boxes(frame, ".tick@"));
  check_inside(frame, boxes(frame, ".tick@"));
}

TEST_CASE("axes of odd columns have numbers at their ticks", "[axes]") {
  for (const std::string rows :
       {"[[5, 2]]", "[[5, 2], [5, 2], [5, 2]]", "[[0, 0]]", "[[-1e308, 1e308], [1e308, -1e308]]",
        "[[1.7e308, 1e-320]]", "[[~, 1], [~, 2]]", "[[~, ~]]",
        "[[1e15, 1], [1000000000000000.5, 2]]", "[[1e-300, 1], [2e-300, 2]]"}) {
    for (const std::string scale : {"linear", "log"}) {
      INFO(rows << " " << scale);
      const Shown shown("lantern: 1\ndata: {d: {rows: " + rows +
                        ", columns: [a, b]}}\nviews: {plot: {x: {scale: " + scale +
                        "}, y: {}, marks: {d: {dot: {data: d, x: =0 + a, y: =0 + b}}}}}\n");
      const Frame frame = shown.frame(0);
      for (const auto& [id, box] : boxes(frame, "@")) {
        CHECK(std::isfinite(box.x0 + box.x1 + box.y0 + box.y1));
      }
      CHECK(label_texts(frame, "x").size() >= 2);
      CHECK(label_texts(frame, "y").size() >= 2);
      check_apart(boxes(frame, ".tick@"));
    }
  }
}

TEST_CASE("what is no domain is told, and does not end a film at one frame", "[axes]") {
  const auto messages = [](const std::string& axis) {
    return TestScene(view("x: " + axis + ", marks: {r: {rule: {x: 1}}}")).messages();
  };
  CHECK(messages("{domain: [1, 1]}")
            .find("error[out-of-range]: a domain is two different "
                  "numbers, not 1 twice") != std::string::npos);
  CHECK(messages("{domain: [1]}").find("a domain is two different numbers") != std::string::npos);
  CHECK(messages("{domain: [0, =1/0]}").find("a domain is two different") != std::string::npos);
  CHECK(messages("{domain: [0, 1], scale: log}").find("does not reach zero") != std::string::npos);
  CHECK(messages("{domain: [-1, 1], scale: log}").find("does not reach zero") != std::string::npos);
  CHECK(messages("{domain: [1, 0]}").empty());
  CHECK(messages("{domain: [1, 1000], scale: log}").empty());

  const Shown shown(
      "lantern: 1\nparams: {t: -1}\n"
      "views: {plot: {x: {domain: [0, =t]}, marks: {d: {dot: {x: 0.5, y: 50%}}}}}\n"
      "timeline: [{animate: {t: 1}, for: 2s, ease: linear}]\n");
  for (const double time : {0.0, 0.5, 1.0, 1.5, 2.0}) {
    CHECK(dump(shown.frame(time)).find("nan") == std::string::npos);
  }
}

TEST_CASE("ticks that the script names all have words on a logarithmic axis", "[axes]") {
  const auto words = [](const std::string& x) {
    const Shown shown("lantern: 1\nviews: {v: {x: {scale: log, " + x +
                      "}, y: {domain: [0, 1]}, marks: {d: {dot: {x: 2, y: 0.5}}}}}\n");
    std::vector<double> out;
    for (const auto& [id, box] : boxes(shown.frame(0), "v.x.tick@")) {
      out.push_back(std::stod(id.substr(id.find('@') + 1)));
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  using Words = std::vector<double>;
  CHECK(words("domain: [1, 10], ticks: [1, 2, 5, 10]") == Words{1, 2, 5, 10});
  CHECK(words("domain: [1, 100], ticks: [1, 3, 10, 30, 100]") == Words{1, 3, 10, 30, 100});
}

TEST_CASE("a logarithmic axis places rows by their factors", "[axes]") {
  const Shown shown(
      "lantern: 1\ndata: {d: {rows: [[1, 1], [2, 10], [3, 100], [4, 1000]], columns: [k, n]}}\n"
      "views: {plot: {x: {}, y: {scale: log}, marks: {d: {dot: {data: d, x: k, y: n}}}}}\n");
  const Frame frame = shown.frame(0);
  std::vector<float> y;
  visit(frame.items, [&](const Item& item, double) {
    if (const auto* dots = std::get_if<Instances>(&item.shape)) y = dots->y;
  });
  REQUIRE(y.size() == 4);
  CHECK(y[0] - y[1] == Approx(y[1] - y[2]).margin(0.01));
  CHECK(y[1] - y[2] == Approx(y[2] - y[3]).margin(0.01));
  for (const std::string tick : {"1", "10", "100", "1000"}) {
    CHECK(texts(frame).at("plot.y.tick@" + tick) == tick);
  }
}

namespace {}  // namespace

}  // namespace lantern::test::axes_test
