#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/program.h"

namespace lantern::test::builds_test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kScene =
    "lantern: 1\n"
    "canvas: {size: 160x90, fps: 10}\n"
    "data: {points: {csv: 'my points.csv'}}\n"
    "views: {plot: {marks: {dots: {dot: {data: points, x: x, y: y}}}}}\n"
    "timeline: [{hold: 200ms}]\n";

/// A scene and a table whose names make and ninja would trip over.
struct Shop {
  Shop() {
    scene(kScene);
    csv("x,y\n1,2\n3,4\n");
  }
  void scene(const std::string& text) const { write_file(folder.file("my $cene #1.yaml"), text); }
  void csv(const std::string& text) const { write_file(folder.file("my points.csv"), text); }
  std::string file(const std::string& name) const { return folder.file(name); }
  Run lantern_here(std::vector<std::string> arguments) const {
    return lantern(arguments, folder.path());
  }

  TemporaryFolder folder;
};

/// A program of our own with its own themes, which a test may change.
std::string own_program(const TemporaryFolder& folder) {
  const fs::path build = fs::path(program_path()).parent_path();
  for (const auto& entry : fs::directory_iterator(build)) {
    const std::string name = entry.path().filename().string();
    if (name == "lantern" || name.ends_with(".so"))
      fs::copy(entry.path(), folder.path() + "/" + name);
  }
  fs::copy(build / "share", folder.path() + "/share", fs::copy_options::recursive);
  return folder.path() + "/lantern";
}

/// Later than all times so far as file systems tell them.
void touch(const std::string& path) {
  write_file(path, read_file(path) + "\n");
}

}  // namespace

TEST_CASE("ninja renders again exactly when an input changes", "[builds]") {
  const Shop shop;
  const TemporaryFolder program_folder;
  const std::string program = own_program(program_folder);
  write_file(shop.file("build.ninja"),
             "rule still\n  command = " + program +
                 " still $in -o $out --at 0s --deps $out.d -q && echo again >> runs\n"
                 "  depfile = $out.d\n  deps = gcc\n"
                 "build still.png: still my$ $$cene$ #1.yaml\n"
                 "rule film\n  command = " +
                 program +
                 " render $in -o film.gif -o film.webp --deps film.d -q && echo again >> films\n"
                 "  depfile = film.d\n"
                 "build film.gif film.webp: film my$ $$cene$ #1.yaml\n");
  const auto ninja = [&] {
    const Run built = run({"ninja"}, shop.folder.path());
    INFO(built.out << built.err);
    CHECK(built.code == 0);
    return std::pair(read_file(shop.file("runs")).size() / 6,
                     read_file(shop.file("films")).size() / 6);
  };
  const auto times = [](size_t n) { return std::pair(n, n); };
  CHECK(ninja() == times(1));
  CHECK(ninja() == times(1));
  shop.csv("x,y\n1,2\n3,5\n");
  CHECK(ninja() == times(2));
  touch(shop.file("my $cene #1.yaml"));
  CHECK(ninja() == times(3));
  touch(program_folder.path() + "/share/lantern/themes/paper.yaml");
  CHECK(ninja() == times(4));
  touch(program_folder.path() + "/share/lantern/themes/slate.yaml");  // not this scene's
  write_file(shop.file("other.csv"), "x,y\n");
  CHECK(ninja() == times(4));
  touch(program_folder.path() + "/share/lantern/glyphs/cat.yaml");
  CHECK(ninja() == times(5));
  CHECK(ninja() == times(5));
}

TEST_CASE("make reads the same file", "[builds]") {
  const Shop shop;
  write_file(shop.file("Makefile"),
             std::string("still.png:\n\t") + program_path() +
                 " still 'my $$cene #1.yaml' -o $@ --deps still.d -q\n-include still.d\n");
  const auto up_to_date = [&] {
    return run({"make", "-q", "still.png"}, shop.folder.path()).code == 0;
  };
  CHECK_FALSE(up_to_date());
  const Run made = run({"make", "still.png"}, shop.folder.path());
  INFO(made.out << made.err);
  REQUIRE(made.code == 0);
  CHECK(up_to_date());
  fs::last_write_time(shop.file("my points.csv"),
                      fs::file_time_type::clock::now() + std::chrono::seconds(5));
  CHECK_FALSE(up_to_date());
}

TEST_CASE("what a wrong scene depends on is written too", "[builds]") {
  const Shop shop;
  shop.scene(std::string(kScene) + "timelines: []\n");
  const Run wrong =
      shop.lantern_here({"render", "my $cene #1.yaml", "-o", "film.gif", "--deps", "film.d"});
  CHECK(wrong.code == 3);
  const std::string rule = read_file(shop.file("film.d"));
  CHECK(rule.starts_with("film.gif:"));
  CHECK(rule.find("my\\ $$cene\\ \\#1.yaml") != std::string::npos);
  CHECK(rule.find("my\\ points.csv") != std::string::npos);
  shop.scene("lantern: 1\ntitle: a: b\n");  // not even YAML
  CHECK(shop.lantern_here({"render", "my $cene #1.yaml", "-o", "film.gif", "--deps", "film.d"})
            .code == 3);
  CHECK(read_file(shop.file("film.d")).find("my\\ $$cene\\ \\#1.yaml") != std::string::npos);
  fs::remove(shop.file("my points.csv"));
  shop.scene(kScene);
  CHECK(shop.lantern_here({"still", "my $cene #1.yaml", "-o", "a.png", "--deps", "a.d"}).code == 3);
  CHECK(read_file(shop.file("a.d")).find("my\\ points.csv") != std::string::npos);
}

TEST_CASE("render --if-changed does nothing exactly where nothing changed", "[builds]") {
  const Shop shop;
  size_t count = 0;
  const auto renders = [&](std::vector<std::string> more = {}) {
    std::vector<std::string> command{"render", "my $cene #1.yaml", "-o", "film.gif",
                                     "--if-changed"};
    command.insert(command.end(), more.begin(), more.end());
    const Run run = shop.lantern_here(command);
    INFO(++count << run.err);
    CHECK(run.code == 0);
    return run.err.find("up to date") == std::string::npos;
  };
  CHECK(renders());
  CHECK_FALSE(renders());
  fs::last_write_time(shop.file("my points.csv"), fs::file_time_type::clock::now());
  CHECK_FALSE(renders());  // contents count
  shop.csv("x,y\n1,2\n3,5\n");
  CHECK(renders());
  shop.scene(std::string(kScene) + "# a comment\n");
  CHECK(renders());
  CHECK(renders({"--scale", "2"}));
  CHECK_FALSE(renders({"--scale", "2", "-j", "1"}));
  CHECK(renders());
  CHECK(renders({"--theme", "slate"}));
  CHECK_FALSE(renders({"--theme", "slate"}));
  CHECK(renders({"--theme", "slate", "--strict"}));  // warnings may stop it then
  CHECK_FALSE(renders({"--theme", "slate", "--strict", "--limit", "rows=9", "--limit", "work=9"}));
  write_file(shop.file("film.gif"), "something else");
  CHECK(renders({"--theme", "slate"}));
  fs::remove(shop.file("film.gif"));
  CHECK(renders({"--theme", "slate"}));
  CHECK(shop.lantern_here({"render", "my $cene #1.yaml", "-o", "film.gif"}).code == 0);
  CHECK(renders({"--theme", "slate"}));  // it was rendered otherwise meanwhile
}

TEST_CASE("render --if-changed knows all files of sequences, pairs and sections", "[builds]") {
  const Shop shop;
  const std::vector<std::vector<std::string>> commands{
      {"render", "my $cene #1.yaml", "-o", "all/%03d.png", "--poster", "p.png"},
      {"render", "my $cene #1.yaml", "-o", "pair.gif", "--pair", "paper,slate"},
      {"render", "my $cene #1.yaml", "-o", "part.gif", "--sections"}};
  const std::vector<std::string> lost{"all/001.png", "pair-slate.gif", "part.json"};
  for (size_t i = 0; i < commands.size(); ++i) {
    std::vector<std::string> command = commands[i];
    command.push_back("--if-changed");
    const auto fresh = [&] {
      const Run run = shop.lantern_here(command);
      INFO(run.err);
      CHECK(run.code == 0);
      return run.err.find("rendered") == std::string::npos &&
             run.err.find("up to date") != std::string::npos;
    };
    CHECK_FALSE(fresh());
    CHECK(fresh());
    REQUIRE(fs::remove(shop.file(lost[i])));
    shop.lantern_here(command);
    CHECK(fs::exists(shop.file(lost[i])));
    CHECK(fresh());
  }
}

TEST_CASE("one wrong scene does not keep the others from being made", "[builds]") {
  const Shop shop;
  write_file(shop.file("a.yaml"), kScene);
  write_file(shop.file("b.yaml"), "lantern: 2\n");
  write_file(shop.file("c.yaml"), kScene);
  const Run made = shop.lantern_here({"render", "a.yaml", "b.yaml", "none.yaml", "c.yaml"});
  CHECK(made.code == 3);
  CHECK(made.err.find("4 scenes: 2 rendered, 2 wrong (b.yaml, none.yaml)\n") != std::string::npos);
  CHECK(fs::exists(shop.file("a.mp4")));
  CHECK(fs::exists(shop.file("c.mp4")));
  const Run checked = shop.lantern_here({"check", "a.yaml", "b.yaml", "c.yaml"});
  CHECK(checked.code == 3);
  CHECK(checked.err.find("3 scenes: 2 right, 1 wrong (b.yaml)\n") != std::string::npos);
  fs::create_directory(shop.file("d"));
  write_file(shop.file("d/a.yaml"), kScene);
  const Run twice = shop.lantern_here({"render", "a.yaml", "d/a.yaml"});
  CHECK(twice.code == 2);
  CHECK(twice.err.find("a.mp4 is written twice") != std::string::npos);
}

TEST_CASE("render --watch renders again, tells of mistakes and goes on", "[builds][watch]") {
  const Shop shop;
  const pid_t watcher = fork();
  if (watcher == 0) {
    if (chdir(shop.folder.path().c_str()) != 0 || !freopen("log", "w", stderr)) _exit(126);
    execl(program_path(), "lantern", "render", "my $cene #1.yaml", "-o", "film.gif", "--watch",
          nullptr);
    _exit(127);
  }
  REQUIRE(watcher > 0);
  const auto log = [&] { return fs::exists(shop.file("log")) ? read_file(shop.file("log")) : ""; };
  const auto count = [&](const std::string& what) {
    const std::string text = log();
    size_t n = 0;
    for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
  };
  // Waits until it has settled for the n-th time.
  const auto settled = [&](size_t n) {
    for (int i = 0; i < 3000 && count("watching ") < n; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    INFO(log());
    CHECK(count("watching ") >= n);
  };
  settled(1);
  const std::string first = read_file(shop.file("film.gif"));
  shop.csv("x,y\n1,2\n9,9\n5,3\n");
  settled(2);
  const std::string second = read_file(shop.file("film.gif"));
  CHECK(second != first);
  shop.scene("lantern: 1\ntitle: a: b\n");
  settled(3);
  CHECK(count("error[yaml-syntax]") == 1);
  CHECK(read_file(shop.file("film.gif")) == second);
  shop.scene(kScene);
  shop.csv("x,y\n1,2\n3,4\n");
  settled(4);
  for (int i = 0; i < 3000 && read_file(shop.file("film.gif")) != first; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(read_file(shop.file("film.gif")) == first);
  kill(watcher, SIGINT);
  int status = 0;
  waitpid(watcher, &status, 0);
  CHECK(WIFSIGNALED(status));
}

}  // namespace lantern::test::builds_test
