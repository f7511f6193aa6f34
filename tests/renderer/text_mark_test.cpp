#include <catch2/catch.hpp>

#include <cmath>

#include "renderer/marks/rolling_text.h"
#include "renderer/paragraph/rich_text.h"
#include "renderer/text/shaped_text.h"
#include "tests/renderer/raster_support.h"
#include "tests/support/shown.h"

namespace lantern::test::text_mark_test {
namespace {

std::string scene_with(const std::string& fields, const std::string& more = "",
                       const std::string& marks = "") {
  return "lantern: 1\ncanvas: {size: 400x300}\nparams: {v: {value: 0, range: [-1000, 2000]}}\n"
         "views:\n  w:\n    marks:\n" +
         marks + "      t: {text: {" + fields + "}}\n" + more;
}

std::map<std::string, Item> items_of(const Frame& frame) {
  std::map<std::string, Item> out;
  visit(frame.items, [&](const Item& item, double) { out[item.id] = item; });
  return out;
}

double turn_at(double units, size_t wheel) {
  return wheel_turns(units, 6).at(wheel);
}

}  // namespace

TEST_CASE("lines are aligned and spaced as asked", "[text-mark]") {
  const std::string words = "text: \"wide words here\\nno\", x: 200px, y: 150px, align: middle";
  const auto second_line = [&](const std::string& more) {
    const auto items = items_of(Shown(scene_with(words + more)).frame(0));
    const auto& text = *std::get<TextShape>(items.at("w.t.text").shape).text;
    return text.glyphs.back().at;
  };
  const Point middle = second_line(""), start = second_line(", lines: start"),
              end = second_line(", lines: end");
  CHECK(start.x < middle.x);
  CHECK(middle.x < end.x);
  CHECK(second_line(", spacing: 2").y == Approx(2 * middle.y));
}

TEST_CASE("a word that is wider than the paragraph is broken", "[text-mark]") {
  const auto items = items_of(
      Shown(scene_with("text: Donaudampfschifffahrtsgesellschaft, x: 50%, y: 50%, wrap: 100"))
          .frame(0));
  const auto& text = *std::get<TextShape>(items.at("w.t.text").shape).text;
  CHECK(text.lines > 1);
  CHECK(text.width <= 100);
}

TEST_CASE("a card stands around its text", "[text-mark]") {
  const Shown shown(
      scene_with("text: 'A **card**', x: 200px, y: 150px, background: panel, outline: axis, "
                 "padding: 12, align: start"));
  const auto items = items_of(shown.frame(0));
  const Box panel = bounds_of(items.at("w.t.text.panel"));
  const Box words = bounds_of(items.at("w.t.text.words"));
  CHECK(panel.x0 < words.x0 - 10);
  CHECK(panel.x1 > words.x1 + 10);
  CHECK(panel.y0 < words.y0 - 10);
  // Its edge stands where the text's own would.
  const auto plain =
      items_of(Shown(scene_with("text: A card, x: 200px, y: 150px, align: start")).frame(0));
  CHECK(std::get<PathShape>(items.at("w.t.text.panel").shape).path.bounds().x0 ==
        Approx(std::get<TextShape>(plain.at("w.t.text").shape).origin.x));
}

TEST_CASE("a turned card turns as a whole", "[text-mark]") {
  const std::string card = "text: A card with words, x: 200px, y: 150px, background: panel";
  const auto level = items_of(Shown(scene_with(card)).frame(0));
  const auto turned = items_of(Shown(scene_with(card + ", angle: 90")).frame(0));
  const Box a = bounds_of(level.at("w.t.text.panel")), b = bounds_of(turned.at("w.t.text.panel"));
  CHECK(a.width() == Approx(b.height()));
  CHECK(a.height() == Approx(b.width()));
  CHECK(b.center().x == Approx(a.center().x).margin(0.51));  // each lies between its own pixels
  CHECK(b.center().y == Approx(a.center().y).margin(0.51));
}

TEST_CASE("letters follow a way and are never upside down", "[text-mark]") {
  const auto letters = [](const std::string& points) {
    const Shown shown(
        "lantern: 1\ncanvas: {size: 400x300}\n"
        "data: {w: {rows: " +
        points +
        ", columns: [x, y]}}\n"
        "views:\n  w:\n    x: {domain: [0, 10]}\n    y: {domain: [0, 10]}\n    marks:\n"
        "      way: {line: {data: w, x: x, y: y}}\n"
        "      t: {text: {text: 'along it', along: way, progress: 0.5, follow: true, valign: "
        "bottom}}\n");
    std::vector<TextShape> out;
    visit(shown.frame(0).items, [&](const Item& item, double) {
      if (item.id.find("w.t.text.letter") == 0) out.push_back(std::get<TextShape>(item.shape));
    });
    return out;
  };
  const auto rising = letters("[[0, 0], [10, 10]]");
  REQUIRE(rising.size() == 7);  // the blank draws nothing
  for (size_t i = 0; i < rising.size(); ++i) {
    CHECK(rising[i].angle == Approx(rising[0].angle));
    CHECK(rising[i].angle < 0);
    if (i == 0) continue;
    CHECK(rising[i].origin.x > rising[i - 1].origin.x);
    CHECK(rising[i].origin.y < rising[i - 1].origin.y);
  }
  const auto leftwards = letters("[[10, 10], [0, 0]]");
  REQUIRE(leftwards.size() == 7);
  for (size_t i = 0; i < rising.size(); ++i) {
    CHECK(std::cos(leftwards[i].angle) > 0);
    CHECK(leftwards[i].origin.x == Approx(rising[i].origin.x).margin(0.01));
    CHECK(leftwards[i].origin.y == Approx(rising[i].origin.y).margin(0.01));
  }
  CHECK(letters("[[0, 0], [5, 10], [10, 0]]").size() == 7);
}

TEST_CASE("wheels turn as those of an odometer", "[roll]") {
  CHECK(turn_at(0, 0) == 0);
  CHECK(turn_at(7, 0) == 7);
  CHECK(turn_at(7.5, 0) == Approx(7.5));
  CHECK(turn_at(7.1, 0) < 7.05);  // it dwells on its digits
  CHECK(turn_at(8, 1) == 0);
  CHECK(turn_at(9.5, 1) == Approx(0.5));
  CHECK(turn_at(10, 1) == 1);
  CHECK(turn_at(99.5, 1) == Approx(9.5));
  CHECK(turn_at(99.5, 2) == Approx(0.5));
  CHECK(turn_at(98.5, 2) == 0);
  CHECK(turn_at(199.5, 2) == Approx(1.5));
  CHECK(turn_at(123456, 5) == 1);
}

TEST_CASE("wheels never jump", "[roll]") {
  std::vector<double> last = wheel_turns(0, 5);
  for (int i = 1; i <= 120000; ++i) {
    const std::vector<double> now = wheel_turns(i * 0.01, 5);
    for (size_t wheel = 0; wheel < 5; ++wheel) {
      REQUIRE(now[wheel] >= last[wheel] - 1e-9);
      REQUIRE(now[wheel] - last[wheel] < 0.05);
    }
    last = now;
  }
}

TEST_CASE("a rolling number is its digits where it is whole, and moves between", "[roll]") {
  const std::string roll = "text: \"n = {=v:,d} dogs\", x: 200px, y: 150px, roll: true, align: end";
  const Shown shown(
      scene_with(roll, "timeline: [{animate: {v: [998, 1002]}, for: 4s, ease: linear}]\n"));
  const auto digits = [&](double t) {
    std::string out;
    visit(shown.frame(t).items, [&](const Item& item, double opacity) {
      const auto* text = std::get_if<TextShape>(&item.shape);
      if (text && opacity > 0 && item.id.find("w.t.text.cell") == 0) out += text->text->text;
    });
    return out;
  };
  CHECK(digits(0) == "n = 998 dogs");
  CHECK(digits(1) == "n = 999 dogs");
  CHECK(digits(2) == "n = 1,000 dogs");
  CHECK(digits(4) == "n = 1,002 dogs");
  CHECK(texts(shown.frame(2)).at("w.t.text") == "n = 1,000 dogs");
  // Half way every wheel is between two digits, cut to the line.
  int wheels = 0;
  visit(shown.frame(1.5).items, [&](const Item& item, double) {
    const auto* group = std::get_if<Group>(&item.shape);
    if (!group || item.id.find("w.t.text.cell") != 0) return;
    ++wheels;
    REQUIRE(group->clip);
    CHECK(group->children.size() >= 1);
  });
  CHECK(wheels == 4);
}

TEST_CASE("rolling numbers keep sign, decimals and per cent", "[roll]") {
  const auto line = [](const std::string& format, const std::string& value) {
    const Shown shown("lantern: 1\nparams: {v: " + value +
                      "}\nviews: {w: {marks: {t: {text: {text: "
                      "\"{=v:" +
                      format + "}\", x: 50%, y: 50%, roll: true}}}}}\n");
    std::string out;
    visit(shown.frame(0).items, [&](const Item& item, double) {
      const auto* text = std::get_if<TextShape>(&item.shape);
      if (text && item.id.find("w.t.text.cell") == 0) out += text->text->text;
    });
    return out;
  };
  CHECK(line(".2f", "0.25") == "0.25");
  CHECK(line(".0%", "0.5") == "50%");
  CHECK(line("+d", "7") == "+7");
  CHECK(line("d", "-12") == "\u221212");
  CHECK(line(",.1f", "12345.5") == "12,345.5");
}

TEST_CASE("the widest reading is found in the letters it is set in", "[text-mark]") {
  const auto middle = [](const std::string& words, double time) {
    const Frame frame =
        Shown(
            "lantern: 1\ncanvas: {size: 800x300}\nparams: {c: {one_of: [WWWWWW, iiiiiii]}}\n"
            "views: {w: {marks: {t: {text: {text: '" +
            words +
            "', x: 50%, y: 50%, size: 60, align: middle}}}}}\n"
            "timeline: [{set: {c: iiiiiii}, for: 1s}, {hold: 1s}]\n")
            .frame(time);
    const Item item = items_of(frame).at("w.t.text");
    const auto box = text_item_box(item);
    return std::pair((box->x0 + box->x1) / 2, box->width());
  };
  for (const char* words : {"{=c}", "**{=c}**"}) {
    INFO(words);
    const auto [start, wide] = middle(words, 0);
    const auto [end, narrow] = middle(words, 2);
    CHECK(narrow < wide / 2);  // more letters, less room
    CHECK(start == Approx(400).margin(1));
    // Both are aligned by the same room, so the narrow one starts where the wide one did.
    CHECK(end - narrow / 2 == Approx(start - wide / 2).margin(1));
  }
}

TEST_CASE("a text slides without a jitter", "[slide]") {
  const Typesetter typesetter;
  const ShapedTextPtr text = typesetter.texts().shape("Sliding 0.52", {"Inter", 14, 600, false});
  for (const Point way : {Point{0.13, 0}, Point{0, 0.13}, Point{0.07, 0.11}}) {
    Rasteriser moving(160, 60, false);
    Pixmap kept(160, 60, true);
    Point last;
    for (int i = 0; i < 100; ++i) {
      const Point at = Point{20, 30} + way * i;
      const TextShape shape{text, at, 0, kBlack, {}};
      const Frame frame = frame_of({make_item("t", shape)}, 160, 60);
      moving.draw(frame, kept);
      // What moves is drawn exactly as what has always stood there.
      REQUIRE(same_pixels(kept, draw_fresh(frame)));
      const Point center = ink_of(kept).center;
      if (i > 0) {
        // Cairo knows 15 heights and 256 widths of a pixel.
        CHECK(center.x - last.x == Approx(way.x).margin(0.05));
        CHECK(center.y - last.y == Approx(way.y).margin(0.05));
        if (way.x > 0) CHECK(center.x > last.x);
        if (way.y > 0) CHECK(center.y > last.y);
      }
      last = center;
    }
  }
}

TEST_CASE("a text mark that is moved by a value does so evenly", "[slide]") {
  const Shown shown(
      "lantern: 1\ncanvas: {size: 300x100}\nparams: {x: 0}\n"
      "views: {w: {x: {domain: [0, 10], grid: false, line: false, ticks: []}, marks: {t: {text: "
      "{text: '**Sli**ding', x: =x, y: 50px, halo: false}}}}}\n"
      "timeline: [{animate: {x: [3, 5]}, for: 4s, ease: linear}]\n");
  double last = 0, step = 0;
  for (int i = 0; i < 100; ++i) {
    const double x = ink_of(draw_fresh(shown.frame(i * 0.04), 300, 100)).center.x;
    if (i == 1) step = x - last;
    if (i > 0) {
      CHECK(x > last);
      CHECK(x - last == Approx(step).margin(0.04));
    }
    last = x;
  }
}

}  // namespace lantern::test::text_mark_test
