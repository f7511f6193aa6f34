#include <catch2/catch.hpp>
#include <cmath>

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
    const auto path = fit_logistic(samples, penalised ? entry["C"].get<double>() : HUGE_VAL);
    REQUIRE(path);
    const LogisticFit* found = &path->back();
    const std::vector<double> expected = entry["coefficients"];
    REQUIRE(found->coefficients.size() == expected.size());
    for (size_t j = 0; j < expected.size(); ++j) {
      CHECK(std::fabs(found->coefficients[j] - expected[j]) < 1e-6);
    }
    CHECK(std::fabs(found->intercept - entry["intercept"].get<double>()) < 1e-6);
    const std::vector<double> probability = entry["probability"];
    for (size_t i = 0; i < samples.rows(); ++i) {
      CHECK(std::fabs(sigmoid(found->decision(samples.row(i))) - probability[i]) < 1e-6);
    }
  }
}

TEST_CASE("gradient descent goes the way that the formulas say", "[logistic]") {
  for (const auto& entry : test::reference("logistic")) {
    INFO(entry["name"].get<std::string>());
    const double C = entry["penalty"] == "l2" ? entry["C"].get<double>() : HUGE_VAL;
    const auto path = descend_logistic(samples_of(entry), C, 0.02, 25);
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
  const auto path = fit_logistic(samples, 1);
  REQUIRE(path);
  const LogisticFit* found = &path->back();
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
  CHECK_FALSE(fit_logistic(samples, HUGE_VAL));
  CHECK(fit_logistic(samples, 1));
  samples.actual = {0, 1, 0, 1};
  CHECK(fit_logistic(samples, HUGE_VAL));
  const Diagnostic d = mistake(kPets, {{"penalty", std::string("none")}});
  CHECK(d.code == "model-data");
  CHECK(d.at.line == test::line_of(find_model("logistic_regression")->kind, "penalty"));
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
