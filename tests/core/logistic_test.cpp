#include <catch2/catch.hpp>
#include <cmath>

#include "core/base/random.h"
#include "core/data/csv.h"
#include "core/diagnostics/diagnostics.h"
#include "core/models/logistic_fit.h"
#include "core/models/model.h"
#include "tests/core/records.h"
#include "tests/core/reference.h"

namespace lantern::test::logistic_test {
namespace {

BinarySamples samples_of(const nlohmann::json& entry) {
  BinarySamples out;
  out.features = entry["x"][0].size();
  for (const auto& row : entry["x"]) {
    for (const double value : row) out.values.push_back(value);
  }
  for (const int y : entry["y"]) out.actual.push_back(static_cast<unsigned char>(y));
  return out;
}

void check_line(const LogisticFit& found, const nlohmann::json& entry) {
  const std::vector<double> expected = entry["coefficients"];
  REQUIRE(found.coefficients.size() == expected.size());
  for (size_t j = 0; j < expected.size(); ++j) {
    CHECK(found.coefficients[j] == Approx(expected[j]).epsilon(1e-6).margin(1e-14));
  }
  const double intercept = entry["intercept"];
  CHECK(std::fabs(found.intercept - intercept) < 1e-6 * std::max(1.0, std::fabs(intercept)));
}

/// Fails the test where there is no minimum.
LogisticPath path_of(const BinarySamples& samples, double C) {
  const auto found = fit_logistic(samples, C);
  REQUIRE(std::holds_alternative<LogisticPath>(found));
  return std::get<LogisticPath>(found);
}

bool refused(const BinarySamples& samples, Separation why) {
  const auto found = fit_logistic(samples, HUGE_VAL);
  return std::holds_alternative<Separation>(found) && std::get<Separation>(found) == why;
}

struct Fitted {
  const ModelType* model = find_model("logistic_regression");
  Outputs outputs;

  double number(std::string_view name) const { return std::get<double>(value(name)); }
  const Table& table(std::string_view name) const { return *std::get<TablePtr>(value(name)); }
  const Value& value(std::string_view name) const {
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (model->outputs[i].name == name) return outputs[i];
    }
    throw std::logic_error("no such output");
  }
};

Fitted fit(const Table& data, const std::vector<std::string>& features,
           std::map<std::string, FieldValue> given = {}) {
  Fitted out;
  const auto table = std::make_shared<const Table>(data);
  std::vector<Column> columns;
  for (const std::string& name : features) columns.push_back(table->column(name));
  given["data"] = TablePtr(table);
  given["features"] = columns;
  given["target"] = table->column("species");
  if (!given.count("penalty")) given["penalty"] = std::string("l2");
  given["positive"] = std::string("dog");
  out.outputs = test::compute(*out.model, test::make_record(out.model->kind, given));
  return out;
}

Table pets(const std::string& csv) {
  return read_csv(csv, "pets.csv", {"name"});
}

const std::string kPets =
    "name,species,fluff,weight\n"
    "a,cat,7,3\nb,cat,6,4\nc,cat,8,2\nd,cat,4,6\ne,dog,3,7\nf,dog,2,8\ng,dog,5,5\n";

Diagnostic mistake(const std::string& csv, std::map<std::string, FieldValue> given = {}) {
  try {
    fit(pets(csv), {"fluff", "weight"}, std::move(given));
  } catch (const SceneError& e) {
    return e.diagnostic();
  }
  return {};
}

}  // namespace

TEST_CASE("coefficients agree with scikit-learn", "[logistic]") {
  const auto cases = test::reference("logistic");
  REQUIRE(cases.size() >= 7);
  for (const auto& entry : cases) {
    INFO(entry["name"].get<std::string>());
    const bool penalised = entry["penalty"] == "l2";
    const BinarySamples samples = samples_of(entry);
    const LogisticPath path = path_of(samples, penalised ? entry["C"].get<double>() : HUGE_VAL);
    const LogisticFit* found = &path.back();
    if (entry.contains("coefficients")) check_line(*found, entry);
    const std::vector<double> probability = entry["probability"];
    for (size_t i = 0; i < samples.rows(); ++i) {
      CHECK(std::fabs(sigmoid(found->decision(samples.row(i))) - probability[i]) < 1e-6);
    }
  }
}

TEST_CASE("gradient descent goes the way that the formulas say", "[logistic]") {
  for (const auto& entry : test::reference("logistic")) {
    if (!entry.contains("descent")) continue;
    INFO(entry["name"].get<std::string>());
    const double C = entry["penalty"] == "l2" ? entry["C"].get<double>() : HUGE_VAL;
    const auto path = descend_logistic(samples_of(entry), C, {.rate = 0.02, .steps = 25});
    REQUIRE(path);
    const std::vector<std::vector<double>> expected = entry["descent"];
    REQUIRE(path->size() == expected.size());
    for (size_t step = 0; step < expected.size(); ++step) {
      const LogisticFit& found = (*path)[step];
      std::vector<double> numbers = found.coefficients;
      numbers.insert(numbers.end(), {found.intercept, found.loss});
      for (size_t j = 0; j < numbers.size(); ++j) {
        CHECK(numbers[j] == Approx(expected[step][j]).epsilon(1e-9).margin(1e-12));
      }
    }
  }
}

TEST_CASE("the loss of a way that grows without end is that of the data", "[logistic]") {
  const BinarySamples samples{1, {1, 2, 3, 4}, {0, 0, 1, 1}};
  const auto path = descend_logistic(samples, 0.01, {.rate = 50, .steps = 9, .start = {-1, 0}});
  REQUIRE(path);
  CHECK((*path)[0].loss == Approx(1.8767317445131866));
  CHECK((*path)[4].loss == Approx(4526508237921.006));
  CHECK((*path)[7].loss == Approx(3.779843727727848e21));
}

TEST_CASE("a fit is a trace of its steps", "[logistic]") {
  const ModelType& model = *find_model("logistic_regression");
  const auto data = std::make_shared<const Table>(pets(kPets));
  const RecordValue record = test::make_record(
      model.kind, {{"data", TablePtr(data)},
                   {"features", std::vector<Column>{data->column("fluff"), data->column("weight")}},
                   {"target", data->column("species")},
                   {"positive", std::string("dog")},
                   {"penalty", std::string("l2")},
                   {"solver", std::string("gradient_descent")},
                   {"max_iter", 40.0}});
  double before = HUGE_VAL;
  for (const double step : {0.0, 1.0, 5.0, 40.0}) {
    const Fitted found{&model, test::compute(model, record, step)};
    const Table& all = found.table("all");
    REQUIRE(all.rows() == 41);
    const auto row = static_cast<size_t>(step);
    CHECK(found.number("a") == all.column("a").numbers()[row]);
    CHECK(found.number("loss") == all.column("loss").numbers()[row]);
    CHECK(found.table("coefficients").column("coefficient").numbers()[1] == found.number("b"));
    CHECK(found.number("loss") < before);
    before = found.number("loss");
  }
  CHECK(Fitted{&model, test::compute(model, record, 0)}.number("loss") == Approx(std::log(2.0)));
  CHECK(mistake(kPets, {{"solver", std::string("gradient_descent")},
                        {"learning_rate", 1e300},
                        {"max_iter", 50.0}})
            .message == "the steps grow without end");
}

TEST_CASE("the fit is a minimum: its gradient is zero", "[logistic]") {
  const auto entry = test::reference("logistic")[1];
  const BinarySamples samples = samples_of(entry);
  const LogisticPath path = path_of(samples, 1);
  const LogisticFit* found = &path.back();
  std::vector<double> gradient(samples.features + 1, 0);
  for (size_t i = 0; i < samples.rows(); ++i) {
    const double error = sigmoid(found->decision(samples.row(i))) - samples.actual[i];
    for (size_t j = 0; j < samples.features; ++j) gradient[j] += error * samples.row(i)[j];
    gradient.back() += error;
  }
  for (size_t j = 0; j < samples.features; ++j) gradient[j] += found->coefficients[j];
  for (const double g : gradient) CHECK(std::fabs(g) < 1e-10);
}

TEST_CASE("without a penalty separable classes have no fit", "[logistic]") {
  BinarySamples samples{1, {1, 2, 3, 4}, {0, 0, 1, 1}};
  CHECK(refused(samples, Separation::complete));
  CHECK(path_of(samples, 1).size() > 2);
  samples.actual = {0, 1, 0, 1};
  CHECK(path_of(samples, HUGE_VAL).size() > 2);
  const std::string apart =
      "name,species,fluff,weight\na,cat,1,5\nb,cat,2,4\nc,dog,3,5\nd,dog,4,2\n";
  const Diagnostic d = mistake(apart, {{"penalty", std::string("none")}});
  CHECK(d.code == "model-data");
  CHECK(d.at.line == test::line_of(find_model("logistic_regression")->kind, "penalty"));
}

TEST_CASE("separation is told whether or not rows are on the line", "[logistic]") {
  // Both classes at 2.
  const BinarySamples touching{1, {1, 2, 2, 3}, {0, 0, 1, 1}};
  CHECK(refused(touching, Separation::but_for_rows_on_it));
  // In a plane, along a slanted line, far from the origin; values are exact.
  BinarySamples slanted{2, {}, {}};
  for (int i = 0; i < 24; ++i) {
    const double x = 1e6 + i, aside = i % 3 - 1;
    slanted.values.insert(slanted.values.end(), {x, 2 * x + aside});
    slanted.actual.push_back(aside == 0 ? i / 3 % 2 : aside > 0);
  }
  CHECK(refused(slanted, Separation::but_for_rows_on_it));
  // One row across it, and there is a minimum.
  slanted.actual[0] = 1;
  CHECK(path_of(slanted, HUGE_VAL).size() > 2);
  const std::string same =
      "name,species,fluff,weight\na,cat,1,5\nb,cat,2,5\nc,dog,2,5\nd,dog,3,5\n";
  const Diagnostic d = mistake(same, {{"penalty", std::string("none")}});
  CHECK(d.code == "model-data");
  CHECK(d.message.find("but for rows on the line itself") != std::string::npos);
}

TEST_CASE("a few rows across the line are no separation", "[logistic]") {
  for (const double overlap : {1e-2, 1e-4, 1e-6}) {
    INFO(overlap);
    BinarySamples samples{1, {}, {}};
    for (int i = 1; i <= 50; ++i) {
      samples.values.insert(samples.values.end(), {-0.01 * i, 0.01 * i});
      samples.actual.insert(samples.actual.end(), {0, 1});
    }
    samples.values.insert(samples.values.end(), {-overlap / 2, overlap / 2});
    samples.actual.insert(samples.actual.end(), {1, 0});
    const LogisticFit found = path_of(samples, HUGE_VAL).back();
    double gradient = 0;
    for (size_t i = 0; i < samples.rows(); ++i) {
      gradient += (sigmoid(found.decision(samples.row(i))) - samples.actual[i]) * samples.values[i];
    }
    CHECK(std::fabs(gradient) < 1e-12);
    CHECK(found.coefficients[0] > 10);
  }
}

TEST_CASE("constant and dependent features are no separation", "[logistic]") {
  const BinarySamples alone{1, {1, 2, 3, 4, 5}, {0, 1, 0, 1, 1}};
  BinarySamples more{4, {}, alone.actual};
  for (const double x : alone.values) {
    more.values.insert(more.values.end(), {x, 7, x, 0.1 * x + 1e3});
  }
  const LogisticFit one = path_of(alone, HUGE_VAL).back(), four = path_of(more, HUGE_VAL).back();
  // The smallest with w1 + w3 + 0.1 w4 = w.
  const double share = one.coefficients[0] / 2.01;
  CHECK(four.coefficients[0] == Approx(share).epsilon(1e-9));
  CHECK(four.coefficients[1] == 0);
  CHECK(four.coefficients[2] == Approx(share).epsilon(1e-9));
  CHECK(four.coefficients[3] == Approx(0.1 * share).epsilon(1e-9));
  CHECK(four.loss == Approx(one.loss).epsilon(1e-12));
  // An ever weaker penalty comes to the same.
  const LogisticFit weak = path_of(more, 1e7).back();
  for (size_t j = 0; j < 4; ++j) {
    CHECK(weak.coefficients[j] == Approx(four.coefficients[j]).epsilon(1e-5).margin(1e-9));
  }
}

TEST_CASE("a sum of features is no separation, however many rows there are", "[logistic]") {
  Random random(5);
  BinarySamples two{2, {}, {}}, three{3, {}, {}};
  for (int i = 0; i < 8000; ++i) {
    const double x = random.normal(), y = random.normal() / 3;
    two.values.insert(two.values.end(), {x, y});
    three.values.insert(three.values.end(), {x, y, x - 2 * y});
    two.actual.push_back(x + 3 * random.normal() > 0);
    three.actual.push_back(two.actual.back());
  }
  const LogisticFit expected = path_of(two, HUGE_VAL).back(),
                    found = path_of(three, HUGE_VAL).back();
  CHECK(found.loss == Approx(expected.loss).epsilon(1e-12));
  // The shortest: what is left of it is not along (1, −2, −1), which adds nothing.
  const std::vector<double>& w = found.coefficients;
  CHECK(std::fabs(w[0] - 2 * w[1] - w[2]) < 1e-9);
  CHECK(w[0] + w[2] == Approx(expected.coefficients[0]).epsilon(1e-9));
  CHECK(w[1] - 2 * w[2] == Approx(expected.coefficients[1]).epsilon(1e-9).margin(1e-12));
}

TEST_CASE("units and offsets of features do not change what is fitted", "[logistic]") {
  const BinarySamples easy = samples_of(test::reference("logistic")[1]);
  const LogisticPath expected = path_of(easy, HUGE_VAL);
  for (const double scale : {1e-150, 1e-8, 1.0, 1e8, 1e150}) {
    for (const double offset : {0.0, 1e5}) {
      INFO(scale << " and " << offset);
      BinarySamples samples = easy;
      for (double& value : samples.values) value = (value + offset) * scale;
      const LogisticPath path = path_of(samples, HUGE_VAL);
      CHECK(path.size() == expected.size());
      CHECK(path.back().coefficients[0] * scale ==
            Approx(expected.back().coefficients[0]).epsilon(1e-8));
      CHECK(path.back().loss == Approx(expected.back().loss).epsilon(1e-10));
    }
  }
}

TEST_CASE("without features the more frequent class wins", "[logistic]") {
  const Fitted found = fit(pets(kPets), {});
  CHECK(found.number("intercept") == Approx(std::log(3.0 / 4)));
  CHECK(found.number("a") == 0);
  CHECK(std::get<std::string>(found.value("majority")) == "cat");
  CHECK(found.table("coefficients").rows() == 0);
  CHECK(found.number("accuracy") == Approx(4.0 / 7));
}

TEST_CASE("one feature has a cut, two have a line", "[logistic]") {
  const Fitted one = fit(pets(kPets), {"weight"});
  CHECK(one.number("cut") == Approx(-one.number("intercept") / one.number("a")));
  CHECK(one.number("b") == 0);
  const Fitted two = fit(pets(kPets), {"fluff", "weight"});
  CHECK(std::isnan(two.number("cut")));
  CHECK(two.table("coefficients").column("coefficient").numbers()[1] == two.number("b"));
  CHECK(two.table("coefficients").keys()[0] == "fluff");
}

TEST_CASE("rows that were not learnt from are predicted as well", "[logistic]") {
  const Table all = pets(kPets);
  const std::vector<std::uint32_t> chosen{0, 1, 4, 5};
  const Fitted found = fit(all.select(chosen), {"fluff", "weight"},
                           {{"predict", std::make_shared<const Table>(all)}});
  const Table& rows = found.table("rows");
  REQUIRE(rows.rows() == 7);
  CHECK(rows.keys()[6] == "g");
  const Fitted alone = fit(all.select(chosen), {"fluff", "weight"});
  CHECK(alone.number("a") == found.number("a"));
  for (size_t i = 0; i < rows.rows(); ++i) {
    const bool dog = rows.column("predicted").text(i) == "dog";
    CHECK(dog == (rows.column("probability").numbers()[i] > 0.5));
    CHECK((rows.column("right").numbers()[i] != 0) ==
          (dog == (rows.column("species").text(i) == "dog")));
  }
}

TEST_CASE("what cannot be learnt from is shown where it stands", "[logistic]") {
  CHECK(mistake("name,species,fluff,weight\na,cat,1,2\nb,dog,,3\n").message ==
        "pets.csv:3:3: column \"fluff\" has no value here");
  CHECK(mistake("name,species,fluff,weight\na,cat,1,2\nb,dog,x,3\n").message ==
        "a feature is a number, and column \"fluff\" holds texts");
  CHECK(mistake("name,species,fluff,weight\na,dog,1,2\nb,dog,1,3\n").message.find("both classes") !=
        std::string::npos);
}

}  // namespace lantern::test::logistic_test
