#include "output/staging/staging.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstring>

#include <catch2/catch.hpp>

#include "core/base/error.h"
#include "tests/output/child.h"
#include "tests/output/pictures.h"
#include "tests/support/golden.h"

namespace lantern::test::staging_test {

using Catch::Matchers::Contains;
using lantern::RuntimeError;
using lantern::StagedFile;
using lantern::StagedFolder;
using lantern::test::contents;
using lantern::test::read_file;
using lantern::test::write_file;
using Folder = lantern::test::TemporaryFolder;
using Names = std::vector<std::string>;

namespace {

std::span<const std::uint8_t> bytes(const char* text) {
  return {reinterpret_cast<const std::uint8_t*>(text), std::strlen(text)};
}

unsigned mode_of(const std::string& path) {
  struct stat status = {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

void publish(const std::string& path, const char* text) {
  StagedFile file(path, StagedFile::Streams::allowed);
  file.write(bytes(text));
  file.publish();
}

void make_old(const std::string& path) {
  const timespec times[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
  REQUIRE(utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
}

/// The number of a process that is gone.
pid_t dead_process() {
  const pid_t pid = fork();
  if (pid == 0) _exit(0);
  waitpid(pid, nullptr, 0);
  return pid;
}

}  // namespace

TEST_CASE("a staged file appears when it is published, and not before", "[output]") {
  const Folder folder;
  {
    StagedFile file(folder.file("x.mp4"), StagedFile::Streams::refused);
    file.write(bytes("new"));
    const Names names = contents(folder.path());
    REQUIRE(names.size() == 1);
    CHECK_THAT(names[0], Catch::Matchers::StartsWith(".x.mp4.lantern-"));
    CHECK(mode_of(file.path()) == 0600);
    file.publish();
    CHECK(contents(folder.path()) == Names{"x.mp4"});
  }
  CHECK(read_file(folder.file("x.mp4")) == "new");
}

TEST_CASE("without publishing the old file stays and nothing else does", "[output]") {
  const Folder folder;
  write_file(folder.file("x.mp4"), "old");
  make_old(folder.file("x.mp4"));
  {
    StagedFile file(folder.file("x.mp4"), StagedFile::Streams::refused);
    file.write(bytes("new"));
  }
  CHECK(read_file(folder.file("x.mp4")) == "old");
  struct stat status = {};
  REQUIRE(stat(folder.file("x.mp4").c_str(), &status) == 0);
  CHECK(status.st_mtime == 1'000'000'000);
  CHECK(contents(folder.path()) == Names{"x.mp4"});
}

TEST_CASE("permissions of the old file stay, new files follow the umask", "[output]") {
  const Folder folder;
  write_file(folder.file("old"), "old");
  REQUIRE(chmod(folder.file("old").c_str(), 0640) == 0);
  publish(folder.file("old"), "new");
  CHECK(mode_of(folder.file("old")) == 0640);

  const mode_t before = umask(027);
  publish(folder.file("fresh"), "new");
  umask(before);
  CHECK(mode_of(folder.file("fresh")) == 0640);
}

TEST_CASE("links are written through, also those that lead nowhere yet", "[output]") {
  const Folder folder;
  std::filesystem::create_directory(folder.file("real"));
  write_file(folder.file("real/a"), "old");
  REQUIRE(symlink("real/a", folder.file("a").c_str()) == 0);
  REQUIRE(symlink("real/b", folder.file("b").c_str()) == 0);
  publish(folder.file("a"), "new a");
  publish(folder.file("b"), "new b");
  CHECK(std::filesystem::is_symlink(folder.file("a")));
  CHECK(std::filesystem::is_symlink(folder.file("b")));
  CHECK(read_file(folder.file("real/a")) == "new a");
  CHECK(read_file(folder.file("real/b")) == "new b");

  REQUIRE(symlink("loop", folder.file("loop").c_str()) == 0);
  CHECK_THROWS_WITH(publish(folder.file("loop"), "x"), Contains("symbolic links"));
}

TEST_CASE("missing folders are made, and go again where nothing comes of it", "[output]") {
  const Folder folder;
  publish(folder.file("a/b/x.png"), "new");
  CHECK(read_file(folder.file("a/b/x.png")) == "new");
  { StagedFile unfinished(folder.file("a/c/d/y.png"), StagedFile::Streams::allowed); }
  CHECK(contents(folder.path()) == Names{"a", "a/b", "a/b/x.png"});
}

TEST_CASE("impossible targets are refused at once, by name", "[output]") {
  const Folder folder;
  std::filesystem::create_directory(folder.file("dir"));
  write_file(folder.file("file"), "old");
  const auto opening = [](const std::string& path) {
    StagedFile file(path, StagedFile::Streams::allowed);
  };
  CHECK_THROWS_WITH(opening(folder.file("dir")),
                    "writing " + folder.file("dir") + ": Is a directory");
  CHECK_THROWS_WITH(opening(folder.file("dir/")), Contains("Is a directory"));
  CHECK_THROWS_WITH(opening(folder.file("file/x.mp4")), Contains("Not a directory"));
  CHECK_THROWS_WITH(opening(folder.file("new/" + std::string(256, 'x'))),
                    Contains("File name too long"));
  CHECK_THROWS_WITH(opening("/proc/x.mp4"), Contains("writing /proc/x.mp4: "));
  CHECK_THROWS_AS(opening(""), RuntimeError);
  CHECK(contents(folder.path()) == Names{"dir", "file"});
}

TEST_CASE("the longest name that a file may have can be staged", "[output]") {
  const Folder folder;
  const std::string path = folder.file(std::string(255, 'x'));
  publish(path, "new");
  CHECK(read_file(path) == "new");
}

TEST_CASE("an empty file is not published", "[output]") {
  const Folder folder;
  CHECK_THROWS_WITH(publish(folder.file("x"), ""), Contains("nothing was written"));
  CHECK(contents(folder.path()).empty());
}

TEST_CASE("what killed runs left is removed, and nothing else", "[output]") {
  const Folder folder;
  const std::string dead = std::to_string(dead_process());
  const std::string alive = std::to_string(getpid());
  const std::string tail = "-0123456789abcdef.tmp";
  const std::string stale = ".x.mp4.lantern-" + dead + tail;
  Names kept = {".recent.mp4.lantern-" + dead + tail, ".x.mp4.lantern-" + alive + tail,
                ".x.mp4.lantern-" + dead + "-0123.tmp", "x.mp4.lantern-" + dead + tail};
  std::sort(kept.begin(), kept.end());  // process numbers come in any order
  for (const std::string& name : kept) write_file(folder.file(name), "?");
  write_file(folder.file(stale), "?");
  const std::string stale_folder = ".0.png.lantern-" + dead + tail;
  std::filesystem::create_directory(folder.file(stale_folder));
  write_file(folder.file(stale_folder + "/0"), "?");
  for (const std::string& name : contents(folder.path())) {
    if (name.find("recent") == name.npos) make_old(folder.file(name));
  }
  { StagedFile any(folder.file("other.mp4"), StagedFile::Streams::allowed); }
  CHECK(contents(folder.path()) == kept);
}

TEST_CASE("pipes and devices are written directly, or refused", "[output]") {
  const Folder folder;
  const std::string path = folder.file("pipe");
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  CHECK_THROWS_WITH(StagedFile(path, StagedFile::Streams::refused),
                    Contains("only be written to a file"));
  const pid_t writer = fork();
  if (writer == 0) {
    publish(path, "through the pipe");
    _exit(0);
  }
  CHECK(read_file(path) == "through the pipe");
  waitpid(writer, nullptr, 0);
  CHECK(contents(folder.path()) == Names{"pipe"});

  publish("/dev/null", "nothing");
  CHECK_THROWS_WITH(publish("/dev/full", "x"), "writing /dev/full: No space left on device");
}

TEST_CASE("a sequence appears as a whole", "[output]") {
  const Folder folder;
  const auto name = [&](std::int64_t n) { return folder.file("frames/" + std::to_string(n)); };
  {
    StagedFolder files(name);
    files.add(bytes("zero"));
  }
  CHECK(contents(folder.path()).empty());
  {
    StagedFolder files(name);
    files.add(bytes("zero"));
    files.add(bytes("one"));
    CHECK_FALSE(std::filesystem::exists(name(0)));
    files.publish();
  }
  CHECK(contents(folder.path()) == Names{"frames", "frames/0", "frames/1"});
  CHECK(read_file(name(1)) == "one");
}

}  // namespace lantern::test::staging_test
