#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/program.h"

namespace lantern::test::signals_test {
namespace {

constexpr const char* kLongScene =
    "lantern: 1\n"
    "params: {t: 0}\n"
    "data: {points: {generate: {blobs: {n_samples: 400, seed: 1}}}}\n"
    "views: {plot: {marks: {dots: {dot: {data: points, x: \"=x + t\", y: y}}}}}\n"
    "timeline: [{animate: {t: 5}, for: 600s}]\n";

/// Starts a render that would take minutes; returns once it has begun to write.
pid_t start(const TemporaryFolder& folder, const std::string& film) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    if (chdir(folder.path().c_str()) != 0) _exit(126);
    execl(program_path(), program_path(), "render", "scene.yaml", "-o", film.c_str(), "-q",
          static_cast<char*>(nullptr));
    _exit(127);
  }
  for (int i = 0; i < 3000; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      if (entry.path().filename().string().starts_with("." + film)) return child;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return child;
}

}  // namespace

TEST_CASE("an interrupted render leaves nothing, and the old file as it was", "[program][fault]") {
  const std::vector<std::pair<int, std::string>> cases{
      {SIGINT, "film.mp4"}, {SIGTERM, "film.mp4"}, {SIGHUP, "film.mp4"}, {SIGINT, "film.gif"}};
  for (const auto& [signal, film] : cases) {
    const TemporaryFolder folder;
    write_file(folder.file("scene.yaml"), kLongScene);
    write_file(folder.file(film), "old");
    const pid_t child = start(folder, film);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    kill(child, signal);
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == signal);
    CHECK(read_file(folder.file(film)) == "old");
    size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      ++files;
    }
    CHECK(files == 2);
  }
}

TEST_CASE("a signal ends what computes as soon as what draws", "[program][fault]") {
  const TemporaryFolder folder;
  write_file(folder.file("scene.yaml"),
             "lantern: 1\n"
             "data: {d: {generate: {moons: {n_samples: 100000, noise: 0.3, seed: 1}}}}\n"
             "models: {m: {random_forest: {data: d, features: [x, y], target: label, "
             "n_estimators: 10000}}}\n"
             "views: {v: {marks: {t: {text: {x: 50%, y: 50%, text: '{=m.accuracy}'}}}}}\n");
  for (const char* command : {"check", "still", "render"}) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
      const pid_t child = fork();
      REQUIRE(child >= 0);
      if (child == 0) {
        if (chdir(folder.path().c_str()) != 0) _exit(126);
        execl(program_path(), program_path(), command, "scene.yaml", "-q", "--limit", "work=1e6",
              static_cast<char*>(nullptr));
        _exit(127);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(400));
      const auto start = std::chrono::steady_clock::now();
      kill(child, signal);
      int status = 0;
      waitpid(child, &status, 0);
      const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
      INFO(command << " " << signal);
      CHECK(WIFSIGNALED(status));
      CHECK(WTERMSIG(status) == signal);
      CHECK(taken.count() < 2);  // a tenth of it where the machine has nothing else to do
    }
  }
}

}  // namespace lantern::test::signals_test
