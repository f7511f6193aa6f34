#include <csignal>
#include <filesystem>

#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include "tests/faults/workshop.h"

namespace lantern::test::streams_test {

using Catch::Contains;

TEST_CASE("what cannot be printed is an error", "[streams][fault]") {
  const FaultShop shop;
  for (const char* command :
       {"--version", "--help", "list", "list marks dot", "check scene.yaml", "explain", "schema",
        "inspect scene.yaml --at 0s", "embed scene.yaml -q", "new --list", "fmt -",
        "lint scene.yaml", "still scene.yaml -o -", "render scene.yaml -o - --format gif"}) {
    CAPTURE(command);
    const std::string call = std::string("\"$0\" ") + command + " < scene.yaml";
    const Run full = shop.shell(call + " > /dev/full");
    CHECK(full.code == 1);
    CHECK_THAT(full.err, Contains("writing"));
    CHECK(shop.shell(call + " >&-").code == 1);
    CHECK(shop.shell(call + " > /dev/null").code == 0);
  }
}

TEST_CASE("a reader that has enough is no reason to complain", "[streams][fault]") {
  const FaultShop shop;
  const Run head = shop.shell("set -o pipefail; \"$0\" schema | head -c 10");
  CHECK(head.code == 128 + SIGPIPE);
  CHECK(head.err.empty());
}

TEST_CASE("closed streams crash nothing and are never taken for a file", "[streams][fault]") {
  const FaultShop shop;
  shop.write("wrong.yaml", "lantern: 2\n");
  for (const char* closed : {"2>&-", "2>/dev/full", ">&- 2>&-", "<&- >&- 2>&-"}) {
    CAPTURE(closed);
    CHECK(shop.shell(std::string("\"$0\" check wrong.yaml ") + closed).code == 3);
    CHECK(shop.shell(std::string("\"$0\" check none.yaml ") + closed).code == 1);
    CHECK(shop.shell(std::string("\"$0\" render scene.yaml -o a.b ") + closed).code == 2);
    CHECK(shop.shell(std::string("\"$0\" render scene.yaml -o a.gif ") + closed).code == 0);
    const std::string film = read_file(shop.file("a.gif"));
    CHECK(shop.shell("\"$0\" render scene.yaml -q -o a.gif").code == 0);
    CHECK(read_file(shop.file("a.gif")) == film);
  }
}

TEST_CASE("standard output goes on where it is", "[streams]") {
  const FaultShop shop;
  REQUIRE(shop.here({"still", "scene.yaml", "-q", "-o", "a.png"}).code == 0);
  REQUIRE(shop.shell("{ printf before; \"$0\" still scene.yaml -q -o -; } > b").code == 0);
  CHECK(read_file(shop.file("b")) == "before" + read_file(shop.file("a.png")));
}

TEST_CASE("the format of standard output is an option", "[streams]") {
  const FaultShop shop;
  for (const std::string format : {"gif", "webp", "svg", "vtt", "srt", "md", "pdf"}) {
    CAPTURE(format);
    const Run run = shop.here({"render", "scene.yaml", "-q", "-o", "-", "--format", format});
    CHECK(run.code == 0);
    REQUIRE(shop.here({"render", "scene.yaml", "-q", "-o", "a." + format}).code == 0);
    CHECK(run.out == read_file(shop.file("a." + format)));
  }
  const auto code = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"render", "scene.yaml", "-q"});
    return shop.here(more).code;
  };
  CHECK(code({"-o", "-"}) == 2);
  CHECK(code({"-o", "-", "--format", "xyz"}) == 2);
  CHECK(code({"-o", "a.gif", "--format", "gif"}) == 2);
  CHECK(code({"-o", "-", "--format", "gif", "--sections"}) == 2);
  CHECK(code({"-o", "-", "--format", "gif", "--if-changed"}) == 2);
  CHECK(code({"-o", "-", "--format", "mp4"}) == 1);
}

TEST_CASE("a slip in a command or an option has a question", "[streams]") {
  const FaultShop shop;
  CHECK_THAT(shop.here({"rendr", "scene.yaml"}).err,
             Contains("There is no command rendr; did you mean render?"));
  CHECK_THAT(shop.here({"render", "scene.yaml", "--thme=slate"}).err,
             Contains("There is no option --thme; did you mean --theme?"));
  CHECK_THAT(shop.here({"quux"}).err, Contains("There is no command quux."));
}

TEST_CASE("with --strict warnings are errors", "[streams]") {
  const FaultShop shop;
  const std::string slip = "timeline: [{say: \"{points.count} dots.\", for: 4s}]\n";
  const std::string scene = FaultShop::kScene;
  shop.write("scene.yaml", scene.substr(0, scene.find("timeline")) + slip);
  CHECK(shop.here({"check", "scene.yaml"}).code == 0);
  const Run strict = shop.here({"check", "scene.yaml", "--strict", "-q"});
  CHECK(strict.code == 3);
  CHECK_THAT(strict.err, Contains("error[text-hole]"));
  CHECK(shop.here({"lint", "scene.yaml", "--strict"}).code == 3);
  CHECK(shop.here({"render", "scene.yaml", "-o", "a.gif", "--strict"}).code == 3);
  CHECK_FALSE(std::filesystem::exists(shop.file("a.gif")));
  CHECK(shop.here({"render", "scene.yaml", "-o", "a.gif", "-q"}).code == 0);
}

TEST_CASE("all commands that write do nothing where nothing changed", "[streams][builds]") {
  const FaultShop shop;
  const std::vector<std::vector<std::string>> commands{{"still", "scene.yaml", "-o", "a.png"},
                                                       {"sheet", "scene.yaml", "-o", "a.png"},
                                                       {"slides", "scene.yaml", "-o", "a.html"}};
  for (std::vector<std::string> command : commands) {
    CAPTURE(command[0]);
    command.insert(command.end(), {"--if-changed", "--deps", "a.d"});
    const auto fresh = [&] {
      const Run run = shop.here(command);
      INFO(run.err);
      CHECK(run.code == 0);
      return run.err.find("up to date") != std::string::npos;
    };
    CHECK_FALSE(fresh());
    CHECK(fresh());
    CHECK(read_file(shop.file("a.d")).starts_with(command[3] + ": \\\n"));
    CHECK_THAT(read_file(shop.file("a.d")), Contains("\npoints.csv:\n"));
    shop.write("points.csv", read_file(shop.file("points.csv")) + "4,4,b\n");
    CHECK_FALSE(fresh());
  }
}

TEST_CASE("what a killed run left goes with the next one", "[streams][fault]") {
  const FaultShop shop;
  // A process that is gone when its file is found: it ends itself at the first frame.
  const Run killed = shop.shell(
      "\"$0\" render scene.yaml -q -o a.gif --fps 240 --size 1920x1080 & p=$!;"
      "for i in $(seq 500); do ls -A | grep -q tmp && break; sleep 0.01; done;"
      "kill -9 $p; wait $p 2>/dev/null; ls -A | grep -c tmp");
  CHECK(killed.out == "1\n");
  REQUIRE(shop.here({"render", "scene.yaml", "-q", "-o", "b.gif"}).code == 0);
  for (const auto& [name, text] : shop.contents()) CHECK(name.find("tmp") == std::string::npos);
}

}  // namespace lantern::test::streams_test
