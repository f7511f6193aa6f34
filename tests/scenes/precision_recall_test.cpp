#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "tests/core/reference.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"
#include "tests/support/text_places.h"

namespace lantern::test::precision_recall_test {
namespace {

const std::string kFolder = repository() + "/scenes/precision-recall";

Shown shown_scene() {
  return Shown(read_file(kFolder + "/sweep.yaml"), kFolder);
}

}  // namespace

TEST_CASE("the curves of precision and recall are scikit-learn's", "[scenes]") {
  const Shown shown = shown_scene();
  const auto expected = reference("essays")["mails"];
  const Value all = shown.output(0, "curve", "all");
  const Table& curve = *std::get<TablePtr>(all);
  size_t compared = 0;
  for (const auto& row : expected["rows"]) {
    const double threshold = row["threshold"];
    const auto thresholds = curve.column("threshold").numbers();
    for (size_t i = 0; i < curve.rows(); ++i) {
      if (std::fabs(thresholds[i] - threshold) > 1e-9) continue;
      INFO("threshold " << threshold);
      for (const std::string name : {"precision", "recall", "f1"}) {
        CHECK(std::fabs(curve.column(name).numbers()[i] - row[name].get<double>()) < 1e-12);
      }
      ++compared;
    }
  }
  CHECK(compared == 101);
  const Value best = shown.output(0, "curve", "best");
  const auto& best_row = expected["rows"][expected["best"].get<size_t>()];
  CHECK(std::get<TablePtr>(best)->column("f1").numbers()[0] == best_row["f1"].get<double>());
}

TEST_CASE("the counts on screen are those of the data at the threshold", "[scenes]") {
  const Shown shown = shown_scene();
  const auto rows = reference("essays")["mails"]["rows"];
  std::set<std::string> seen;
  for (double time = shown.start_of("Precision") + 1.3; time < shown.start_of("Sweep");
       time += 0.4) {
    const double threshold = shown.param(time, "threshold");
    const auto read = texts(shown.frame(time));
    INFO("at " << time << " s, threshold " << threshold);
    // Between two thresholds of the reference every count is between theirs.
    const auto& below = rows[size_t(std::floor(threshold * 100 + 1e-9))];
    const auto& above = rows[size_t(std::ceil(threshold * 100 - 1e-9))];
    for (const std::string cell : {"tp", "fp", "fn", "tn"}) {
      const double count = std::stod(read.at("matrix.counts@" + cell));
      const double a = below[cell], b = above[cell];
      CHECK(count >= std::min(a, b));
      CHECK(count <= std::max(a, b));
      seen.insert(cell + read.at("matrix.counts@" + cell));
    }
  }
  CHECK(seen.size() > 30);  // they moved
}

TEST_CASE("the texts of precision and recall stay on the canvas and off each other", "[scenes]") {
  const Shown shown = shown_scene();
  CHECK(misplaced_text(shown) == "");
}

TEST_CASE("the display lists of precision and recall", "[scenes][golden]") {
  const Shown shown = shown_scene();
  for (const auto& [section, after, file] :
       std::vector<std::tuple<std::string, double, std::string>>{{"Threshold", 2.5, "threshold"},
                                                                 {"Recall", 2.5, "recall"},
                                                                 {"Sweep", 6, "sweep"},
                                                                 {"F1", 8, "f1"}}) {
    check_golden("golden/frames/precision-recall-" + file + ".txt",
                 dump(shown.frame(shown.start_of(section) + after), 1));
  }
}

}  // namespace lantern::test::precision_recall_test
