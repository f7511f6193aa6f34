#include "core/generators/generator.h"

#include <algorithm>
#include <clocale>
#include <cmath>

#include <catch2/catch.hpp>

#include "core/base/hash.h"
#include "core/diagnostics/diagnostics.h"
#include "tests/core/records.h"
#include "tests/core/reference.h"

namespace lantern::test::generators_test {
namespace {

using Given = std::map<std::string, FieldValue>;
using Numbers = std::vector<double>;
using Strings = std::vector<std::string>;

Table make(const std::string& name, const Given& given) {
  const GeneratorType* type = find_generator(name);
  REQUIRE(type);
  return type->make(test::make_record(type->kind, given));
}

std::uint64_t hash_of(const Table& table) {
  Hasher hasher;
  for (const Column& column : table.columns()) hasher.add(column.content_hash());
  return hasher.finish().lo;
}

Diagnostic mistake(const std::string& name, const Given& given) {
  try {
    make(name, given);
  } catch (const SceneError& e) {
    return e.diagnostic();
  }
  return {};
}

struct Moments {
  double mean = 0, deviation = 0;
};

Moments moments(const Numbers& values) {
  Moments out;
  for (const double x : values) out.mean += x / double(values.size());
  for (const double x : values) {
    out.deviation += (x - out.mean) * (x - out.mean) / double(values.size());
  }
  out.deviation = std::sqrt(out.deviation);
  return out;
}

}  // namespace

TEST_CASE("generators are listed by name and fully described", "[generators]") {
  Strings names;
  for (const GeneratorType* type : generators()) {
    names.emplace_back(type->kind.name);
    CHECK(find_generator(type->kind.name) == type);
    CHECK_FALSE(type->kind.doc.empty());
    CHECK(type->kind.find("seed") >= 0);
    for (const Field& field : type->kind.fields) CHECK_FALSE(field.doc.empty());
    const RecordValue record = test::make_record(type->kind, {});
    CHECK(type->columns(record) == type->make(record).schema());
  }
  CHECK(names == Strings{"blobs", "circles", "curve", "layers", "line", "moons", "polynomial"});
  CHECK(find_generator("spiral") == nullptr);
}

TEST_CASE("without noise, moons and circles are scikit-learn's", "[generators]") {
  for (const auto& entry : test::reference("generators")) {
    Given given{{"n_samples", entry["n_samples"].get<double>()}};
    const std::string kind = entry["kind"];
    if (kind == "circles") given["factor"] = entry["factor"].get<double>();
    const Table table = make(kind, given);
    INFO(kind << " " << entry["n_samples"]);
    REQUIRE(table.rows() == entry["x"].size());
    for (size_t i = 0; i < table.rows(); ++i) {
      CHECK(std::fabs(table.column("x").numbers()[i] - entry["x"][i].get<double>()) < 1e-12);
      CHECK(std::fabs(table.column("y").numbers()[i] - entry["y"][i].get<double>()) < 1e-12);
      CHECK(table.column("label").text(i) == (entry["label"][i] == 0 ? "a" : "b"));
    }
  }
}

TEST_CASE("noise is normal and as large as it says", "[generators]") {
  for (const std::string kind : {"moons", "circles"}) {
    const Table clean = make(kind, {{"n_samples", 20000.0}});
    const Table noisy = make(kind, {{"n_samples", 20000.0}, {"noise", 0.2}, {"seed", 4.0}});
    for (const std::string name : {"x", "y"}) {
      Numbers differences;
      int within = 0;
      for (size_t i = 0; i < clean.rows(); ++i) {
        differences.push_back(noisy.column(name).numbers()[i] - clean.column(name).numbers()[i]);
        within += std::fabs(differences.back()) < 0.2;
      }
      const Moments found = moments(differences);
      CHECK(found.mean == Approx(0).margin(0.006));
      CHECK(found.deviation == Approx(0.2).epsilon(0.02));
      CHECK(within / 20000.0 == Approx(0.6827).margin(0.015));
    }
  }
}

TEST_CASE("blobs are round clusters of equal size", "[generators]") {
  const Table table = make("blobs", {{"n_samples", 30001.0},
                                     {"centers", 3.0},
                                     {"cluster_std", 0.5},
                                     {"center_box", Numbers{-4, 4}},
                                     {"seed", 2.0}});
  REQUIRE(table.rows() == 30001);
  const auto codes = table.column("label").codes();
  for (std::int32_t cluster = 0; cluster < 3; ++cluster) {
    CHECK(std::count(codes.begin(), codes.end(), cluster) == (cluster == 0 ? 10001 : 10000));
    for (const std::string name : {"x", "y"}) {
      Numbers values;
      for (size_t i = 0; i < table.rows(); ++i) {
        if (codes[i] == cluster) values.push_back(table.column(name).numbers()[i]);
      }
      const Moments found = moments(values);
      CHECK(found.deviation == Approx(0.5).epsilon(0.03));
      CHECK(std::fabs(found.mean) < 4.1);
    }
  }
  CHECK(table.column("label").distinct() == Strings{"a", "b", "c"});
}

TEST_CASE("points along a line and a polynomial", "[generators]") {
  const Table line = make(
      "line", {{"n_samples", 500.0}, {"slope", 2.0}, {"intercept", -1.0}, {"x", Numbers{3, 5}}});
  REQUIRE(line.rows() == 500);
  for (size_t i = 0; i < line.rows(); ++i) {
    const double x = line.column("x").numbers()[i];
    CHECK(x >= 3);
    CHECK(x < 5);
    CHECK(line.column("y").numbers()[i] == -1 + 2 * x);
  }
  const Table curve =
      make("polynomial", {{"coefficients", Numbers{1, -2, 0, 4}}, {"x", Numbers{-1, 1}}});
  REQUIRE(curve.rows() == 100);
  for (size_t i = 0; i < curve.rows(); ++i) {
    const double x = curve.column("x").numbers()[i];
    CHECK(curve.column("y").numbers()[i] == Approx(1 - 2 * x + 4 * x * x * x).epsilon(1e-12));
  }
  const Table noisy = make("line", {{"n_samples", 20000.0}, {"noise", 0.3}});
  Numbers rest;
  for (size_t i = 0; i < noisy.rows(); ++i) {
    rest.push_back(noisy.column("y").numbers()[i] - noisy.column("x").numbers()[i]);
  }
  CHECK(moments(rest).deviation == Approx(0.3).epsilon(0.02));
  CHECK(moments(Numbers(noisy.column("x").numbers().begin(), noisy.column("x").numbers().end()))
            .mean == Approx(0.5).margin(0.01));
}

TEST_CASE("a seed means the same bytes, another seed others, in any locale", "[generators]") {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const GeneratorType* type : generators()) {
    const std::string name(type->kind.name);
    INFO(name);
    const Given one{{"seed", 1.0}, {"noise", 0.1}};
    const std::uint64_t expected = hash_of(make(name, one));
    CHECK(hash_of(make(name, {{"seed", 2.0}, {"noise", 0.1}})) != expected);
    for (const char* locale : {"de_DE.UTF-8", "de_DE.utf8", "C"}) {
      std::setlocale(LC_ALL, locale);
      CHECK(hash_of(make(name, one)) == expected);
    }
    std::setlocale(LC_ALL, before.c_str());
  }
}

TEST_CASE("generators draw from streams of their own", "[generators]") {
  const Table line = make("line", {{"seed", 3.0}});
  const Table curve = make("polynomial", {{"seed", 3.0}});
  CHECK(line.column("x").content_hash() != curve.column("x").content_hash());
}

TEST_CASE("the numbers of a seed never change", "[generators]") {
  CHECK(hash_of(make("moons", {{"seed", 1.0}, {"noise", 0.1}})) == 0xebb9a32b7425c4b2u);
  CHECK(hash_of(make("blobs", {{"seed", 1.0}})) == 0x2523c5430b336e68u);
}

TEST_CASE("classes can be named", "[generators]") {
  const Table table = make("moons", {{"n_samples", 4.0}, {"labels", Strings{"cat", "dog"}}});
  CHECK(table.column("label").distinct() == Strings{"cat", "dog"});
  CHECK(table.keys()[3] == "4");
}

TEST_CASE("fields that do not go together are refused where they stand", "[generators]") {
  const Diagnostic few = mistake("blobs", {{"labels", Strings{"a", "b"}}});
  CHECK(few.message == "blobs makes 3 classes, and labels has 2 names");
  CHECK(few.code == "model-data");
  CHECK(few.at.line == test::line_of(find_generator("blobs")->kind, "labels"));
  CHECK(mistake("line", {{"x", Numbers{1, 0}}}).message ==
        "x wants the two ends of a range, the lower one first");
  CHECK(mistake("line", {{"x", Numbers{1}}}).at.line ==
        test::line_of(find_generator("line")->kind, "x"));
  CHECK(mistake("blobs", {{"center_box", Numbers{1, 1}}}).code == "model-data");
  CHECK(mistake("polynomial", {{"coefficients", Numbers{}}}).code == "model-data");
}

}  // namespace lantern::test::generators_test
