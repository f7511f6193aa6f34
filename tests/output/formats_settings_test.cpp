#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <set>

#include <nlohmann/json.hpp>

#include "output/captions/caption_files.h"
#include "tests/output/other_programs.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

// What a scene and its options settle about the files of a film.

namespace lantern::test::formats_settings_test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

unsigned number_at(const std::string& bytes, size_t at, size_t count) {
  unsigned out = 0;
  for (size_t i = 0; i < count; ++i) out = out << 8 | std::uint8_t(bytes[at + i]);
  return out;
}

/// How long each frame of an APNG is there, in seconds.
std::vector<double> delays_of(const std::string& apng) {
  std::vector<double> out;
  for (size_t at = 8; at + 12 <= apng.size(); at += 12 + number_at(apng, at, 4)) {
    if (apng.compare(at + 4, 4, "fcTL") != 0) continue;
    out.push_back(number_at(apng, at + 28, 2) / double(number_at(apng, at + 30, 2)));
  }
  return out;
}

}  // namespace

TEST_CASE("what stands still is one frame of an APNG", "[formats]") {
  const TemporaryFolder folder;
  write_file(folder.file("hold.yaml"),
             "lantern: 1\ncanvas: {size: 160x90, fps: 30}\n"
             "params: {t: {value: 0, range: [0, 1]}}\n"
             "views: {v: {marks: {d: {dot: {x: \"=20 + 99*t\", y: 50%, size: 20}}}}}\n"
             "timeline: [{hold: 2s}, {animate: {t: 1}, for: 1s}, {hold: 20s}]\n");
  REQUIRE(lantern({"render", "hold.yaml", "-q", "-o", "f.apng"}, folder.path()).code == 0);
  const std::vector<double> delays = delays_of(read_file(folder.file("f.apng")));
  REQUIRE((delays.size() > 20 && delays.size() <= 33));
  CHECK(delays.front() == Approx(2).margin(0.1));
  CHECK(delays[5] == Approx(1 / 30.0));
  CHECK(delays[delays.size() - 2] == Approx(20).margin(0.1));
  CHECK(delays.back() == Approx(1 / 30.0));
  double sum = 0;
  for (const double delay : delays) sum += delay;
  CHECK(sum == Approx(23).margin(0.001));
}

TEST_CASE("a transparent canvas stays so where the format can", "[formats]") {
  const TemporaryFolder folder;
  write_file(
      folder.file("glass.yaml"),
      "lantern: 1\ncanvas: {size: 160x90, fps: 10, background: transparent}\n"
      "params: {t: {value: 0, range: [0, 1]}}\n"
      "views: {v: {marks: {d: {dot: {x: 50%, y: 50%, size: \"=60 + 4*t\", color: '#2b6fd6'}}}}}\n"
      "timeline: [{animate: {t: 1}, for: 1s}]\n");
  REQUIRE(lantern({"render", "glass.yaml", "-q", "-o", "f.webm", "-o", "f.apng", "-o", "f.webp",
                   "-o", "f%02d.png", "-o", "f.mp4", "-o", "f.gif"},
                  folder.path())
              .code == 0);
  REQUIRE(lantern({"still", "glass.yaml", "-q", "--at", "0s", "-o", "still.webp"}, folder.path())
              .code == 0);
  const auto first_frame = [&](const std::string& name, const std::vector<std::string>& options) {
    std::vector<std::string> command{"ffmpeg", "-v", "error", "-y"};
    command.insert(command.end(), options.begin(), options.end());
    command.insert(command.end(),
                   {"-i", name, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgba", "raw"});
    REQUIRE(run(command, folder.path()).code == 0);
    return read_file(folder.file("raw"));
  };
  const auto check = [&](const std::string& rgba, int tolerance) {
    REQUIRE(rgba.size() == 160 * 90 * 4);
    const auto at = [&](int x, int y, int channel) {
      return int(std::uint8_t(rgba[size_t((y * 160 + x) * 4 + channel)]));
    };
    CHECK(at(0, 0, 3) <= tolerance);
    CHECK(at(80, 45, 3) >= 255 - tolerance);
    CHECK(std::abs(at(80, 45, 0) - 0x2b) <= 2 * tolerance + 1);
    CHECK(std::abs(at(80, 45, 2) - 0xd6) <= 2 * tolerance + 1);
  };
  check(first_frame("f.webm", {"-c:v", "libvpx-vp9"}), 3);
  check(first_frame("f.apng", {}), 0);
  check(first_frame("f00.png", {}), 0);
  check(first_frame("still.webp", {}), 0);
  const std::string opaque = first_frame("f.mp4", {});
  CHECK(std::uint8_t(opaque[3]) == 255);
  CHECK(std::uint8_t(opaque[0]) > 240);  // the theme's ground
}

TEST_CASE("the canvas says whether pictures start again, and when", "[formats]") {
  const TemporaryFolder folder;
  const auto make = [&](const std::string& more) {
    write_file(folder.file("s.yaml"),
               "lantern: 1\ncanvas: {size: 64x36, fps: 10" + more +
                   "}\nparams: {t: 0}\n"
                   "views: {v: {marks: {d: {dot: {x: 50%, y: 50%, size: \"=9 + 4*t\"}}}}}\n"
                   "timeline: [{animate: {t: 1}, for: 1s}]\n");
    REQUIRE(lantern({"render", "s.yaml", "-q", "-o", "s.gif", "-o", "s.svg", "-o", "s.webp"},
                    folder.path())
                .code == 0);
  };
  make("");
  CHECK(read_file(folder.file("s.gif")).find("NETSCAPE") != std::string::npos);
  CHECK(read_file(folder.file("s.svg")).find("dur=\"2.5s\" repeatCount=\"indefinite\"") !=
        std::string::npos);
  CHECK(output_of({"webpmux", "-info", folder.file("s.webp")}).find("Loop Count : 0") !=
        std::string::npos);
  make(", loop: false, hold: 3s");
  CHECK(read_file(folder.file("s.gif")).find("NETSCAPE") == std::string::npos);
  CHECK(read_file(folder.file("s.svg")).find("dur=\"4s\" fill=\"freeze\"") != std::string::npos);
  CHECK(read_file(folder.file("s.svg")).find("repeatCount") == std::string::npos);
  CHECK(output_of({"webpmux", "-info", folder.file("s.webp")}).find("Loop Count : 1") !=
        std::string::npos);
}

TEST_CASE("the clips of the sections are the film, and the manifest says so", "[formats]") {
  const TemporaryFolder folder;
  const std::string scene = repository() + "/scenes/random-forest/vote.yaml";
  const std::vector<std::string> size{"--size", "160x90", "--fps", "10", "-q"};
  std::vector<std::string> film{"render", scene, "-o", folder.file("all/%04d.png")};
  film.insert(film.end(), size.begin(), size.end());
  REQUIRE(lantern({"render", scene, "--sections", "-o", folder.file("m.mp4"), "--size", "160x90",
                   "--fps", "10", "-q"})
              .code == 0);
  REQUIRE(lantern(film).code == 0);
  const Json manifest = Json::parse(read_file(folder.file("m.json")));
  const Run valid =
      run({"python3", "-c",
           "import json, sys, jsonschema; jsonschema.validate(json.load(open(sys.argv[1])), "
           "json.load(open(sys.argv[2])))",
           folder.file("m.json"), repository() + "/docs/manifest.schema.json"},
          ".", {"PATH=/usr/bin:/bin"});
  INFO(valid.err);
  CHECK(valid.code == 0);
  const Json inspected = Json::parse(lantern({"inspect", scene, "--at", "0s"}).out);
  REQUIRE(manifest["sections"].size() == inspected["film"]["sections"].size());
  int next = 0;
  for (size_t i = 0; i < manifest["sections"].size(); ++i) {
    const Json& section = manifest["sections"][i];
    const Json& own = inspected["film"]["sections"][i];
    CHECK(section["name"] == own["name"]);
    CHECK(section["start"].get<double>() == Approx(own["start"].get<double>()).margin(0.0005));
    CHECK(section["duration"].get<double>() ==
          Approx(own["end"].get<double>() - own["start"].get<double>()));
    CHECK(section["first_frame"] == next);
    next += section["frames"].get<int>();
    const std::string name = section["name"];
    const Run one = lantern({"render", scene, "--section", name, "-o", folder.file("one/%04d.png"),
                             "--size", "160x90", "--fps", "10", "-q"});
    REQUIRE(one.code == 0);
    size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder.file("one"))) {
      ++count;
      char number[16];
      const int place = section["first_frame"].get<int>() + std::stoi(entry.path().stem().string());
      std::snprintf(number, sizeof number, "%04d.png", place);
      CHECK(read_file(entry.path().string()) == read_file(folder.file("all/") + number));
    }
    CHECK(count == section["frames"].get<size_t>());
    const Json clip = probe(folder.file(section["files"][0]));
    CHECK(clip["streams"][0]["nb_read_frames"] == std::to_string(count));
    CHECK(fs::exists(folder.file(section["poster"])));
    fs::remove_all(folder.file("one"));
  }
  CHECK(next == std::lround(manifest["duration"].get<double>() * 10));
}

TEST_CASE("a WebP is at most 0.72 of the GIF of the same frames", "[formats]") {
  const TemporaryFolder folder;
  REQUIRE(lantern({"render", repository() + "/bench/roc.yaml", "-q", "-o", "f.gif", "-o", "f.webp"},
                  folder.path())
              .code == 0);
  CHECK(double(read_file(folder.file("f.webp")).size()) <=
        0.72 * double(read_file(folder.file("f.gif")).size()));
}

TEST_CASE("sections may share a name, and sequences have posters of their own", "[formats]") {
  const TemporaryFolder folder;
  const std::string scene = repository() + "/tests/odd/names.yaml";
  const Run which =
      lantern({"render", scene, "--section", "Same & \"name\"", "-o", folder.file("x.mp4")});
  CHECK(which.code == 2);
  CHECK(which.err.find("--from 0s --to 0.5s") != std::string::npos);
  REQUIRE(lantern({"render", scene, "-q", "--sections", "--scale", "0.25", "-o",
                   folder.file("s/%03d.png")})
              .code == 0);
  const Json manifest = Json::parse(read_file(folder.file("s/film.json")));
  std::set<std::string> posters;
  for (const Json& section : manifest["sections"]) {
    posters.insert(section["poster"]);
    CHECK(fs::exists(folder.file("s/" + section["poster"].get<std::string>())));
  }
  CHECK(posters.size() == 3);
  CHECK(fs::exists(folder.file("s/029-1-same-name.png")));
  CHECK(!fs::exists(folder.file("s/030-1-same-name.png")));
}

TEST_CASE("a film in which nothing is said has empty captions and a warning", "[formats]") {
  const TemporaryFolder folder;
  const Run made = lantern({"render", repository() + "/tests/odd/slow.yaml", "-o",
                            folder.file("s.vtt"), "-o", folder.file("s.srt")});
  CHECK(made.code == 0);
  CHECK(made.err.find("nothing is said") != std::string::npos);
  CHECK(read_file(folder.file("s.vtt")) == "WEBVTT\n");
}

TEST_CASE("captions are escaped and timed", "[formats]") {
  Film film;
  film.title = "T";
  film.duration = 4000;
  film.cues = {{0, 1.0006, "a < b & c"}, {3725.25, 3727, "late"}};
  film.sections = {{"Start", 0, 10}, {"End", 10, 4000}};
  CHECK(write_webvtt(film) ==
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.001\na &lt; b &amp; c\n\n01:02:05.250 --> "
        "01:02:07.000\nlate\n");
  CHECK(write_subrip(film) ==
        "1\n00:00:00,000 --> 00:00:01,001\na < b & c\n\n2\n01:02:05,250 --> 01:02:07,000\nlate\n");
  CHECK(write_transcript(film) == "# T\n\n## Start (0:00)\n\na < b & c\n\n## End (0:10)\n\nlate\n");
}

TEST_CASE("a cue of no time or of no words is left out", "[text-formats]") {
  Film film;
  film.duration = 3;
  film.cues = {{0, 0.0004, "gone"}, {1, 2, " \n\n "}, {2, 3, "First.\n\nSecond."}};
  CHECK(write_webvtt(film) == "WEBVTT\n\n00:00:02.000 --> 00:00:03.000\nFirst.\nSecond.\n");
  CHECK(write_subrip(film) == "1\n00:00:02,000 --> 00:00:03,000\nFirst.\nSecond.\n");
}

TEST_CASE("a transcript gives the times that captions give", "[text-formats]") {
  Film film;
  film.duration = 30;
  film.sections = {{"Late", 25.9996, 30}};
  film.cues = {{25.9996, 30, "now"}};
  CHECK_THAT(write_transcript(film), Catch::Contains("## Late (0:26)"));
  CHECK_THAT(write_webvtt(film), Catch::Contains("00:00:26.000"));
}

}  // namespace lantern::test::formats_settings_test
