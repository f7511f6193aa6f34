#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <regex>

#include <nlohmann/json.hpp>

#include "output/captions/cue_text.h"
#include "output/markup/markdown.h"
#include "output/markup/markup.h"
#include "tests/output/other_programs.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"

// Every scene in every format, read by other programs.

namespace lantern::test::formats_walk_test {
namespace {

using Json = nlohmann::json;

constexpr int kFps = 10;

/// A film's file as other programs see it.
struct Walked {
  const Film& film;
  int width, height;
  const TemporaryFolder& folder;

  std::string file(const std::string& name) const { return folder.file(name); }
  bool has_sections() const { return !film.sections.empty(); }
};

int even(int side) {
  return side + side % 2;
}

Json check_video(const Walked& walked, const std::string& name) {
  INFO(name);
  const Json found = probe(walked.file(name));
  const Json& video = found["streams"][0];
  const bool padded = name == "f.mp4" || name == "f.webm";
  CHECK(video["width"] == (padded ? even(walked.width) : walked.width));
  CHECK(video["height"] == (padded ? even(walked.height) : walked.height));
  const double frames = std::stod(video["nb_read_frames"].get<std::string>());
  const double wanted = double(walked.film.frames);
  if (name == "f.gif" || name == "f.apng")
    CHECK((frames >= 1 && frames <= wanted));  // what does not change is left out
  else CHECK(frames == wanted);
  return found;
}

void check_films(const Walked& walked) {
  const Film& film = walked.film;
  const Json mp4 = check_video(walked, "f.mp4");
  CHECK(mp4["streams"][0]["r_frame_rate"] == "10/1");
  CHECK(std::stod(mp4["format"]["duration"].get<std::string>()) ==
        Approx(film.duration).margin(0.11));
  CHECK(mp4["chapters"].size() == film.sections.size());
  // Chapters are a track as well.
  CHECK(mp4["streams"].size() == 1u + !film.cues.empty() + !film.sections.empty());
  if (!film.cues.empty()) CHECK(mp4["streams"][1]["codec_name"] == "mov_text");
  for (size_t i = 0; i < mp4["chapters"].size(); ++i) {
    const Json& chapter = mp4["chapters"][i];
    CHECK(chapter["tags"]["title"] == film.sections[i].name);
    CHECK(std::stod(chapter["start_time"].get<std::string>()) ==
          Approx(film.sections[i].start).margin(0.0011));
  }
  const Json webm = check_video(walked, "f.webm");
  CHECK(webm["streams"][0]["codec_name"] == "vp9");
  CHECK(webm["chapters"].size() == film.sections.size());
  check_video(walked, "f.gif");
  check_video(walked, "f.apng");
}

void check_webp(const Walked& walked) {
  const std::string webp = output_of({"webpmux", "-info", walked.file("f.webp")});
  CHECK(webp.find("Canvas size: " + std::to_string(walked.width) + " x " +
                  std::to_string(walked.height)) != std::string::npos);
  if (walked.film.frames == 1) return;
  double milliseconds = 0;
  const std::regex row(R"(\n\s*\d+:\s+\d+\s+\d+\s+\S+\s+\d+\s+\d+\s+(\d+))");
  for (std::sregex_iterator i(webp.begin(), webp.end(), row), end; i != end; ++i) {
    milliseconds += std::stod((*i)[1]);
  }
  CHECK(milliseconds == Approx((walked.film.duration + walked.film.hold) * 1000).margin(2));
}

std::string one_line(const std::string& text) {
  return std::regex_replace(text, std::regex("\\s+"), " ");
}

void check_pdf(const Walked& walked) {
  const Film& film = walked.film;
  const std::string words = one_line(output_of({"pdftotext", walked.file("f.pdf"), "-"}));
  CHECK(words.find(one_line(film.title)) != std::string::npos);
  const std::string info = output_of({"pdfinfo", walked.file("f.pdf")});
  const size_t pages = walked.has_sections() ? film.sections.size() : 1;
  CHECK(info.find("Pages:           " + std::to_string(pages) + "\n") != std::string::npos);
  if (!film.title.empty()) CHECK(info.find("Title:           " + film.title) != std::string::npos);
}

void check_description(const Walked& walked, const std::string& name) {
  if (walked.film.description.empty()) return;
  INFO(name);
  const std::string bytes = read_file(walked.file(name));
  const bool markup = name == "f.svg" || name == "f.webp" || name == "s.svg" || name == "s.webp";
  std::string wanted = markup ? escaped(walked.film.description) : walked.film.description;
  if (name == "f.gif") wanted.resize(std::min<size_t>(wanted.size(), 200));  // it comes in blocks
  CHECK(bytes.find(wanted) != std::string::npos);
}

/// "01:02:03" and the milliseconds behind `point`.
std::string stamp(double seconds, char point) {
  const auto ms = std::llround(seconds * 1000);
  char out[32];
  std::snprintf(out, sizeof out, "%02lld:%02lld:%02lld%c%03lld", ms / 3600000, ms / 60000 % 60,
                ms / 1000 % 60, point, ms % 1000);
  return out;
}

void check_captions(const Walked& walked) {
  const std::string vtt = read_file(walked.file("f.vtt")), srt = read_file(walked.file("f.srt"));
  const std::string transcript = read_file(walked.file("f.md"));
  CHECK(vtt.starts_with("WEBVTT\n"));
  for (const Cue& cue : walked.film.cues) {
    CHECK(vtt.find(stamp(cue.start, '.') + " --> " + stamp(cue.end, '.') + "\n") !=
          std::string::npos);
    CHECK(srt.find(stamp(cue.start, ',') + " --> " + stamp(cue.end, ',') + "\n" +
                   srt_text(cue.text)) != std::string::npos);
    CHECK(transcript.find(markdown_paragraphs(cue.text)) != std::string::npos);
  }
  for (const Section& section : walked.film.sections)
    CHECK(transcript.find(markdown_words(section.name)) != std::string::npos);
}

}  // namespace

TEST_CASE("scenes come out right in every format", "[formats][scenes]") {
  for (const std::string& scene : some_scenes()) {
    INFO(scene);
    const TemporaryFolder folder;
    const Shown shown = shown_file(scene);
    const Film film = shown.scene().film_at({kFps, 1});
    const Frame frame = shown.frame(0);
    const int width = 320, height = int(std::lround(320 * frame.height / frame.width));
    const Walked walked{film, width, height, folder};
    std::vector<std::string> command{"render",
                                     scene,
                                     "-q",
                                     "--fps",
                                     "10",
                                     "--size",
                                     std::to_string(width) + "x" + std::to_string(height)};
    for (const char* name : {"f.mp4", "f.gif", "f.webp", "f.svg", "f.pdf", "f.vtt", "f.srt", "f.md",
                             "f.webm", "f.apng", "seq/%04d.png"}) {
      command.insert(command.end(), {"-o", folder.file(name)});
    }
    const Run made = lantern(command);
    INFO(made.err);
    REQUIRE(made.code == 0);
    check_films(walked);
    check_webp(walked);
    check_pdf(walked);
    check_captions(walked);
    CHECK(run({"xmllint", "--noout", folder.file("f.svg")}).code == 0);
    size_t pictures = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator(folder.file("seq")))
      ++pictures;
    CHECK(pictures == size_t(film.frames));
    for (const char* name : {"s.png", "s.webp", "s.svg", "s.pdf"}) {
      CHECK(lantern({"still", scene, "-q", "-o", folder.file(name)}).code == 0);
    }
    CHECK(probe(folder.file("s.webp"))["streams"][0]["width"] == std::lround(frame.width));
    CHECK(read_file(folder.file("s.pdf")).size() > 2000);
    for (const char* name :
         {"f.mp4", "f.gif", "f.webp", "f.svg", "f.webm", "f.apng", "s.png", "s.webp", "s.svg"}) {
      check_description(walked, name);
    }
  }
}

}  // namespace lantern::test::formats_walk_test
