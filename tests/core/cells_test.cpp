#include <cmath>

#include <catch2/catch.hpp>

#include "core/base/text.h"
#include "core/data/json_table.h"
#include "core/data/number_slips.h"

namespace lantern::test::cells_test {
namespace {

using Strings = std::vector<std::string>;

Strings texts(const Column& column) {
  Strings out;
  for (size_t row = 0; row < column.size(); ++row) out.push_back(column.text(row));
  return out;
}

Table csv(std::string_view text, const Strings& keys = {}) {
  return read_csv(text, "f.csv", keys);
}
Table json(std::string_view text, const Strings& keys = {}) {
  return read_json(text, "f.json", keys);
}

/// "line:column message"
std::string mistake(std::string_view text, const Strings& keys = {}) {
  try {
    json(text, keys);
  } catch (const DataError& e) {
    return std::to_string(e.line) + ":" + std::to_string(e.column) + " " + e.message;
  }
  return "none";
}

}  // namespace

TEST_CASE("a number keeps how it is written", "[cells]") {
  for (const std::string written : {"0",
                                    "1",
                                    "-1",
                                    "02139",
                                    "1.10",
                                    "1.1",
                                    ".5",
                                    "5.",
                                    "+1",
                                    "1e3",
                                    "1E-2",
                                    "0.0",
                                    "0.10",
                                    "00",
                                    "1700000000000000001",
                                    "1700000000000000002",
                                    "123456789012345",
                                    "1234567890123456",
                                    "0.1234567890123456789",
                                    "0.00001",
                                    "0.0000001",
                                    "1e-400",
                                    "100",
                                    "0.30000000000000004"}) {
    INFO(written);
    const Table table = csv("a\n" + written + "\n");
    REQUIRE(table.schema()[0].type == ColumnType::number);
    CHECK(table.column("a").text(0) == written);
    CHECK(table.column("a").numbers()[0] == *parse_number(written));
    // Kept only where it says more than the number.
    CHECK(table.column("a").has_writings() == (written != shortest(*parse_number(written))));
  }
}

TEST_CASE("writings go with their rows", "[cells]") {
  const Column column = csv("a,b\n1,\n1.10,\n,x\n2,\n003,\n").column("a");
  CHECK(texts(column) == Strings{"1", "1.10", "", "2", "003"});
  CHECK(column.writing(0).empty());
  CHECK(column.writing(1) == "1.10");
  CHECK(column.writing(4) == "003");
  const std::uint32_t rows[] = {4, 3, 1, 2};
  CHECK(texts(column.select(rows)) == Strings{"003", "2", "1.10", ""});
  const std::uint32_t plain[] = {0, 3};
  CHECK_FALSE(column.select(plain).has_writings());
  CHECK(column.content_hash() != csv("a\n1\n1.1\nNA\n2\n3\n").column("a").content_hash());
}

TEST_CASE("ids that are one number as doubles are two keys and two categories", "[cells]") {
  const Table table = csv("id\n1700000000000000001\n1700000000000000002\n", {"id"});
  CHECK(table.keys().find("1700000000000000002") == 1u);
  CHECK(table.column("id").distinct() == Strings{"1700000000000000001", "1700000000000000002"});
  CHECK(table.column("id").ordered() == Strings{"1700000000000000001", "1700000000000000002"});
}

TEST_CASE("a key is found by its number where only one row has it", "[cells]") {
  const Keys keys(Strings{"1.0", "02", "2.0", "3", "3.0", "x"});
  CHECK(keys.find(1.0) == 0u);
  CHECK_FALSE(keys.find(2.0));  // two rows
  CHECK(keys.find(3.0) == 3u);  // as it is written
  CHECK_FALSE(keys.find(4.0));
  CHECK_FALSE(keys.find(std::nan("")));
}

TEST_CASE("categories of numbers are in their order", "[cells]") {
  CHECK(csv("a\n10\n1\n100\n2\n1\nNA\n-5\n").column("a").ordered() ==
        Strings{"-5", "1", "2", "10", "100"});
  CHECK(csv("a\nb\na\nb\n").column("a").ordered() == Strings{"b", "a"});
}

TEST_CASE("numbers out of range", "[cells]") {
  CHECK(parse_number("1e-400") == 0.0);
  CHECK(std::signbit(*parse_number("-1e-400")));
  CHECK(parse_number("0." + std::string(400, '0') + "1") == 0.0);
  CHECK(parse_number("0e999999999999") == 0.0);
  CHECK_FALSE(parse_number("1e400"));
  CHECK_FALSE(parse_number(std::string(400, '9')));
  CHECK(too_large("1e400"));
  CHECK(too_large("-1e400"));
  CHECK(too_large(std::string(400, '9')));
  CHECK_FALSE(too_large("1e-400"));
  CHECK_FALSE(too_large("abc"));
  CHECK_FALSE(too_large("1e308"));
}

TEST_CASE("a column of numbers with a slip says where and how to mend it", "[cells]") {
  struct Slip {
    std::string cell, mend;
  };
  const std::string nothing = "leave the cell empty, or write NA";
  for (const auto& [cell, mend] :
       {Slip{"-", nothing}, Slip{"None", nothing}, Slip{"<NA>", nothing}, Slip{"#N/A", nothing},
        Slip{"#DIV/0!", nothing}, Slip{"−1.5", "write -1.5"}, Slip{"\"1,234.5\"", "write 1234.5"},
        Slip{"\"1,234\"", "write 1234"}, Slip{"\"0,5\"", "write 0.5"},
        Slip{"\"1.234,5\"", "write 1234.5"}, Slip{"1 234", "write 1234"},
        Slip{"1e400", "a number is at most"}, Slip{"oops", "write a number in each cell"}}) {
    INFO(cell);
    const Table table = csv("n,level\n1,0.5\n2," + cell + "\n3,0.25\n");
    const auto slip = table.schema()[1].slip;
    REQUIRE(slip);
    CHECK(slip->at == "f.csv:3:2");
    CHECK(mend_of_slip(slip->text).starts_with(mend));
  }
  CHECK_FALSE(csv("n,k\n1,cat\n2,-\n3,dog\n").schema()[1].slip);
  CHECK_FALSE(csv("n,k\n1,-\n2,None\n3,-\n").schema()[1].slip);
  CHECK(csv("a;b\n0,5;1\n1,5;2\n").schema()[0].slip);  // decimal commas all through
}

TEST_CASE("objects are rows", "[json]") {
  const Table table = json(
      "[\n {\"id\": 1700000000000000001, \"x\": 1.50, \"kind\": \"cat\", \"ok\": true},\n"
      " {\"x\": -2e3, \"id\": 2, \"kind\": null, \"zip\": \"02139\"}]\n",
      {"id"});
  CHECK(table.names() == Strings{"id", "x", "kind", "ok", "zip"});
  CHECK(texts(table.column("x")) == Strings{"1.50", "-2e3"});
  CHECK(table.column("x").numbers()[1] == -2000);
  CHECK(texts(table.column("kind")) == Strings{"cat", ""});
  CHECK(table.schema()[3].type == ColumnType::boolean);
  CHECK(table.column("ok").missing(1));
  CHECK(table.schema()[4].type == ColumnType::text);
  CHECK(table.keys()[0] == "1700000000000000001");
  CHECK(table.origin()->lines == std::vector<std::int32_t>{2, 3});
}

TEST_CASE("texts among numbers are remembered", "[json]") {
  const Table table = json("[{\"a\": 1},\n{\"a\": \"-\"},\n{\"a\": 2}]");
  REQUIRE(table.schema()[0].slip);
  CHECK(table.schema()[0].slip->at == "f.json:2:1");
}

TEST_CASE("mistakes in JSON have their places", "[json]") {
  CHECK(mistake("[{\"a\": 1,\n  \"b\": }]") == "2:8 this is not JSON");
  for (const std::string none : {"NaN", "-Infinity", "Infinity", "1e999", "-1e999"}) {
    CHECK(mistake("[{\"a\": " + none + "}]") ==
          "1:8 JSON has no number " + none + ": write null where there is none");
  }
  CHECK(mistake("[{\"a\": nothing}]").ends_with("this is not JSON"));
  CHECK(mistake("{\"a\": 1}").starts_with("1:1 a table is a list of objects"));
  CHECK(mistake("[1, 2]").starts_with("1:3 a table is a list of objects"));
  CHECK(mistake("[]").starts_with("1:1 there are no columns"));
  CHECK(mistake("").starts_with("1:1 this is not JSON"));
  CHECK(mistake("[{\"a\": [1]}]").starts_with("1:8 a cell is a number"));
  CHECK(mistake("[{\"a\": {}}]").starts_with("1:8 a cell is a number"));
  CHECK(mistake("[{\"a\": 1, \"a\": 2}]") == "1:13 this row has two \"a\"");
  CHECK(mistake("[{\"a\": 1},\n {\"a\": 1}]", {"a"}) ==
        "2:1 the key \"1\" names two rows: lines 1 and 2");
  CHECK(mistake("[{\"a\": 1},\n {\"b\": 1}]", {"a"}) ==
        "2:1 row 2 has no key: column \"a\" names the rows and is empty here");
  CHECK(mistake("[{\"a\": 1}]", {"b"}).starts_with("1:1 the file has no column \"b\""));
  CHECK(mistake("[{\"a\": \"\xff\"}]") == "1:9 this byte is not UTF-8: save the file as UTF-8");
}

}  // namespace lantern::test::cells_test
