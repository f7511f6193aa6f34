#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "core/data/csv.h"
#include "core/diagnostics/diagnostics.h"
#include "core/models/model.h"
#include "tests/core/records.h"
#include "tests/core/reference.h"

namespace lantern::test::metrics_test {
namespace {

using Numbers = std::vector<double>;
using Strings = std::vector<std::string>;
using Given = std::map<std::string, FieldValue>;

const char* const kCurves[] = {"roc_curve", "precision_recall_curve"};
const char* const kModels[] = {"confusion_matrix", "roc_curve", "precision_recall_curve"};

/// A model's outputs by name.
class Result {
 public:
  Result(const ModelType& model, Outputs outputs) : model_(model), outputs_(std::move(outputs)) {
    REQUIRE(outputs_.size() == model.outputs.size());
  }
  double number(std::string_view name) const { return std::get<double>(value(name)); }
  const Table& table(std::string_view name) const { return *std::get<TablePtr>(value(name)); }
  Numbers column(std::string_view output, std::string_view name) const {
    const auto numbers = table(output).column(name).numbers();
    return {numbers.begin(), numbers.end()};
  }

 private:
  const Value& value(std::string_view name) const {
    for (size_t i = 0; i < outputs_.size(); ++i) {
      if (model_.outputs[i].name == name) return outputs_[i];
    }
    throw std::logic_error("no output " + std::string(name));
  }

  const ModelType& model_;
  Outputs outputs_;
};

Result run(const std::string& name, const Table& data, Given given = {},
           const std::string& score = "score", const std::string& target = "kind") {
  const ModelType* model = find_model(name);
  REQUIRE(model);
  const auto table = std::make_shared<const Table>(data);
  given["data"] = TablePtr(table);
  given["score"] = table->column(score);
  given["target"] = table->column(target);
  return {*model, test::compute(*model, test::make_record(model->kind, given))};
}

Diagnostic mistake(const std::string& name, const Table& data, const Given& given = {},
                   const std::string& score = "score", const std::string& target = "kind") {
  try {
    run(name, data, given, score, target);
  } catch (const SceneError& e) {
    return e.diagnostic();
  }
  return {};
}

std::int32_t line_of(const std::string& model, const std::string& field) {
  return test::line_of(find_model(model)->kind, field);
}

Table scored(Numbers score, Numbers target) {
  const size_t rows = score.size();
  return Table("", Keys::numbered(rows), {"score", "kind"},
               {Column::numbers(std::move(score)), Column::numbers(std::move(target))});
}

Table signals(std::string_view text) {
  return read_csv(text, "signals.csv", {});
}

void check_equal(const Numbers& values, const Numbers& expected) {
  REQUIRE(values.size() == expected.size());
  for (size_t i = 0; i < values.size(); ++i) {
    INFO("at " << i);
    CHECK(std::fabs(values[i] - expected[i]) <= 1e-12);
  }
}

void check_confusion(const Result& result, const nlohmann::json& expected) {
  for (const std::string name : {"tp", "fp", "tn", "fn"}) {
    CHECK(result.number(name) == expected[name].get<double>());
  }
  for (const std::string name : {"accuracy", "precision", "recall", "specificity", "f1"}) {
    INFO(name);
    CHECK(std::fabs(result.number(name) - expected[name].get<double>()) <= 1e-12);
  }
}

}  // namespace

TEST_CASE("models are listed by name and fully described", "[models]") {
  for (size_t i = 1; i < models().size(); ++i) {
    CHECK(models()[i - 1]->kind.name < models()[i]->kind.name);
  }
  for (const ModelType* model : models()) {
    INFO(model->kind.name);
    CHECK(find_model(model->kind.name) == model);
    CHECK((model->compute != nullptr) + (model->build != nullptr) + (model->history != nullptr) ==
          1);
    CHECK((model->history != nullptr) == (model->as_of != nullptr));
    for (const Field& field : model->kind.fields) CHECK_FALSE(field.doc.empty());
    for (const OutputDecl& output : model->outputs) CHECK_FALSE(output.doc.empty());
  }
  CHECK(find_model("roc") == nullptr);
}

TEST_CASE("metrics agree with scikit-learn", "[models]") {
  const auto cases = test::reference("metrics");
  REQUIRE(cases.size() == 10);
  for (const auto& entry : cases) {
    INFO(entry["name"]);
    const Table data = scored(entry["score"], entry["target"]);
    for (const auto& confusion : entry["confusion"]) {
      INFO(confusion["threshold"]);
      check_confusion(
          run("confusion_matrix", data, {{"threshold", confusion["threshold"].get<double>()}}),
          confusion);
    }

    const Result roc = run("roc_curve", data);
    CHECK(std::fabs(roc.number("auc") - entry["auc"].get<double>()) <= 1e-12);
    check_equal(roc.column("points", "fpr"), entry["roc"]["fpr"]);
    check_equal(roc.column("points", "tpr"), entry["roc"]["tpr"]);
    Numbers threshold = roc.column("points", "threshold");
    CHECK(threshold.front() == std::numeric_limits<double>::infinity());
    threshold.erase(threshold.begin());
    check_equal(threshold, entry["roc"]["threshold"]);

    const Result pr = run("precision_recall_curve", data);
    CHECK(std::fabs(pr.number("average_precision") - entry["average_precision"].get<double>()) <=
          1e-12);
    check_equal(pr.column("points", "precision"), entry["pr"]["precision"]);
    check_equal(pr.column("points", "recall"), entry["pr"]["recall"]);
    threshold = pr.column("points", "threshold");
    CHECK(threshold.back() == std::numeric_limits<double>::infinity());
    threshold.pop_back();
    check_equal(threshold, entry["pr"]["threshold"]);
  }
}

TEST_CASE("the area is how often a positive outscores a negative", "[models]") {
  Random random(3);
  Numbers score, target;
  for (int i = 0; i < 150; ++i) {
    score.push_back(std::floor(random.uniform() * 12));
    target.push_back(random.below(3) == 0);
  }
  double won = 0, pairs = 0;
  for (size_t p = 0; p < score.size(); ++p) {
    for (size_t n = 0; n < score.size(); ++n) {
      if (target[p] != 1 || target[n] != 0) continue;
      pairs += 1;
      won += score[p] > score[n] ? 1 : score[p] == score[n] ? 0.5 : 0;
    }
  }
  CHECK(run("roc_curve", scored(score, target)).number("auc") ==
        Approx(won / pairs).epsilon(1e-14));
}

TEST_CASE("every point of the curves is a confusion matrix", "[models]") {
  const auto entry = test::reference("metrics")[8];
  const Table data = scored(entry["score"], entry["target"]);
  const Result roc = run("roc_curve", data);
  for (size_t i = 0; i < roc.table("points").rows(); ++i) {
    const double threshold = roc.column("points", "threshold")[i];
    const Result at = run("confusion_matrix", data, {{"threshold", threshold}});
    CHECK(at.number("fpr") == roc.column("points", "fpr")[i]);
    CHECK(at.number("tpr") == roc.column("points", "tpr")[i]);
  }
}

TEST_CASE("the confusion matrix tells what became of each row", "[models]") {
  const Table data = signals("kind,score\ncat,0.9\ndog,0.9\ncat,0.1\ndog,0.1\ncat,0.5\n");
  const Result result =
      run("confusion_matrix", data, {{"positive", std::string("cat")}, {"threshold", 0.5}});
  CHECK(result.number("tp") == 2);
  CHECK(result.number("fp") == 1);
  CHECK(result.number("tn") == 1);
  CHECK(result.number("fn") == 1);
  CHECK(result.number("positives") == 3);
  CHECK(result.number("negatives") == 2);
  CHECK(result.number("predicted_positives") == 3);
  CHECK(result.number("predicted_negatives") == 2);
  CHECK(result.number("tpr") == result.number("recall"));
  CHECK(result.number("fpr") == 0.5);

  const Table& rows = result.table("rows");
  CHECK(rows.names() == Strings{"kind", "score", "predicted", "outcome"});
  const std::pair<const char*, const char*> kExpected[] = {
      {"true", "tp"}, {"true", "fp"}, {"false", "fn"}, {"false", "tn"}, {"true", "tp"}};
  for (size_t i = 0; i < 5; ++i) {
    CHECK(rows.column("predicted").text(i) == kExpected[i].first);
    CHECK(rows.column("outcome").text(i) == kExpected[i].second);
  }
  CHECK(rows.origin() == data.origin());
}

TEST_CASE("a ratio of nothing to nothing is 0", "[models]") {
  const Result none = run("confusion_matrix", scored({1, 2}, {0, 1}), {{"threshold", 9.0}});
  CHECK(none.number("precision") == 0);
  CHECK(none.number("f1") == 0);
  CHECK(none.number("accuracy") == 0.5);
}

TEST_CASE("the positive class goes without saying for truths and for 0 and 1", "[models]") {
  const Table truths = signals("kind,score\ntrue,3\nfalse,1\nfalse,2\n");
  CHECK(run("roc_curve", truths).number("auc") == 1);
  CHECK(run("roc_curve", truths, {{"positive", std::string("false")}}).number("auc") == 0);
  CHECK(run("roc_curve", truths, {{"positive", std::string("False")}}).number("auc") == 0);
  CHECK(run("roc_curve", scored({3, 1, 2}, {1, 0, 0})).number("auc") == 1);
  CHECK(run("roc_curve", scored({3, 1, 2}, {1, 0, 0}), {{"positive", std::string("0.0")}})
            .number("auc") == 0);
  const Table words = signals("kind,score\ncat,3\ndog,1\n");
  for (const std::string model : kModels) {
    const Diagnostic d = mistake(model, words);
    CHECK(d.message == model + " needs to know which class is positive");
    CHECK(d.hint == "say `positive:` and a value of column \"kind\": \"cat\" and \"dog\"");
    CHECK(d.at.line == line_of(model, "positive"));
  }
  CHECK(mistake("roc_curve", scored({1, 2}, {1, 2})).hint ==
        "say `positive:` and a value of column \"kind\": \"1\" and \"2\"");
}

TEST_CASE("every class but the positive one is negative", "[models]") {
  const Table data = signals("kind,score\ncat,3\ndog,1\ncow,2\n");
  CHECK(run("confusion_matrix", data, {{"positive", std::string("dog")}}).number("negatives") == 2);
}

TEST_CASE("a positive class that is not there is refused with what is", "[models]") {
  const Table data = signals("kind,score\ncat,3\ndog,1\n");
  for (const std::string model : kModels) {
    const Diagnostic d = mistake(model, data, {{"positive", std::string("kat")}});
    CHECK(d.message ==
          "column \"kind\" of signals.csv has no value \"kat\"; did you mean \"cat\"?");
    CHECK(d.hint == "it has \"cat\" and \"dog\"");
    CHECK(d.code == "model-data");
    CHECK(d.at.line == line_of(model, "positive"));
  }
  std::string many = "kind,score\n";
  for (int i = 0; i < 12; ++i) many += "k" + std::to_string(i) + ",1\n";
  CHECK(mistake("roc_curve", signals(many), {{"positive", std::string("other")}}).hint ==
        "it has \"k0\", \"k1\", \"k2\", \"k3\", \"k4\", \"k5\", \"k6\", \"k7\" and 4 more");
}

TEST_CASE("both classes are needed", "[models]") {
  const Table clouds = signals("kind,score\ncloud,1\ncloud,2\n");
  for (const std::string model : kModels) {
    const Diagnostic d = mistake(model, clouds, {{"positive", std::string("airplane")}});
    CHECK(d.message ==
          model + " needs both classes, but column \"kind\" of signals.csv has only \"cloud\"");
    CHECK(d.at.line == line_of(model, "target"));
  }
  CHECK(mistake("roc_curve", scored({1, 2}, {1, 1})).message ==
        "roc_curve needs both classes, but column \"kind\" has only \"1\"");
  CHECK(mistake("roc_curve", scored({}, {})).message ==
        "roc_curve needs both classes, but column \"kind\" has no rows");
}

TEST_CASE("a score that is no number is shown where it stands", "[models]") {
  const Table stray = signals("kind,score\ncat,0.5\ndog,abc\ncat,0.2\n");
  const Diagnostic d = mistake("roc_curve", stray, {{"positive", std::string("cat")}});
  CHECK(d.message == "signals.csv:3:2: \"abc\" in column score is not a number");
  CHECK(d.at.line == line_of("roc_curve", "score"));
  const Table comma = signals("kind,score\ncat,\"0,5\"\ndog,\"0,7\"\n");
  const Diagnostic of_comma = mistake("roc_curve", comma);
  CHECK(of_comma.message == "signals.csv:2:2: \"0,5\" in column score is not a number");
  CHECK(of_comma.hint == "the decimal point is a point: 0.5");
  CHECK(mistake("roc_curve", signals("kind,score\ncat,true\ndog,false\n")).message ==
        "a score is a number, and column \"score\" holds true and false");
}

TEST_CASE("missing and infinite values are shown where they stand", "[models]") {
  const Given cat{{"positive", std::string("cat")}};
  const Table no_score = signals("kind,score\ncat,0.5\n\ndog,\ncat,0.2\n");
  CHECK(mistake("confusion_matrix", no_score, cat).message ==
        "signals.csv:4:2: column \"score\" has no value here");
  const Table no_target = signals("kind,score\ncat,0.5\nNA,0.1\ndog,0.2\n");
  const Diagnostic d = mistake("precision_recall_curve", no_target, cat);
  CHECK(d.message == "signals.csv:3:1: column \"kind\" has no value here");
  CHECK(d.at.line == line_of("precision_recall_curve", "target"));
  const Table infinite = scored({1, std::numeric_limits<double>::infinity()}, {0, 1});
  CHECK(mistake("roc_curve", infinite).message == "row \"2\": column \"score\" is infinite here");
}

TEST_CASE("places are those of the file, also after rows were chosen", "[models]") {
  const std::vector<std::uint32_t> rows{0, 2, 3};
  const Table chosen = signals("kind,score\ncat,0.5\ncow,0.1\ndog,\ncat,0.2\n").select(rows);
  CHECK(mistake("roc_curve", chosen, {{"positive", std::string("cat")}}).message ==
        "signals.csv:4:2: column \"score\" has no value here");
}

TEST_CASE("the order of the rows does not matter", "[models]") {
  Random random(5);
  const auto entry = test::reference("metrics")[9];
  const Table data = scored(entry["score"], entry["target"]);
  const Table shuffled = data.select(random.permutation(data.rows()));
  for (const std::string model : kCurves) {
    const Result one = run(model, data), other = run(model, shuffled);
    const auto& points = one.table("points").columns();
    const auto& others = other.table("points").columns();
    REQUIRE(points.size() == others.size());
    for (size_t i = 0; i < points.size(); ++i) {
      CHECK(points[i].content_hash() == others[i].content_hash());
    }
  }
}

TEST_CASE("a mistake without a place of its own stands at its record", "[models]") {
  RecordValue record = test::make_record(find_model("roc_curve")->kind, {});
  record.at = {0, 5, 3, 9};
  record.places.assign(record.places.size(), Location{});
  try {
    fail(record, "score", "message", "hint");
  } catch (const SceneError& e) {
    CHECK(e.diagnostic().at == record.at);
    CHECK(e.diagnostic().hint == "hint");
    CHECK(std::string(e.what()) == "message");
  }
}

}  // namespace lantern::test::metrics_test
