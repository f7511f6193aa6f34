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

const std::vector<double> kTimes{0, 1.5, 4.6, 7, 8.9, 10, 15, 20.5, 22, 24.5, 27, 29.8};

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
    for (double time = sweep + 2.6; time < sweep + 10.5; time += 0.37) {
      const double threshold = shown.param(time, "threshold");
      INFO("at " << time << " s, threshold " << threshold);
      CHECK(text_with(shown.frame(time), "TPR") ==
            "TPR " + two_decimals(rate(signals, true, threshold)) + "\nFPR " +
                two_decimals(rate(signals, false, threshold)));
    }
    const double middle = sweep + 6;
    seen["rates"].insert(text_with(shown.frame(middle), "TPR"));
    const double end = shown.duration();
    const std::string area = two_decimals(auc(signals));
    CHECK(text_with(shown.frame(end), "AUC") == "AUC " + area);
    CHECK(texts(shown.frame(end))["caption"] ==
          "The area under the curve, " + area + ", is how often an airplane outscores a cloud.");
    seen["area"].insert(text_with(shown.frame(end), "AUC"));
    seen["caption"].insert(texts(shown.frame(end))["caption"]);
    seen["picture"].insert(dump(shown.frame(end)));
  }
  for (const auto& [what, values] : seen) {
    INFO(what);
    CHECK(values.size() == 2);
  }
}

TEST_CASE("the ROC scene's display lists", "[scenes][golden]") {
  const Shown shown = shown_in(kFolder);
  for (const double time : {1.5, 8.9, 15.0, 24.5, 29.8}) {
    check_golden(fmt::format("golden/frames/roc-auc-{}s.txt", time), dump(shown.frame(time), 1));
  }
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
  const double all_there = 2.5, gone = shown.start_of("Compare");
  std::set<std::string> expected;
  for (double time = 0; time < gone; time += 0.1) {
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
  for (double time = 0; time <= 29.8; time += 0.2) {
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
