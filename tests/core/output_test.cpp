#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <sstream>

#include "core/models/model.h"

// A model's outputs come from the members of its result, by their descriptions.

namespace lantern::test::output_test {
namespace {

struct In {
  double from = 0;
};

struct Corner {
  std::vector<double> x;
};
struct Rows : Corner {
  std::vector<std::string> name;
  Truths even;
  Words kind;
  Column given;
};
struct Marks {
  std::vector<double> square;
};

struct Result {
  double sum = 0;
  bool some = false;
  std::string word;
  Rows rows;
  Rows numbered;
  Extended<Marks> more;
};

Rows rows_from(double from) {
  Rows out;
  out.x = {from, from + 1};
  out.name = {"a", "b"};
  out.even.values = {1, std::nan("")};
  out.kind = {{1, -1},
              std::make_shared<const std::vector<std::string>>(
                  std::vector<std::string>{"first", "second"})};
  out.given = Column::texts(out.name);
  return out;
}

Result compute(const In& in, const RecordValue&) {
  Result out{.sum = 2 * in.from + 1,
             .some = true,
             .word = "w",
             .rows = rows_from(in.from),
             .numbered = rows_from(in.from),
             .more = {}};
  out.more = {std::make_shared<const Table>("k", Keys({"p", "q"}), std::vector<std::string>{"v"},
                                            std::vector<Column>{Column::numbers({1, 2})}),
              {{1, 4}}};
  return out;
}

std::vector<ColumnOf<Rows>> columns() {
  return {column<&Rows::name>("name", "Its name."), column<&Rows::x, Rows>("x", "Its place."),
          column<&Rows::even>("even", "Whether."), column<&Rows::kind>("kind", "Which."),
          column<&Rows::given>("given", "As given.")};
}

// In another order than the members: they are told apart by what they are, not by their place.
ModelType described() {
  return model<In, compute>(
      {"m", "For tests.", {field<&In::from>("from", "Where it starts.", {.fallback = "0"})}},
      {output<&Result::rows>("rows", "Named.", columns(), {.key = "name"}),
       output<&Result::word>("class", "A word."), output<&Result::some>("some", "Whether."),
       output<&Result::numbered>("numbered", "Numbered.", columns()),
       output<&Result::more>("more", "The data.", {column<&Marks::square>("square", "Its square.")},
                             {.extends = "data"}),
       output<&Result::sum>("sum", "Their sum.")});
}

}  // namespace

TEST_CASE("outputs are bound by member, in the order of their descriptions", "[models]") {
  const ModelType type = described();
  const RecordValue record{&type.kind, {}, {FieldValue(3.0)}, {{}}};
  const Outputs out = type.compute(record);
  REQUIRE(out.size() == 6);
  CHECK(std::get<std::string>(out[1]) == "w");
  CHECK(std::get<bool>(out[2]));
  CHECK(std::get<double>(out[5]) == 7);
  const Table& rows = *std::get<TablePtr>(out[0]);
  CHECK(rows.key_name() == "name");
  CHECK(rows.keys()[1] == "b");
  CHECK(rows.names() == std::vector<std::string>{"name", "x", "even", "kind", "given"});
  CHECK(rows.column("x").numbers()[1] == 4);
  CHECK(rows.column("even").type() == ColumnType::boolean);
  CHECK(rows.column("even").missing(1));
  CHECK(rows.column("kind").text(0) == "second");
  CHECK(rows.column("kind").missing(1));
  CHECK(rows.column("given").text(1) == "b");
  const Table& numbered = *std::get<TablePtr>(out[3]);
  CHECK(numbered.key_name().empty());
  CHECK(numbered.keys()[1] == "2");
  const Table& more = *std::get<TablePtr>(out[4]);
  CHECK(more.key_name() == "k");
  CHECK(more.names() == std::vector<std::string>{"v", "square"});
  CHECK(more.column("square").numbers()[1] == 4);
}

TEST_CASE("types of outputs and columns are those of the members", "[models]") {
  const ModelType type = described();
  const std::vector<ValueType> expected{ValueType::table, ValueType::text,  ValueType::boolean,
                                        ValueType::table, ValueType::table, ValueType::number};
  for (size_t i = 0; i < expected.size(); ++i) CHECK(type.outputs[i].type == expected[i]);
  const auto& of_rows = type.outputs[0].columns;
  CHECK(of_rows[0].type == ColumnType::text);
  CHECK(of_rows[1].type == ColumnType::number);
  CHECK(of_rows[2].type == ColumnType::boolean);
  CHECK(of_rows[3].type == ColumnType::text);
}

TEST_CASE("no model names two outputs or two columns alike, and keys are columns", "[models]") {
  for (const ModelType* type : models()) {
    INFO(type->kind.name);
    std::set<std::string_view> outputs;
    for (const OutputDecl& output : type->outputs) {
      INFO(output.name);
      CHECK(outputs.insert(output.name).second);
      std::set<std::string_view> names;
      for (const ColumnDoc& column : output.columns) {
        CHECK(names.insert(column.name).second);
        CHECK_FALSE(column.doc.empty());
      }
      std::istringstream key{std::string(output.key)};  // of one column, or several: fold/row
      for (std::string part; std::getline(key, part, '/');) CHECK(names.count(part) == 1);
      if (!output.extends.empty()) CHECK(type->kind.find(output.extends) >= 0);
      const bool as_it_is = type->kind.name == "sort";  // rows in another order
      if (output.type == ValueType::table && !as_it_is) CHECK_FALSE(output.columns.empty());
    }
  }
}

}  // namespace lantern::test::output_test
