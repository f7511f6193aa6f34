#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "core/base/cancel.h"
#include "core/base/error.h"
#include "output/av/av_sink.h"
#include "output/staging/signals.h"
#include "tests/output/child.h"
#include "tests/output/decoded_film.h"
#include "tests/output/pictures.h"
#include "tests/support/golden.h"

namespace lantern::test::mp4_test {

using Catch::Matchers::Contains;
using lantern::Film;
using lantern::make_mp4_sink;
using lantern::Pixmap;
using lantern::Rational;
using lantern::SinkRequest;
using lantern::test::contents;
using lantern::test::decode_film;
using lantern::test::DecodedFilm;
using lantern::test::film_of;
using lantern::test::in_child;
using lantern::test::noise;
using lantern::test::plain;
using lantern::test::read_file;
using lantern::test::write_file;
using Folder = lantern::test::TemporaryFolder;
using Names = std::vector<std::string>;

namespace {

constexpr int kWidth = 64, kHeight = 48;

/// Grey that rises with the frame's number.
Pixmap grey(int width, int height, std::int64_t n) {
  return plain(width, height, 0x010101 * static_cast<std::uint32_t>(20 + 5 * n));
}

SinkRequest request_for(const std::string& path) {
  SinkRequest out;
  out.path = path;
  return out;
}

void write_film(const SinkRequest& request, const Film& film, int width = kWidth,
                int height = kHeight) {
  const auto sink = make_mp4_sink(request);
  CHECK_FALSE(sink->plan(film, width, height).alpha);
  for (std::int64_t n = 0; n < film.frames; ++n) sink->add(n, {}, grey(width, height, n));
  sink->finish();
}

DecodedFilm round_trip(const Film& film, bool caption_track = false, int width = kWidth,
                       int height = kHeight) {
  const Folder folder;
  SinkRequest request = request_for(folder.file("x.mp4"));
  request.caption_track = caption_track;
  write_film(request, film, width, height);
  REQUIRE(contents(folder.path()) == Names{"x.mp4"});
  return decode_film(request.path);
}

}  // namespace

TEST_CASE("an MP4 decodes to the frames that went in", "[output]") {
  const DecodedFilm film = round_trip(film_of(30));
  CHECK(film.width == kWidth);
  CHECK(film.height == kHeight);
  CHECK(film.fps == Rational{30, 1});
  CHECK(film.duration == Approx(1.0).margin(0.0005));
  CHECK(film.is_tagged_bt709);
  CHECK_FALSE(film.has_captions);
  CHECK(film.chapters.empty());
  REQUIRE(film.frames.size() == 30);
  for (size_t n = 0; n < film.frames.size(); ++n) {
    CAPTURE(n);
    CHECK(film.frames[n].time == Approx(double(n) / 30).margin(1e-4));
    const double luma = 16 + 219 * (20 + 5 * double(n)) / 255;
    CHECK(film.frames[n].y[kWidth * kHeight / 2] == Approx(luma).margin(2));
    CHECK(film.frames[n].u[0] == Approx(128).margin(1));
  }
}

TEST_CASE("an MP4 keeps a rate that is no whole number", "[output]") {
  const DecodedFilm film = round_trip(film_of(30, {30000, 1001}));
  CHECK(film.fps == Rational{30000, 1001});
  REQUIRE(film.frames.size() == 30);
  CHECK(film.frames[29].time == Approx(29 * 1001.0 / 30000).margin(1e-4));
}

TEST_CASE("odd sides are padded in an MP4", "[output]") {
  const DecodedFilm film = round_trip(film_of(3), false, 63, 47);
  CHECK(film.width == 64);
  CHECK(film.height == 48);
  REQUIRE(film.frames.size() == 3);
  CHECK(film.frames[0].y.back() == Approx(film.frames[0].y.front()).margin(2));
}

TEST_CASE("a film of one frame is a film", "[output]") {
  CHECK(round_trip(film_of(1)).frames.size() == 1);
}

TEST_CASE("key frames are at most ten seconds apart", "[output]") {
  const DecodedFilm film = round_trip(film_of(25, {1, 1}));
  REQUIRE(film.frames.size() == 25);
  int since = 0;
  for (const auto& frame : film.frames) {
    since = frame.key ? 0 : since + 1;
    CHECK(since < 10);
  }
}

TEST_CASE("cues become a track that does not show by itself", "[output]") {
  Film film = film_of(90);
  film.cues = {{0.5, 1.2344, "One"},
               {1.2344, 2, "Zwei, größer"},
               {2.5, 3, "<b>three</b>\n\n lines --> & {x}"}};
  const DecodedFilm got = round_trip(film, true);
  REQUIRE(got.has_captions);
  CHECK_FALSE(got.captions_are_default);
  REQUIRE(got.cues.size() == 3);
  for (size_t i = 0; i < 3; ++i) {
    CHECK(got.cues[i].start == Approx(film.cues[i].start).margin(0.0005));
    CHECK(got.cues[i].end == Approx(film.cues[i].end).margin(0.0005));
    CHECK(got.cues[i].text == film.cues[i].text);
  }
  CHECK(got.frames.size() == 90);
  CHECK(got.duration == Approx(3).margin(0.0005));
  CHECK_FALSE(round_trip(film, false).has_captions);
}

TEST_CASE("cues that overlap or leave the film are cut", "[output]") {
  Film film = film_of(30);
  film.cues = {{0, 0.8, "a"}, {0.5, 5, "b"}, {2, 3, "c"}};
  const DecodedFilm got = round_trip(film, true);
  REQUIRE(got.cues.size() == 2);
  CHECK(got.cues[0].end == Approx(0.5).margin(0.0005));
  CHECK(got.cues[1].end == Approx(1.0).margin(0.0005));
}

TEST_CASE("sections become chapters, words become metadata", "[output]") {
  Film film = film_of(60);
  film.title = "The ROC curve";
  film.description = "One threshold at a time – ünïcode";
  film.sections = {{"Intro", 0, 0.75}, {"Sweep", 0.75, 2}};
  const DecodedFilm got = round_trip(film);
  CHECK(got.title == film.title);
  CHECK(got.description == film.description);
  REQUIRE(got.chapters.size() == 2);
  for (size_t i = 0; i < 2; ++i) {
    CHECK(got.chapters[i].title == film.sections[i].name);
    CHECK(got.chapters[i].start == Approx(film.sections[i].start).margin(0.0005));
    CHECK(got.chapters[i].end == Approx(film.sections[i].end).margin(0.0005));
  }
}

TEST_CASE("two runs give the same MP4, whatever its name", "[output]") {
  const Folder folder;
  Film film = film_of(40);
  film.title = "x";
  film.sections = {{"a", 0, 1}};
  film.cues = {{0.1, 1, "one"}};
  SinkRequest first = request_for(folder.file("x.mp4"));
  SinkRequest second = request_for(folder.file("http:other name.mp4"));
  first.caption_track = second.caption_track = true;
  write_film(first, film);
  write_film(second, film);
  CHECK(read_file(first.path) == read_file(second.path));
}

TEST_CASE("an MP4's index comes first", "[output]") {
  const Folder folder;
  write_film(request_for(folder.file("x.mp4")), film_of(5));
  const std::string bytes = read_file(folder.file("x.mp4"));
  CHECK(bytes.find("moov") < bytes.find("mdat"));
}

TEST_CASE("an MP4's errors name file and reason and come as RuntimeError", "[output]") {
  const Folder folder;
  SinkRequest request = request_for(folder.file("x.mp4"));
  write_file(request.path, "old");
  request.preset = "fastest";
  const auto sink = make_mp4_sink(request);
  // Thrown in the module, caught here.
  CHECK_THROWS_AS(sink->plan(film_of(5), kWidth, kHeight), lantern::RuntimeError);
  CHECK_THROWS_WITH(
      make_mp4_sink(request)->plan(film_of(5), kWidth, kHeight),
      Contains(request.path) && Contains("no preset \"fastest\"") && Contains("veryslow"));
  CHECK_THROWS_WITH(make_mp4_sink(request_for("/dev/null"))->plan(film_of(5), kWidth, kHeight),
                    Contains("writing /dev/null: it is a pipe or a device"));
}

TEST_CASE("a full disk ends an MP4, and leaves the old file", "[output]") {
  const Folder folder;
  write_file(folder.file("x.mp4"), "old");
  const auto child = in_child([&] {
    lantern::install_signal_handlers();
    const rlimit limit = {100'000, 100'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    const auto sink = make_mp4_sink(request_for(folder.file("x.mp4")));
    sink->plan(film_of(90), 320, 240);
    for (std::int64_t n = 0; n < 90; ++n) {
      sink->add(n, {}, noise(320, 240, true, static_cast<std::uint32_t>(n)));
    }
    sink->finish();
  });
  CHECK(child.exit_code == 1);
  CHECK(child.error == "writing " + folder.file("x.mp4") + ": File too large");
  CHECK(contents(folder.path()) == Names{"x.mp4"});
  CHECK(read_file(folder.file("x.mp4")) == "old");
}

TEST_CASE("an MP4 that is given up leaves the old file", "[output]") {
  const Folder folder;
  write_file(folder.file("x.mp4"), "old");
  {
    const auto sink = make_mp4_sink(request_for(folder.file("x.mp4")));
    sink->plan(film_of(90), kWidth, kHeight);
    for (int n = 0; n < 60; ++n) sink->add(n, {}, grey(kWidth, kHeight, 1));
  }
  CHECK(contents(folder.path()) == Names{"x.mp4"});
  CHECK(read_file(folder.file("x.mp4")) == "old");
}

TEST_CASE("libraries say nothing on standard error", "[output]") {
  const Folder folder;
  const auto child = in_child([&] {
    const int log = open(folder.file("log").c_str(), O_WRONLY | O_CREAT, 0600);
    dup2(log, 2);
    write_film(request_for(folder.file("x.mp4")), film_of(30));
  });
  CHECK(child.exit_code == 0);
  CHECK(read_file(folder.file("log")) == "");
}

}  // namespace lantern::test::mp4_test
