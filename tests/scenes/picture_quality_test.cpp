#include <array>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "tests/support/program.h"
#include "tests/support/shown.h"
#include "tests/support/text_places.h"

// What every picture of the essays keeps, measured from moment to moment.

namespace lantern::test::picture_quality_test {
namespace {

using Quality = std::string (*)(const Shown&);  // what is wrong; empty where nothing is

/// Nothing is wrong in any essay at that size; each is measured and named.
void check_essays(const std::string& size, Quality wrong) {
  size_t count = 0;
  for (const std::string& path : kSanitized ? longest_essays() : essays()) {
    INFO(std::filesystem::path(path).filename() << " at " << size);
    CHECK(wrong(shown_file(path, size)) == "");
    ++count;
  }
  CHECK(count > 0);
}

/// Texts in which letters or figures are smaller than `least` pixels, where the canvas is so many
/// pixels wide. Letters of formulas are as large as the figures beside them, but for indices.
std::string small_text(const Shown& shown, double pixels, double least) {
  std::set<std::string> told;
  std::string out;
  for (double time = 0; time <= shown.duration(); time += 0.5) {
    const Frame frame = shown.frame(time);
    for (const Written& text : written(frame, 0.5)) {
      for (const double size : text.sizes) {
        const double height = size * pixels / frame.width;
        if (height > least - 0.05 || !told.insert(text.id).second) continue;
        out += fmt::format("{} has {:.1f} px at {}s\n", text.id, height, time);
      }
    }
  }
  return out;
}

struct Half {
  const char* name;
  Box box;  // of a canvas of side 1
};
constexpr std::array<Half, 4> kHalves{{{"left", {0, 0, 0.5, 1}},
                                       {"right", {0.5, 0, 1, 1}},
                                       {"upper", {0, 0, 1, 0.5}},
                                       {"lower", {0, 0.5, 1, 1}}}};

/// Whether what is seen of an item lies in it for the most part, or reaches far into it.
bool holds(const Half& half, const Box& item, const Frame& frame) {
  constexpr double kFar = 0.1;  // of the canvas
  const Box box{item.x0 / frame.width, item.y0 / frame.height, item.x1 / frame.width,
                item.y1 / frame.height};
  const double wide = std::min(box.x1, half.box.x1) - std::max(box.x0, half.box.x0);
  const double high = std::min(box.y1, half.box.y1) - std::max(box.y0, half.box.y0);
  return half.box.contains(box.center()) || (wide > kFar && high >= 0) ||
         (high > kFar && wide >= 0);
}

/// The boxes of all that can be seen but titles and captions.
std::vector<Box> content_of(const Frame& frame) {
  constexpr double kSeen = 0.1;
  std::vector<Box> out;
  visit(frame.items, [&](const Item& item, double opacity) {
    if (opacity < kSeen || std::holds_alternative<Group>(item.shape)) return;
    if (item.id.starts_with("title") || item.id.starts_with("caption")) return;
    const Box box = bounds_of(item);
    if (!box.empty()) out.push_back(box);
  });
  return out;
}

/// The halves of the canvas in which there is nothing for more than a second.
std::string empty_half(const Shown& shown) {
  constexpr int kRate = 10;
  std::array<int, 4> empty{};  // frames in a row
  std::string out;
  for (int i = 0; i <= shown.duration() * kRate; ++i) {
    const Frame frame = shown.frame(double(i) / kRate);
    const std::vector<Box> content = content_of(frame);
    for (size_t h = 0; h < kHalves.size(); ++h) {
      const bool held = std::any_of(content.begin(), content.end(),
                                    [&](const Box& box) { return holds(kHalves[h], box, frame); });
      empty[h] = held ? 0 : empty[h] + 1;
      if (empty[h] == kRate + 1)
        out +=
            fmt::format("the {} half is empty up to {:.1f}s\n", kHalves[h].name, double(i) / kRate);
    }
  }
  return out;
}

/// Two texts in a view without axes.
std::string two_texts(const std::string& second) {
  return "lantern: 1\ntitle: Two\nviews:\n  plot:\n    x: {domain: [0, 1], line: false, ticks: "
         "[]}\n"
         "    y: {domain: [0, 1], line: false, ticks: []}\n    marks:\n"
         "      a: {text: {x: 20%, y: 20%, text: here}}\n      b: {text: {" +
         second + "}}\ntimeline: [{show: plot, for: 1s, hold: 1s}]\n";
}

}  // namespace

TEST_CASE("what is measured of pictures is found", "[scenes][quality]") {
  const Shown apart(two_texts("x: 70%, y: 70%, text: there"));
  CHECK(misplaced_text(apart, 10, 0.5) == "");
  CHECK(small_text(apart, 960, 10) == "");
  CHECK(empty_half(apart) == "");
  const Shown close(two_texts("x: 21%, y: 20%, text: there, size: 8"));
  CHECK(misplaced_text(close, 10, 0.5).find("plot.b.text lies on plot.a.text") == 0);
  CHECK(small_text(close, 960, 10).find("plot.b.text has 8.0 px") == 0);
  CHECK(empty_half(close).find("the right half is empty") == 0);
  const auto beside = [](const std::string& mark) {
    return Shown("lantern: 1\nviews: {plot: {x: {domain: [0, 1]}, y: {domain: [0, 1]}, marks: {" +
                 mark + ", a: {text: {x: 0.5, y: 0.5, text: here}}}}}\ntimeline: [{hold: 1s}]\n");
  };
  CHECK(texts_on_marks(beside("m: {dot: {x: 0.3, y: 0.5}}"), 2, 2) == "");
  CHECK(texts_on_marks(beside("m: {rect: {x: 0.2, x2: 0.8, y: 0.2, y2: 0.8, color: sky}}"), 2, 2) ==
        "");
  CHECK(texts_on_marks(beside("m: {dot: {x: 0.5, y: 0.5, size: 9}}"), 2, 2)
            .find("plot.a.text \"here\" lies on a mark") == 0);
  CHECK(empty_half(close).find("the lower half is empty") != std::string::npos);
}

TEST_CASE("no text of an essay lies on another one", "[scenes][quality]") {
  check_essays("960x540", [](const Shown& shown) { return misplaced_text(shown, 10, 0.5); });
}

TEST_CASE("no text of a tall picture lies on another one", "[scenes][quality]") {
  check_essays("540x960", [](const Shown& shown) { return misplaced_text(shown, 2, 0.5); });
}

TEST_CASE("no text of a square picture lies on another one", "[scenes][quality]") {
  check_essays("720x720", [](const Shown& shown) { return misplaced_text(shown, 2, 0.5); });
}

TEST_CASE("no text of a small picture lies on another one", "[scenes][quality]") {
  check_essays("640x360", [](const Shown& shown) { return misplaced_text(shown, 2, 0.5); });
}

TEST_CASE("no text of an essay lies on a mark for long", "[scenes][quality]") {
  check_essays("960x540", [](const Shown& shown) { return texts_on_marks(shown, 2, 2); });
}

TEST_CASE("letters of essays are ten pixels high in small pictures", "[scenes][quality]") {
  check_essays("640x360", [](const Shown& shown) { return small_text(shown, 640, 10); });
}

TEST_CASE("no half of an essay's picture is empty for long", "[scenes][quality]") {
  check_essays("960x540", empty_half);
}

}  // namespace lantern::test::picture_quality_test
