#include <cmath>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "tests/core/reference.h"
#include "tests/support/values.h"

namespace lantern::test::computing_test {
namespace {

using Json = nlohmann::json;

void check_number(double actual, const Json& expected) {
  if (expected.is_null()) CHECK(std::isnan(actual));
  else CHECK(actual == Approx(expected.get<double>()).epsilon(1e-12).margin(1e-12));
}

/// "mean" is mean(x), what has parentheses stands as it is.
std::string call_of(const std::string& key) {
  return key.find('(') == std::string::npos ? key + "(x)" : key;
}

/// A derived table with a column for each expression, in their order: c0, c1 …
std::string derived(const std::string& data, const std::vector<std::string>& expressions) {
  std::string out = "models:\n  d:\n    derive:\n      data: " + data + "\n      columns:\n";
  for (size_t i = 0; i < expressions.size(); ++i) {
    out += fmt::format("        c{}: \"={}\"\n", i, expressions[i]);
  }
  return out;
}

/// The columns of those expressions over a table.
Shown over(const std::string& table, const std::vector<std::string>& expressions) {
  return Shown(hidden_scene("data: {t: {" + table + "}}\n" + derived("t", expressions)));
}

std::vector<std::string> keys_of(const Json& map) {
  std::vector<std::string> out;
  for (const auto& [key, value] : map.items()) out.push_back(key);
  return out;
}

void check_column(const Json& entry) {
  const std::vector<std::string> ones = keys_of(entry["one"]), rows = keys_of(entry["rows"]);
  std::vector<std::string> calls;
  for (const std::string& key : ones) calls.push_back(call_of(key));
  calls.insert(calls.end(), rows.begin(), rows.end());
  // A column of nothing but missing cells would be one of texts.
  const Shown shown =
      over("rows: " + rows_of({{"i", entry["x"]}, {"x", entry["x"]}}, {"i", "x"}) +
               ", columns: [i, raw], derive: {x: \"=raw if is_missing(raw) == false else nan\"}",
           calls);
  for (size_t i = 0; i < calls.size(); ++i) {
    INFO(calls[i]);
    const auto numbers = numbers_of(column_of(shown, "d", fmt::format("c{}", i)));
    for (size_t row = 0; row < numbers.size(); ++row) {
      const bool one = i < ones.size();
      check_number(numbers[row],
                   one ? entry["one"][ones[i]] : entry["rows"][rows[i - ones.size()]][row]);
    }
  }
}

}  // namespace

TEST_CASE("columns and windows are numpy's and pandas'", "[computing]") {
  const Json all = reference("computing");
  for (const Json& entry : all["columns"]) {
    bool any = false;
    for (const Json& x : entry["x"]) any = any || !x.is_null();
    if (any) check_column(entry);
  }
}

TEST_CASE("combinations and the logistic function are scipy's", "[computing]") {
  const Json all = reference("computing");
  std::vector<std::string> calls;
  std::vector<Json> expected;
  for (const Json& one : all["choose"]) {
    calls.push_back(fmt::format("choose({}, {})", one[0].dump(), one[1].dump()));
    expected.push_back(one[2]);
  }
  for (const Json& one : all["sigmoid"]) {
    calls.push_back(fmt::format("sigmoid({})", one[0].dump()));
    expected.push_back(one[1]);
  }
  const Shown shown = over("rows: [1], columns: [k]", calls);
  for (size_t i = 0; i < calls.size(); ++i) {
    INFO(calls[i]);
    check_number(numbers_of(column_of(shown, "d", fmt::format("c{}", i)))[0], expected[i]);
  }
}

TEST_CASE("texts compute", "[computing]") {
  const Shown shown =
      over("rows: [[ada, élan, 1.5], [bob, ~, 2]], columns: [name, word, x]",
           {"name + '!'", "upper(word)", "lower('ÀÉΩЖ')", "format(x, '.2f') + ' m'", "format(x)",
            "word + name", "name if name in ('ada', 'eve') else 'other'", "name not in ('ada')",
            "x in (1.5, 7)", "'#' + format(index + 1, 'd')"});
  const auto texts = [&](int i) { return texts_of(column_of(shown, "d", fmt::format("c{}", i))); };
  using Texts = std::vector<std::string>;
  CHECK(texts(0) == Texts{"ada!", "bob!"});
  CHECK(texts(1) == Texts{"ÉLAN", ""});
  CHECK(texts(2) == Texts{"àéωж", "àéωж"});
  CHECK(texts(3) == Texts{"1.50 m", "2.00 m"});
  CHECK(texts(4) == Texts{"1.5", "2"});
  CHECK(texts(5) == Texts{"élanada", "bob"});
  CHECK(texts(6) == Texts{"ada", "other"});
  CHECK(texts(7) == Texts{"false", "true"});
  CHECK(texts(8) == Texts{"true", "false"});
  CHECK(texts(9) == Texts{"#1", "#2"});
}

TEST_CASE("dates are computed with, and written as texts", "[computing]") {
  const Shown shown =
      over("rows: [[2024-02-29, 0], [1970-01-01T12:30, 86400], [soon, ~]], columns: [day, x]",
           {"date(day, '%e %B %Y')", "seconds(day)", "date(x, '%a %d')",
            "date(seconds('2024'), '%y')", "date(seconds(day) + 86400, '%b %d')"});
  const auto texts = [&](int i) { return texts_of(column_of(shown, "d", fmt::format("c{}", i))); };
  using Texts = std::vector<std::string>;
  CHECK(texts(0) == Texts{"29 February 2024", "1 January 1970", "–"});
  CHECK(texts(2) == Texts{"Thu 01", "Fri 02", "–"});
  CHECK(texts(3) == Texts{"24", "24", "24"});
  CHECK(texts(4) == Texts{"Mar 01", "Jan 02", "–"});
  const auto seconds = numbers_of(column_of(shown, "d", "c1"));
  CHECK(seconds[0] == 1709164800);
  CHECK(seconds[1] == 45000);
  CHECK(std::isnan(seconds[2]));
}

TEST_CASE("what is missing is none of several, and nothing of all rows is", "[computing]") {
  const Shown shown =
      over("rows: [[1, true], [2, ~], [~, true]], columns: [x, ok]",
           {"x in (1, 2)", "x not in (1)", "all(ok)", "any(ok)", "all(x > 0)", "any(x > 5)",
            "count(ok)", "first(x)", "last(x)", "sum(1)", "sum(x) / count()"});
  const auto numbers = [&](int i) {
    return numbers_of(column_of(shown, "d", fmt::format("c{}", i)));
  };
  using Numbers = std::vector<double>;
  CHECK(numbers(0) == Numbers{1, 1, 0});
  CHECK(numbers(1) == Numbers{0, 1, 0});
  CHECK(numbers(2)[0] == 0);
  CHECK(numbers(3)[0] == 1);
  CHECK(numbers(4)[0] == 0);
  CHECK(numbers(5)[0] == 0);
  CHECK(numbers(6)[0] == 2);
  CHECK(numbers(7)[0] == 1);
  CHECK(std::isnan(numbers(8)[0]));
  CHECK(numbers(9)[0] == 3);
  CHECK(numbers(10)[0] == 1);
}

TEST_CASE("windows move texts and truths too", "[computing]") {
  const Shown shown = over("rows: [[a, true], [b, false], [c, true]], columns: [k, ok]",
                           {"lag(k)", "lead(k, 2)", "lag(ok)", "lag(k, 9)", "cumsum(1)"});
  using Texts = std::vector<std::string>;
  CHECK(texts_of(column_of(shown, "d", "c0")) == Texts{"", "a", "b"});
  CHECK(texts_of(column_of(shown, "d", "c1")) == Texts{"c", "", ""});
  CHECK(texts_of(column_of(shown, "d", "c2")) == Texts{"", "true", "false"});
  CHECK(texts_of(column_of(shown, "d", "c3")) == Texts{"", "", ""});
  CHECK(numbers_of(column_of(shown, "d", "c4")) == std::vector<double>{1, 2, 3});
}

TEST_CASE("groups and sorts are pandas'", "[computing]") {
  const Json all = reference("computing");
  const std::string columns =
      "columns: {n: =count(), mean: =mean(h), sd: =std(h), low: =min(h), first: =first(id)}";
  const Shown shown(
      hidden_scene("data: {t: {rows: " + rows_of(all["frame"], {"id", "kind", "side", "h"}) +
                   ", columns: [id, kind, side, h], key: id}}\n"
                   "models:\n"
                   "  kind: {aggregate: {data: t, by: [kind], " +
                   columns +
                   "}}\n"
                   "  both: {aggregate: {data: t, by: [kind, side], " +
                   columns +
                   "}}\n"
                   "  up: {sort: {data: t, by: h}}\n"
                   "  down: {sort: {data: t, by: =h, descending: true}}\n"
                   "  top: {sort: {data: t, by: h, descending: true, first: 3}}\n"));
  for (const auto& [name, model] : {std::pair("by kind", "kind"), std::pair("by both", "both")}) {
    for (const auto& [column, values] : all[name].items()) {
      INFO(model << " " << column);
      const Column made = column_of(shown, model, column);
      REQUIRE(made.size() == values.size());
      for (size_t i = 0; i < values.size(); ++i) {
        if (values[i].is_string()) CHECK(made.text(i) == values[i].get<std::string>());
        else check_number(made.numbers()[i], values[i]);
      }
    }
  }
  using Texts = std::vector<std::string>;
  CHECK(texts_of(column_of(shown, "up", "id")) == all["sorted"].get<Texts>());
  const auto down = all["descending"].get<Texts>();
  CHECK(texts_of(column_of(shown, "down", "id")) == down);
  CHECK(texts_of(column_of(shown, "top", "id")) == Texts{down[0], down[1], down[2]});
  const auto rows = std::get<TablePtr>(shown.output(0, "both", "rows"));
  CHECK(rows->key_name() == "kind/side");
  CHECK(rows->keys().find(rows->columns()[0].text(0) + "/" + rows->columns()[1].text(0)) == 0);
}

TEST_CASE("a walk by chance is the same as another program's", "[computing]") {
  const Json walk = reference("computing")["walk"];
  const Shown shown(
      hidden_scene("models:\n"
                   "  w:\n"
                   "    iterate:\n"
                   "      start: {q: 0, height: 0}\n"
                   "      next:\n"
                   "        reward: =normal(5, 1)\n"
                   "        up: =bernoulli(0.6)\n"
                   "        q: =q + 0.1*(next.reward - q)\n"
                   "        height: =height + (1 if next.up else -1)\n"
                   "      steps: 200\n"
                   "      seed: 3\n"));
  for (const char* name : {"q", "height"}) {
    const auto numbers = numbers_of(column_of(shown, "w", name, 0, "all"));
    REQUIRE(numbers.size() == 201);
    for (size_t i = 0; i < numbers.size(); ++i) {
      CHECK(numbers[i] == Approx(walk[name][i].get<double>()).epsilon(1e-10).margin(1e-10));
    }
  }
}

}  // namespace lantern::test::computing_test
