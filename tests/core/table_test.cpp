#include "core/data/table.h"

#include <cmath>
#include <thread>

#include <catch2/catch.hpp>

namespace lantern::test::table_test {
namespace {

const double kMissing = std::nan("");

Column texts(const std::vector<std::string>& values) {
  return Column::texts(values);
}

Table pets() {
  Table table("name", Keys({"rex", "tom", "leo"}), {"size", "kind", "tame"},
              {Column::numbers({2, 0.5, kMissing}), texts({"dog", "cat", "cat"}),
               Column::booleans({1, 0, 1})});
  auto origin = std::make_shared<Origin>();
  origin->file = "pets.csv";
  origin->lines = {2, 3, 5};
  origin->fields = {{"size", 2}, {"kind", 3}, {"tame", 4}};
  origin->not_a_number = {{"kind", 1}};
  table.set_origin(origin);
  return table;
}

using Rows = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("a column of numbers", "[column]") {
  const Column column = Column::numbers({3, 0.5, kMissing, 3, -0.0});
  CHECK(column.type() == ColumnType::number);
  CHECK(column.size() == 5);
  CHECK(column.text(0) == "3");
  CHECK(column.text(1) == "0.5");
  CHECK(column.text(2).empty());
  CHECK(column.text(4) == "0");
  CHECK(column.missing(2));
  CHECK_FALSE(column.missing(0));
  CHECK(column.codes().empty());
  CHECK(column.distinct() == std::vector<std::string>{"3", "0.5", "0"});
}

TEST_CASE("a column of truths", "[column]") {
  const Column column = Column::booleans({1, 0, kMissing, 1});
  CHECK(column.type() == ColumnType::boolean);
  CHECK(column.text(0) == "true");
  CHECK(column.text(1) == "false");
  CHECK(column.text(2).empty());
  CHECK(column.distinct() == std::vector<std::string>{"true", "false"});
}

TEST_CASE("a column of texts keeps each text once", "[column]") {
  const Column column = texts({"b", "a", "", "b"});
  CHECK(column.type() == ColumnType::text);
  CHECK(column.size() == 4);
  CHECK(column.dictionary() == std::vector<std::string>{"b", "a"});
  CHECK(std::vector<std::int32_t>(column.codes().begin(), column.codes().end()) ==
        std::vector<std::int32_t>{0, 1, -1, 0});
  CHECK(column.text(3) == "b");
  CHECK(column.missing(2));
  CHECK(column.numbers().empty());
  CHECK(column.distinct() == std::vector<std::string>{"b", "a"});
}

TEST_CASE("distinct speaks of the rows, not of the dictionary", "[column]") {
  const Column column = texts({"a", "b", "c"}).select(Rows{2, 0});
  CHECK(column.distinct() == std::vector<std::string>{"c", "a"});
}

TEST_CASE("rows of a column can be chosen", "[column]") {
  const Column column = Column::numbers({1, 2, 3}).select(Rows{2, 0, 2});
  REQUIRE(column.size() == 3);
  CHECK(column.numbers()[0] == 3);
  CHECK(column.numbers()[1] == 1);
  CHECK(Column().select(Rows{}).size() == 0);
}

TEST_CASE("a column's hash depends on type and contents alone", "[column]") {
  CHECK(Column::numbers({1, 2}).content_hash() == Column::numbers({1, 2}).content_hash());
  CHECK(Column::numbers({1, 2}).content_hash() != Column::numbers({2, 1}).content_hash());
  CHECK(Column::numbers({1, 0}).content_hash() != Column::booleans({1, 0}).content_hash());
  CHECK(texts({"a", "b"}).content_hash() == texts({"b", "a"}).select(Rows{1, 0}).content_hash());
  CHECK(texts({"a", "b"}).content_hash() != texts({"b", "a"}).content_hash());
  CHECK(texts({"a", ""}).content_hash() != texts({"a"}).content_hash());
}

TEST_CASE("copies of a column are the same column, equal ones are not", "[column]") {
  const Column column = Column::numbers({1});
  const Column copy = column;
  CHECK(copy.same_as(column));
  CHECK_FALSE(Column::numbers({1}).same_as(column));
}

TEST_CASE("rows are found by their keys", "[table]") {
  const Keys keys({"rex", "tom"});
  CHECK(keys.find("tom") == 1u);
  CHECK_FALSE(keys.find("leo"));
  CHECK_FALSE(Keys().find("rex"));
  CHECK(Keys().size() == 0);
  const Keys numbered = Keys::numbered(3);
  CHECK(numbered[0] == "1");
  CHECK(numbered.find("3") == 2u);
  CHECK(numbered.select(Rows{2, 1}).find("3") == 0u);
}

TEST_CASE("keys can be looked up by many threads at once", "[table]") {
  const Keys keys = Keys::numbered(20000);
  std::vector<std::thread> threads;
  std::vector<int> found(4);
  for (size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 1; i <= 20000; i += 7) {
        found[t] += keys.find(std::to_string(i)) == static_cast<size_t>(i) - 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(found == std::vector<int>(4, 2858));
}

TEST_CASE("the second of two equal names is found", "[table]") {
  CHECK_FALSE(first_duplicate(std::vector<std::string>{"a", "b"}));
  CHECK(first_duplicate(std::vector<std::string>{"a", "b", "c", "b", "a"}) == 3u);
}

TEST_CASE("a table knows its columns", "[table]") {
  const Table table = pets();
  CHECK(table.rows() == 3);
  CHECK(table.find("kind") == 1u);
  CHECK_FALSE(table.find("colour"));
  CHECK(table.column("kind").text(0) == "dog");
  CHECK(table.schema() == Schema{{"size", ColumnType::number},
                                 {"kind", ColumnType::text},
                                 {"tame", ColumnType::boolean}});
  CHECK_THROWS_AS(table.column("colour"), std::logic_error);
  CHECK(table.bytes() > 3 * 8);
}

TEST_CASE("columns must be as long as the keys", "[table]") {
  CHECK_THROWS_AS(Table("", Keys::numbered(2), {"a"}, {Column::numbers({1})}), std::logic_error);
  CHECK_THROWS_AS(Table("", Keys::numbered(1), {}, {Column::numbers({1})}), std::logic_error);
  CHECK_THROWS_AS(pets().with("a", Column::numbers({1})), std::logic_error);
}

TEST_CASE("chosen rows keep their names and where they were read", "[table]") {
  const Table chosen = pets().select(Rows{2, 1});
  CHECK(chosen.keys()[0] == "leo");
  CHECK(chosen.key_name() == "name");
  CHECK(chosen.column("kind").text(1) == "cat");
  REQUIRE(chosen.origin());
  CHECK(chosen.origin()->file == "pets.csv");
  CHECK(chosen.origin()->lines == std::vector<std::int32_t>{5, 3});
  CHECK(chosen.origin()->not_a_number.at("kind") == 1);
  CHECK(pets().select(Rows{0}).origin()->not_a_number.empty());
}

TEST_CASE("a column can be added or replaced", "[table]") {
  const Table added = pets().with("age", Column::numbers({1, 2, 3}));
  CHECK(added.names() == std::vector<std::string>{"size", "kind", "tame", "age"});
  CHECK(added.origin());
  const Table replaced = pets().with("kind", Column::numbers({1, 2, 3}));
  CHECK(replaced.names().size() == 3);
  CHECK(replaced.column("kind").type() == ColumnType::number);
}

TEST_CASE("what a trace is on its way to does not outlive a change of columns or rows", "[table]") {
  Table table = pets();
  table.set_ahead(Table::Ahead{std::make_shared<const Table>(pets()), 0.5});
  CHECK_FALSE(table.with("age", Column::numbers({1, 2, 3})).ahead());
  CHECK_FALSE(table.select(Rows{0}).ahead());
}

TEST_CASE("types have names", "[column]") {
  CHECK(name_of(ColumnType::number) == "number");
  CHECK(name_of(ColumnType::boolean) == "boolean");
  CHECK(name_of(ColumnType::text) == "text");
}

TEST_CASE("a table that is made later is made once, when it is looked into", "[table]") {
  int made = 0;
  const Table later = Table::later(100, [&made] {
    ++made;
    return Table("id", Keys({"a", "b"}), {"id", "n"},
                 {Column::texts(std::vector<std::string>{"a", "b"}), Column::numbers({1, 2})});
  });
  const Table copy = later;
  CHECK(copy.bytes() == 100);
  CHECK(made == 0);
  CHECK(copy.rows() == 2);
  CHECK(copy.names().size() == 2);
  CHECK(copy.key_name() == "id");
  CHECK(later.column("n").numbers()[1] == 2);
  CHECK(later.with("m", Column::numbers({3, 4})).rows() == 2);
  const std::uint32_t second[] = {1};
  CHECK(later.select(second).keys()[0] == "b");
  CHECK(later.bytes() != 100);
  CHECK(made == 1);
}

TEST_CASE("rows that are picked later are those that are picked at once", "[table]") {
  const size_t count = 1000;
  std::vector<double> numbers;
  std::vector<std::string> words, keys;
  Writings writings;
  for (size_t i = 0; i < count; ++i) {
    numbers.push_back(i % 7 == 0 ? kMissing : double(i % 50));
    if (i % 7 == 0) writings.add_plain();
    else writings.add(i % 2 == 0 ? std::to_string(i % 50) + ".0" : "", numbers.back());
    words.push_back(i % 5 == 0 ? "" : "w" + std::to_string(i % 11));
    keys.push_back("k" + std::to_string(i));
  }
  const Table all("name", Keys(keys), {"n", "w", "b"},
                  {Column::numbers(numbers, writings), texts(words),
                   Column::booleans(std::vector<double>(count, 1))});
  Rows rows;
  for (size_t i = count; i-- > 300;) rows.push_back(std::uint32_t(i));
  const Table some = all.select(rows), fewer = some.select(Rows(500, 17));
  REQUIRE(some.rows() == rows.size());
  for (size_t j = 0; j < 3; ++j) {
    const Column &later = some.columns()[j], now = all.columns()[j].select(rows);
    CHECK(later.type() == now.type());
    CHECK(later.size() == now.size());
    CHECK(later.content_hash() == now.content_hash());
    CHECK(later.distinct() == now.distinct());
    CHECK(later.ordered() == now.ordered());
    CHECK(later.has_writings() == now.has_writings());
    CHECK(fewer.columns()[j].text(499) == now.text(17));
    CHECK(some.columns()[j].same_as(some.column(some.names()[j])));
  }
  CHECK(some.keys()[0] == "k999");
  CHECK(some.keys().find("k300") == 699);
  CHECK_FALSE(some.keys().find("k299"));
  CHECK(some.keys().find("k998", 1) == 1);
  CHECK(some.keys().find("k998", 5) == 1);
}

TEST_CASE("many keys are made when somebody looks, once", "[table]") {
  int made = 0;
  const Keys keys(3, 96, [&] {
    ++made;
    return std::vector<std::string>{"a", "b", "c"};
  });
  const Keys copy = keys;
  CHECK(copy.size() == 3);
  CHECK(made == 0);
  CHECK(copy[2] == "c");
  CHECK(keys.find("b") == 1);
  CHECK(made == 1);
}

}  // namespace lantern::test::table_test
