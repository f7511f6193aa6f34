#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "tests/support/shown.h"

// Pictures that said something else than their scenes: each is right now, or told.

namespace lantern::test::silent_pictures_test {
namespace {

std::string messages_of(const std::string& script) {
  return TestScene(script).messages();
}

void check_said(const std::string& script, const std::string& message) {
  INFO(script);
  const std::string messages = messages_of(script);
  INFO(messages);
  CHECK(messages.find(message) != std::string::npos);
}

/// Where a mark's symbols are, across.
std::set<double> columns_of(const std::string& layout) {
  const Shown shown(
      "lantern: 1\ndata: {d: {rows: [[a, 1], [b, 3], [a, 1], [c, 4], [b, 3]], columns: [g, v]}}\n"
      "views: {v: {x: {}, marks: {m: {dot: {data: d, size: 12, layout: " +
      layout + "}}}}}\n");
  std::set<double> out;
  visit(shown.frame(0).items, [&](const Item& item, double) {
    const auto* dots = std::get_if<Instances>(&item.shape);
    if (!dots || item.id != "v.m.symbols") return;
    for (const float x : dots->x) out.insert(std::round(x));
  });
  return out;
}

double right_end(const std::string& marks) {
  const Shown shown(
      "lantern: 1\ndata: {d: {rows: [[1, 2], [2, 6], [3, 1]], columns: [x, y]}}\n"
      "views: {v: {x: {}, y: {}, marks: {l: {line: {data: d, x: x, y: y}}" +
      marks + "}}}\n");
  return path_of(shown.frame(0), "v.l.path").bounds().width();
}

}  // namespace

TEST_CASE("a stack stands where each of its rows belongs", "[pictures]") {
  CHECK(columns_of("{stack: {x: g}}").size() == 3);
  CHECK(columns_of("{stack: {x: g}}") == columns_of("{stack: {x: g, by: g}}"));
  CHECK(columns_of("{stack: {x: v}}").size() == 3);
  CHECK(columns_of("{stack: {}}").size() == 1);
}

TEST_CASE("a mark without rows makes no room for itself", "[pictures]") {
  const double alone = right_end("");
  CHECK(right_end(", p: {dot: {data: d, where: =x > 5, x: x, y: y}}") == Approx(alone));
  CHECK(right_end(", p: {rule: {data: d, where: =x > 5, x: 30}}") == Approx(alone));
}

TEST_CASE("a legend explains colours that other marks show too", "[pictures]") {
  const auto legend = [](const std::string& values) {
    return "lantern: 1\nmeaning: {cat: {color: orange}}\nviews: {v: {marks: {l: {legend: {values: "
           "[" +
           values + "], x: 50%, y: 50%}}}}}\n";
  };
  CHECK(messages_of(legend("cat, sky, \"#ff0000\"")).empty());
  check_said(legend("cat, dog"), "error[bad-color]: \"dog\" has no colour of its own to explain");
  check_said(legend("cat, dog"), "give it one in `meaning`");
}

TEST_CASE("a label on another's bar is told", "[pictures]") {
  const auto bars = [](const std::string& label) {
    return "lantern: 1\ncanvas: {size: 480x270}\n"
           "data: {d: {rows: [[a, 12], [b, 30], [c, 8], [d, 25]], columns: [g, n]}}\n"
           "views: {v: {x: {}, y: {}, marks: {bars: {rect: {data: d, x: g, y: 0, y2: n, label: \"" +
           label + "\"}}}}}\n";
  };
  CHECK(messages_of(bars("{=n}")).empty());
  check_said(bars("{=g}: {=n} of 75 mails"), "warning[no-room]: v.bars@");
  check_said(bars("{=g}: {=n} of 75 mails"), "(view v, at 0s)");
}

TEST_CASE("what an axis does not reach is told, rules and rectangles too", "[pictures]") {
  const auto with = [](const std::string& mark, const std::string& x = "{domain: [0, 5]}") {
    return "lantern: 1\nviews: {v: {x: " + x + ", y: {domain: [0, 5]}, marks: {r: {" + mark +
           "}}}}\n";
  };
  const std::string outside =
      "warning[not-drawn]: v.r is not drawn: \"x\" is outside of the axis's";
  check_said(with("rule: {x: 7, label: out}"), outside);
  check_said(with("rule: {x: -1, y: 1}"), outside);
  check_said(with("rect: {x: 6, x2: 9, y: 1, y2: 2}"), "\"x2\" is outside of the axis's domain");
  for (const char* seen :
       {"rule: {x: 5}", "rule: {x: 3, y: 1, x2: 9, y2: 2}", "rect: {x: -3, y: 2}",
        "rect: {x2: 9, y: 1, y2: 7}", "rect: {x: -1, x2: 9}"}) {
    INFO(seen);
    CHECK(messages_of(with(seen)).empty());
  }
  check_said(with("rule: {x: 7, clip: false}"), "v.r is outside of the picture at all times");
  check_said(with("rule: {x: 120%}"), "v.r draws nothing that can be seen, at any time");
}

TEST_CASE("a word that is a column's name is told", "[pictures]") {
  const auto with = [](const std::string& fields) {
    return "lantern: 1\ndata: {d: {rows: [[1, 2, a], [2, 3, b]], columns: [x, y, g]}}\n"
           "views: {v: {x: {}, y: {}, marks: {t: {" +
           fields + "}}}}\n";
  };
  check_said(with("dot: {data: d, x: x, y: y, label: g}"),
             "warning[text-hole]: this text is the word \"g\" for every row, and d has a column");
  check_said(with("text: {data: d, x: x, y: y, text: g}"), "write \"{=g}\" for");
  CHECK(messages_of(with("dot: {data: d, x: x, y: y, label: \"{=g}\"}")).empty());
  CHECK(messages_of(with("dot: {x: 1, y: 2, label: g}")).empty());
}

TEST_CASE("the name of the column that a line shows is its label", "[pictures]") {
  const auto with = [](const std::string& fields) {
    return "lantern: 1\ndata: {d: {rows: [[1, 2, 2], [2, 3, 9]], columns: [x, test, g]}}\n"
           "views: {v: {x: {}, y: {}, marks: {t: {" +
           fields + "}}}}\n";
  };
  CHECK(messages_of(with("line: {data: d, x: x, y: test, label: test}")).empty());
  CHECK(messages_of(with("area: {data: d, x: x, y: test, label: test}")).empty());
  check_said(with("line: {data: d, x: x, y: test, label: g}"), "this text is the word \"g\"");
  check_said(with("dot: {data: d, x: x, y: test, label: test}"), "this text is the word \"test\"");
}

TEST_CASE("a line that comes from or goes to the infinite is whole", "[pictures]") {
  const auto with = [](const std::string& rows, const std::string& more = "") {
    return "lantern: 1\ndata: {d: {rows: [" + rows +
           "], columns: [x, y, g]}}\nviews: {v: {x: {}, y: {}, marks: {l: {line: {data: d, x: "
           "=1/x, "
           "y: y" +
           more + "}}}}}\n";
  };
  CHECK(messages_of(with("[0, 1, a], [1, 2, a], [2, 3, a]")).empty());
  CHECK(messages_of(with("[1, 2, a], [2, 3, a], [0, 1, a]")).empty());
  CHECK(messages_of(with("[1, 2, a], [0, 3, a], [2, 1, b], [3, 2, b]", ", by: g")).empty());
  check_said(with("[1, 2, a], [0, 3, a], [2, 1, a]"), "\"x\" is infinite (\"2\")");
  const std::string at_scores =
      "lantern: 1\ndata: {d: {rows: [[0.2, 0], [0.6, 1], [0.4, 1], [0.1, 0]], columns: [s, k]}}\n"
      "models: {m: {metrics_by_threshold: {data: d, score: s, target: k}}}\n"
      "views: {v: {x: {}, y: {}, marks: {l: {line: {data: m, x: threshold, y: recall}}}}}\n";
  CHECK(messages_of(at_scores).empty());
}

TEST_CASE("a choice needs something to choose from", "[pictures]") {
  for (const char* none : {"[]", "{}"}) {
    check_said(std::string("lantern: 1\nparams: {m: {one_of: ") + none + "}}\nviews: {a: {}}\n",
               "error[no-value]: there is nothing to choose from");
  }
}

TEST_CASE("TeX that would be drawn as it is written is refused, with a mend", "[pictures]") {
  const auto formula = [](const std::string& tex) {
    return "lantern: 1\nparams: {n: 3}\nviews: {a: {marks: {f: {formula: {x: 50%, y: 50%, tex: '" +
           tex + "'}}}}}\n";
  };
  check_said(formula("$x$"), "3:57: error[tex]: a formula has no dollar signs around it");
  check_said(formula("\\frac{$x$}{2}"), "error[tex]: a formula has no dollar signs around it");
  check_said(formula("\\tag{1} x \\tag{2}"), "error[tex]: a formula has one \\tag");
  check_said(formula("\\sqrt[=n]{x}"), "write \\sqrt[{=n}]");
  check_said(formula("\\text{n is {=n}}"), "a live value cannot stand in a text of a formula");
  check_said(formula("\\text{n is {=n}}"), "end the text before it: \\text{n is }{=n}");
  for (const char* right :
       {"\\text{if $x$ is} \\$5", "\\sqrt[{=n}]{x} \\tag{1}", "\\text{n is }{=n}", "\\mbox{$y$}"}) {
    INFO(right);
    CHECK(messages_of(formula(right)).empty());
  }
}

TEST_CASE("numbers that are none are told in the texts of rows and in formulas", "[pictures]") {
  const auto with = [](const std::string& mark) {
    return "lantern: 1\ndata: {d: {rows: [[a, 1], [b, 0], [c, NA]], columns: [id, x], key: id}}\n"
           "params: {n: 0}\nviews: {v: {marks: {t: {" +
           mark + "}}}}\ntimeline: [{hold: 1s}]\n";
  };
  check_said(with("text: {data: d, x: 50%, y: 50%, text: \"{=1/x:.1f}\"}"),
             "warning[no-number]: this text shows inf in 2 of 3 rows, first in \"b\", at 0s");
  check_said(with("text: {x: 50%, y: 50%, text: \"**{=1/n}**\"}"), "this text shows inf, at 0s");
  check_said(with("formula: {x: 50%, y: 50%, tex: \"a = {=log(n)}\"}"),
             "this formula shows -inf, at 0s");
  // A cell that is missing is written as such.
  CHECK(messages_of(with("text: {data: d, x: 50%, y: 50%, text: \"{=x}\"}")).empty());
}

TEST_CASE("what an axis with a log scale cannot show is told with its mend", "[pictures]") {
  const auto with = [](const std::string& mark) {
    return "lantern: 1\ndata: {d: {rows: [[1, 2], [2, 6]], columns: [x, y]}}\n"
           "views: {v: {x: {}, y: {scale: log}, marks: {r: {" +
           mark + "}}}}\n";
  };
  const std::string bars = with("rect: {data: d, x: =x - 0.4, x2: =x + 0.4, y: 0, y2: y}");
  check_said(bars, "\"y\" is 0 or of the other sign, and the axis's scale is log");
  check_said(bars, "leave that side out: it is at the area's edge then");
  check_said(with("dot: {data: d, x: x, y: =y - 2}"), "without `scale: log` all have a place");
}

TEST_CASE("messages say what can be written instead", "[pictures]") {
  const std::string question = "lantern: 1\nviews: {a: {title: Really?, x: {}}}\n";
  check_said(question,
             "2:26: error[yaml-syntax]: between brackets, a text with a `?` needs quotes");
  const auto goes_to = [](const std::string& layouts) {
    return "lantern: 1\ncanvas: {" + layouts +
           "}\nviews: {a: {}, b: {}}\ntimeline: [{layout: foo}]\n";
  };
  check_said(goes_to("layouts: {one: [[a, b]], two: [[a]]}"), "it has one and two");
  check_said(goes_to("layout: [[a, b]]"), "name some: canvas: {layouts: {all: [[a, b]]");
}

TEST_CASE("what is wrong with many rows of one mark is told once, with its count", "[pictures]") {
  std::string rows;
  for (int i = 0; i < 40; ++i) rows += (i ? ", [c" : "[c") + std::to_string(i) + "]";
  const std::string script =
      "lantern: 1\ncanvas: {size: 320x180}\ndata: {t: {rows: [" + rows +
      "], columns: [g]}}\nviews: {v: {marks: {d: {dot: {data: t, where: "
      "=index < 30, x: 50%, y: 50%, color: g, label: \"{=g} {=g} {=g}\"}}}}}\n";
  const std::string messages = messages_of(script);
  INFO(messages);
  CHECK(messages.find("more of its mark: they are not shown") != std::string::npos);
  CHECK(messages.find("lost-label") == messages.rfind("lost-label"));
  CHECK(messages.find("40 values share 10 colours in v.d (30 of them are drawn)") !=
        std::string::npos);
}

}  // namespace lantern::test::silent_pictures_test
