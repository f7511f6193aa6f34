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

/// Half up, as people round.
std::string percent(double value) {
  return fmt::format("{:.0f}%", std::floor(value * 100 + 0.5 + 1e-9));
}

using Counts = std::map<std::string, std::string>;  // by what they are called

/// What the reference says of a threshold: the cells, and what the two fractions are made of.
Counts counts_of(const nlohmann::json& row) {
  Counts out;
  for (const std::string cell : {"tp", "fp", "fn", "tn"})
    out["matrix.counts@" + cell] = std::to_string(row[cell].get<int>());
  const std::string caught = out["matrix.counts@tp"];
  out["ratios.precision"] = fmt::format("{}/{}+{}={}", caught, caught, out["matrix.counts@fp"],
                                        percent(row["precision"]));
  out["ratios.recall"] =
      fmt::format("{}/{}+{}={}", caught, caught, out["matrix.counts@fn"], percent(row["recall"]));
  return out;
}

/// The same as they are drawn; what is not there yet is left out.
Counts drawn_counts(const Shown& shown, double time) {
  Counts out;
  for (const Written& text : written(shown.frame(time), 0.51)) {
    if (text.id.starts_with("matrix.counts")) out[text.id] = text.words;
    if (text.figures.size() != 4) continue;
    const auto& f = text.figures;
    out[text.id] = fmt::format("{}/{}+{}={}", f[0].second, f[1].second, f[2].second, f[3].second);
  }
  return out;
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
      for (const std::string name : {"precision", "recall"}) {
        CHECK(std::fabs(curve.column(name).numbers()[i] - row[name].get<double>()) < 1e-12);
      }
      ++compared;
    }
  }
  CHECK(compared == 101);
}

TEST_CASE("the counts on screen are those of the data at the threshold", "[scenes]") {
  const Shown shown = shown_scene();
  const auto rows = reference("essays")["mails"]["rows"];
  std::set<Counts> seen, expected;
  for (const int threshold : {54, 78, 22}) expected.insert(counts_of(rows[size_t(threshold)]));
  const double recall = shown.start_of("Recall") + 2.3, sweep = shown.start_of("Sweep");
  for (double time = shown.start_of("Counts") + 5; time < sweep; time += 0.07) {
    const Counts drawn = drawn_counts(shown, time);
    INFO("at " << time << " s");
    // In the middle of a step there is as much of its start as of its end.
    if (drawn.empty()) continue;
    bool right = false;
    for (const double moment : shown.readable_at(time)) {
      const double threshold = shown.param(moment, "threshold") * 100;
      REQUIRE(threshold == Approx(std::round(threshold)));
      const Counts all = counts_of(rows[size_t(std::lround(threshold))]);
      // All of them are those of one end of a step, none of another.
      right = right || std::all_of(drawn.begin(), drawn.end(), [&](const auto& one) {
                return all.at(one.first) == one.second;
              });
    }
    CHECK(right);
    // While they change, they are gone.
    if (time < recall || drawn.size() < 6) continue;
    seen.insert(drawn);
  }
  CHECK(std::includes(expected.begin(), expected.end(), seen.begin(), seen.end()));
  CHECK(seen.size() == 2);
}

TEST_CASE("what is said of precision and recall is what scikit-learn says", "[scenes]") {
  const Shown shown = shown_scene();
  const auto expected = reference("essays")["mails"];
  const auto& start = expected["rows"][54];
  const int tp = start["tp"], fp = start["fp"], fn = start["fn"], tn = start["tn"];
  const double counts = shown.start_of("Counts"), precision = shown.start_of("Precision");
  CHECK(texts(shown.frame(counts + 4))["caption"] ==
        fmt::format("Of {} spam mails, {} are caught and {} missed.", tp + fn, tp, fn));
  CHECK(texts(shown.frame(precision - 0.1))["caption"] ==
        fmt::format("Of {} wanted mails, {} are kept and {} lost.", tn + fp, tn, fp));
  // Where both fall, what stands at the curves is what the reference says of that threshold.
  const double end = shown.duration();
  const auto labels = texts(shown.frame(end));
  const size_t now = size_t(std::lround(shown.param(end, "threshold") * 100));
  const auto& last = expected["rows"][now];
  const auto& before = expected["rows"][now - 1];
  for (const std::string metric : {"precision", "recall"}) {
    CHECK(labels.at(fmt::format("near@{}.falls@{:.2f}", metric, double(now) / 100)) ==
          percent(before[metric]) + " → " + percent(last[metric]));
  }
}

TEST_CASE("both curves fall where it is said, and nowhere as far", "[scenes]") {
  const Shown shown = shown_scene();
  const auto rows = reference("essays")["mails"]["rows"];
  const double time = shown.duration() - 0.5;
  const Value dip = shown.output(time, "dip", "rows");
  const size_t place =
      size_t(std::lround(std::get<TablePtr>(dip)->column("threshold").numbers()[0] * 100));
  const auto fall = [&](const char* name, size_t row) {
    return rows[row - 1][name].get<double>() - rows[row][name].get<double>();
  };
  CHECK(fall("precision", place) > 0);
  CHECK(fall("recall", place) > 0);
  for (size_t row = 1; row < rows.size(); ++row) {
    if (rows[row]["recall"].get<double>() > 0)
      CHECK(fall("precision", row) <= fall("precision", place) + 1e-12);
  }
  // Arrows lead from what they were to what they are.
  const Frame frame = shown.frame(time);
  for (const auto& [metric, low, high] : std::vector<std::tuple<std::string, double, double>>{
           {"precision", 0.9, 0.98}, {"recall", 0.2, 0.44}}) {
    const std::string view = "near@" + metric;
    const Path arrow = path_of(frame, fmt::format("{}.fall@{:.2f}", view, double(place) / 100));
    const auto height = [&, low = low, high = high](size_t point) {
      return low + (high - low) * place_in(frame, view, arrow.points[point]).y;
    };
    CHECK(height(0) == Approx(rows[place - 1][metric].get<double>()).margin(1e-6));
    CHECK(height(3) == Approx(rows[place][metric].get<double>()).margin(1e-6));
  }
}

TEST_CASE("the lines of precision and recall go through scikit-learn's points", "[scenes]") {
  const Shown shown = shown_scene();
  const auto rows = reference("essays")["mails"]["rows"];
  const Frame frame = shown.frame(shown.start_of("Both"));
  for (const std::string metric : {"precision", "recall"}) {
    INFO(metric);
    const Path line = path_of(frame, "metrics.lines@" + metric + ".path");
    REQUIRE(line.points.size() == 96);  // up to a threshold of 0.95
    for (size_t i = 0; i < line.points.size(); ++i) {
      const Point at = place_in(frame, "metrics", line.points[i]);
      CHECK(at.x == Approx(rows[i]["threshold"].get<double>()).margin(1e-6));
      CHECK(at.y * 1.08 == Approx(rows[i][metric].get<double>()).margin(1e-6));
    }
  }
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
                                                                 {"Both", 5, "both"}}) {
    check_golden("golden/frames/precision-recall-" + file + ".txt",
                 dump(shown.frame(shown.start_of(section) + after), 1));
  }
}

}  // namespace lantern::test::precision_recall_test
