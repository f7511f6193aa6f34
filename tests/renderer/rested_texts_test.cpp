#include <cmath>
#include <map>

#include <catch2/catch.hpp>

#include "tests/support/shown.h"

// Where texts rest, their baselines lie between pixels: letters are sharp there, and browsers put
// them there. On their way they do not stutter.

namespace lantern::test::rested_texts_test {
namespace {

const std::string kScene =
    "lantern: 1\n"
    "params: {t: {value: 0.31, range: [0, 1]}, n: {value: 1}}\n"
    "data: {d: {rows: [[a, 0.13, 0.27], [b, 0.57, 0.61]], columns: [id, x, y], key: id}}\n"
    "views:\n"
    "  v:\n"
    "    x: {domain: [0, 1]}\n"
    "    y: {domain: [0, 1]}\n"
    "    marks:\n"
    "      dots: {dot: {data: d, x: x, y: y, size: 10, label: id}}\n"
    "      far: {dot: {x: 0.9, y: =0.133 * n, size: 10, label: far}}\n"
    "      tip: {dot: {x: =t, y: =t, size: 10, label: tip}}\n"
    "      says: {text: {data: d, x: x, y: =y + 0.1, text: \"two lines<br>of {=id}\"}}\n"
    "      note: {callout: {at: dots@b, text: a note, side: below}}\n"
    "      goes: {callout: {at: tip, text: it goes, side: right}}\n"
    "      box: {box: {x: 0.21, y: 0.777, text: \"n is {=n}\"}}\n"
    "timeline:\n"
    "  - {hold: 500ms}\n"
    "  - {set: {n: 3}, for: 1s}\n"
    "  - {animate: {t: 0.77}, for: 1s}\n"
    "  - {hold: 500ms}\n";

/// The baselines of all texts that are not turned, by their ids.
std::map<std::string, double> baselines(const Frame& frame) {
  std::map<std::string, double> out;
  visit(frame.items, [&](const Item& item, double) {
    const auto* text = std::get_if<TextShape>(&item.shape);
    if (text && text->angle == 0) out[item.id] = text->origin.y;
  });
  return out;
}

bool whole(double y) {
  return std::fabs(y - std::round(y)) < 1e-6;
}

}  // namespace

TEST_CASE("texts that rest lie between pixels", "[labels]") {
  const Shown shown(kScene);
  for (const double time : {0.0, 0.25, 1.5, 2.5, 3.0}) {
    const auto all = baselines(shown.frame(time));
    CHECK(all.size() > 15);
    for (const auto& [id, y] : all) {
      INFO(id << " at " << time);
      CHECK(whole(y));
    }
  }
}

TEST_CASE("texts on their way do not stutter, and others stay", "[labels]") {
  const Shown shown(kScene);
  size_t between = 0;
  const auto at_rest = baselines(shown.frame(1.5));
  for (double time = 1.6; time < 2.4; time += 0.01) {
    const auto all = baselines(shown.frame(time));
    between += !whole(all.at("v.tip.datum.label"));
    between += !whole(all.at("v.goes.note.text"));
    for (const std::string id : {"v.dots@a.label", "v.far.datum.label", "v.box.box.text"}) {
      INFO(id << " at " << time);
      CHECK(all.at(id) == at_rest.at(id));
    }
  }
  CHECK(between > 140);  // of 160
  size_t by_set = 0;
  for (double time = 0.6; time < 1.4; time += 0.01) {
    by_set += !whole(baselines(shown.frame(time)).at("v.far.datum.label"));
  }
  CHECK(by_set > 70);  // of 80
}

}  // namespace lantern::test::rested_texts_test
