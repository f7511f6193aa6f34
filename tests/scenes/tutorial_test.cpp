#include <filesystem>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test::tutorial_test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) out.push_back(line);
  return out;
}

/// The tutorial's part about one file: from its link up to the next step.
std::string part_about(const std::string& page, const std::string& file) {
  const size_t link = page.find("](tutorial/" + file + ")");
  REQUIRE(link != std::string::npos);
  const size_t start = page.rfind("\n## ", link);
  return page.substr(start, page.find("\n## ", link) - start);
}

std::vector<std::string> yaml_blocks(const std::string& part) {
  std::vector<std::string> out;
  const std::string open = "```yaml\n";
  for (size_t at = part.find(open); at != std::string::npos; at = part.find(open, at)) {
    at += open.size();
    out.push_back(part.substr(at, part.find("```", at) - at));
  }
  return out;
}

std::vector<std::string> steps() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(repository() + "/docs/tutorial")) {
    if (entry.path().extension() == ".yaml") out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("the tutorial shows what its scenes say, and all that is new in each",
          "[docs][tutorial]") {
  const std::string page = read_file(repository() + "/docs/tutorial.md");
  REQUIRE(steps().size() == 6);
  std::set<std::string> known;
  for (const std::string& file : steps()) {
    INFO(file);
    const std::string script = read_file(repository() + "/docs/tutorial/" + file);
    const std::vector<std::string> blocks = yaml_blocks(part_about(page, file));
    REQUIRE_FALSE(blocks.empty());
    for (const std::string& block : blocks) {
      INFO(block);
      CHECK(script.find(block) != std::string::npos);
      for (const std::string& line : lines_of(block)) known.insert(line);
    }
    for (const std::string& line : lines_of(script)) {
      INFO(line << " is not shown");
      CHECK((line.empty() || line.starts_with("# yaml-language-server") || known.count(line) == 1));
      known.insert(line);
    }
  }
}

TEST_CASE("every step of the tutorial can be rendered", "[docs][tutorial]") {
  const TemporaryFolder folder;
  for (const std::string& file : steps()) {
    INFO(file);
    const std::string script = repository() + "/docs/tutorial/" + file;
    const Run run = lantern(
        {"render", script, "-o", file + ".gif", "--scale", "0.25", "--fps", "4"}, folder.path());
    INFO(run.err);
    CHECK(run.code == 0);
    CHECK(run.err == "");
    CHECK(fs::exists(folder.file(file + ".gif")));
  }
  const Run lint = lantern({"lint", repository() + "/docs/tutorial/6-area.yaml"});
  CHECK(lint.err.find("reading-speed") == std::string::npos);
  CHECK(lint.err.find("contrast") == std::string::npos);
}

}  // namespace lantern::test::tutorial_test
