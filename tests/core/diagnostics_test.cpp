#include "core/diagnostics/diagnostics.h"

#include <algorithm>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace lantern::test::diagnostics_test {
namespace {

/// One error at a stretch of the given text's only file, as a user sees it.
std::string human(const std::string& text, const Location& at, const std::string& hint = "",
                  bool color = false) {
  Sources sources;
  sources.add("sweep.yaml", text);
  Diagnostics diagnostics;
  diagnostics.error("unknown-key", at, "a message", hint);
  return to_human(diagnostics.sorted(), sources, color);
}

nlohmann::json json(const Diagnostics& diagnostics, const Sources& sources) {
  return nlohmann::json::parse(to_json_lines(diagnostics.sorted(), sources));
}

}  // namespace

TEST_CASE("lines of a source, whatever ends them", "[sources]") {
  Sources sources;
  const auto file = sources.add("a.yaml", "one\ntwo\r\nthree\rfour");
  CHECK(sources.count() == 1);
  CHECK(sources.name(file) == "a.yaml");
  CHECK(sources.line(file, 1) == "one");
  CHECK(sources.line(file, 2) == "two");
  CHECK(sources.line(file, 3) == "three");
  CHECK(sources.line(file, 4) == "four");
  CHECK(sources.line(file, 5).empty());
  CHECK(sources.line(file, 0).empty());
}

TEST_CASE("offsets become lines and columns", "[sources]") {
  Sources sources;
  const auto file = sources.add("a.yaml", "ab\ncdé\r\n\nx");
  CHECK(sources.locate(file, 0) == Location{0, 1, 1, 1});
  CHECK(sources.locate(file, 1, 9) == Location{0, 1, 2, 1});  // no further than its line
  CHECK(sources.locate(file, 2) == Location{0, 1, 3, 1});     // the line end belongs to the line
  CHECK(sources.locate(file, 3, 4) == Location{0, 2, 1, 4});  // bytes
  CHECK(sources.locate(file, 9) == Location{0, 3, 1, 1});
  CHECK(sources.locate(file, 10) == Location{0, 4, 1, 1});
  CHECK(sources.locate(file, 99) == Location{0, 4, 2, 1});  // past the end: the end
  CHECK(sources.locate(file, 0, 0).length == 1);
}

TEST_CASE("texts stay where they are while files are added", "[sources]") {
  Sources sources;
  sources.add("a", "x");
  const std::string& text = sources.text(0);
  const std::string_view line = sources.line(0, 1);
  for (int i = 0; i < 1000; ++i) sources.add("b", "y");
  CHECK(text == "x");
  CHECK(line.data() == sources.text(0).data());
}

TEST_CASE("diagnostics are sorted by place and told once", "[diagnostics]") {
  Diagnostics diagnostics;
  diagnostics.error("a", {0, 7, 1, 1}, "third");
  diagnostics.warning("b", {0, 2, 5, 1}, "second");
  diagnostics.error("a", {0, 2, 5, 1}, "first");
  diagnostics.error("a", {0, 7, 1, 1}, "third");
  diagnostics.error("c", {}, "nowhere");
  CHECK(diagnostics.has_errors());
  CHECK(diagnostics.errors() == 4);
  const auto sorted = diagnostics.sorted();
  REQUIRE(sorted.size() == 4);
  CHECK(sorted[0].message == "nowhere");
  CHECK(sorted[1].message == "first");
  CHECK(sorted[2].message == "second");
  CHECK(sorted[3].message == "third");
}

TEST_CASE("what is wrong with all instances of an each is told once, of the first",
          "[diagnostics]") {
  Diagnostics diagnostics;
  for (const char* name : {"fits@9", "fits@10", "fits@11"}) {
    diagnostics.error("unknown-name", {0, 7, 1, 1}, std::string(name) + " has no output \"a\"",
                      "it has b");
  }
  diagnostics.error("unknown-name", {0, 7, 1, 1}, "fits@9 has no output \"c\"", "it has b");
  diagnostics.error("unknown-name", {0, 8, 1, 1}, "fits@10 has no output \"a\"", "it has b");
  const auto sorted = diagnostics.sorted();
  REQUIRE(sorted.size() == 3);
  CHECK(sorted[0].message == "fits@9 has no output \"a\"");
  CHECK(sorted[1].message == "fits@9 has no output \"c\"");
  CHECK(sorted[2].message == "fits@10 has no output \"a\"");
}

TEST_CASE("warnings are no errors", "[diagnostics]") {
  Diagnostics diagnostics;
  diagnostics.warning("a", {}, "careful");
  CHECK_FALSE(diagnostics.has_errors());
  CHECK(to_human(diagnostics.sorted(), Sources()) == "warning[a]: careful\n");
}

TEST_CASE("a message shows its place, its line and what to do", "[diagnostics]") {
  CHECK(human("a\nbc: {colour: red}\n", {0, 2, 6, 6}, "write color") ==
        "sweep.yaml:2:6: error[unknown-key]: a message\n"
        "  2 | bc: {colour: red}\n"
        "    |      ^~~~~~\n"
        "  = write color\n");
}

TEST_CASE("carets stand under tabs and letters of several bytes", "[diagnostics]") {
  CHECK(human("\té: ключ", {0, 1, 6, 8}) ==
        "sweep.yaml:1:6: error[unknown-key]: a message\n"
        "  1 |     é: ключ\n"
        "    |        ^~~~\n");
  CHECK(human("\xef\xbb\xbfkey", {0, 1, 4, 3}) ==
        "sweep.yaml:1:4: error[unknown-key]: a message\n"
        "  1 | key\n"
        "    | ^~~\n");
}

TEST_CASE("carets keep to the line", "[diagnostics]") {
  CHECK(human("abc\n", {0, 1, 3, 90}) ==
        "sweep.yaml:1:3: error[unknown-key]: a message\n  1 | abc\n    |   ^\n");
  CHECK(human("abc\n", {0, 1, 4, 1}) ==
        "sweep.yaml:1:4: error[unknown-key]: a message\n  1 | abc\n    |    ^\n");
  CHECK(human("abc\n", {0, 1, 90, 1}) ==
        "sweep.yaml:1:90: error[unknown-key]: a message\n  1 | abc\n    |    ^\n");
}

TEST_CASE("carets stand below letters that are two cells wide, or none", "[diagnostics]") {
  CHECK(human("日本: e\u0301x", {0, 1, 9, 4}) ==
        "sweep.yaml:1:9: error[unknown-key]: a message\n  1 | 日本: e\u0301x\n    |       ^~\n");
  CHECK(human("日本", {0, 1, 1, 6}) ==
        "sweep.yaml:1:1: error[unknown-key]: a message\n  1 | 日本\n    | ^~~~\n");
}

TEST_CASE("a file cannot steer the terminal", "[diagnostics]") {
  const std::string text = human("a\x1b[31m\xff", {0, 1, 1, 1});
  CHECK(text == "sweep.yaml:1:1: error[unknown-key]: a message\n  1 | a�[31m�\n    | ^\n");
}

TEST_CASE("long lines are cut around the place", "[diagnostics]") {
  const std::string line = std::string(1000, 'x') + "ключ" + std::string(1000, 'y');
  const std::string text = human(line, {0, 1, 1001, 8});
  CHECK(text.size() < 500);
  CHECK(text.find("xключy") != std::string::npos);
  const size_t shown = text.find("  1 | ") + 6;
  const size_t caret = text.find('^') - (text.find("    | ") + 6);
  CHECK(caret == 61);  // "…" and 60 letters
  CHECK(text.substr(shown, 3) == "…");
  CHECK(text.find("^~~~\n") != std::string::npos);
  CHECK(human(std::string(20'000'000, 'a'), {0, 1, 10'000'000, 1}).size() < 500);
}

TEST_CASE("at most fifty are shown", "[diagnostics]") {
  Sources sources;
  sources.add("a", "x");
  Diagnostics diagnostics;
  for (int i = 0; i < 62; ++i) diagnostics.error("a", {0, 1, i + 1, 1}, "m");
  const std::string text = to_human(diagnostics.sorted(), sources);
  CHECK(std::count(text.begin(), text.end(), '^') == 50);
  CHECK(text.ends_with("\n… and 12 more\n"));
  const std::string lines = to_json_lines(diagnostics.sorted(), sources);
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 51);
  const auto last = nlohmann::json::parse(lines.substr(lines.rfind('{')));
  CHECK(last["severity"] == "note");
  CHECK(last["code"] == "more");
  CHECK(last["message"] == "… and 12 more");
}

TEST_CASE("colours only where they are asked for", "[diagnostics]") {
  CHECK(human("abc", {0, 1, 1, 1}, "hint").find('\x1b') == std::string::npos);
  const std::string colored = human("abc", {0, 1, 1, 1}, "hint", true);
  std::string plain;
  for (size_t i = 0; i < colored.size(); ++i) {
    if (colored[i] == '\x1b') i = colored.find('m', i);
    else plain += colored[i];
  }
  CHECK(plain == human("abc", {0, 1, 1, 1}, "hint"));
  CHECK(colored != plain);
}

TEST_CASE("diagnostics as JSON", "[diagnostics]") {
  Sources sources;
  sources.add("a \"b\".yaml", "abc");
  Diagnostics diagnostics;
  diagnostics.warning("code", {0, 1, 2, 2}, "say \"é\\\"\n\x01\xff", "tab\t");
  const auto parsed = json(diagnostics, sources);
  CHECK(parsed["file"] == "a \"b\".yaml");
  CHECK(parsed["line"] == 1);
  CHECK(parsed["column"] == 2);
  CHECK(parsed["end_column"] == 4);
  CHECK(parsed["severity"] == "warning");
  CHECK(parsed["code"] == "code");
  CHECK(parsed["message"] == "say \"é\\\"\n\x01�");
  CHECK(parsed["hint"] == "tab\t");
  Diagnostics nowhere;
  nowhere.error("code", {}, "m");
  CHECK(json(nowhere, sources)["file"].is_null());
  CHECK(json(nowhere, sources)["line"].is_null());
}

TEST_CASE("codes are sorted, unique and explained", "[diagnostics]") {
  const auto& codes = diagnostic_codes();
  for (size_t i = 0; i < codes.size(); ++i) {
    INFO(codes[i].code);
    CHECK_FALSE(codes[i].meaning.empty());
    if (i > 0) CHECK(codes[i - 1].code < codes[i].code);
  }
  const auto known = [&](std::string_view code) {
    return std::any_of(codes.begin(), codes.end(),
                       [&](const DiagnosticCode& c) { return c.code == code; });
  };
  CHECK(known("model-data"));
  CHECK(known("data-format"));
}

}  // namespace lantern::test::diagnostics_test
