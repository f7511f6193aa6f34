#include <set>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "config/resources/resources.h"
#include "core/diagnostics/diagnostics.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/program.h"

namespace lantern::test::explain_test {
namespace {

/// The codes that commands report about a scene beside points.csv, which has the columns x, y and
/// kind.
std::set<std::string> codes_of(const std::string& script) {
  const TemporaryFolder folder;
  write_file(folder.file("points.csv"), "x,y,kind\n1,2,a\n2,3,b\n3,1,a\n");
  write_file(folder.file("scene.yaml"), script);
  std::set<std::string> out;
  const auto collect = [&](const std::vector<std::string>& command) {
    const Run run = lantern(command, folder.path());
    INFO(run.err);
    std::istringstream lines(run.err);
    for (std::string line; std::getline(lines, line);) {
      out.insert(nlohmann::json::parse(line).at("code").get<std::string>());
    }
  };
  collect({"check", "scene.yaml", "--diagnostics", "json"});
  if (!out.empty()) return out;
  collect({"lint", "scene.yaml", "--diagnostics", "json"});
  collect({"render", "scene.yaml", "-o", "film.svg", "--diagnostics", "json"});
  return out;
}

}  // namespace

TEST_CASE("every code is explained by an example that has it and its mend that has nothing",
          "[explain]") {
  const std::string resources = find_resources();
  for (const DiagnosticCode& code : diagnostic_codes()) {
    DYNAMIC_SECTION(code.code) {
      const Explanation explanation = load_explanation(resources, code.code);
      CHECK(explanation.why.size() > 30);
      CHECK(codes_of(explanation.wrong).count(std::string(code.code)) == 1);
      std::set<std::string> left = codes_of(explanation.mended);
      // Most of them are short films that start again, which is not what they are about.
      if (code.code != "motion") left.erase("motion");
      INFO(explanation.mended << "still has " << (left.empty() ? "" : *left.begin()));
      CHECK(left.empty());
    }
  }
}

TEST_CASE("lantern explain shows one, several or all", "[explain]") {
  const Run one = lantern({"explain", "unknown-key"});
  CHECK(one.code == 0);
  CHECK(one.out.starts_with("unknown-key: A key, or a row, that is not known here.\n"));
  CHECK(one.out.find("colour: red") != std::string::npos);
  CHECK(one.out.find("color: red") != std::string::npos);
  CHECK(lantern({"explain", "yaml-encoding"}).out.find("Bell <07>") != std::string::npos);
  const Run two = lantern({"explain", "yaml-tab", "version"});
  CHECK(two.out.find("yaml-tab: ") != std::string::npos);
  CHECK(two.out.find("\nversion: ") != std::string::npos);
  const Run all = lantern({"explain"});
  for (const DiagnosticCode& code : diagnostic_codes()) {
    CHECK(all.out.find(std::string(code.code) + " ") != std::string::npos);
  }
  const Run none = lantern({"explain", "unknown-kee"});
  CHECK(none.code == 2);
  CHECK(none.err.find("did you mean \"unknown-key\"?") != std::string::npos);
}

TEST_CASE("a reader that has enough is no mistake", "[explain]") {
  for (const char* what : {"explain", "list", "schema"}) {
    INFO(what);
    const Run head =
        run({"bash", "-c", "\"$0\" \"$1\" | true; exit ${PIPESTATUS[0]}", program_path(), what});
    CHECK((head.code == 128 + 13 || head.code == 0));  // ended by SIGPIPE, or done before
    CHECK(head.err.empty());
  }
}

TEST_CASE("mistakes are counted as they are shown", "[explain]") {
  const TemporaryFolder folder;
  // Each instance of the mark has the same one.
  write_file(folder.file("a.yaml"),
             "lantern: 1\nviews: {v: {marks: {a: {each: {k: [p, q]}, dot: {x: nix, y: nix}}}}}\n");
  const std::string err = lantern({"check", "a.yaml"}, folder.path()).err;
  INFO(err);
  size_t shown = 0;
  for (size_t at = err.find("error["); at != std::string::npos; at = err.find("error[", at + 1)) {
    ++shown;
  }
  CHECK(shown == 2);
  CHECK(err.find("\n2 errors\n") != std::string::npos);
}

TEST_CASE("messages say how to learn more", "[explain]") {
  const TemporaryFolder folder;
  write_file(folder.file("a.yaml"),
             "lantern: 1\nviews: {plot: {marks: {dot: {dot: {x: 1, colour: red, size: big}}}}}\n");
  const Run run = lantern({"check", "a.yaml"}, folder.path());
  CHECK(run.err.ends_with("for more: lantern explain unknown-key no-data\n"));
  CHECK(lantern({"check", "a.yaml", "-q"}, folder.path()).err.find("for more") ==
        std::string::npos);
}

}  // namespace lantern::test::explain_test
