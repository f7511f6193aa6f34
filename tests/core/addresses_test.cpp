#include <catch2/catch.hpp>

#include "tests/support/shown.h"

// What addresses name: instances of `each`, rows, columns; keys that are constant or computed.

namespace lantern::test::addresses_test {
namespace {

const std::string kLines =
    "lantern: 1\n"
    "params: {n: {value: 1, type: count, range: [0, 9]}}\n"
    "data:\n"
    "  pts: {rows: [[0, 1, 2, 3], [1, 2, 3, 5]], columns: [x, a, b, c]}\n"
    "  ends: {rows: [[a, p], [b, q], [c, ~]], columns: [m, to], key: m}\n"
    "  spots: {rows: [[p, 1], [q, 5]], columns: [id, h], key: id}\n"
    "views:\n"
    "  v:\n"
    "    x: {domain: [0, 2]}\n"
    "    y: {domain: [0, 6]}\n"
    "    marks:\n"
    "      lines: {each: {m: [a, b, c]}, line: {data: pts, x: x, y: =row@(m)}}\n"
    "      dots: {each: {m: [a, b, c]}, dot: {data: pts, x: x, y: =row@(m)}}\n"
    "      plain: {dot: {data: pts, x: x, y: a}}\n"
    "      spots: {dot: {data: spots, x: 2, y: h}}\n"
    "      bar: {rect: {x: 0.5, x2: 1, y: 0, y2: 1}}\n"
    "      ways: {arrow: {data: ends, where: =not is_missing(to), from: dots@(m)@2, to: "
    "spots@(to), bend: 0, gap: 0}}\n";

std::string with(const std::string& marks, const std::string& timeline = "") {
  return kLines + marks + (timeline.empty() ? "" : "timeline: [" + timeline + "]\n");
}

std::string messages(const std::string& marks, const std::string& timeline = "") {
  return TestScene(with(marks, timeline)).messages();
}

/// A scene of scores, whose note reads as `text` says.
std::string scores(const std::string& text) {
  return "lantern: 1\n"
         "params: {set: {one_of: [a, b]}, metric: {one_of: [precision, recall]}}\n"
         "data: {d: {rows: [[0.1, 0, a], [0.4, 1, b], [0.6, 0, a], [0.9, 1, b]], columns: [s, t, "
         "u]}}\n"
         "models:\n"
         "  now: {each: {k: [a, b], c: [0.5, 0.3]}, confusion_matrix: {data: d, score: s, target: "
         "t, threshold: =c}}\n"
         "views: {v: {marks: {n: {each: {m: [recall]}, text: {x: 50%, y: 50%, text: \"" +
         text + "\"}}}}}\ntimeline: [{set: {set: b, metric: recall}, for: 0s}, {hold: 1s}]\n";
}

/// Where the symbols of a mark are.
std::vector<Point> symbols(const Frame& frame, const std::string& mark) {
  std::vector<Point> out;
  visit(frame.items, [&](const Item& item, double) {
    const auto* items = std::get_if<Instances>(&item.shape);
    if (!items || item.id != mark + ".symbols") return;
    for (size_t i = 0; i < items->count(); ++i) out.push_back({items->x[i], items->y[i]});
  });
  return out;
}

/// That of a mark that has one.
Point symbol(const Frame& frame, const std::string& mark) {
  const std::vector<Point> all = symbols(frame, mark);
  REQUIRE(all.size() == 1);
  return all[0];
}

bool near(Point a, Point b) {
  return std::abs(a.x - b.x) < 0.01 && std::abs(a.y - b.y) < 0.01;
}

std::string text_of(const std::string& script, const std::string& id, double time = 0) {
  return texts(Shown(script).frame(time)).at(id);
}

}  // namespace

TEST_CASE("a key at the end is the name of a model's value", "[addresses]") {
  const Shown shown(scores(
      "{=now@(set)@(metric):.2f} {=now@a@(metric):.2f} {=now@(set)@(m):.2f} {=now@a@(m):.2f}"));
  CHECK(texts(shown.frame(1)).begin()->second == "1.00 0.50 1.00 0.50");
  CHECK(TestScene(scores("{=now@a@('recal')}")).messages().find("did you mean \"recall\"?") !=
        std::string::npos);
}

TEST_CASE("a mark stands at the instance of each that it names", "[addresses]") {
  const Frame frame = Shown(with("      a: {dot: {at: lines@a}}\n"
                                 "      b: {dot: {at: lines@b}}\n"
                                 "      c2: {dot: {at: dots@c@2}}\n"
                                 "      c1: {dot: {at: dots@c@1}}\n"
                                 "      own: {each: {m: [a, b, c]}, dot: {at: lines@(m)}}\n"
                                 "      like: {each: {m: [a, b, c]}, dot: {at: lines}}\n"))
                          .frame(0);
  for (const char* key : {"a", "b", "c"}) {
    const Point end = symbols(frame, std::string("v.dots@") + key)[1];
    CHECK(near(symbol(frame, std::string("v.own@") + key), end));
    CHECK(near(symbol(frame, std::string("v.like@") + key), end));
  }
  CHECK(near(symbol(frame, "v.a"), symbols(frame, "v.dots@a")[1]));
  CHECK(near(symbol(frame, "v.b"), symbols(frame, "v.dots@b")[1]));
  CHECK(near(symbol(frame, "v.c1"), symbols(frame, "v.dots@c")[0]));
  CHECK(near(symbol(frame, "v.c2"), symbols(frame, "v.dots@c")[1]));
}

TEST_CASE("each row may name another instance, and another row", "[addresses]") {
  const Frame frame = Shown(with("      tips: {dot: {data: ends, at: lines@(m)}}\n"
                                 "      starts: {dot: {data: ends, at: dots@(m)@(1)}}\n"))
                          .frame(0);
  const auto tips = symbols(frame, "v.tips"), starts = symbols(frame, "v.starts");
  REQUIRE(tips.size() == 3);
  size_t row = 0;
  for (const char* key : {"a", "b", "c"}) {
    const auto line = symbols(frame, std::string("v.dots@") + key);
    CHECK(near(tips[row], line[1]));
    CHECK(near(starts[row++], line[0]));
  }
}

TEST_CASE("a constant key that names nothing is told at its place", "[addresses]") {
  const auto wrong = [](const std::string& fields) {
    return messages("      t: {dot: {at: " + fields + "}}\n");
  };
  CHECK(wrong("lines@nonsense")
            .find("scene.yaml:18:27: error[unknown-name]: there is no "
                  "lines@nonsense") == 0);
  CHECK(wrong("dots@nonsense").find("it has a, b and c") != std::string::npos);
  CHECK(wrong("plain@7").find("18:27: error[unknown-name]: there is no row \"7\" in v.plain") !=
        std::string::npos);
  CHECK(wrong("dots@c@7").find("18:28: error[unknown-name]: there is no row \"7\" in v.dots@c") !=
        std::string::npos);
  CHECK(wrong("dots@c/2").find("there is no dots@c/2") != std::string::npos);
  CHECK(wrong("plain@1@2").find("names a row already") != std::string::npos);
  CHECK(wrong("v@1.plain").find("v has no instances") != std::string::npos);
  CHECK(wrong("lines").find("\"lines\" is made for each item of a list") != std::string::npos);
  CHECK(wrong("bar@1").find("it has no rows to choose from") != std::string::npos);
  CHECK(wrong("v.plain.x").find("the mark plain has no part \"x\"") != std::string::npos);
  const std::string arrow = messages("      t: {arrow: {from: plain@1, to: lines@q}}\n");
  CHECK(arrow.find("18:44: error[unknown-name]: there is no lines@q") != std::string::npos);
  const std::string origin =
      messages("      t: {dot: {data: spots, x: 1, y: h, enter: {from: lines@q}}}\n");
  CHECK(origin.find("there is no lines@q") != std::string::npos);
}

TEST_CASE("a computed key that names nothing is told with the time", "[addresses]") {
  const char* const kMark = "      t: {dot: {at: \"plain@(n)\"}}\n";
  CHECK(messages(kMark, "{set: {n: 2}, for: 2s}").empty());
  const std::string row = messages(kMark, "{hold: 1s}, {set: {n: 5}, for: 2s}");
  CHECK(row.find("18:29: error[unknown-name]: there is no row \"5\" in v.plain, at 1s") !=
        std::string::npos);
  const std::string instance = messages("      t: {dot: {at: \"lines@('a' if n < 2 else 'z')\"}}\n",
                                        "{hold: 1s}, {set: {n: 5}}");
  CHECK(instance.find("there is no lines@z, at 1s") != std::string::npos);
}

TEST_CASE("what stands at a row that is missing, or not there now, is no mistake", "[addresses]") {
  const auto taken = [](const std::string& told) {
    return told.find("error") == std::string::npos;
  };
  CHECK(taken(messages("      t: {arrow: {data: ends, from: spots@(to), to: plain@1}}\n")));
  CHECK(
      taken(messages("      few: {dot: {data: spots, where: =h > n, x: 1, y: h}}\n"
                     "      t: {arrow: {from: few@p, to: few@q}}\n",
                     "{set: {n: 0}}, {set: {n: 9}}")));
  CHECK(taken(messages("      t: {text: {x: 1, y: 1, text: \"{=spots@(nan).h}\"}}\n")));
  CHECK(taken(messages("      t: {text: {data: ends, x: 1, y: 1, text: \"{=spots@(to).id}\"}}\n")));
}

TEST_CASE("values of rows that a missing key names are missing", "[addresses]") {
  const Frame frame =
      Shown(with("      t: {dot: {data: ends, x: 1, y: =spots@(to).h}}\n")).frame(0);
  CHECK(symbols(frame, "v.t").size() == 2);  // of a to p and b to q, not of c
}

TEST_CASE("the mark of the own view goes before others of its name", "[addresses]") {
  const std::string script =
      "lantern: 1\n"
      "canvas: {layout: [[a, b, c]]}\n"
      "views:\n"
      "  a: {marks: {spot: {dot: {x: 50%, y: 50%}}, at: {dot: {at: spot}}, far: {dot: {at: "
      "b.spot}}}}\n"
      "  b: {marks: {spot: {dot: {x: 50%, y: 50%}}, at: {dot: {at: spot}}}}\n"
      "  c: {marks: {at: {dot: {at: a.spot}}}}\n";
  const Frame frame = Shown(script).frame(0);
  CHECK(near(symbol(frame, "a.at"), symbol(frame, "a.spot")));
  CHECK(near(symbol(frame, "b.at"), symbol(frame, "b.spot")));
  CHECK(near(symbol(frame, "a.far"), symbol(frame, "b.spot")));
  std::string other = script;
  other.replace(other.find("a.spot}}}}"), 6, "spot");
  CHECK(TestScene(other).messages().find("write a.spot or b.spot") != std::string::npos);
}

TEST_CASE("marks go along arrows and rules, and what has no way is refused", "[addresses]") {
  const Frame frame =
      Shown(with("      one: {arrow: {x: 0, y: 0, x2: 2, y2: 6, bend: 0, gap: 0}}\n"
                 "      half: {dot: {along: one, progress: 0.5}}\n"
                 "      level: {rule: {y: 3}}\n"
                 "      middle: {dot: {along: level, progress: 0.5}}\n"
                 "      each: {dot: {data: ends, where: =not is_missing(to), along: ways@(m), "
                 "progress: 0}}\n"))
          .frame(0);
  CHECK(near(symbol(frame, "v.half"), symbol(frame, "v.middle")));
  const auto starts = symbols(frame, "v.each");
  REQUIRE(starts.size() == 2);  // from the edges of the dots
  CHECK(std::abs(starts[1].x - symbols(frame, "v.dots@b")[1].x) < 12);
  CHECK(std::abs(starts[1].y - symbols(frame, "v.dots@b")[1].y) < 12);
  const auto along = [](const std::string& mark) {
    return messages("      t: {dot: {along: " + mark + "}}\n");
  };
  CHECK(along("bar").find("18:24: error[unknown-name]: v.bar has no way to go along: it is a "
                          "rect") != std::string::npos);
  CHECK(along("plain").find("has no way") != std::string::npos);
  CHECK(along("ways").find("v.ways has a way for each of its rows") != std::string::npos);
  CHECK(along("lines@a@1").find("a row of v.lines@a has no way of its own") != std::string::npos);
  CHECK(along("lines@a").empty());
}

TEST_CASE("an arrow may lead from a mark to itself", "[addresses]") {
  CHECK(messages("      t: {arrow: {from: plain@1, to: plain@1}}\n").empty());
  CHECK(
      messages("      t: {arrow: {data: spots, from: spots@(id), to: \"spots@('q')\"}}\n").empty());
}

TEST_CASE("parts of a mark are named after it", "[addresses]") {
  const std::string net = "      net: {network: {layers: [2, 1]}}\n";
  CHECK(messages(net + "      t: {dot: {at: net.nodes@a1}}\n").empty());
  CHECK(messages(net + "      t: {dot: {along: net.edges@a2/b1, progress: 0.5}}\n").empty());
  CHECK(messages(net + "      t: {dot: {at: v.net.nodes@a1}}\n").empty());
  CHECK(messages(net + "      t: {dot: {at: net.knots@a1}}\n").find("error[unknown-name]") !=
        std::string::npos);
}

TEST_CASE("steps name instances and rows that are there", "[addresses]") {
  const auto step = [](const std::string& verbs) { return messages("", verbs); };
  CHECK(step("{highlight: lines@b}").empty());
  CHECK(step("{highlight: lines@q}").find("18:30: error[unknown-name]: there is no lines@q") !=
        std::string::npos);
  CHECK(step("{change: {lines@q: {color: red}}}").find("there is no lines@q") != std::string::npos);
  CHECK(step("{hide: dots@a@9}").find("no row \"9\" in v.dots@a") != std::string::npos);
}

TEST_CASE("keys of instances and columns may be computed in expressions", "[addresses]") {
  const std::string script =
      "lantern: 1\n"
      "params:\n"
      "  group: {one_of: [a, b], value: b}\n"
      "  metric: {one_of: [x, y]}\n"
      "  n: {value: 2, type: count, range: [1, 9]}\n"
      "data: {d: {rows: [[1, a, 1, 10], [2, b, 2, 20], [3, a, 3, 30]], columns: [id, g, x, y], "
      "key: id}}\n"
      "models:\n"
      "  now: {each: {k: [a, b]}, derive: {data: d, where: =g == k, columns: {z: =x*100}}}\n"
      "  per: {derive: {data: d, columns: {m: =now@(g).rows.z.mean, v: =row@(metric)}}}\n"
      "views: {v: {marks: {t: {text: {x: 50%, y: 50%, text: \"{=now@(group).rows.z.mean} "
      "{=d@(n)@(metric)} {=d@2@(metric)} {=d@(n)@('y')} {=per@3.m} {=per@3.v}\"}}}}}\n"
      "timeline: [{set: {n: 3, metric: y, group: a}, for: 1s}]\n";
  CHECK(text_of(script, "v.t.text", 0) == "200 2 2 20 200 3");
  CHECK(text_of(script, "v.t.text", 1) == "200 30 20 30 200 30");
  std::string wrong = script;
  wrong.replace(wrong.find("n: 3, metric"), 12, "n: 4, metric");
  const std::string told = TestScene(wrong).messages();
  CHECK(told.find("no row \"4\" in d (key: id), at 0s") != std::string::npos);
}

TEST_CASE("what cannot stand at a place is not among the meanings of a name", "[addresses]") {
  const std::string script =
      "lantern: 1\n"
      "params: {score: 7, kind: 3}\n"
      "data: {points: {rows: [[1, 2, x, 5]], columns: [points, sky, kind, score]}}\n"
      "views: {v: {x: {domain: [0, 9]}, y: {domain: [0, 9]}, marks: {d: {dot: {data: points, "
      "x: =points, y: =kind*2, color: sky}}}}}\n";
  const Shown shown(script);  // the table, the text and the numeric column are no candidates
  const RecordValue& fields = *shown.scene().state(0).snapshots[0].views[0].marks[0].values->fields;
  const auto channel = [&](const char* name) {
    return std::get<NumberChannel>(fields.values[size_t(fields.kind->find(name))]);
  };
  CHECK(channel("x")[0] == 1);
  CHECK(channel("y")[0] == 6);
  const auto color = std::get<TextChannel>(fields.values[size_t(fields.kind->find("color"))]);
  CHECK(color.constant == "sky");
  std::string tie = script;
  tie.replace(tie.find("=kind*2"), 7, "=score");
  CHECK(TestScene(tie).messages().find("\"score\" is both a column of points and a name of the "
                                       "scene") != std::string::npos);
}

}  // namespace lantern::test::addresses_test
