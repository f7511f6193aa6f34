#include <algorithm>
#include <sstream>

#include <catch2/catch.hpp>

#include "config/format/format_script.h"
#include "renderer/frame/frame.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/scene.h"
#include "tests/support/scripts.h"

namespace lantern::test::format_test {
namespace {

std::optional<FormattedScript> formatted(const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  return format_script(sources, sources.add("scene.yaml", text), diagnostics);
}

/// Every picture that a step ends with, as text.
std::string pictures_of(TestScene& test) {
  const Production production = test.production();
  std::string out;
  for (const double time : test.scene->step_ends())
    out += dump(production.stage->frame(time, true));
  return out;
}

/// Everything that can be changed about the look of a script without a change of what it says.
std::string untidy(const std::string& text) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const size_t indent = line.find_first_not_of(' ');
    if (indent == std::string::npos) {
      out += "  \n\n";
      continue;
    }
    out += std::string(indent, ' ') + line +
           (line.find_first_of("#|>\"") == std::string::npos ? "  " : "") + "\r\n";
  }
  return out + "\n\n";
}

/// Whether brackets that a line opens are closed on another.
bool has_long_flow(const std::string& text) {
  int depth = 0;
  for (char c : text) {
    depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    if (c == '\n' && depth != 0) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("fmt leaves what the repository's scenes say as it is", "[fmt]") {
  for (const Script& script : right_scripts()) {
    DYNAMIC_SECTION(script.name) {
      const auto once = formatted(script.text);
      REQUIRE(once);
      CHECK(once->mended.empty());
      const auto twice = formatted(once->text);
      REQUIRE(twice);
      CHECK(twice->text == once->text);
      TestScene before(script.text, script.folder), after(once->text, script.folder);
      REQUIRE(after.scene);
      CHECK(pictures_of(before) == pictures_of(after));
    }
  }
}

TEST_CASE("the repository's scenes are formatted", "[fmt]") {
  std::vector<std::string> command{"fmt", "--check"};
  for (const Script& script : right_scripts()) {
    if (script.name.ends_with(".yaml")) command.push_back(script.name);
  }
  const Run run = lantern(command);
  INFO(run.err);
  CHECK(run.code == 0);
}

TEST_CASE("fmt finds one way of writing back", "[fmt]") {
  for (const Script& script : right_scripts()) {
    const auto tidy = formatted(script.text);
    REQUIRE(tidy);
    // Flow collections of several lines are left where their authors put them.
    if (std::count(tidy->text.begin(), tidy->text.end(), '\n') > 20) continue;
    if (has_long_flow(tidy->text)) continue;
    const auto again = formatted(untidy(tidy->text));
    INFO(untidy(tidy->text));
    REQUIRE(again);
    CHECK(again->text == tidy->text);
  }
}

TEST_CASE("fmt settles spaces, indentation and empty lines, and keeps comments", "[fmt]") {
  const auto out = formatted(
      "\xEF\xBB\xBF\n\n# head\nlantern:   1   \n\n\n\nparams: { t : 0,u: {value:  2,range: [ 0,1 "
      "]} }   # two\n"
      "data:\n    points:\n        # deep\n        rows:\n        -   [1,2]\n        - [ 3 , 4 ]\n"
      "        columns: [x,  y]\n    # end of data\n"
      "description: |\n    One\n      two\n\n    three\n"
      "timeline:\n- say: a long text\n    that goes on\n  for: 1s\n- - pause\n  - {hold: 1s,\n     "
      "for: 2s}");
  REQUIRE(out);
  CHECK(out->text ==
        "# head\nlantern: 1\n\nparams: {t: 0, u: {value: 2, range: [0, 1]}}   # two\n"
        "data:\n  points:\n    # deep\n    rows:\n      - [1, 2]\n      - [3, 4]\n    columns: [x, "
        "y]\n"
        "  # end of data\n"
        "description: |\n  One\n    two\n\n  three\n"
        "timeline:\n  - say: a long text\n      that goes on\n    for: 1s\n  - - pause\n    - "
        "{hold: 1s,\n       for: 2s}\n");
}

TEST_CASE("fmt puts quotes where YAML would bite", "[fmt]") {
  const auto out = formatted(
      "lantern: 1\ntitle: one: two\nviews: {v: {marks: {a: {text: {x: =min(a, b), text: T is "
      "{=t:.2f} and, color: "
      "#ff0000}},\n"
      "  b: {dot: {label: {=t}, size: =a if k == 'b, c' else 2}}}}}\n"
      "timeline:\n  - say: {=n} dogs # a comment\n  - {say: no need, set: {t: =t + 1}}\n");
  REQUIRE(out);
  CHECK(out->text ==
        "lantern: 1\ntitle: \"one: two\"\nviews: {v: {marks: {a: {text: {x: \"=min(a, b)\", text: "
        "\"T is {=t:.2f} "
        "and\", color: \"#ff0000\"}},\n"
        "  b: {dot: {label: \"{=t}\", size: \"=a if k == 'b, c' else 2\"}}}}}\n"
        "timeline:\n  - say: \"{=n} dogs\" # a comment\n  - {say: no need, set: {t: =t + 1}}\n");
  REQUIRE(out->mended.size() == 7);
  CHECK(out->mended[1] == std::pair<int, std::string>(3, "=min(a, b)"));
  CHECK(out->mended[6] == std::pair<int, std::string>(6, "{=n} dogs"));
}

TEST_CASE("fmt says why it cannot", "[fmt]") {
  const TemporaryFolder folder;
  const std::string wrong = "lantern: 1\ncanvas: {size:   960x540\nviews: {}\n";
  write_file(folder.file("wrong.yaml"), wrong);
  const Run run = lantern({"fmt", "wrong.yaml"}, folder.path());
  CHECK(run.code == 3);
  CHECK(run.err.find("wrong.yaml:2:9: error[yaml-syntax]: this `{` is not closed") !=
        std::string::npos);
  CHECK(read_file(folder.file("wrong.yaml")) == wrong);
  write_file(folder.file("twice.yaml"), "lantern: 1\ntitle:  a\ntitle: b\n");
  CHECK(lantern({"fmt", "twice.yaml"}, folder.path()).err.find("duplicate-key") !=
        std::string::npos);
}

TEST_CASE("fmt writes in place, checks, or filters", "[fmt]") {
  const TemporaryFolder folder;
  const std::string untidy_text = "lantern: 1\nviews:   {}\n", tidy = "lantern: 1\nviews: {}\n";
  write_file(folder.file("a.yaml"), untidy_text);
  write_file(folder.file("b.yaml"), tidy);
  const Run check = lantern({"fmt", "--check", "a.yaml", "b.yaml"}, folder.path());
  CHECK(check.code == 1);
  CHECK(check.err.find("a.yaml: not formatted\n") != std::string::npos);
  CHECK(check.err.find("b.yaml: not") == std::string::npos);
  CHECK(read_file(folder.file("a.yaml")) == untidy_text);
  CHECK(lantern({"fmt", "a.yaml", "b.yaml"}, folder.path()).code == 0);
  CHECK(read_file(folder.file("a.yaml")) == tidy);
  CHECK(lantern({"fmt", "--check", "a.yaml", "b.yaml"}, folder.path()).code == 0);
  const Run filter = lantern({"fmt", "-"}, folder.path(), {}, untidy_text);
  CHECK(filter.code == 0);
  CHECK(filter.out == tidy);
}

}  // namespace lantern::test::format_test
