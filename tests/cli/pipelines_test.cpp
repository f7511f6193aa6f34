#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/faults/workshop.h"

// What scripts and build programs lean on: options, exit codes, hints that can be followed.

namespace lantern::test::pipelines_test {
namespace {

namespace fs = std::filesystem;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A scene with a warning: a character that no font has.
struct Warned : FaultShop {
  Warned() {
    std::string text = kScene;
    write("scene.yaml", text.replace(text.find("Points"), 6, "\"Points \xF3\xB0\x80\x80\""));
  }
};

std::vector<std::string> scratch_in(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(".") && name.ends_with(".tmp")) out.push_back(name);
  }
  return out;
}

}  // namespace

TEST_CASE("with --strict, warnings stop what makes files", "[pipelines]") {
  const Warned shop;
  for (const std::string command : {"render", "still", "sheet", "slides"}) {
    INFO(command);
    const std::string output = command == "slides"   ? "a.html"
                               : command == "render" ? "a.gif"
                                                     : "a.png";
    const Run strict =
        shop.here({command, "scene.yaml", "-o", output, "--strict", "--if-changed", "-q"});
    CHECK(strict.code == 3);
    CHECK(has(strict.err, "error[missing-glyph]"));
    CHECK(shop.contents().size() == 2);
    CHECK(shop.here({command, "scene.yaml", "-o", output, "-q"}).code == 0);
    fs::remove(shop.file(output));
  }
  const FaultShop right;
  CHECK(right.here({"still", "scene.yaml", "-o", "a.png", "--strict"}).code == 0);
}

TEST_CASE("the rule of numbered pictures is for the first of them", "[pipelines]") {
  const FaultShop shop;
  CHECK(shop.here({"render", "scene.yaml", "-q", "-o", "f/%03d.png", "--deps", "f.d"}).code == 0);
  CHECK(read_file(shop.file("f.d")).starts_with("f/000.png: \\\n"));
  shop.write("Makefile", std::string("f/000.png:\n\t") + program_path() +
                             " render scene.yaml -q -o f/%03d.png --deps f.d\n-include f.d\n");
  const auto made = [&] { return run({"make", "-q", "f/000.png"}, shop.path()).code == 0; };
  CHECK(made());
  fs::last_write_time(shop.file("points.csv"),
                      fs::file_time_type::clock::now() + std::chrono::seconds(5));
  CHECK_FALSE(made());
}

TEST_CASE("sheets and slides go to standard output", "[pipelines]") {
  const FaultShop shop;
  CHECK(shop.here({"sheet", "scene.yaml", "-o", "-"}).out.starts_with("\x89PNG"));
  CHECK(shop.here({"sheet", "scene.yaml", "-o", "-", "--format", "svg"}).out.starts_with("<svg"));
  CHECK(shop.here({"sheet", "scene.yaml", "-o", "a.png", "--format", "svg"}).code == 2);
  CHECK(shop.here({"slides", "scene.yaml", "-o", "-", "-q"}).out.starts_with("<!DOCTYPE html>"));
  CHECK(shop.shell("\"$0\" render scene.yaml -o - --format mp4 > film").err ==
        "lantern: this format is not written front to back, as standard output is: name a file, -o "
        "FILE\n");
}

TEST_CASE("names that there are not have near ones", "[pipelines]") {
  const auto told = [](const std::vector<std::string>& arguments) {
    const Run run = lantern(arguments);
    CHECK(run.code == 2);
    return run.err;
  };
  CHECK(told({"list", "marks", "dott"}) ==
        "lantern: there is no mark \"dott\"; did you mean \"dot\"?\n");
  CHECK(told({"list", "verbs", "shw"}) ==
        "lantern: there is no verb \"shw\"; did you mean \"show\"?\n");
  CHECK(told({"list", "functions", "clmp"}) ==
        "lantern: there is no function \"clmp\"; did you mean \"clamp\"?\n");
  CHECK(told({"explain", "unknwn-key"}) ==
        "lantern: there is no code \"unknwn-key\"; did you mean \"unknown-key\"?\n");
  CHECK(told({"explain", "zzzzzz"}) ==
        "lantern: there is no code \"zzzzzz\"; `lantern explain` lists all\n");
  CHECK(lantern({"list", "themes", "slate"}).out.starts_with("slate  "));
  CHECK(lantern({"list", "axes", "domain"}).out.starts_with("domain  "));
}

TEST_CASE("hints of limits can be followed", "[pipelines]") {
  const FaultShop shop;
  const auto mended = [&](const std::string& limit) {
    const Run told = shop.here({"check", "scene.yaml", "--limit", limit});
    INFO(told.err);
    CHECK(told.code == 4);
    const std::string mark = "`--limit ";
    const size_t from = told.err.find(mark) + mark.size();
    const std::string raised = told.err.substr(from, told.err.find('`', from) - from);
    CHECK(shop.here({"check", "scene.yaml", "--limit", raised}).code == 0);
    return told.err;
  };
  CHECK(has(mended("file=1e-5"), "has 27 bytes, which is over the limit of 10 bytes"));
  mended("rows=2");
  mended("frames=1");
  // Of a forest, after the first trees it is known what all of them take.
  shop.write("scene.yaml",
             "lantern: 1\n"
             "data: {d: {generate: {moons: {n_samples: 400, noise: 0.1, seed: 1}}}}\n"
             "models: {f: {random_forest: {data: d, target: label, features: [x, y], "
             "n_estimators: 200, seed: 1}}}\n"
             "views: {v: {marks: {l: {text: {x: 0, y: 0, text: '{=f.accuracy}'}}}}}\n"
             "timeline: [{show: l}]\n");
  mended("work=0.002");
}

TEST_CASE("what killed slides left is removed by the next ones", "[pipelines]") {
  const FaultShop shop;
  std::string text = FaultShop::kScene;
  shop.write("scene.yaml", text.replace(text.find("500ms"), 5, "60s"));
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    (void)!chdir(shop.path().c_str());
    execl(program_path(), program_path(), "slides", "scene.yaml", "-q", "--fps", "60",
          static_cast<char*>(nullptr));
    _exit(127);
  }
  for (int i = 0; i < 500 && scratch_in(shop.path()).size() < 2; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(scratch_in(shop.path()).size() == 2);  // the page, and the folder of its films
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  CHECK(scratch_in(shop.path()).size() == 2);
  shop.write("scene.yaml", FaultShop::kScene);
  CHECK(shop.here({"slides", "scene.yaml", "-q"}).code == 0);
  CHECK(scratch_in(shop.path()).empty());
}

}  // namespace lantern::test::pipelines_test
