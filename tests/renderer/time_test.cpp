#include <catch2/catch.hpp>

#include "renderer/frame/hit_test.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"

// What the timeline does to pictures: captions, figures, cameras, trails and ghosts.

namespace lantern::test::time_test {
namespace {

const Item* find(const std::vector<ItemPtr>& items, const std::string& id) {
  for (const ItemPtr& item : items) {
    if (item->id == id) return item.get();
    if (const auto* group = std::get_if<Group>(&item->shape)) {
      if (const Item* found = find(group->children, id)) return found;
    }
  }
  return nullptr;
}

/// Figures and texts of several styles, with the sums of their opacities.
std::vector<const Group*> groups_of(const std::vector<ItemPtr>& items, double& figures,
                                    double& words) {
  std::vector<const Group*> out;
  for (const ItemPtr& item : items) {
    const auto* group = std::get_if<Group>(&item->shape);
    if (!group) continue;
    if (group->block) words += item->opacity;
    if (!group->figures.empty()) figures += item->opacity;
    if (group->block || !group->figures.empty()) out.push_back(group);
    else
      for (const Group* inner : groups_of(group->children, figures, words)) out.push_back(inner);
  }
  return out;
}

struct SeenCaption {
  std::string words;
  double opacity = 0, baseline = 0, left = 0;
  int lines = 0;
};

SeenCaption caption_of(const Frame& frame) {
  const Item* item = find(frame.items, "caption");
  if (!item) return {};
  const auto& text = std::get<TextShape>(item->shape);
  return {text.text->text, item->opacity, text.origin.y, text.origin.x, text.text->lines};
}

constexpr const char* kTwoCaptions =
    "lantern: 1\ntitle: A title\nparams: {t: 0}\n"
    "views: {v: {marks: {r: {rule: {x: =t}}}}}\n"
    "timeline:\n"
    "  - {say: One., hold: 2s}\n"
    "  - {say: \"This one is so long that it takes two lines, since there is so much to be said "
    "of it that one of them does not hold it at all.\", hold: 2s}\n"
    "  - {section: Quiet, say: '', hold: 2s}\n";

}  // namespace

TEST_CASE("a caption goes before the next one comes, which rises to the same first line",
          "[time]") {
  const Shown shown(kTwoCaptions);
  const SeenCaption first = caption_of(shown.frame(1.5));
  const double second_starts = shown.scene().film().cues[1].start;
  const auto later = [&](double time) { return caption_of(shown.frame(second_starts + time)); };
  CHECK(caption_of(shown.frame(0)).opacity == 1);  // it is there as the film starts
  CHECK(later(0).words == "One.");
  CHECK(later(0.06).words == "One.");
  CHECK(later(0.06).opacity == Approx(0.5).margin(0.02));
  CHECK(later(0.2).words != "One.");
  CHECK(later(0.2).opacity == Approx(0.4).margin(0.02));
  CHECK(later(0.2).baseline > first.baseline);
  CHECK(later(0.33).opacity == 1);
  CHECK(later(0.33).baseline == first.baseline);
  CHECK(later(0.33).lines == 2);
  const double quiet = shown.scene().film().cues[1].end;
  CHECK(caption_of(shown.frame(quiet + 0.06)).opacity == Approx(0.5).margin(0.02));
  CHECK(caption_of(shown.frame(quiet + 0.13)).words.empty());
  const auto& title = std::get<TextShape>(find(shown.frame(0).items, "title")->shape);
  CHECK(first.left == title.origin.x);
}

TEST_CASE("captions that are none leave their room to the views", "[time]") {
  std::string script = kTwoCaptions;
  script.insert(script.find("params"), "canvas: {captions: none}\n");
  const Shown without(script), with(kTwoCaptions);
  const auto foot = [](const Shown& shown) {
    return bounds_of(*find(shown.frame(1).items, "v.r")).y1;
  };
  CHECK(foot(without) > foot(with) + 40);
  CHECK(without.scene().film().cues.size() == 2);
}

TEST_CASE("no number is seen without some of its figures", "[time]") {
  const Shown shown(
      "lantern: 1\nparams: {a: 0.446}\n"
      "views: {v: {marks: {eq: {formula: {tex: 'e^{-{=a:.3f}} = x', x: 50%, y: 40%}}, "
      "rich: {text: {text: 'A **loss** of {=a:.3f}', x: 50%, y: 70%}}}}}\n"
      "timeline: [{set: {a: 0.412}, for: 1s}]\n");
  for (int i = 0; i <= 60; ++i) {
    double figures = 0, words = 0;
    const Frame frame = shown.frame(i / 60.0);
    for (const Group* group : groups_of(frame.items, figures, words)) {
      CHECK(group->children.size() == (group->block ? 4u : 5u));
      for (const ItemPtr& part : group->children) CHECK(part->opacity == 1);
    }
    INFO(i);
    CHECK(figures == Approx(1));
    CHECK(words <= 1 + 1e-9);
  }
}

namespace {

constexpr const char* kCamera =
    "lantern: 1\ntitle: A title\n"
    "data: {d: {rows: [[1, 1], [3, 2], [4, 4]], columns: [x, y], key: x}}\n"
    "views: {v: {x: {domain: [0, 5]}, y: {domain: [0, 5]}, marks: {"
    "dots: {dot: {data: d, x: x, y: y, size: 10}}, "
    "note: {text: {text: Here, x: 50%, y: 10%, fixed: true}}, "
    "name: {text: {text: There, x: 3, y: 3, size: 14}}}}}\n"
    "timeline:\n"
    "  - {say: Nearer., camera: {to: dots@3, zoom: 4, inset: bottom_left}, for: 1s, hold: 1s}\n"
    "  - {camera: {to: all}, for: 1s}\n";

Point dot_at(const Frame& frame, size_t row) {
  const auto& dots =
      std::get<Instances>(std::get<Group>(find(frame.items, "v.dots")->shape).children[0]->shape);
  return {double(dots.x[row]), double(dots.y[row])};
}

}  // namespace

TEST_CASE("the camera brings what it goes to into the middle, and texts grow with it", "[time]") {
  const Shown shown(kCamera);
  const Frame before = shown.frame(0), near = shown.frame(1.5), after = shown.frame(3);
  const Box window = near.camera->window;
  CHECK(near.camera->zoom == 4);
  CHECK(dot_at(near, 1).x == Approx(window.center().x).margin(0.01));
  CHECK(dot_at(near, 1).y == Approx(window.center().y).margin(0.01));
  CHECK(dot_at(after, 1) == dot_at(before, 1));
  const auto size = [](const Frame& frame, const std::string& id) {
    const auto& mark = std::get<Group>(find(frame.items, id)->shape);
    return std::get<TextShape>(mark.children[0]->shape).text->font.size;
  };
  CHECK(size(near, "v.name") == Approx(4 * size(before, "v.name")));
  CHECK(size(near, "v.note") == size(before, "v.note"));
  CHECK(find(near.items, "v.note") == near.items[near.items.size() - 2].get());
  CHECK(find(near.items, "inset") != nullptr);
  CHECK(find(before.items, "inset") == nullptr);
  CHECK(near.items[0] == before.items[0]);  // the title
  const double between = shown.frame(0.5).camera->zoom;
  CHECK(between > 1);
  CHECK(between < 4);
  const auto hit = hit_test(near, dot_at(near, 1), 0);
  REQUIRE(hit);
  CHECK(hit->way.front()->id == "v.dots");
  // Any frame can be drawn alone.
  CHECK(dump(shown.frame(0.5)) == dump(Shown(kCamera).frame(0.5)));
}

TEST_CASE("a camera goes evenly between zooms that are all but equal", "[time]") {
  const std::string script =
      "lantern: 1\ncanvas: {size: 400x400}\ndata: {d: {rows: [[2, 2], [8, 8]], columns: [x, y], "
      "key: x}}\n"
      "views: {v: {x: {domain: [0, 10]}, y: {domain: [0, 10]}, marks: {dots: {dot: {data: d, x: x, "
      "y: y, size: 10}}}}}\n"
      "timeline:\n"
      "  - {camera: {to: dots@2, zoom: 3}, for: 1s}\n"
      "  - {camera: {to: dots@8, zoom: 3.0000000000000004}, for: 1s, ease: linear}\n";
  const Shown shown(script);
  const auto shift = [&](double time) { return shown.frame(time).camera->shift.x; };
  const double from = shift(1), to = shift(2);
  REQUIRE(std::isfinite(from + to));
  CHECK(shift(1.5) == Approx((from + to) / 2).epsilon(1e-6));
}

TEST_CASE("a camera stays where nothing beyond the picture is seen", "[time]") {
  std::string script = kCamera;
  script.replace(script.find("dots@3"), 6, "dots@1");
  script.replace(script.find("zoom: 4"), 7, "zoom: 1.5");
  const Frame near = Shown(script).frame(1.5);
  const Zoomed& seen = *near.camera;
  CHECK((seen.window.x0 - seen.shift.x) / seen.zoom >= seen.window.x0 - 1e-6);
  CHECK((seen.window.y1 - seen.shift.y) / seen.zoom <= seen.window.y1 + 1e-6);
}

namespace {

std::string moving(const std::string& past, const std::string& step) {
  return "lantern: 1\nparams: {t: {value: 0, type: count}, u: 0}\n"
         "views: {v: {x: {domain: [0, 10]}, y: {domain: [0, 10]}, marks: {"
         "dot: {dot: {x: =t + u, y: 5, size: 10, " +
         past + "}}}}}\ntimeline: [" + step + "]\n";
}

size_t pasts(const Frame& frame) {
  const Item* past = find(frame.items, "v.dot~past");
  return past ? std::get<Group>(past->shape).children.size() : 0;
}

}  // namespace

TEST_CASE("a trail is the past of a mark, fading, and gone where it rests", "[time]") {
  const Shown shown(moving("trail: 500ms", "{animate: {u: 8}, for: 1s, ease: linear, hold: 1s}"));
  CHECK(pasts(shown.frame(0)) == 0);
  const Frame middle = shown.frame(0.75);
  CHECK(pasts(middle) == 15);
  const auto& copies = std::get<Group>(find(middle.items, "v.dot~past")->shape).children;
  CHECK(copies.front()->opacity < copies.back()->opacity);
  CHECK(bounds_of(*copies.front()).x0 < bounds_of(*copies.back()).x0);
  CHECK(pasts(shown.frame(1.25)) > 0);
  CHECK(pasts(shown.frame(1.6)) == 0);
  // Any frame can be drawn alone.
  CHECK(dump(middle) == dump(Shown(moving("trail: 500ms",
                                          "{animate: {u: 8}, for: 1s, ease: linear, "
                                          "hold: 1s}"))
                                 .frame(0.75)));
}

TEST_CASE("rows that do not move have no trail", "[time]") {
  const Shown shown(
      "lantern: 1\nparams: {u: 0}\n"
      "data: {d: {rows: [[1, 1], [3, 2], [4, 4]], columns: [x, y], key: x}}\n"
      "views: {v: {x: {domain: [0, 10]}, y: {domain: [0, 10]}, marks: {dots: {dot: {data: d, x: "
      "\"=x "
      "+ (u if x == 3 else 0)\", y: y, size: 10, outline: =y, trail: 500ms}}}}}\n"
      "timeline: [{animate: {u: 5}, for: 1s, ease: linear}]\n");
  size_t rows = 0, pictures = 0;
  const Frame frame = shown.frame(0.75);
  visit(std::get<Group>(find(frame.items, "v.dots~past")->shape).children,
        [&](const Item& item, double) {
          const auto* dots = std::get_if<Instances>(&item.shape);
          if (!dots) return;
          ++pictures;
          rows += dots->count();
          CHECK(*dots->keys == std::vector<std::string>{"3"});
          CHECK(dots->outlines == std::vector<float>{2});
        });
  CHECK(pictures == 15);
  CHECK(rows == 15);
}

TEST_CASE("ghosts are the states at the ends of earlier steps", "[time]") {
  const std::string steps =
      "{set: {t: 2}, for: 1s}, {set: {t: 4}, for: 1s}, {hold: 1s}, "
      "{set: {t: 6}, for: 1s}, {set: {t: 8}, for: 1s}";
  const Shown all(moving("ghosts: 9", steps)), two(moving("ghosts: 2", steps));
  CHECK(pasts(all.frame(0)) == 0);
  CHECK(pasts(all.frame(0.5)) == 1);
  CHECK(pasts(all.frame(1)) == 1);
  CHECK(pasts(all.frame(2.5)) == 2);  // as it is now is no ghost
  CHECK(pasts(all.frame(5)) == 4);
  CHECK(pasts(two.frame(5)) == 2);
}

TEST_CASE("in an animated SVG the camera is one group that moves and grows", "[time]") {
  const TemporaryFolder folder;
  write_file(folder.file("near.yaml"), kCamera);
  const Run made =
      lantern({"render", folder.file("near.yaml"), "-q", "-o", folder.file("near.svg")});
  INFO(made.err);
  REQUIRE(made.code == 0);
  const std::string svg = read_file(folder.file("near.svg"));
  CHECK(svg.find("type=\"scale\"") != std::string::npos);
  CHECK(svg.find("<g transform=\"translate(0 0)\"") != std::string::npos);
  size_t names = 0;  // in the film, and in the poster
  for (size_t at = svg.find(">There<"); at != std::string::npos; at = svg.find(">There<", at + 1)) {
    ++names;
  }
  CHECK(names == 2);
}

TEST_CASE("what is past is seen in the axes of now", "[time]") {
  const Shown shown(
      "lantern: 1\n"
      "params: {s: 1}\n"
      "canvas: {layouts: {one: [[v]], two: [[w, v]]}}\n"
      "data: {d: {rows: [[0, 0], [1, 1]], columns: [x, y]}}\n"
      "views:\n"
      "  v:\n"
      "    x: {domain: [0, 1]}\n"
      "    y: {domain: [0, 3]}\n"
      "    marks: {l: {line: {data: d, x: x, y: =y * s, ghosts: 2}}}\n"
      "  w: {x: {domain: [0, 1]}, y: {domain: [0, 1]}, marks: {m: {dot: {x: 0.5, y: 0.5}}}}\n"
      "timeline:\n"
      "  - {set: {s: 2}, for: 1s}\n"
      "  - {set: {s: 3}, for: 1s}\n"
      "  - {layout: two, for: 2s}\n"
      "  - {hold: 1s}\n");
  for (const double time : {2.0, 3.0, 3.5, 4.5}) {
    INFO(time);
    const Frame frame = shown.frame(time);
    const auto top = [&](const std::string& id) -> const Item* {  // its past has items of its ids
      for (const ItemPtr& item : frame.items) {
        if (item->id == id) return item.get();
      }
      return nullptr;
    };
    const Item* now = top("v.l");
    const Item* past = top("v.l~past");
    REQUIRE(now);
    REQUIRE(past);
    const Box line = bounds_of(*now), ghosts = bounds_of(*past);
    CHECK(ghosts.x0 == Approx(line.x0).margin(0.6));
    CHECK(ghosts.x1 == Approx(line.x1).margin(0.6));
    CHECK(ghosts.y1 == Approx(line.y1).margin(0.6));
    CHECK(ghosts.y0 > line.y0 + 50);
  }
}

}  // namespace lantern::test::time_test
