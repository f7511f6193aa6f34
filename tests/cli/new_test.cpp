#include <filesystem>

#include <catch2/catch.hpp>

#include "cli/commands/templates.h"
#include "config/resources/resources.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test::new_test {

namespace fs = std::filesystem;

TEST_CASE("a new scene of every template is right at once", "[new]") {
  const auto templates = scene_templates(find_resources());
  REQUIRE(templates.size() >= 4);
  size_t essays = 0;
  for (const auto& entry : fs::recursive_directory_iterator(repository() + "/scenes")) {
    const bool shows_a_part = entry.path().string().find("/gallery/") != std::string::npos;
    essays += !shows_a_part && entry.path().extension() == ".yaml";
  }
  CHECK(templates.size() == essays + 1);  // and the smallest
  for (const SceneTemplate& one : templates) {
    DYNAMIC_SECTION(one.name) {
      const TemporaryFolder folder;
      const Run made = lantern({"new", "deep/talk", "--from", one.name}, folder.path());
      INFO(made.err);
      REQUIRE(made.code == 0);
      CHECK(made.out.find("deep/talk/talk.yaml\n") == 0);
      const Run check = lantern({"check", "deep/talk/talk.yaml"}, folder.path());
      CHECK(check.code == 0);
      CHECK(check.err == "");
      CHECK(read_file(folder.file("deep/talk/talk.yaml"))
                .starts_with("# yaml-language-server: $schema=lantern.schema.json\n"));
      CHECK(read_file(folder.file("deep/talk/lantern.schema.json")) == lantern({"schema"}).out);
    }
  }
}

TEST_CASE("a new scene overwrites nothing", "[new]") {
  const TemporaryFolder folder;
  fs::create_directory(folder.file("talk"));
  write_file(folder.file("talk/points.csv"), "mine");
  const Run made = lantern({"new", "talk"}, folder.path());
  CHECK(made.code == 2);
  CHECK(made.err.find("talk/points.csv is there already; nothing was written") !=
        std::string::npos);
  CHECK_FALSE(fs::exists(folder.file("talk/talk.yaml")));
  CHECK(read_file(folder.file("talk/points.csv")) == "mine");
}

TEST_CASE("lantern new knows its templates", "[new]") {
  const Run list = lantern({"new", "--list"});
  CHECK(list.code == 0);
  CHECK(list.out.find("minimal ") != std::string::npos);
  CHECK(lantern({"new"}).code == 2);
  const Run unknown = lantern({"new", "x", "--from", "nothing"});
  CHECK(unknown.code == 2);
  CHECK(unknown.err.find("minimal") != std::string::npos);
  for (const char* name : {".", "..", "/", ""}) CHECK(lantern({"new", name}).code == 2);
}

}  // namespace lantern::test::new_test
