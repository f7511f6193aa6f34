#include <catch2/catch.hpp>
#include <map>

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

}  // namespace

TEST_CASE("the votes shown are those of the trees shown", "[scenes]") {
  const Shown shown = shown_with();
  const double time = shown.start_of("Wisdom") - 0.1;
  const Value votes = shown.output(time, "forest", "votes");
  const Value paths = shown.output(time, "forest", "paths");
  const Value nodes = shown.output(time, "forest", "nodes");
  const Frame frame = shown.frame(time);
  const auto seen = texts(frame);
  const std::map<std::string, std::string> words{{"stop", "Stop sign"}, {"other", "Another sign"}};
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
    CHECK(seen.at("trees@" + std::to_string(t) + ".vote@" + key) == words.at(kind));
    ++counts[kind];
  }
  const std::string majority = counts["stop"] > counts["other"] ? "stop" : "other";
  CHECK(seen.at("ballot.verdict@mystery") == words.at(majority));
}

TEST_CASE("the curve of the forest is made of forests of every size", "[scenes]") {
  const Shown shown = shown_with();
  const Value all = shown.output(shown.duration(), "wisdom", "all");
  REQUIRE(table_of(all).rows() == 25);
  for (const int count : {1, 2, 7, 25}) {
    const Shown alone = shown_with({{}, {{"count", std::to_string(count)}}});
    CHECK(std::get<double>(alone.output(0, "forest", "oob_score")) ==
          table_of(all).column("score").numbers()[size_t(count) - 1]);
  }
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
