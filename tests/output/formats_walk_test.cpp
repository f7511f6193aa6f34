#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <regex>
#include <sstream>

#include <nlohmann/json.hpp>

#include "output/caption_files.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"

// Every scene in every format, read by other programs.

namespace lantern::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kWidth = 320, kHeight = 180, kFps = 10;

std::vector<std::string> scenes() {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(repository() + "/scenes")) {
    if (entry.path().extension() == ".yaml") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

Json probe(const std::string& file) {
  const Run run = test::run({"ffprobe", "-v", "error", "-count_frames", "-show_streams", "-show_format",
                             "-show_chapters", "-of", "json", file});
  REQUIRE(run.code == 0);
  return Json::parse(run.out);
}

std::string output_of(const std::vector<std::string>& command) {
  const Run run = test::run(command);
  INFO(run.err);
  CHECK(run.code == 0);
  return run.out;
}

void check_video(const Json& found, const Film& film, bool exact_count) {
  const Json& video = found["streams"][0];
  CHECK(video["width"] == kWidth);
  CHECK(video["height"] == kHeight);
  const double frames = std::stod(video["nb_read_frames"].get<std::string>());
  if (exact_count) CHECK(frames == double(film.frames));
  else CHECK((frames > 10 && frames <= double(film.frames)));
}

}  // namespace

TEST_CASE("every scene comes out right in every format", "[formats][scenes]") {
  for (const std::string& scene : scenes()) {
    INFO(scene);
    const TemporaryFolder folder;
    const auto file = [&](const std::string& name) { return folder.file(name); };
    std::vector<std::string> command{"render", scene, "-q", "--size", "320x180", "--fps", "10"};
    for (const char* name : {"f.mp4", "f.gif", "f.webp", "f.svg", "f.pdf", "f.vtt", "f.srt", "f.md",
                             "f.webm", "f.apng",
                             "seq/%04d.png"}) {
      command.insert(command.end(), {"-o", file(name)});
    }
    const Run made = lantern(command);
    INFO(made.err);
    REQUIRE(made.code == 0);
    const Shown shown(read_file(scene), fs::path(scene).parent_path().string());
    const Film film = shown.scene().film_at({kFps, 1});

    const Json mp4 = probe(file("f.mp4"));
    check_video(mp4, film, true);
    CHECK(mp4["streams"][0]["r_frame_rate"] == "10/1");
    CHECK(std::stod(mp4["format"]["duration"].get<std::string>()) == Approx(film.duration).margin(0.11));
    CHECK(mp4["chapters"].size() == film.sections.size());
    CHECK(mp4["streams"][1]["codec_name"] == "mov_text");
    CHECK(mp4["format"]["tags"]["title"] == film.title);

    check_video(probe(file("f.gif")), film, false);
    const Json webm = probe(file("f.webm"));
    check_video(webm, film, true);
    CHECK(webm["streams"][0]["codec_name"] == "vp9");
    CHECK(webm["chapters"].size() == film.sections.size());
    check_video(probe(file("f.apng")), film, true);

    const std::string webp = output_of({"webpmux", "-info", file("f.webp")});
    CHECK(webp.find("Canvas size: 320 x 180") != std::string::npos);
    double milliseconds = 0;
    const std::regex row(R"(\n\s*\d+:\s+\d+\s+\d+\s+\S+\s+\d+\s+\d+\s+(\d+))");
    for (std::sregex_iterator i(webp.begin(), webp.end(), row), end; i != end; ++i) {
      milliseconds += std::stod((*i)[1]);
    }
    CHECK(milliseconds == Approx(film.duration * 1000 + 1500).margin(2));

    CHECK(run({"xmllint", "--noout", file("f.svg")}).code == 0);
    const std::string words = output_of({"pdftotext", file("f.pdf"), "-"});
    std::string title = film.title;
    CHECK(std::regex_replace(words, std::regex("\\s+"), " ").find(title) != std::string::npos);
    const std::string info = output_of({"pdfinfo", file("f.pdf")});
    CHECK(info.find("Pages:           " + std::to_string(film.sections.size())) != std::string::npos);
    CHECK(info.find("Title:           " + film.title) != std::string::npos);

    const std::string vtt = read_file(file("f.vtt")), srt = read_file(file("f.srt"));
    for (const Cue& cue : film.cues) {
      const auto ms = std::llround(cue.start * 1000);
      char stamp[32];
      std::snprintf(stamp, sizeof stamp, "%02lld:%02lld:%02lld", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60);
      char fraction[8];
      std::snprintf(fraction, sizeof fraction, "%03lld", ms % 1000);
      CHECK(vtt.find(std::string(stamp) + "." + fraction + " --> ") != std::string::npos);
      CHECK(srt.find(std::string(stamp) + "," + fraction + " --> ") != std::string::npos);
      CHECK(vtt.find(cue.text) != std::string::npos);
      CHECK(read_file(file("f.md")).find(cue.text) != std::string::npos);
    }
    size_t pictures = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(file("seq"))) ++pictures;
    CHECK(pictures == size_t(film.frames));
    for (const char* name : {"s.png", "s.webp", "s.svg", "s.pdf"}) {
      CHECK(lantern({"still", scene, "-q", "-o", file(name)}).code == 0);
    }
    CHECK(probe(file("s.webp"))["streams"][0]["width"] == 960);
    CHECK(read_file(file("s.pdf")).size() > 2000);
  }
}

TEST_CASE("a transparent canvas stays so where the format can", "[formats]") {
  const TemporaryFolder folder;
  write_file(folder.file("glass.yaml"),
             "lantern: 1\ncanvas: {size: 160x90, fps: 10, background: transparent}\n"
             "params: {t: {value: 0, range: [0, 1]}}\n"
             "views: {v: {marks: {d: {dot: {x: 50%, y: 50%, size: \"=60 + 4*t\", color: blue}}}}}\n"
             "timeline: [{animate: {t: 1}, for: 1s}]\n");
  REQUIRE(lantern({"render", "glass.yaml", "-q", "-o", "f.webm", "-o", "f.apng", "-o", "f.webp", "-o",
                   "f%02d.png", "-o", "f.mp4", "-o", "f.gif"}, folder.path()).code == 0);
  REQUIRE(lantern({"still", "glass.yaml", "-q", "--at", "0s", "-o", "still.webp"}, folder.path()).code == 0);
  const auto first_frame = [&](const std::string& name, const std::vector<std::string>& options) {
    std::vector<std::string> command{"ffmpeg", "-v", "error", "-y"};
    command.insert(command.end(), options.begin(), options.end());
    command.insert(command.end(), {"-i", name, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgba", "raw"});
    REQUIRE(run(command, folder.path()).code == 0);
    return read_file(folder.file("raw"));
  };
  const auto check = [&](const std::string& rgba, int tolerance) {
    REQUIRE(rgba.size() == 160 * 90 * 4);
    const auto at = [&](int x, int y, int channel) { return int(std::uint8_t(rgba[size_t((y * 160 + x) * 4 + channel)])); };
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
               "lantern: 1\ncanvas: {size: 64x36, fps: 10" + more + "}\nparams: {t: 0}\n"
               "views: {v: {marks: {d: {dot: {x: 50%, y: 50%, size: \"=9 + 4*t\"}}}}}\n"
               "timeline: [{animate: {t: 1}, for: 1s}]\n");
    REQUIRE(lantern({"render", "s.yaml", "-q", "-o", "s.gif", "-o", "s.svg", "-o", "s.webp"}, folder.path()).code == 0);
  };
  make("");
  CHECK(read_file(folder.file("s.gif")).find("NETSCAPE") != std::string::npos);
  CHECK(read_file(folder.file("s.svg")).find("dur=\"2.5s\" repeatCount=\"indefinite\"") != std::string::npos);
  CHECK(output_of({"webpmux", "-info", folder.file("s.webp")}).find("Loop Count : 0") != std::string::npos);
  make(", loop: false, hold: 3s");
  CHECK(read_file(folder.file("s.gif")).find("NETSCAPE") == std::string::npos);
  CHECK(read_file(folder.file("s.svg")).find("dur=\"4s\" fill=\"freeze\"") != std::string::npos);
  CHECK(read_file(folder.file("s.svg")).find("repeatCount") == std::string::npos);
  CHECK(output_of({"webpmux", "-info", folder.file("s.webp")}).find("Loop Count : 1") != std::string::npos);
}

TEST_CASE("the clips of the sections are the film, and the manifest says so", "[formats]") {
  const TemporaryFolder folder;
  const std::string scene = repository() + "/scenes/random-forest/vote.yaml";
  const std::vector<std::string> size{"--size", "160x90", "--fps", "10", "-q"};
  std::vector<std::string> film{"render", scene, "-o", folder.file("all/%04d.png")};
  film.insert(film.end(), size.begin(), size.end());
  REQUIRE(lantern({"render", scene, "--sections", "-o", folder.file("m.mp4"), "--size", "160x90", "--fps",
                   "10", "-q"}).code == 0);
  REQUIRE(lantern(film).code == 0);
  const Json manifest = Json::parse(read_file(folder.file("m.json")));
  const Run valid = run({"python3", "-c",
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
    CHECK(section["start"] == own["start"]);
    CHECK(section["duration"].get<double>() ==
          Approx(own["end"].get<double>() - own["start"].get<double>()));
    CHECK(section["first_frame"] == next);
    next += section["frames"].get<int>();
    const std::string name = section["name"];
    const Run one = lantern({"render", scene, "--section", name, "-o", folder.file("one/%04d.png"), "--size",
                             "160x90", "--fps", "10", "-q"});
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

}  // namespace lantern::test
