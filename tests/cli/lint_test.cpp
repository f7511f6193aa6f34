#include <catch2/catch.hpp>

#include "cli/lint/rules/flash_meter.h"
#include "output/markup/restructured.h"
#include "tests/output/pictures.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test::lint_test {
namespace {

/// Pictures at 30 a second, all white or all black.
double flashes(const std::string& pattern, int width = 64) {
  FlashMeter meter;
  for (size_t i = 0; i < pattern.size(); ++i) {
    Pixmap pixels = plain(64, 36, 0xFFFFFF);
    for (int y = 0; y < 36; ++y) {
      for (int x = 0; x < width; ++x) {
        if (pattern[i] == '#') pixels.row(y)[x] = 0xFF000000;
      }
    }
    meter.add(pixels, double(i) / 30);
  }
  return meter.most();
}

std::string lint(const std::string& script) {
  const TemporaryFolder folder;
  write_file(folder.file("scene.yaml"), script);
  const Run run = lantern({"lint", "scene.yaml"}, folder.path());
  CHECK((run.code == 0 || run.code == 3));
  return run.out + run.err;
}

}  // namespace

TEST_CASE("flashes are counted as pairs of opposing changes", "[lint]") {
  CHECK(flashes("..............................") == 0);
  CHECK(flashes(".....#####....................") == 1);
  CHECK(flashes("...###...###...###...###......") == 4);
  CHECK(flashes("...###...###...###...###......", 1) == 0);  // too small an area
  // Two seconds apart they do not add up.
  std::string slow(120, '.');
  for (const size_t at : {10u, 50u, 90u}) slow.replace(at, 5, "#####");
  CHECK(flashes(slow) <= 1.5);
}

TEST_CASE("lint finds what readers have trouble with, and nothing else", "[lint]") {
  std::string quiet =
      "lantern: 1\ncanvas: {size: 320x180, fps: 30}\nparams: {t: {value: 0, range: [0, 9]}}\n"
      "data: {d: {rows: [[1, 1], [2, 2]], columns: [x, y]}}\n"
      "views: {v: {x: {}, y: {}, marks: {d: {dot: {data: d, x: x, y: y}}, MARK}}}\n"
      "timeline: [{say: \"Two dots.\", for: 2s}, STEP]\n";
  const auto with = [&](const std::string& mark, const std::string& step) {
    std::string out = quiet;
    out.replace(out.find("MARK"), 4, mark);
    return out.replace(out.find("STEP"), 4, step);
  };
  using Catch::Contains;
  const std::string plain_mark = "t: {text: {x: 1.5, y: 1.5, text: hello}}";
  const std::string moving_mark = "t: {text: {x: \"=1 + t\", y: 1.5, text: hello}}";
  CHECK_THAT(lint(with(moving_mark, "{animate: {t: 1}, for: 1s}")),
             Contains("scene.yaml:6:") && Contains("note[motion]") &&
                 Contains("starts again for ever") && Contains("canvas: {loop: false}"));
  CHECK_THAT(lint(with(plain_mark, "{hold: 1s}")), Contains("nothing to mend"));
  quiet.replace(quiet.find("fps: 30"), 7, "fps: 30, loop: false");
  CHECK_THAT(lint(with(moving_mark, "{animate: {t: 1}, for: 1s}")), Contains("nothing to mend"));
  CHECK_THAT(lint(with(moving_mark, "{animate: {t: 1}, for: 9s}")),
             Contains("scene.yaml:6:") && Contains("note[motion]") && Contains("nothing to mend"));
  CHECK_THAT(lint(with(plain_mark, "{hold: 9s}")), Contains("nothing to mend"));
  CHECK_THAT(
      lint(with(plain_mark,
                "{say: \"So much is said here that nobody can read it in time.\", for: 1s}")),
      Contains("scene.yaml:6:") && Contains("warning[reading-speed]"));
  CHECK_THAT(lint(with("t: {text: {x: 1.5, y: 1.5, text: hello, color: \"#f3eee2\", halo: false}}",
                       "{hold: 1s}")),
             Contains("scene.yaml:5:") && Contains("warning[contrast]") &&
                 Contains("\"hello\" (v.t.text)"));
  CHECK_THAT(lint(with("f: {rect: {x: 1, x2: 2, y: 1, y2: 2, color: ink, opacity: \"=1 if "
                       "sin(40*t) > 0 else 0\"}}",
                       "{animate: {t: 1}, for: 1s, ease: linear}")),
             Contains("scene.yaml:6:") && Contains("error[flashes]"));
}

TEST_CASE("lint may do as much work for each picture as render", "[lint]") {
  const TemporaryFolder folder;
  write_file(folder.file("scene.yaml"),
             "lantern: 1\ncanvas: {size: 320x180, loop: false}\n"
             "params: {t: {value: 0, range: [0, 9]}}\n"
             "views: {v: {x: {domain: [0, 9]}, y: {domain: [0, 9]}, marks: {f: {field: {of: "
             "\"=x*y + t\", cell: 2}}}}}\ntimeline: [{animate: {t: 1}, for: 4s}]\n");
  // Enough for one of its pictures, not for all.
  const std::string work = "work=0.02";
  CHECK(lantern({"check", "scene.yaml", "--limit", work}, folder.path()).code == 0);
  CHECK(lantern({"lint", "scene.yaml", "--limit", work}, folder.path()).code == 0);
}

TEST_CASE("of a formula what is read is counted, not its source", "[lint]") {
  const TemporaryFolder folder;
  const auto lint = [&](const std::string& caption) {
    write_file(folder.file("scene.yaml"),
               "lantern: 1\nviews: {v: {marks: {t: {text: {x: 50%, y: 50%, text: hello}}}}}\n"
               "timeline: [{say: '" +
                   caption + "', for: 0s, hold: 1s}]\n");
    const Run run = lantern({"lint", "scene.yaml"}, folder.path());
    return run.out + run.err;
  };
  using Catch::Contains;
  CHECK_THAT(lint("$\\frac{\\sigma^{2}}{\\mathrm{n}} \\cdot \\lambda$"),
             !Contains("reading-speed"));
  CHECK_THAT(lint("$a + b + c + d + e + f + g + h + i + j + k$"), Contains("reading-speed"));
}

TEST_CASE("lint does not look at what a camera leaves outside", "[lint]") {
  const auto script = [](const std::string& timeline) {
    return "lantern: 1\ncanvas: {size: 320x180, loop: false}\n"
           "views: {v: {x: {domain: [0, 1]}, y: {domain: [0, 1]}, marks: "
           "{d: {dot: {x: 0.9, y: 0.9}}, t: {text: {x: 0.1, y: 0.1, text: pale, color: "
           "\"#f3eee2\", halo: false}}}}}\n" +
           timeline;
  };
  const TemporaryFolder folder;
  const auto lint = [&](const std::string& timeline) {
    write_file(folder.file("scene.yaml"), script(timeline));
    const Run run = lantern({"lint", "scene.yaml"}, folder.path());
    return run.out + run.err;
  };
  using Catch::Contains;
  CHECK_THAT(lint("timeline: [{hold: 1s}]\n"), Contains("warning[contrast]"));
  CHECK_THAT(lint("timeline: [{camera: {to: v.d, zoom: 4}, for: 0s}, {hold: 1s}]\n"),
             !Contains("warning[contrast]"));
}

TEST_CASE("what embed prints names files that can be made", "[lint]") {
  const std::string scene = repository() + "/scenes/roc-auc/sweep.yaml";
  using Catch::Contains;
  const Run html = lantern({"embed", scene});
  CHECK(html.code == 0);
  for (const char* part :
       {"<video controls muted playsinline", "poster=\"sweep.png\"", "src=\"sweep.mp4\"",
        "<track kind=\"captions\" src=\"sweep.vtt\"", "width=\"960\" height=\"540\"",
        "media=\"(prefers-reduced-motion: reduce), print\""}) {
    CHECK_THAT(html.out, Contains(part));
  }
  CHECK_THAT(html.err, Contains("-o sweep.mp4 -o sweep.svg -o sweep.vtt --poster sweep.png"));
  CHECK_THAT(lantern({"embed", scene, "--as", "markdown"}).out, Contains("](sweep.gif)"));
  CHECK_THAT(lantern({"embed", scene, "--as", "myst"}).out,
             Contains(":::{figure} sweep.*\n:alt: "));
  CHECK_THAT(lantern({"embed", scene, "--as", "rst"}).out,
             Contains(".. figure:: sweep.*\n   :alt: "));
  CHECK_THAT(lantern({"embed", scene, "--as", "quarto"}).out,
             Contains("content-visible when-format"));
  CHECK_THAT(lantern({"embed", scene, "--as", "latex"}).out, Contains("\\includegraphics"));
  CHECK_THAT(lantern({"embed", scene, "--pair", "paper,slate"}).out,
             Contains("media=\"(prefers-color-scheme: dark)\" srcset=\"sweep-slate.svg\""));
  CHECK(lantern({"embed", scene, "--pair", "paper"}).code == 2);
  CHECK(lantern({"embed", scene, "--pair", "paper,paper"}).code == 2);
  CHECK(lantern({"embed", scene, "--pair", "paper,nope"}).code != 0);
  const std::string odd = repository() + "/tests/odd/names.yaml";
  CHECK_THAT(lantern({"embed", odd, "--as", "markdown"}).out,
             Contains("\\[square\\] \\\\back\\_slash"));
  CHECK_THAT(lantern({"embed", odd, "--as", "latex"}).out,
             Contains("\\{curly\\} [square] \\textbackslash{}back\\_slash"));
  CHECK_THAT(lantern({"embed", odd, "--as", "rst"}).out, Contains("\n\n   Ein \"Titel\" & <b>"));
  CHECK(restructured_words("1. a_b *c* `d` |e|\n  f::") ==
        "1\\. a\\_b \\*c\\* \\`d\\` \\|e\\| f:\\:");
  const TemporaryFolder both;
  REQUIRE(lantern({"render", scene, "-q", "--pair", "paper,slate", "--size", "160x90", "-o",
                   "x.svg", "--poster", "x.png"},
                  both.path())
              .code == 0);
  CHECK(read_file(both.file("x-paper.svg")) != read_file(both.file("x-slate.svg")));
  CHECK(!read_file(both.file("x-slate.png")).empty());
  // The snippet is a document with the rest of a page around it.
  const TemporaryFolder folder;
  write_file(folder.file("page.xml"), "<div>" + html.out + "</div>");
  // Attributes without values are HTML's only.
  CHECK(run({"sed", "-i", "s/controls muted playsinline//", folder.file("page.xml")}).code == 0);
  CHECK(run({"xmllint", "--html", "--noout", folder.file("page.xml")}).code == 0);
}

}  // namespace lantern::test::lint_test
