#include <catch2/catch.hpp>
#include <cmath>

#include "output/svg/write/svg_writer.h"
#include "renderer/raster/rasteriser.h"
#include "tests/support/browser.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"

// What a browser makes of the files, against what lantern draws.

namespace lantern::test::browser_test {
namespace {

// Edges are drawn in other ways, and icons with outlines are many edges: so large a part of the
// pixels may be far off, and so far off may the worst item be.
constexpr double kFar = 0.008, kWorst = 0.11;
constexpr double kFarOfCrowds = 0.012;  // the edges of 240 coins, which each smooths in its way

/// As lantern draws it, over white where it has no ground.
Pixmap drawn(Frame frame) {
  if (frame.ground.a < 1) frame.ground = {1, 1, 1, 1};
  const int width = int(std::lround(frame.width)), height = int(std::lround(frame.height));
  Pixmap out(width, height, true);
  Rasteriser(width, height, false).draw(frame, out);
  return out;
}

/// A document in a frame of its own.
std::string framed(const std::string& file, int width, int height) {
  return "<iframe width=" + std::to_string(width) + " height=" + std::to_string(height) +
         " style=\"border:0\" src=" + file + "></iframe>";
}

/// A film as an animated SVG, stopped at a moment.
std::string stopped(std::string svg, double time) {
  const std::string script =
      "<script>document.documentElement.pauseAnimations();document.documentElement."
      "setCurrentTime(" +
      std::to_string(time) + ")</script></svg>";
  return svg.replace(svg.rfind("</svg>"), std::string::npos, script);
}

}  // namespace

TEST_CASE("an animated SVG in Chromium is the film", "[browser]") {
  for (const std::string& scene : some_scenes()) {
    INFO(scene);
    const Shown film = shown_file(scene);
    const TemporaryFolder folder;
    const Run made = lantern({"render", scene, "-q", "-o", folder.file("film.svg")});
    INFO(made.err);
    REQUIRE(made.code == 0);
    const std::string svg = read_file(folder.file("film.svg"));
    const Film& times = film.scene().film();
    const Frame first = film.frame(0);
    const int width = int(std::lround(first.width)), height = int(std::lround(first.height));
    std::vector<Frame> frames;
    std::vector<std::string> pieces;
    constexpr int kTimes = 10;
    for (int i = 0; i < kTimes; ++i) {
      const double time = times.time_of(times.frames * (2 * i + 1) / (2 * kTimes));
      frames.push_back(film.frame(time));
      const std::string name = std::to_string(i) + ".svg";
      write_file(folder.file(name), stopped(svg, time + 1e-4));
      pieces.push_back(framed(name, width, height));
    }
    const std::vector<Pixmap> shots = browser_shots(pieces, folder.file(""), width, height);
    for (size_t i = 0; i < frames.size(); ++i) {
      const Difference found = difference(shots[i], drawn(frames[i]), frames[i]);
      INFO(i << " at " << found.where);
      CHECK(found.far <= (scene.ends_with("leakage.yaml") ? kFarOfCrowds : kFar));
      CHECK(found.worst < kWorst);
    }
  }
}

/// The bench scene with a film of one second and another canvas line.
std::string quick_scene(const TemporaryFolder& folder, const std::string& canvas) {
  std::string scene = read_file(repository() + "/bench/roc.yaml");
  const auto put = [&](const std::string& what, const std::string& instead) {
    scene.replace(scene.find(what), what.size(), instead);
  };
  put("for: 10s", "for: 1s");
  write_file(folder.file("points.csv"), read_file(repository() + "/bench/points.csv"));
  put("fps: 30,", "fps: 30, " + canvas + ",");
  write_file(folder.file("quick.yaml"), scene);
  return folder.file("quick.yaml");
}

TEST_CASE(
    "an animated SVG is the film again in its second loop, and holds its end if it plays once",
    "[browser]") {
  for (const bool loop : {true, false}) {
    const TemporaryFolder folder;
    const std::string scene = quick_scene(folder, loop ? "hold: 0.5s" : "loop: false");
    REQUIRE(lantern({"render", scene, "-q", "-o", folder.file("film.svg")}).code == 0);
    const std::string svg = read_file(folder.file("film.svg"));
    const Shown film = shown_file(scene);
    std::vector<Frame> frames;
    std::vector<std::string> pieces;
    for (int frame = 0; frame <= 30; frame += 5) {
      const double time = film.scene().film().time_of(frame);
      frames.push_back(film.frame(loop ? time : 1));
      const std::string name = std::to_string(frame) + ".svg";
      write_file(folder.file(name), stopped(svg, time + (loop ? 7 * 1.5 : 2.5) + 1e-4));
      pieces.push_back(framed(name, 960, 540));
    }
    const std::vector<Pixmap> shots = browser_shots(pieces, folder.file(""), 960, 540);
    for (size_t i = 0; i < frames.size(); ++i) {
      const Difference found = difference(shots[i], drawn(frames[i]), frames[i]);
      INFO(loop << " " << i << " at " << found.where);
      CHECK(found.far <= kFar);
      CHECK(found.worst < kWorst);
    }
  }
}

TEST_CASE("an animated SVG that has played on shows what one that was put there shows",
          "[browser]") {
  const TemporaryFolder folder;
  REQUIRE(
      lantern({"render", quick_scene(folder, "hold: 0.2s"), "-q", "-o", folder.file("film.svg")})
          .code == 0);
  // Pictures that load one after another keep the page waiting while the film plays.
  write_file(folder.file("page.html"),
             R"(<!DOCTYPE html><body><iframe width=960 height=540 src=film.svg></iframe><script>
const frame = document.querySelector('iframe'), seen = [];
const look = svg => [...svg.querySelectorAll('text,circle')].map(e => {
  const style = frame.contentWindow.getComputedStyle(e);
  return style.display + style.opacity;
}).join();
frame.onload = () => {
  const svg = frame.contentDocument.documentElement, page = frame.contentWindow;
  let places = [1.7, 2.1, 4.2], drawn = [-1, -1];  // when the last two pictures were drawn
  const tick = () => {
    drawn = [drawn[1], svg.getCurrentTime()];
    page.requestAnimationFrame(tick);
  };
  page.requestAnimationFrame(tick);
  const check = () => {
    svg.pauseAnimations();
    const time = svg.getCurrentTime(), played = look(svg), most = time - drawn[0] + 0.02;
    let late = 0;  // what is shown is what was so when it was drawn last
    const first = () => { svg.setCurrentTime((time - late) % 1.2); return look(svg); };
    // On a busy machine that is long ago: a better moment will come.
    if (most < 0.3) {
      while (late < most && first() !== played) late += 0.001;
      seen.push(late < most ? 'same' : 'differs');
      document.body.dataset.seen = seen.join(' ');
      places.shift();
    }
    svg.setCurrentTime(time);
    svg.unpauseAnimations();
  };
  const wait = () => {
    const now = svg.getCurrentTime();
    if (now >= places[0]) check();
    if (!places.length) return;
    const picture = new Image();
    picture.onload = wait;
    picture.src = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" id="' + now + '"/>';
  };
  wait();
};</script></body>)");
  const std::string document = browser_document(folder.file("page.html"));
  INFO(document.substr(0, 400));
  CHECK(document.find("data-seen=\"same same same\"") != std::string::npos);
}

TEST_CASE("animated SVGs in one page leave each other alone", "[browser]") {
  const TemporaryFolder folder;
  std::vector<std::string> alone, together;
  std::vector<Frame> frames;
  const std::string scene = repository() + "/scenes/train-test-validation/split.yaml";
  // The same scene in two themes shares all names but what stands before them.
  REQUIRE(lantern({"render", scene, "-q", "--pair", "paper,slate", "-o", folder.file("film.svg")})
              .code == 0);
  REQUIRE(lantern({"render", repository() + "/scenes/roc-auc/sweep.yaml", "-q", "-o",
                   folder.file("film-other.svg")})
              .code == 0);
  const double time = 400 / 30.0;
  for (const char* name : {"film-paper.svg", "film-slate.svg", "film-other.svg"}) {
    const std::string svg = read_file(folder.file(name));
    write_file(folder.file(name), stopped(svg, time));
    alone.push_back(framed(name, 960, 540));
    together.push_back(svg);
    frames.push_back(shown_file(scene).frame(time));
  }
  together.back() +=
      "<script>for (const s of document.querySelectorAll('svg')) {s.pauseAnimations();"
      "s.setCurrentTime(" +
      std::to_string(time) + ")}</script>";
  const auto first = browser_shots(alone, folder.file(""), 960, 540);
  const auto second = browser_shots(together, folder.file(""), 960, 540);
  for (size_t i = 0; i < frames.size(); ++i)
    CHECK(difference(first[i], second[i], frames[i]).far == 0);
}

TEST_CASE("readers who want less motion see the poster, and it does not move", "[browser]") {
  const TemporaryFolder folder;
  const std::string scene = repository() + "/scenes/train-test-validation/split.yaml";
  REQUIRE(lantern({"render", scene, "-q", "-o", folder.file("film.svg")}).code == 0);
  const Shown film = shown_file(scene);
  const Frame poster = film.frame(film.scene().film().poster);
  const std::string late = stopped(read_file(folder.file("film.svg")), 3);
  write_file(folder.file("late.svg"), late);
  const std::vector<std::string> pieces{"<img src=film.svg>", framed("late.svg", 960, 540)};
  const auto shots =
      browser_shots(pieces, folder.file(""), 960, 540, {"--force-prefers-reduced-motion"});
  CHECK(difference(shots[0], drawn(poster), poster).far <= 0.0075);
  CHECK(difference(shots[0], shots[1], poster).far < 0.0005);
  const auto moving = browser_shots(pieces, folder.file(""), 960, 540);
  CHECK(difference(moving[1], drawn(poster), poster).far > 0.01);
}

TEST_CASE("slides go on at a key press and hold the end of each section", "[browser]") {
  const TemporaryFolder folder;
  const std::string scene = repository() + "/scenes/train-test-validation/split.yaml";
  REQUIRE(lantern({"slides", scene, "-q", "--size", "160x90", "--fps", "5", "-o",
                   folder.file("talk.html")})
              .code == 0);
  const std::string page = read_file(folder.file("talk.html"));
  CHECK(page.find("http") == std::string::npos);  // nothing from elsewhere
  // Keys as a speaker presses them; what the page shows after each is noted.
  const std::string script =
      "<script>const seen = [], press = key => { dispatchEvent(new KeyboardEvent('keydown', "
      "{key}));"
      "seen.push(document.body.dataset.slide + document.body.dataset.phase); };"
      "for (const key of ['ArrowRight', ' ', 'PageDown', 'Enter', 'ArrowLeft', 'ArrowLeft', 'End', "
      "'ArrowRight', 'ArrowRight', 'ArrowRight', 'Home', 'x']) press(key);"
      "document.body.dataset.seen = seen.join(' ');</script></body>";
  write_file(folder.file("driven.html"),
             std::string(page).replace(page.rfind("</body>"), 7, script));
  const std::string document = browser_document(folder.file("driven.html"));
  const size_t at = document.find("data-seen=\"");
  REQUIRE(at != std::string::npos);
  CHECK(
      document.substr(at + 11, document.find('"', at + 11) - at - 11) ==
      "1running 1after 2running 2after 2before 1after 8after 8after 8after 8after 1before 1before");
  // What ends by itself is held.
  const std::string played =
      "<script>dispatchEvent(new KeyboardEvent('keydown', {key: ' '}));"
      "document.querySelector('video').dispatchEvent(new Event('ended'));</script></body>";
  write_file(folder.file("played.html"),
             std::string(page).replace(page.rfind("</body>"), 7, played));
  CHECK(browser_document(folder.file("played.html")).find("data-phase=\"after\"") !=
        std::string::npos);
  // The films in it can be read.
  const size_t begin = page.find("base64,") + 7, end = page.find('"', begin);
  write_file(folder.file("film.txt"), page.substr(begin, end - begin));
  CHECK(
      run({"sh", "-c", "base64 -d film.txt > film.mp4 && ffprobe -v error film.mp4"}, folder.path())
          .code == 0);
}

TEST_CASE("an SVG in Chromium is the picture", "[browser]") {
  for (const std::string& scene : some_scenes()) {
    INFO(scene);
    const Shown film = shown_file(scene);
    const TemporaryFolder folder;
    const Frame first = film.frame(0);
    const int width = int(std::lround(first.width)), height = int(std::lround(first.height));
    std::vector<Frame> frames;
    std::vector<std::string> pieces;
    for (const bool outlines : {false, true}) {
      for (int i = 0; i < 8; ++i) {
        frames.push_back(film.frame(film.duration() * (i + 0.5) / 8));
        const std::string name = std::to_string(frames.size()) + ".svg";
        write_file(folder.file(name),
                   write_svg(frames.back(), {"Title", "", width, height, outlines}));
        pieces.push_back("<img src=" + name + ">");
      }
    }
    const std::vector<Pixmap> shots = browser_shots(pieces, folder.file(""), width, height);
    for (size_t i = 0; i < frames.size(); ++i) {
      const Difference found = difference(shots[i], drawn(frames[i]), frames[i]);
      INFO(i << " at " << found.where);
      CHECK(found.far <= kFar);
      CHECK(found.worst < kWorst);  // letters of 10 px between two pixels have the most edge
    }
  }
}

}  // namespace lantern::test::browser_test
