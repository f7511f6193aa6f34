#include <catch2/catch.hpp>

#include "tests/support/shown.h"

// What a picture cannot show as its scene says is told; what can be, is quiet.

namespace lantern::test::told_pictures_test {
namespace {

std::string messages_of(const std::string& script) {
  return TestScene(script).messages();
}

bool says(const std::string& script, const std::string& message) {
  const std::string messages = messages_of(script);
  INFO(script << "\n" << messages);
  const bool said = messages.find(message) != std::string::npos;
  CHECK(said);
  return said;
}

bool is_quiet(const std::string& script) {
  const std::string messages = messages_of(script);
  INFO(script << "\n" << messages);
  CHECK(messages.empty());
  return messages.empty();
}

std::string with_title(const std::string& title, const std::string& say = "Yes.") {
  return "lantern: 1\ntitle: " + title +
         "\ncanvas: {size: 480x270}\n"
         "views: {v: {marks: {t: {text: {x: 50%, y: 50%, text: hi}}}}}\n"
         "timeline: [{hold: 1s, say: \"" +
         say + "\"}]\n";
}

std::string with_mark(const std::string& mark, const std::string& more = "") {
  return "lantern: 1\n" + more + "views: {v: {marks: {m: {" + mark + "}}}}\n";
}

std::string with_layout(const std::string& layout) {
  return "lantern: 1\ndata: {d: {generate: {moons: {n_samples: 120, noise: 0.1, seed: 1}}}}\n"
         "views: {v: {x: {}, y: {}, marks: {m: {dot: {data: d, size: 6, layout: " +
         layout + "}}}}}\n";
}

}  // namespace

TEST_CASE("a word of the title that is wider than the picture gets smaller, then is told",
          "[told]") {
  const std::string word(30, 'n'), longest(90, 'n');
  CHECK(is_quiet(with_title("Short")));
  const Shown fits(with_title("Short")), shrunk(with_title(word));
  CHECK(is_quiet(with_title(word)));
  for (const ItemPtr& item : shrunk.frame(0).items) {
    if (item->id == "title") CHECK(bounds_of(*item).x1 < 480);
  }
  CHECK(says(with_title(longest), "warning[no-room]: the title is cut off"));
  CHECK(is_quiet(with_title("Short", std::string(40, 'n'))));
  CHECK(says(with_title("Short", longest), "5:12: warning[no-room]: a caption is cut off"));
}

TEST_CASE("a text whose place is outside of its view is told", "[told]") {
  CHECK(says(with_mark("text: {x: 200%, y: 50%, text: hi}"),
             "warning[no-effect]: v.m has a place outside of its view"));
  CHECK(says(with_mark("text: {x: 50%, y: 50%, dx: 4000, text: hi}"), "outside of its view"));
  CHECK(is_quiet(with_mark("text: {x: 100%, y: 0%, dx: 8, text: hi}")));
}

TEST_CASE("a legend's texts have no markup, and a colour is no symbol", "[told]") {
  const std::string meaning = "meaning: {cat: {color: rose}}\n";
  CHECK(says(with_mark("legend: {values: [cat], texts: ['**b** cat'], x: 50%, y: 50%}", meaning),
             "warning[no-effect]: \"**b** cat\" is shown as it is written"));
  CHECK(is_quiet(
      with_mark("legend: {values: [cat], texts: ['2 * 3 cats'], x: 50%, y: 50%}", meaning)));
  CHECK(says(with_mark("legend: {values: ['#ff0000'], style: symbols, x: 50%, y: 50%}"),
             "error[tex]: \"#ff0000\" is no symbol of a formula"));
}

TEST_CASE("numbers that are none are told in titles and captions too", "[told]") {
  const auto scene = [](const std::string& view, const std::string& say) {
    return "lantern: 1\nparams: {k: {value: 0, range: [-1, 1]}}\n"
           "data: {d: {rows: [[1], [2]], columns: [x]}}\n"
           "views: {v: {" +
           view +
           "x: {title: \"{=k:.1f}\"}, marks: {m: {dot: {data: d, x: x, y: 50%}}}}}\n"
           "timeline: [{hold: 1s, say: \"" +
           say + "\"}]\n";
  };
  CHECK(is_quiet(scene("", "now {=k:.1f}")));
  CHECK(says(scene("title: \"is {=1/k:.1f}\", ", "now"),
             "4:20: warning[no-number]: this title shows inf"));
  CHECK(says(scene("y: {title: \"**is** {=0/k:.1f}\"}, ", "now"), "this title shows nan"));
  CHECK(says(scene("", "now {=1/k:.1f}"), "warning[no-number]: this caption shows inf"));
}

TEST_CASE("dollars in one formula do not hide what is wrong with others", "[told]") {
  const std::string script =
      "lantern: 1\nviews: {v: {marks: {\n"
      "  f: {formula: {x: 1, y: 1, tex: '$$x$$'}},\n"
      "  g: {formula: {x: 1, y: 1, tex: '\\frac{1'}},\n"
      "  t: {text: {x: 0, y: 1, text: 'too $\\nope$ far'}}}}}\n";
  says(script, "3:35: error[tex]: a formula has no dollar signs around it");
  says(script, "4:40: error[tex]: missing close brace");
  says(script, "5:38: error[tex]: undefined control sequence");
}

TEST_CASE("layouts that do not do what is meant are told", "[told]") {
  CHECK(says(with_layout("{stack: {x: x}}"), "warning[no-room]: v.m: columns stand in each other"));
  CHECK(is_quiet(with_layout("{stack: {x: \"=round(x)\", across: 3}}")));
  CHECK(says(with_layout("{beeswarm: {x: x, y: y}}"),
             "warning[no-effect]: v.m: of two numbers, a beeswarm pushes nobody aside"));
  CHECK(is_quiet(with_layout("{beeswarm: {x: x, y: \"=round(y)\"}}")));
  CHECK(is_quiet(with_layout("{beeswarm: {x: x}}")));
}

TEST_CASE("a camera that is there at once may wait for what it goes to", "[told]") {
  const auto with = [](const std::string& camera) {
    return "lantern: 1\nviews: {v: {marks: {a: {dot: {x: 50%, y: 50%}}, b: {dot: {x: 20%, y: "
           "50%}}}}}\ntimeline:\n  - {camera: {to: a, zoom: 2}" +
           camera + "}\n  - {show: a}\n";
  };
  CHECK(is_quiet(with(", for: 0s")));
  CHECK(says(with(""), "the camera goes to a, which is not seen then"));
}

}  // namespace lantern::test::told_pictures_test
