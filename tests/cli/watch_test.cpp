#include <chrono>
#include <filesystem>
#include <future>
#include <thread>

#include <catch2/catch.hpp>

#include "cli/watch/watch.h"
#include "tests/support/golden.h"

namespace lantern::test::watch_test {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using Names = std::vector<std::string>;

/// What the watch tells when `change` happens; nothing where it has not told after half a second.
template <class Change>
Names told(FolderWatch& watch, const Change& change) {
  auto answer = std::async(std::launch::async, [&] { return watch.wait(milliseconds(20)); });
  std::this_thread::sleep_for(milliseconds(30));
  change();
  if (answer.wait_for(milliseconds(500)) == std::future_status::timeout) watch.stop();
  return answer.get();
}

}  // namespace

TEST_CASE("a watch tells of files that are written in place and of those renamed over", "[watch]") {
  const TemporaryFolder folder;
  const std::string file = folder.file("scene.yaml");
  write_file(file, "1");
  FolderWatch watch;
  CHECK(watch.set_files({file}));
  CHECK_FALSE(watch.set_files({file}));
  CHECK(told(watch, [&] { write_file(file, "2"); }) == Names{file});
  CHECK(told(watch, [&] {
          fs::rename(file, file + "~");  // as editors do
          write_file(file, "3");
        }) == Names{file});
  CHECK(told(watch, [&] {
          write_file(folder.file(".scene.swp"), "4");
          fs::rename(folder.file(".scene.swp"), file);
        }) == Names{file});
}

TEST_CASE("a watch gathers what happens at once, and is silent about the rest", "[watch]") {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.csv"), b = folder.file("b.csv");
  FolderWatch watch;
  watch.set_files({b, a});
  CHECK(told(watch, [&] {
          write_file(b, "1");
          write_file(folder.file("c.csv"), "1");
          write_file(a, "1");
          write_file(a, "2");
        }) == Names{a, b});
  CHECK(told(watch, [&] {
          write_file(folder.file("c.csv"), "2");
          fs::remove(b);
        }).empty());
}

TEST_CASE("a watch sees files through links, and those in folders that are not there yet",
          "[watch]") {
  const TemporaryFolder folder;
  fs::create_directory(folder.file("real"));
  write_file(folder.file("real/scene.yaml"), "1");
  const std::string link = folder.file("scene.yaml"), later = folder.file("data/points.csv");
  fs::create_symlink(folder.file("real/scene.yaml"), link);
  FolderWatch watch;
  watch.set_files({link, later});
  CHECK(told(watch, [&] { write_file(folder.file("real/scene.yaml"), "2"); }) == Names{link});
  CHECK(told(watch, [&] {
          fs::remove(link);
          fs::create_symlink(folder.file("real/other.yaml"), link);
        }) == Names{link});
  CHECK(told(watch, [&] { fs::create_directory(folder.file("data")); }) == Names{later});
  watch.set_files({link, later});
  CHECK(told(watch, [&] { write_file(later, "1"); }) == Names{later});
  CHECK(told(watch, [&] { fs::remove_all(folder.file("data")); }) == Names{later});
}

TEST_CASE("a watch that was stopped does not wait", "[watch]") {
  const TemporaryFolder folder;
  FolderWatch watch;
  watch.set_files({folder.file("scene.yaml")});
  watch.stop();
  CHECK(watch.wait(milliseconds(20)).empty());
}

}  // namespace lantern::test::watch_test
