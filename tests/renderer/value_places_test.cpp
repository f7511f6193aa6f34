#include <catch2/catch.hpp>

#include "config/resources/resources.h"
#include "renderer/look/look.h"
#include "renderer/look/value_places.h"
#include "tests/support/shown.h"

namespace lantern::test::value_places_test {
namespace {

using Texts = std::vector<std::string>;

Texts kind_in(const Shown& shown, const Texts& values) {
  const ValuePlaces places = value_places(shown.scene());
  const Texts* kind = places.kind_of(values);
  return kind ? *kind : Texts{};
}

/// The whole domain that an axis shows, in a scene with a view `v`.
std::pair<double, double> shown_domain(const std::string& timeline) {
  const Shown shown(
      "lantern: 1\nparams: {a: 0}\n"
      "data: {d: {rows: [[0, 0], [1, 1]], columns: [x, y]}}\n"
      "views: {v: {x: {domain: [0, 1]}, y: {}, marks: {m: {dot: {data: d, x: x, "
      "y: =a*y}}}}}\n"
      "timeline: " +
      timeline + "\n");
  std::pair<double, double> out{1e9, -1e9};
  for (const auto& [id, text] : texts(shown.frame(0))) {
    if (!id.starts_with("v.y.tick@")) continue;
    const double at = std::stod(id.substr(id.find('@') + 1));
    out = {std::min(out.first, at), std::max(out.second, at)};
  }
  return out;
}

}  // namespace

TEST_CASE("columns that share a value are of one kind, in the order of the first", "[look]") {
  ValuePlaces places;
  places.add({"cat", "dog"});
  places.add({"yes", "no"});
  places.add({"bird", "dog"});
  CHECK(*places.kind_of({"bird"}) == Texts{"cat", "dog", "bird"});
  CHECK(*places.kind_of({"no", "yes"}) == Texts{"yes", "no"});
  CHECK(places.kind_of({"no", "cat"}) == nullptr);
  CHECK(places.kind_of({"fish"}) == nullptr);
  CHECK(places.kind_of({}) == nullptr);
  places.add({"no", "cat"});
  CHECK(*places.kind_of({"no", "cat"}) == Texts{"cat", "dog", "bird", "yes", "no"});
}

TEST_CASE("kinds that are numbers are in the order of their size", "[look]") {
  ValuePlaces places;
  places.add({"10", "2"});
  places.add({"2", "1"});
  CHECK(*places.kind_of({"2"}) == Texts{"1", "2", "10"});
}

TEST_CASE("many values are names, not kinds", "[look]") {
  Texts names;
  for (size_t i = 0; i <= ValuePlaces::kMost; ++i) names.push_back("n" + std::to_string(i));
  ValuePlaces places;
  places.add(names);
  CHECK(places.kind_of({"n1"}) == nullptr);
}

TEST_CASE("what a classifier says has the colours of its labels", "[look]") {
  const Shown shown(
      "lantern: 1\n"
      "data: {d: {rows: [[0, b], [1, b], [4, a], [5, a], [9, c]], columns: [x, label]}}\n"
      "models:\n  knn: {k_neighbors_classifier: {data: d, features: [x], target: label, "
      "n_neighbors: 1}}\n"
      "  said: {derive: {data: d, columns: {guess: =knn.predict(8 - x)}}}\n"
      "views: {v: {x: {}, y: {}, marks: {m: {dot: {data: said, x: x, y: x, color: guess}}}}}\n");
  CHECK(kind_in(shown, {"a", "b"}) == Texts{"b", "a", "c"});
  const Theme theme = load_theme(find_resources(), "paper");
  const Look look(theme, shown.scene().meanings(), {}, value_places(shown.scene()));
  CHECK(look.of_values({"a", "b", "c"})[0] == look.of_values({"c", "b", "a"})[2]);
  CHECK_FALSE(look.of_values({"a"})[0] == look.of_values({"b"})[0]);
}

TEST_CASE("an axis that nothing else is fitted to shows the whole of a function", "[axes]") {
  const Shown shown(
      "lantern: 1\nparams: {a: 0}\n"
      "views: {v: {x: {domain: [0, 4]}, y: {}, marks: {m: {line: {of: =5 + a*x}}}}}\n"
      "timeline: [{animate: {a: [0, 3, 0]}, for: 2s}]\n");
  const auto labels = texts(shown.frame(0));
  CHECK(labels.count("v.y.tick@5") == 1);
  CHECK(labels.count("v.y.tick@15") == 1);
  CHECK(labels.count("v.y.tick@0") == 0);
}

TEST_CASE("axes reach as far as values go on their way", "[axes]") {
  CHECK(shown_domain("[{animate: {a: [0, 3, 0]}, for: 2s}]").second >= 3);
  CHECK(shown_domain("[{animate: {a: [0, -2, 7, 0]}, for: 2s, ease: cubic_in}]") ==
        std::pair(-2.0, 8.0));
  CHECK(shown_domain("[{animate: {a: 4}, for: 2s}, {set: {a: 0}}]").second >= 4);
  CHECK(shown_domain("[{animate: {a: '=6*sin(3.14159265*p)'}, for: 2s}]").second >= 5.9);
}

}  // namespace lantern::test::value_places_test
