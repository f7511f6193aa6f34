#include "output/film/pipeline.h"

#include <signal.h>

#include <atomic>
#include <set>

#include <catch2/catch.hpp>

#include "core/base/cancel.h"
#include "core/base/error.h"
#include "output/film/clip.h"
#include "tests/output/pictures.h"

namespace lantern::test::pipeline_test {

using lantern::Color;
using lantern::Film;
using lantern::Frame;
using lantern::Pixmap;
using lantern::RenderJob;
using lantern::SinkNeeds;
using lantern::test::film_of;

namespace {

constexpr int kWidth = 32, kHeight = 16;

/// A ground whose red tells the frame and whose green tells the variant.
Frame frame_for(double n, int variant) {
  Frame out;
  out.width = kWidth;
  out.height = kHeight;
  out.ground = Color{n / 255, variant / 255.0, 0, 1};
  return out;
}

/// What a sink was given.
struct Record {
  Film film;
  std::vector<std::int64_t> indices;
  std::vector<std::uint32_t> pixels;  ///< the first of each frame
  std::vector<std::uint32_t> samples;
  std::set<const Pixmap*> pixmaps;
  bool finished = false;
  bool gone = false;
};

class RecordingSink : public lantern::Sink {
 public:
  explicit RecordingSink(Record& record, SinkNeeds needs = {})
      : record_(record), needs_(std::move(needs)) {}
  ~RecordingSink() override { record_.gone = true; }
  SinkNeeds plan(const Film& film, int width, int height) override {
    CHECK(width == kWidth);
    CHECK(height == kHeight);
    record_.film = film;
    return needs_;
  }
  void sample(const Pixmap& pixmap) override { record_.samples.push_back(pixmap.row(0)[0]); }
  void add(std::int64_t index, const Frame&, const Pixmap& pixmap) override {
    CHECK(pixmap.opaque() != needs_.alpha);
    record_.indices.push_back(index);
    record_.pixels.push_back(pixmap.row(0)[0]);
    record_.pixmaps.insert(&pixmap);
  }
  void finish() override { record_.finished = true; }

 private:
  Record& record_;
  SinkNeeds needs_;
};

RenderJob job_of(std::int64_t frames, int workers) {
  RenderJob job;
  job.film = film_of(frames);
  job.last = frames;
  job.width = kWidth;
  job.height = kHeight;
  job.workers = workers;
  job.frame = [](std::int64_t n, int variant) { return frame_for(double(n), variant); };
  job.frame_at = [](double t, int variant) { return frame_for(t * 30, variant); };
  return job;
}

void add_output(RenderJob& job, Record& record, int variant = 0, SinkNeeds needs = {}) {
  job.outputs.push_back({std::make_unique<RecordingSink>(record, std::move(needs)), variant});
}

std::vector<std::uint32_t> reds(std::int64_t first, std::int64_t last, std::uint32_t variant = 0) {
  std::vector<std::uint32_t> out;
  for (std::int64_t n = first; n < last; ++n) {
    out.push_back(0xFF000000 | static_cast<std::uint32_t>(n) << 16 | variant << 8);
  }
  return out;
}

}  // namespace

TEST_CASE("frames arrive in order, whatever the number of workers", "[output]") {
  for (const int workers : {0, 1, 3, 100}) {
    CAPTURE(workers);
    Record record;
    RenderJob job = job_of(60, workers);
    std::vector<std::int64_t> progress;
    job.progress = [&](std::int64_t done, std::int64_t total) {
      CHECK(total == 60);
      progress.push_back(done);
    };
    add_output(job, record);
    render_film(job);
    CHECK(record.pixels == reds(0, 60));
    CHECK(record.finished);
    REQUIRE(progress.size() == 60);
    for (std::int64_t n = 0; n < 60; ++n) {
      CHECK(record.indices[static_cast<size_t>(n)] == n);
      CHECK(progress[static_cast<size_t>(n)] == n + 1);
    }
    CHECK(record.pixmaps.size() <= static_cast<size_t>(std::max(workers, 1)) + 2);
  }
}

TEST_CASE("frames are not drawn far ahead of the reader", "[output]") {
  Record record;
  RenderJob job = job_of(40, 2);
  std::atomic<std::int64_t> fed{1};
  std::atomic<bool> too_far{false};
  job.frame = [&](std::int64_t n, int variant) {
    if (n >= fed + 4) too_far = true;
    return frame_for(double(n), variant);
  };
  job.progress = [&](std::int64_t done, std::int64_t) { fed = done + 1; };
  add_output(job, record);
  render_film(job);
  CHECK_FALSE(too_far);
}

TEST_CASE("a part of a film is a film from 0", "[output]") {
  Record record;
  RenderJob job = job_of(90, 2);
  job.first = 30;
  job.last = 60;
  job.film.sections = {{"a", 0, 1.5}, {"b", 1.5, 3}};
  add_output(job, record, 0, {true, false, {0, 0.5}});
  render_film(job);
  CHECK(record.pixels == reds(30, 60));
  CHECK(record.indices.front() == 0);
  CHECK(record.film.frames == 30);
  CHECK(record.film.duration == Approx(1));
  CHECK(record.samples == std::vector<std::uint32_t>{reds(30, 31)[0], reds(45, 46)[0]});
}

TEST_CASE("outputs that show the same share their pictures", "[output]") {
  Record plain, twin, captioned, clear;
  RenderJob job = job_of(10, 2);
  std::atomic<int> calls{0};
  job.frame = [&](std::int64_t n, int variant) {
    ++calls;
    return frame_for(double(n), variant);
  };
  add_output(job, plain);
  add_output(job, captioned, 7);
  add_output(job, twin);
  add_output(job, clear, 0, {true, true, {}});
  render_film(job);
  CHECK(plain.pixels == reds(0, 10));
  CHECK(plain.pixmaps == twin.pixmaps);
  CHECK(captioned.pixels == reds(0, 10, 7));
  CHECK(clear.pixels == std::vector<std::uint32_t>(10, 0));
  CHECK(calls == 20);
}

TEST_CASE("the earliest frame's error comes through unchanged", "[output]") {
  struct Special {
    std::int64_t n;
  };
  for (const int workers : {1, 3}) {
    Record record;
    {
      RenderJob job = job_of(60, workers);
      job.frame = [](std::int64_t n, int variant) {
        if (n >= 20) throw Special{n};
        return frame_for(double(n), variant);
      };
      add_output(job, record);
      try {
        render_film(job);
        FAIL("nothing was thrown");
      } catch (const Special& special) {
        CHECK(special.n == 20);
      }
      CHECK_FALSE(record.finished);
    }
    CHECK(record.pixels == reds(0, 20));
    CHECK(record.gone);
  }
}

TEST_CASE("a sink's error ends the render", "[output]") {
  class FullSink : public lantern::Sink {
    SinkNeeds plan(const Film&, int, int) override { return {}; }
    void add(std::int64_t index, const Frame&, const Pixmap&) override {
      if (index == 5) throw lantern::RuntimeError("full");
    }
    void finish() override { FAIL_CHECK("finished"); }
  };
  RenderJob job = job_of(60, 3);
  job.outputs.push_back({std::make_unique<FullSink>(), 0});
  CHECK_THROWS_WITH(render_film(job), "full");
}

TEST_CASE("a signal ends the render", "[output]") {
  Record record;
  RenderJob job = job_of(60, 2);
  job.progress = [](std::int64_t done, std::int64_t) {
    if (done == 10) lantern::request_cancel(SIGTERM);
  };
  add_output(job, record);
  CHECK_THROWS_AS(render_film(job), lantern::Cancelled);
  lantern::request_cancel(0);
  CHECK(record.pixels.size() == 10);
  CHECK_FALSE(record.finished);
}

TEST_CASE("a render without frames is an error", "[output]") {
  RenderJob job = job_of(10, 1);
  job.first = job.last = 5;
  CHECK_THROWS_AS(render_film(job), lantern::RuntimeError);
}

TEST_CASE("a clip has what lies in it, in its own time", "[output]") {
  Film film = film_of(300);
  film.sections = {{"before", 0, 2}, {"across", 2, 5}, {"after", 5, 10}};
  film.cues = {{1, 2, "gone"}, {2.5, 3.5, "cut"}, {3.5, 3.75, "whole"}};
  film.pauses = {1, 3, 4, 5};
  const Film part = lantern::clip(film, 90, 120);
  CHECK(part.frames == 30);
  CHECK(part.duration == Approx(1));
  REQUIRE(part.sections.size() == 1);
  CHECK(part.sections[0].name == "across");
  CHECK(part.sections[0].end == Approx(1));
  REQUIRE(part.cues.size() == 2);
  CHECK(part.cues[0].start == 0);
  CHECK(part.cues[0].end == Approx(0.5));
  CHECK(part.cues[1].end == Approx(0.75));
  CHECK(part.pauses == std::vector<double>{0, 1});
  CHECK(lantern::clip(film, 0, 300).cues.size() == 3);
}

}  // namespace lantern::test::pipeline_test
