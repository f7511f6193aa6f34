#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include <catch2/catch.hpp>

#include "core/files/beneath.h"
#include "core/files/scene_file.h"
#include "tests/faults/workshop.h"

namespace lantern::test::scene_files_test {
namespace {

namespace fs = std::filesystem;
using Catch::Contains;

/// A scene's folder `in` with everything in it that may lead out, and a folder beside it.
struct Place {
  Place() {
    fs::create_directories(folder.file("in/sub"));
    fs::create_directory(folder.file("out"));
    write_file(folder.file("in/points.csv"), FaultShop::kData);
    write_file(folder.file("in/sub/points.csv"), FaultShop::kData);
    write_file(folder.file("out/secret.csv"), "x,y\nhush,hush\n");
    link("../out/secret.csv", "file.csv");
    link("../out", "folder");
    link(folder.file("in/points.csv"), "absolute.csv");
    link("/proc/self/fd/0", "magic.csv");
    link("/dev/zero", "zero.csv");
    link("sub/points.csv", "inner.csv");
    link("sub/../sub", "around");
    link("circle.csv", "circle.csv");
    REQUIRE(mkfifo(folder.file("in/pipe.csv").c_str(), 0600) == 0);
    write_file(folder.file("in/large.csv"), "x,y\n");
    fs::resize_file(folder.file("in/large.csv"), std::uintmax_t(1) << 36);  // mostly a hole
  }
  void link(const std::string& to, const std::string& name) const {
    fs::create_symlink(to, folder.file("in/" + name));
  }
  std::string in() const { return folder.file("in"); }
  Run check(const std::string& csv, std::vector<std::string> more = {}) const {
    std::string text = FaultShop::kScene;
    text.replace(text.find("points.csv"), 10, "\"" + csv + "\"");
    write_file(folder.file("in/scene.yaml"), text);
    more.insert(more.begin(), {"check", "in/scene.yaml"});
    return lantern(more, folder.path());
  }

  TemporaryFolder folder;
};

int error_of(const Place& place, const std::string& path, Guard guard) {
  errno = 0;
  return open_beneath(place.in(), path, guard) ? 0 : errno;
}

}  // namespace

TEST_CASE("a path stays below its folder, whoever guards it", "[files][fault]") {
  const Place place;
  for (const Guard guard : {Guard::kernel, Guard::steps}) {
    CAPTURE(int(guard));
    for (const char* path : {"points.csv", "./points.csv", "sub/points.csv", "sub//points.csv",
                             "sub/../points.csv", "inner.csv", "around/points.csv", "pipe.csv"}) {
      CAPTURE(path);
      CHECK(error_of(place, path, guard) == 0);
    }
    for (const char* path :
         {"..", "../in/points.csv", "../out/secret.csv", "sub/../../out/secret.csv", "file.csv",
          "folder/secret.csv", "folder/../points.csv", "absolute.csv", "magic.csv", "zero.csv",
          "/etc/passwd"}) {
      CAPTURE(path);
      CHECK(error_of(place, path, guard) == EXDEV);
    }
    CHECK(error_of(place, "none.csv", guard) == ENOENT);
    CHECK(error_of(place, "none/points.csv", guard) == ENOENT);
    CHECK(error_of(place, "points.csv/x", guard) == ENOTDIR);
    CHECK(error_of(place, "circle.csv", guard) == ELOOP);
  }
}

TEST_CASE("scenes read plain files of their folder only, and tell nothing of others",
          "[files][fault]") {
  const Place place;
  for (const char* path : {"points.csv", "sub/points.csv", "inner.csv", "sub/../points.csv"}) {
    CHECK(place.check(path).code == 0);
  }
  const std::string absolute = place.folder.file("in/points.csv");
  for (const std::string path :
       {"../out/secret.csv", "sub/../../out/secret.csv", "file.csv", "folder/secret.csv",
        "absolute.csv", "magic.csv", "zero.csv", "pipe.csv", "/etc/passwd", "/etc/shadow",
        "/proc/self/mem", "/dev/zero", "file:///etc/passwd", "http://localhost/x.csv",
        absolute.c_str()}) {
    const Run run = place.check(path);
    INFO(path << "\n" << run.err);
    CHECK(run.code == 4);
    CHECK_THAT(run.err, Catch::StartsWith("in/scene.yaml:4:22: error[refused-file]: "));
    CHECK(run.err.find("hush") == std::string::npos);
    CHECK(run.err.find("root:") == std::string::npos);
  }
  const Run large = place.check("large.csv");
  CHECK(large.code == 4);
  CHECK_THAT(large.err, Contains("4:22: error[limit]: \"large.csv\" has 65536 MiB"));
  CHECK(place.check("sub").code == 3);
  CHECK_THAT(place.check("sub").err, Contains("error[data-file]: cannot read \"sub\""));
  CHECK_THAT(place.check("point.csv").err, Contains("there is \"points.csv\" in that folder"));
  CHECK(place.check("").code == 3);
}

TEST_CASE("the option root opens a folder above, no other", "[files][fault]") {
  const Place place;
  CHECK(place.check("../out/secret.csv", {"--root", "."}).code == 0);
  CHECK(place.check("file.csv", {"--root", "."}).code == 0);
  CHECK(place.check("points.csv", {"--root", "in"}).code == 0);
  CHECK(place.check("../../points.csv", {"--root", "."}).code == 4);
  CHECK(place.check("/etc/passwd", {"--root", "/"}).code == 4);
  CHECK(place.check("points.csv", {"--root", "out"}).code == 2);
  CHECK(place.check("points.csv", {"--root", "none"}).code == 2);
  CHECK(lantern({"check", "scene.yaml", "--root", ".."}, place.in()).code == 0);
}

TEST_CASE("files that the user names lie anywhere, but are plain too", "[files][fault]") {
  const Place place;
  CHECK(place.check("nowhere.csv", {"--data", "points=out/secret.csv"}).code == 0);
  CHECK(place.check("nowhere.csv", {"--data", "points=" + place.in() + "/points.csv"}).code == 0);
  CHECK(place.check("points.csv", {"--data", "points=in/pipe.csv"}).code == 4);
  CHECK(place.check("points.csv", {"--data", "points=/dev/zero"}).code == 4);
  CHECK(place.check("points.csv", {"--data", "points=in/large.csv"}).code == 4);
  CHECK(place.check("points.csv", {"--data", "points=in"}).code == 3);
}

}  // namespace lantern::test::scene_files_test
