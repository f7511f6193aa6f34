#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"

namespace lantern::test::roc_auc_test {
namespace {

namespace fs = std::filesystem;

const std::string kFolder = repository() + "/scenes/roc-auc";

struct Signal {
  bool airplane;
  double score;
};

/// Read without lantern's own reader: id,kind,score.
std::vector<Signal> parse(const std::string& csv) {
  std::vector<Signal> out;
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const size_t first = line.find(','), second = line.find(',', first + 1);
    out.push_back({line.substr(first + 1, second - first - 1) == "airplane",
                   std::stod(line.substr(second + 1))});
  }
  return out;
}

double rate(const std::vector<Signal>& signals, bool airplane, double threshold) {
  double called = 0, all = 0;
  for (const Signal& signal : signals) {
    if (signal.airplane != airplane) continue;
    ++all;
    called += signal.score >= threshold;
  }
  return called / all;
}

/// How often an airplane outscores a cloud; a tie is half a win.
double auc(const std::vector<Signal>& signals) {
  double wins = 0, pairs = 0;
  for (const Signal& a : signals) {
    for (const Signal& c : signals) {
      if (!a.airplane || c.airplane) continue;
      ++pairs;
      wins += a.score > c.score ? 1 : a.score == c.score ? 0.5 : 0;
    }
  }
  return wins / pairs;
}

/// How many airplanes have a higher score.
int outscored_by(const std::vector<Signal>& signals, double score) {
  return int(std::count_if(signals.begin(), signals.end(), [&](const Signal& signal) {
    return signal.airplane && signal.score > score;
  }));
}

/// Pairs that airplanes win against the clouds from a threshold on.
int wins(const std::vector<Signal>& signals, double threshold) {
  int out = 0;
  for (const Signal& signal : signals) {
    if (!signal.airplane && signal.score >= threshold) out += outscored_by(signals, signal.score);
  }
  return out;
}

double score_of(const std::string& csv, const std::string& id) {
  const size_t at = csv.find("\n" + id + ",") + 1;
  return std::stod(csv.substr(csv.find(',', csv.find(',', at) + 1) + 1));
}

std::vector<std::string> ids_of(const std::string& csv, const std::string& kind) {
  std::vector<std::string> out;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    const size_t first = line.find(',');
    if (line.substr(first + 1).starts_with(kind + ",")) out.push_back(line.substr(0, first));
  }
  return out;
}

/// "1,283"
std::string grouped(int number) {
  return number < 1000 ? std::to_string(number)
                       : fmt::format("{},{:03}", number / 1000, number % 1000);
}

/// Half up, as people round.
std::string two_decimals(double value) {
  return fmt::format("{:.2f}", std::floor(value * 100 + 0.5 + 1e-9) / 100);
}

/// The scene with the CSV of a folder.
Shown shown_in(const std::string& folder) {
  return Shown(read_file(folder + "/sweep.yaml"), folder);
}

std::string text_with(const Frame& frame, const std::string& part) {
  for (const auto& [id, text] : texts(frame)) {
    if (text.find(part) != std::string::npos) return text;
  }
  return "";
}

const std::vector<double> kTimes{0, 1.5, 4.6, 8.9, 12, 15, 20.5, 24.5, 27, 29.8, 33, 38.2, 42, 45};

}  // namespace

TEST_CASE("every number of the ROC scene is counted from its CSV", "[scenes]") {
  const std::string csv = read_file(kFolder + "/signals.csv");
  TemporaryFolder edited;
  fs::copy(kFolder + "/sweep.yaml", edited.file("sweep.yaml"));
  std::string changed = csv;
  size_t edits = 0;
  // A few airplanes become hard to see: their scores drop.
  for (const std::string row : {"a28,airplane,0.9", "a32,airplane,0.8"}) {
    const size_t at = changed.find(row);
    REQUIRE(at != std::string::npos);
    changed[at + row.size() - 1] = '0';
    ++edits;
  }
  REQUIRE(edits == 2);
  write_file(edited.file("signals.csv"), changed);

  std::map<std::string, std::set<std::string>> seen;  // what is shown, before and after
  for (const bool after : {false, true}) {
    const Shown shown = shown_in(after ? edited.path() : kFolder);
    const std::vector<Signal> signals = parse(after ? changed : csv);
    const double sweep = shown.start_of("Sweep");
    for (double time = sweep + 2.6; time < shown.start_of("Compare"); time += 0.37) {
      const double threshold = shown.param(time, "threshold");
      INFO("at " << time << " s, threshold " << threshold);
      CHECK(text_with(shown.frame(time), "TPR") ==
            "TPR " + two_decimals(rate(signals, true, threshold)) + "\nFPR " +
                two_decimals(rate(signals, false, threshold)));
    }
    const double middle = sweep + 6;
    seen["rates"].insert(text_with(shown.frame(middle), "TPR"));
    CHECK(text_with(shown.frame(shown.start_of("Area") - 0.1), "outscore it") ==
          fmt::format("{} of 40 airplanes outscore it",
                      outscored_by(signals, score_of(after ? changed : csv, "c24"))));
    const double end = shown.duration();
    for (double time = shown.start_of("Area") + 1.3; time < end; time += 0.23) {
      const int won = wins(signals, shown.param(time, "threshold"));
      INFO("at " << time << " s");
      CHECK(text_with(shown.frame(time), "pairs won") == grouped(won) + " of 1,600 pairs won");
    }
    CHECK(wins(signals, 0) / 1600.0 == auc(signals));
    const std::string area = two_decimals(auc(signals));
    CHECK(text_with(shown.frame(end), "AUC") == "AUC " + area);
    CHECK(texts(shown.frame(end))["caption"] ==
          fmt::format("The area, {}: how often an airplane outscores a cloud.", area));
    seen["area"].insert(text_with(shown.frame(end), "AUC"));
    seen["caption"].insert(texts(shown.frame(end))["caption"]);
    seen["picture"].insert(dump(shown.frame(end)));
  }
  for (const auto& [what, values] : seen) {
    INFO(what);
    CHECK(values.size() == 2);
  }
}

TEST_CASE("the ROC curve and its columns are counted from the CSV", "[scenes]") {
  const Shown shown = shown_in(kFolder);
  const std::string csv = read_file(kFolder + "/signals.csv");
  const std::vector<Signal> signals = parse(csv);
  const Frame frame = shown.frame(shown.start_of("Area") + 5.9);
  const Path line = path_of(frame, "curve.line.path");
  REQUIRE(line.points.size() > 30);
  std::set<std::pair<int, int>> corners;  // in fortieths
  for (const Point& point : line.points) {
    const Point at = place_in(frame, "curve", point);
    corners.emplace(int(std::lround(at.x * 40)), int(std::lround(at.y * 40)));
    CHECK(at.x * 40 == Approx(std::round(at.x * 40)).margin(1e-6));
    CHECK(at.y * 40 == Approx(std::round(at.y * 40)).margin(1e-6));
  }
  for (const Signal& signal : signals) {
    const double fpr = rate(signals, false, signal.score), tpr = rate(signals, true, signal.score);
    CHECK(corners.contains({int(std::lround(fpr * 40)), int(std::lround(tpr * 40))}));
  }
  size_t columns = 0;
  for (const std::string& id : ids_of(csv, "cloud")) {
    const double score = score_of(csv, id);
    INFO(id);
    const Path column = path_of(frame, "curve.columns@" + id);
    REQUIRE_FALSE(column.points.empty());
    const Box box = column.bounds();
    const Point low = place_in(frame, "curve", {box.x0, box.y1});
    const Point high = place_in(frame, "curve", {box.x1, box.y0});
    CHECK(high.y == Approx(outscored_by(signals, score) / 40.0).margin(1e-6));
    CHECK(low.y == Approx(0).margin(1e-6));
    CHECK(high.x == Approx(rate(signals, false, score)).margin(1e-6));
    CHECK(high.x - low.x == Approx(1 / 40.0).margin(1e-6));
    ++columns;
  }
  CHECK(columns == 40);
}

TEST_CASE("the ROC scene's display lists", "[scenes][golden]") {
  const Shown shown = shown_in(kFolder);
  for (const double time : {1.5, 8.9, 15.0, 24.5, 29.8}) {
    check_golden(fmt::format("golden/frames/roc-auc-{}s.txt", time), dump(shown.frame(time), 1));
  }
  check_golden("golden/frames/roc-auc-area.txt", dump(shown.frame(shown.start_of("Area") + 4), 1));
}

TEST_CASE("frames do not depend on the order nor the thread they are asked in", "[scenes]") {
  std::vector<std::string> forward(kTimes.size()), backward = forward, at_once = forward;
  {
    const Shown shown = shown_in(kFolder);
    for (size_t i = 0; i < kTimes.size(); ++i) forward[i] = dump(shown.frame(kTimes[i]), 6);
  }
  {
    const Shown shown = shown_in(kFolder);
    for (size_t i = kTimes.size(); i-- > 0;) backward[i] = dump(shown.frame(kTimes[i]), 6);
  }
  {
    const Shown shown = shown_in(kFolder);
    std::vector<std::jthread> threads;
    for (size_t t = 0; t < 3; ++t) {
      threads.emplace_back([&, t] {
        for (size_t i = t; i < kTimes.size(); i += 3) at_once[i] = dump(shown.frame(kTimes[i]), 6);
      });
    }
  }
  CHECK(forward == backward);
  CHECK(forward == at_once);
}

TEST_CASE("every signal keeps its id from its entrance to its end", "[scenes]") {
  const Shown shown = shown_in(kFolder);
  const size_t signals = parse(read_file(kFolder + "/signals.csv")).size();
  const double all_there = 2.5;
  std::set<std::string> expected;
  for (double time = 0; time < shown.duration(); time += 0.1) {
    std::multiset<std::string> keys;
    visit(shown.frame(time).items, [&](const Item& item, double) {
      const auto* symbols = std::get_if<Instances>(&item.shape);
      if (!symbols || !item.id.starts_with("swarm.signals")) return;
      for (size_t i = 0; i < symbols->count(); ++i) keys.insert((*symbols->keys)[i]);
    });
    INFO(time);
    const std::set<std::string> distinct(keys.begin(), keys.end());
    CHECK(distinct.size() == keys.size());
    if (time >= all_there) CHECK(keys.size() == signals);
    // Once there, never gone.
    for (const std::string& key : expected) CHECK(distinct.count(key) == 1);
    expected = distinct;
  }
}

TEST_CASE("texts of the ROC scene stay on the canvas and off each other", "[scenes]") {
  const Shown shown = shown_in(kFolder);
  for (double time = 0; time <= shown.duration(); time += 0.2) {
    const auto found = text_boxes(shown.frame(time), 0.3);
    const std::vector<std::pair<std::string, Box>> boxes(found.begin(), found.end());
    INFO(time);
    for (size_t i = 0; i < boxes.size(); ++i) {
      const Box& a = boxes[i].second;
      INFO(boxes[i].first);
      CHECK((a.x0 >= 0 && a.y0 >= 0 && a.x1 <= 960 && a.y1 <= 540));
      for (size_t j = 0; j < i; ++j) {
        const Box& b = boxes[j].second;
        INFO(boxes[j].first);
        CHECK((a.x1 <= b.x0 || b.x1 <= a.x0 || a.y1 <= b.y0 || b.y1 <= a.y0));
      }
    }
  }
}

}  // namespace lantern::test::roc_auc_test
