#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/generators/generator.h"
#include "core/models/model.h"
#include "core/scene/evaluators/evaluators.h"
#include "tests/core/records.h"
#include "tests/scaling/growth.h"
#include "tests/scaling/scenes.h"

namespace lantern::test::models_scaling_test {
namespace {

using Given = std::map<std::string, FieldValue>;

/// Two features, a class that they nearly tell, and a text that no other row has.
TablePtr rows_of(size_t count) {
  Random random(1, "scaling");
  std::vector<double> x, y, share;
  std::vector<std::string> kind, own, side;
  for (size_t i = 0; i < count; ++i) {
    x.push_back(random.uniform());
    y.push_back(random.uniform());
    share.push_back(0.01 + 0.98 * random.uniform());
    kind.push_back(x.back() + 0.2 * random.uniform() > 0.6 ? "a" : "b");
    own.push_back(fmt::format("row {}", i));
    side.push_back(i % 2 == 0 ? "even" : "odd");
  }
  return std::make_shared<const Table>(
      "", Keys::numbered(count), std::vector<std::string>{"x", "y", "share", "kind", "own", "side"},
      std::vector<Column>{Column::numbers(x), Column::numbers(y), Column::numbers(share),
                          Column::texts(kind), Column::texts(own), Column::texts(side)});
}

TablePtr nodes_of(const TablePtr& rows) {
  const ModelType& tree = *find_model("decision_tree");
  const RecordValue record = make_record(
      tree.kind, {{"data", rows},
                  {"features", std::vector<Column>{rows->column("x"), rows->column("y")}},
                  {"target", rows->column("kind")}});
  return std::get<TablePtr>(test::compute(tree, record)[0]);
}

/// What a field of this name is given.
Given all_fields(const TablePtr& rows) {
  return {{"data", rows},
          {"features", std::vector<Column>{rows->column("x"), rows->column("y")}},
          {"target", rows->column("kind")},
          {"positive", std::string("a")},
          {"score", rows->column("x")},
          {"probability", rows->column("share")},
          {"predicted", rows->column("kind")},
          {"by", rows->column("own")},
          {"column", rows->column("own")},
          {"stratify", rows->column("own")},
          {"columns", std::vector<Column>{rows->column("x")}},
          {"parts", std::vector<std::string>{"train", "test"}},
          {"sizes", std::vector<double>{0.5, 0.5}},
          {"n_estimators", 3.0}};
}

/// Tables that are made when they are asked for are asked for.
void look_at(const Outputs& outputs) {
  for (const Value& value : outputs) {
    if (const auto* table = std::get_if<TablePtr>(&value); table && *table) (*table)->rows();
  }
}

Work model_work(const ModelType& type) {
  return {[&type](size_t count) {
    const TablePtr rows = rows_of(count);
    Given given = all_fields(rows);
    // Rates are of groups with rows of both classes.
    if (type.kind.find("score") >= 0) given["by"] = rows->column("side");
    const int target = type.kind.find("target");
    const bool numbers =
        target >= 0 && type.kind.fields[size_t(target)].doc.find("number") != std::string::npos;
    if (numbers) {
      given["target"] = rows->column("share");
    }
    if (type.kind.name == "lowess") given["features"] = std::vector<Column>{rows->column("share")};
    if (type.kind.name == "sort") {
      TextChannel by;
      by.column = rows->column("own");
      given["by"] = by;
    }
    if (type.kind.name == "decision_path") {
      given["data"] = nodes_of(rows);
      given["predict"] = rows;
    }
    return [&type, given] { look_at(test::compute(type, make_record(type.kind, given))); };
  }};
}

Work generator_work(const GeneratorType& type) {
  return {[&type](size_t count) {
    Given given{{"n_samples", double(count)}};
    if (type.rows) given["of"] = NumberChannel();
    return [&type, given] { type.make(make_record(type.kind, given)); };
  }};
}

const std::map<std::string, std::string, std::less<>> kEvaluators{
    {"bias_variance",
     "bias_variance: {model: fit, truth: =x, noise: 1, repeats: 3, points: 50}}, fit: "
     "{linear_regression: {data: d, features: [x], target: y}"},
    {"cross_validate",
     "cross_validate: {model: fit, folds: kf}}, kf: {k_fold: {data: d}}, fit: "
     "{linear_regression: {data: d, features: [x], target: y}"},
    {"gradient_descent",
     "gradient_descent: {of: '=mean(d, (d.x - w)^2)', start: {w: 0}, max_iter: 3}"},
    {"aggregate", "aggregate: {data: d, columns: {z: =mean(x), n: =count()}}"},
    {"derive", "derive: {data: d, columns: {z: =x + y + t}}"},
    {"iterate", "iterate: {start: {q: 0}, next: {q: =q + normal()}, steps: {n}}"},
    {"permutation_importance",
     "permutation_importance: {model: tree, data: d, target: label, n_repeats: 2}}, tree: "
     "{decision_tree: {data: d, features: [x], target: label, max_depth: 3}"},
    {"sample", "sample: {of: =sin(k * x), over: {x: 0..3}, points: {n}}"},
    {"sweep", "sweep: {vary: k, over: '1..{n}', take: {v: =k * k}}"}};

}  // namespace

TEST_CASE("models take about as much longer as there are more rows", "[scaling]") {
  for (const ModelType* type : models()) {
    Work work = model_work(*type);
    // Of n rows it deals n folds.
    if (type->kind.name == "leave_one_out") work = {work.on, 100, 4.8, 400};
    // Each of n rows is smoothed by a share of all of them.
    if (type->kind.name == "lowess") work = {work.on, 200, 4.8, 800};
    check_growth(std::string(type->kind.name), work);
  }
}

TEST_CASE("evaluators take about as much longer as there are more rows", "[scaling]") {
  for (const ModelType* type : evaluators()) {
    const auto found = kEvaluators.find(type->kind.name);
    if (found == kEvaluators.end()) FAIL(type->kind.name << " has no entry in this test");
    check_growth(found->first, values_work(found->second).up_to(4000));
  }
}

TEST_CASE("generators take about as much longer as they make more rows", "[scaling]") {
  for (const GeneratorType* type : generators()) {
    check_growth(std::string(type->kind.name), generator_work(*type));
  }
}

}  // namespace lantern::test::models_scaling_test
