#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"
#include "tests/support/text_places.h"

namespace lantern::test::random_forest_test {
namespace {

const std::string kFolder = repository() + "/scenes/random-forest";

Shown shown_with(const SceneOptions& options = {}) {
  return Shown(read_file(kFolder + "/vote.yaml"), kFolder, options);
}

const Table& table_of(const Value& value) {
  return *std::get<TablePtr>(value);
}

/// Read without lantern's own reader.
const std::vector<std::string>& sign_ids() {
  static const std::vector<std::string> ids = [] {
    const std::string csv = read_file(kFolder + "/signs.csv");
    std::vector<std::string> out;
    for (size_t at = csv.find('\n') + 1; at < csv.size(); at = csv.find('\n', at) + 1)
      out.push_back(csv.substr(at, csv.find(',', at) - at));
    return out;
  }();
  return ids;
}

/// The signs that each tree's bag holds.
std::map<int, std::set<std::string>> learned_by(const Table& draws) {
  std::map<int, std::set<std::string>> out;
  for (size_t i = 0; i < draws.rows(); ++i)
    out[int(draws.column("tree").numbers()[i])].insert(draws.column("source").text(i));
  return out;
}

/// How many signs at least one of the bags missed.
std::ptrdiff_t judged_by(const Table& draws) {
  const auto learned = learned_by(draws);
  return std::count_if(sign_ids().begin(), sign_ids().end(), [&](const std::string& id) {
    return !std::all_of(learned.begin(), learned.end(),
                        [&](const auto& bag) { return bag.second.contains(id); });
  });
}

std::string source_of(const Table& draws, const std::string& key) {
  return draws.column("source").text(*draws.keys().find(key));
}

}  // namespace

TEST_CASE("the votes shown are those of the trees shown", "[scenes]") {
  const Shown shown = shown_with();
  const double time = shown.start_of("Wisdom") - 0.1;
  const Value votes = shown.output(time, "forest", "votes");
  const Value paths = shown.output(time, "forest", "paths");
  const Value nodes = shown.output(time, "forest", "nodes");
  const Frame frame = shown.frame(time);
  const auto seen = texts(frame), voting = texts(shown.frame(time - 3.6));
  std::map<std::string, int> counts;
  for (int t = 1; t <= 3; ++t) {
    // The last node on the way of the sign says what its tree votes.
    std::string last;
    for (size_t i = 0; i < table_of(paths).rows(); ++i) {
      if (table_of(paths).column("tree").numbers()[i] == t) {
        last = table_of(paths).column("node").text(i);
      }
    }
    const size_t leaf = *table_of(nodes).keys().find(last);
    CHECK(table_of(nodes).column("leaf").numbers()[leaf] != 0);
    const std::string kind = table_of(nodes).column("class").text(leaf);
    const std::string key = "mystery/" + std::to_string(t);
    CHECK(table_of(votes).column("vote").text(*table_of(votes).keys().find(key)) == kind);
    CHECK(voting.at("trees@" + std::to_string(t) + ".vote@" + key) == kind);
    ++counts[kind];
  }
  const std::string majority = counts["stop"] > counts["other"] ? "stop" : "other";
  CHECK(seen.at("ballot.verdict@mystery") ==
        fmt::format("{} : {}   {}", counts["stop"], counts["other"],
                    majority == "stop" ? "Stop sign" : "Another sign"));
  CHECK(counts["stop"] + counts["other"] == 3);
}

TEST_CASE("the bags shown are what the trees learn from", "[scenes]") {
  const Shown shown = shown_with();
  const double time = shown.start_of("Growing") - 0.1;
  const Value draws = shown.output(time, "forest", "draws");
  const auto learned = learned_by(table_of(draws));
  std::map<int, std::multiset<std::string>> drawn;  // what each bag holds
  const Frame frame = shown.frame(time);
  visit(frame.items, [&](const Item& item, double) {
    const auto* symbols = std::get_if<Instances>(&item.shape);
    if (!symbols || !item.id.starts_with("bags@") || !item.id.ends_with(".draws.symbols")) return;
    for (const std::string& key : *symbols->keys)
      drawn[std::stoi(item.id.substr(5))].insert(source_of(table_of(draws), key));
  });
  for (int tree = 1; tree <= 3; ++tree) {
    INFO(tree);
    CHECK(drawn[tree].size() == sign_ids().size());
    CHECK(std::set<std::string>(drawn[tree].begin(), drawn[tree].end()) == learned.at(tree));
  }
}

TEST_CASE("what is said of the bags is counted from them", "[scenes]") {
  const Shown shown = shown_with();
  const double time = shown.start_of("Growing") - 0.1;
  const Value draws = shown.output(time, "forest", "draws");
  const auto learned = learned_by(table_of(draws));
  const size_t signs = sign_ids().size();
  const auto said = texts(shown.frame(time));
  CHECK(said.at("heap.left_out.brace.label") ==
        fmt::format("{} of {} are not in bag 1", signs - learned.at(1).size(), signs));
}

TEST_CASE("the curve of the forest is made of forests of every size", "[scenes]") {
  const Shown shown = shown_with();
  const Value all = shown.output(shown.duration(), "wisdom", "all");
  REQUIRE(table_of(all).rows() == 25);
  for (const int count : {1, 2, 7, 25}) {
    const Shown alone = shown_with({{}, {{"count", std::to_string(count)}}});
    CHECK(std::get<double>(alone.output(0, "forest", "oob_score")) ==
          table_of(all).column("score").numbers()[size_t(count) - 1]);
    CHECK(judged_by(table_of(alone.output(0, "forest", "draws"))) ==
          table_of(all).column("judged").numbers()[size_t(count) - 1]);
  }
}

TEST_CASE("the heap shows the signs that the forest so far can be judged by", "[scenes]") {
  const Shown shown = shown_with();
  const double start = shown.start_of("Wisdom") + 7;
  const Value all = shown.output(start, "wisdom", "all");
  std::set<size_t> sizes;
  for (double time = start; time < start + 3; time += 0.5) {
    const size_t trees = table_of(shown.output(time, "wisdom", "trace")).rows();
    const Frame frame = shown.frame(time);
    int lit = 0;
    visit(frame.items, [&](const Item& item, double) {
      const auto* signs = std::get_if<Instances>(&item.shape);
      if (!signs || item.id != "heap.signs.symbols") return;
      for (const float opacity : signs->opacity) lit += opacity > 0.99f;
    });
    INFO(trees << " trees at " << time);
    CHECK(lit == table_of(all).column("judged").numbers()[trees - 1]);
    sizes.insert(trees);
  }
  CHECK(sizes.size() > 3);
}

TEST_CASE("the exam is of the signs that bag 1 missed, graded by tree 1", "[scenes]") {
  const Shown shown = shown_with();
  const double time = shown.start_of("Wisdom") + 4.5;
  const Value draws = shown.output(time, "forest", "draws");
  const auto learned = learned_by(table_of(draws));
  const Frame frame = shown.frame(time);
  std::set<std::string> asked;
  visit(frame.items, [&](const Item& item, double) {
    const auto* signs = std::get_if<Instances>(&item.shape);
    if (signs && item.id == "sheet.answers.symbols") {
      asked.insert(signs->keys->begin(), signs->keys->end());
    }
  });
  CHECK(asked.size() == sign_ids().size() - learned.at(1).size());
  for (const std::string& id : asked) CHECK_FALSE(learned.at(1).contains(id));
  const Value all = shown.output(time, "wisdom", "all");
  const double right = table_of(all).column("score").numbers()[0] * double(asked.size());
  CHECK(texts(frame).at("sheet.score.brace.label") ==
        fmt::format("{:.0f} of {} right", right, asked.size()));
}

TEST_CASE("the one sign that is circled at the end is what the forest gets wrong", "[scenes]") {
  const Shown shown = shown_with();
  const Value all = shown.output(shown.duration(), "wisdom", "all");
  const double wrong = (1 - table_of(all).column("score").numbers()[24]) *
                       table_of(all).column("judged").numbers()[24];
  const Value misses = shown.output(shown.duration(), "misses", "rows");
  const auto lost = table_of(misses).column("lost").numbers();
  CHECK(std::count(lost.begin(), lost.end(), 1.0) == std::lround(wrong));
  const auto row = size_t(std::find(lost.begin(), lost.end(), 1.0) - lost.begin());
  CHECK(table_of(misses).column("shape").text(row) == "sign_pentagon");
}

TEST_CASE("the curve of the forest is drawn through its scores", "[scenes]") {
  const Shown shown = shown_with();
  const Frame end = shown.frame(shown.duration());
  const Value all = shown.output(shown.duration(), "wisdom", "all");
  const auto scores = table_of(all).column("score").numbers();
  const Path line = path_of(end, "curve.line.path");
  REQUIRE(line.points.size() == 25);
  for (size_t i = 0; i < 25; ++i) {
    const Point at = place_in(end, "curve", line.points[i]);
    CHECK(at.x * 26 == Approx(double(i + 1)).margin(1e-6));
    CHECK(at.y * 0.42 + 0.6 == Approx(scores[i]).margin(1e-6));
  }
  const auto& counted = table_of(all).column("judged").numbers();
  const auto right = [&](size_t row) {
    const double exact = scores[row] * counted[row];
    CHECK(exact == Approx(std::round(exact)).margin(1e-9));
    return fmt::format("{:.0f} of {:.0f} right", exact, counted[row]);
  };
  const auto said = texts(end);
  CHECK(said.at("curve.one.note.text") == "one tree:\n" + right(0));
  CHECK(said.at("curve.all.note.text") == "25 trees:\n" + right(24));
  CHECK(said.at("caption") == "All are tested, none kept aside. 1 pentagon is still outvoted.");
  CHECK(table_of(all).column("judged").numbers()[24] == double(sign_ids().size()));
}

TEST_CASE("texts of the forest stay on the canvas and off each other", "[scenes]") {
  const Shown shown = shown_with();
  CHECK(misplaced_text(shown) == "");
}

TEST_CASE("the forest scene's display lists", "[scenes][golden]") {
  const Shown shown = shown_with();
  for (const auto& [section, file] : std::vector<std::pair<std::string, std::string>>{
           {"Growing", "bags"}, {"Voting", "trees"}, {"Wisdom", "votes"}}) {
    check_golden("golden/frames/forest-" + file + ".txt",
                 dump(shown.frame(shown.start_of(section)), 1));
  }
}

}  // namespace lantern::test::random_forest_test
