#include <regex>

#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test::pauses_test {

TEST_CASE("a talk waits at pauses, and a manifest says where they are", "[program]") {
  const TemporaryFolder folder;
  write_file(
      folder.file("talk.yaml"),
      "lantern: 1\ncanvas: {size: 64x36, fps: 10}\n"
      "views: {v: {marks: {a: {text: {x: 50%, y: 50%, text: Hi}}}}}\n"
      "timeline: [{section: One, hold: 1s}, pause, pause, {say: Second., for: 500ms}, pause,\n"
      "  {section: Two, hold: 1s}]\n");
  REQUIRE(lantern({"slides", "talk.yaml", "-q", "-o", "talk.html"}, folder.path()).code == 0);
  const std::string page = read_file(folder.file("talk.html"));
  size_t films = 0;
  for (size_t at = 0; (at = page.find("data:video/mp4", at)) != std::string::npos; ++at) ++films;
  CHECK(films == 3);
  REQUIRE(
      lantern({"render", "talk.yaml", "-q", "--sections", "-o", "talk.gif"}, folder.path()).code ==
      0);
  const std::string manifest = read_file(folder.file("talk.json"));
  CHECK(std::regex_search(manifest, std::regex("\"pauses\": \\[\\s*1.0\\s*\\]")));
  CHECK(std::regex_search(manifest, std::regex("\"name\": \"Two\"[^}]*\"pauses\": \\[\\]")));
}

}  // namespace lantern::test::pauses_test
