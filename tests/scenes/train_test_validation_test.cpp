#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"
#include "tests/support/text_places.h"

namespace lantern::test::train_test_validation_test {
namespace {

const std::string kFolder = repository() + "/scenes/train-test-validation";

Shown shown_with(const std::string& csv, const TemporaryFolder& folder) {
  write_file(folder.file("pets.csv"), csv);
  return Shown(read_file(kFolder + "/split.yaml"), folder.path());
}

std::string pets() {
  return read_file(kFolder + "/pets.csv");
}

/// With the fluffiness and weight of a pet changed.
std::string edited(std::string csv, const std::string& name, const std::string& cells) {
  const size_t at = csv.find("\n" + name + ",") + 1;
  REQUIRE(at > 0);
  const size_t end = csv.find('\n', at);
  const std::string row = csv.substr(at, end - at);
  const size_t second = row.find(',', row.find(',') + 1);
  return csv.replace(at, end - at, row.substr(0, second + 1) + cells);
}

struct Accuracy {
  int right = 0, all = 0;

  /// Half up, as people round.
  std::string percent() const {
    return fmt::format("{:.0f}%", std::floor(100.0 * right / all + 0.5 + 1e-9));
  }
  std::string counts() const { return fmt::format("{} of {}", right, all); }
};

Accuracy accuracy_of(const Table& rows, const std::string& part) {
  Accuracy out;
  for (size_t i = 0; i < rows.rows(); ++i) {
    if (rows.column("part").text(i) != part) continue;
    out.right += rows.column("species").text(i) == rows.column("predicted").text(i);
    ++out.all;
  }
  return out;
}

}  // namespace

TEST_CASE("what the pets' scene shows follows from one pet's cell", "[scenes]") {
  const TemporaryFolder before_folder, after_folder;
  const Shown before = shown_with(pets(), before_folder);
  // A cat of the training set becomes as light and bare as no other.
  std::string cat;
  const auto split = std::get<TablePtr>(before.output(0, "split", "rows"));
  for (size_t i = 0; i < split->rows(); ++i) {
    const bool train = split->column("part").text(i) == "train";
    if (train && split->column("species").text(i) == "cat") cat = split->keys()[i];
  }
  const Shown after = shown_with(edited(pets(), cat, "0.5,9.4"), after_folder);
  const double end = before.duration();
  CHECK_FALSE(path_of(before.frame(end), "pen.edge.path") ==
              path_of(after.frame(end), "pen.edge.path"));
  // A cell's model: the one that knows fluffiness only is asked just before "Choosing".
  const double first = before.start_of("Choosing") - 0.1;
  const std::vector<std::tuple<std::string, std::string, double>> cells{{"t1", "train", first},
                                                                        {"v1", "validation", first},
                                                                        {"t2", "train", end},
                                                                        {"v2", "validation", end},
                                                                        {"e2", "test", end}};
  for (const Shown* shown : {&before, &after}) {
    const auto seen = texts(shown->frame(end));
    for (const auto& [cell, part, time] : cells) {
      const auto rows = std::get<TablePtr>(shown->output(time, "clf", "rows"));
      const Accuracy accuracy = accuracy_of(*rows, part);
      INFO(cell << " " << accuracy.counts());
      CHECK(seen.at("score.scores@" + cell) == accuracy.percent());
      CHECK(seen.at("score.counts@" + cell) == accuracy.counts());
    }
    CHECK(seen.at("caption") == "On pets that neither taught nor chose it, the model is right " +
                                    seen.at("score.scores@e2") + " of the time.");
  }
  CHECK(texts(before.frame(end)).at("score.counts@t1") !=
        texts(after.frame(end)).at("score.counts@t1"));
}

TEST_CASE("the pets' scene is right in what it says of its scores", "[scenes]") {
  const TemporaryFolder folder;
  const Shown shown = shown_with(pets(), folder);
  const auto seen = texts(shown.frame(shown.duration()));
  CHECK(seen.at("score.scores@t1") == seen.at("score.scores@t2"));  // a tie
  // Right more often, and too good.
  CHECK(std::stoi(seen.at("score.scores@v2")) > std::stoi(seen.at("score.scores@v1")));
  CHECK(std::stoi(seen.at("score.scores@e2")) < std::stoi(seen.at("score.scores@v2")));
  const auto names = texts(shown.frame(shown.start_of("One feature") - 0.1));
  CHECK(names.at("pen.names@train.label") == "30 to learn from");
  CHECK(names.at("pen.names@validation.label") == "16 to choose by");
  CHECK(names.at("pen.names@test.label") == "16 to judge by");
}

TEST_CASE("the classifier learns from the training pets only", "[scenes]") {
  const TemporaryFolder before_folder, after_folder;
  const Shown before = shown_with(pets(), before_folder);
  const auto split = std::get<TablePtr>(before.output(0, "split", "rows"));
  std::string tested;
  for (size_t i = 0; i < split->rows(); ++i) {
    if (split->column("part").text(i) == "test") tested = split->keys()[i];
  }
  const Shown after = shown_with(edited(pets(), tested, "9.9,9.9"), after_folder);
  const double end = before.duration();
  CHECK(std::get<double>(before.output(end, "clf", "a")) ==
        std::get<double>(after.output(end, "clf", "a")));
  CHECK(path_of(before.frame(end), "pen.edge.path") == path_of(after.frame(end), "pen.edge.path"));
  CHECK_FALSE(dump(before.frame(end)) == dump(after.frame(end)));
}

TEST_CASE("the boundary follows the dragged dog in every frame", "[scenes]") {
  const TemporaryFolder folder;
  const Shown shown = shown_with(pets(), folder);
  const double start = shown.start_of("Refit") + 0.5, stop = shown.start_of("Scores") - 0.6;
  std::set<double> slopes;
  size_t frames = 0;
  for (double time = start; time < stop; time += 1.0 / 30, ++frames) {
    const double a = std::get<double>(shown.output(time, "clf", "a"));
    const double b = std::get<double>(shown.output(time, "clf", "b"));
    const double c = std::get<double>(shown.output(time, "clf", "intercept"));
    slopes.insert(a / b);
    const Frame frame = shown.frame(time);
    const Path line = path_of(frame, "pen.edge.path");
    REQUIRE(line.points.size() == 2);
    const Path x_axis = path_of(frame, "pen.x.line"), y_axis = path_of(frame, "pen.y.line");
    for (const Point& p : line.points) {
      const double x = (p.x - x_axis.points[0].x) / (x_axis.points[1].x - x_axis.points[0].x) * 10;
      const double y = (y_axis.points[1].y - p.y) / (y_axis.points[1].y - y_axis.points[0].y) * 10;
      CHECK(a * x + b * y + c == Approx(0).margin(1e-6));
    }
  }
  CHECK(slopes.size() > frames * 9 / 10);
}

TEST_CASE("pets keep their ids while they are seen, and labels keep off each other", "[scenes]") {
  const TemporaryFolder folder;
  const Shown shown = shown_with(pets(), folder);
  std::set<std::string> gone, before;
  for (double time = 2.1; time < shown.start_of("One feature"); time += 0.1) {
    std::set<std::string> keys;
    visit(shown.frame(time).items, [&](const Item& item, double) {
      const auto* symbols = std::get_if<Instances>(&item.shape);
      if (!symbols || !item.id.starts_with("pen.pets")) return;
      for (size_t i = 0; i < symbols->count(); ++i) {
        CHECK(keys.insert((*symbols->keys)[i]).second);
      }
    });
    INFO(time);
    CHECK(keys.size() == 62);
  }
  CHECK(misplaced_text(shown) == "");
}

TEST_CASE("the pets' scene's display lists", "[scenes][golden]") {
  const Shown shown(read_file(kFolder + "/split.yaml"), kFolder);
  for (const auto& [section, file] :
       std::vector<std::pair<std::string, std::string>>{{"One feature", "three-sets"},
                                                        {"Two features", "one-feature"},
                                                        {"Scores", "refitted"}}) {
    check_golden("golden/frames/pets-" + file + ".txt",
                 dump(shown.frame(shown.start_of(section)), 1));
  }
}

}  // namespace lantern::test::train_test_validation_test
