#include "core/data/csv.h"

#include <clocale>
#include <cmath>

#include <catch2/catch.hpp>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/models/model.h"

namespace lantern::test::csv_test {
namespace {

using Strings = std::vector<std::string>;

Table read(std::string_view text, const Strings& keys = {}) {
  return read_csv(text, "file.csv", keys);
}

Strings column(const Table& table, std::string_view name) {
  Strings out;
  for (size_t row = 0; row < table.rows(); ++row) out.push_back(table.column(name).text(row));
  return out;
}

/// "line:column message"
std::string mistake(std::string_view text, const Strings& keys = {}) {
  try {
    read(text, keys);
  } catch (const DataError& e) {
    return std::to_string(e.line) + ":" + std::to_string(e.column) + " " + e.message;
  }
  return "none";
}

/// As a careful writer would: quoted where it has to be, and now and then where it need not.
std::string as_field(const std::string& value, Random& random) {
  const bool must =
      value.find_first_of(",\"\r\n") != std::string::npos || trimmed(value).size() != value.size();
  if (!must && random.below(4) > 0) return value;
  std::string out = "\"";
  for (const char c : value) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

}  // namespace

TEST_CASE("a plain file", "[csv]") {
  const Table table = read("id,score,ok\na,0.5,true\nb,-1e3,false\n");
  CHECK(table.names() == Strings{"id", "score", "ok"});
  CHECK(table.rows() == 2);
  CHECK(table.schema()[0].type == ColumnType::text);
  CHECK(table.schema()[1].type == ColumnType::number);
  CHECK(table.schema()[2].type == ColumnType::boolean);
  CHECK(column(table, "score") == Strings{"0.5", "-1e3"});
  CHECK(table.column("score").numbers()[1] == -1000);
  CHECK(table.keys()[1] == "2");
  CHECK(table.key_name().empty());
}

TEST_CASE("lines end with LF, CRLF or CR, the last one maybe not at all", "[csv]") {
  for (const std::string_view text :
       {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\n3,4",
        "\xef\xbb\xbf"
        "a,b\n1,2\n3,4",
        "\n\na,b\n\n1,2\n  \n3,4\n\n\n"}) {
    INFO(text);
    const Table table = read(text);
    CHECK(table.names() == Strings{"a", "b"});
    CHECK(column(table, "a") == Strings{"1", "3"});
    CHECK(column(table, "b") == Strings{"2", "4"});
  }
}

TEST_CASE("quoted fields hold anything", "[csv]") {
  const Table table =
      read("a,\"the \"\"b\"\"\"\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\r\nlines\" , \"\"\"\"\n");
  CHECK(table.names() == Strings{"a", "the \"b\""});
  CHECK(column(table, "a") == Strings{"x,y", "two\r\nlines"});
  CHECK(column(table, "the \"b\"") == Strings{"say \"hi\"", "\""});
}

TEST_CASE("blanks around names and texts are no part of them, those in quotes are", "[csv]") {
  const Table table = read(" a , b\t\n x ,\" y \"\n");
  CHECK(table.names() == Strings{"a", "b"});
  CHECK(column(table, "a") == Strings{"x"});
  CHECK(column(table, "b") == Strings{" y "});
}

TEST_CASE("numbers may have blanks and quotes around them", "[csv]") {
  const Table table = read("a,b\n 1 ,\"2\"\n+.5,\" 3e2 \"\n");
  CHECK(table.schema()[0].type == ColumnType::number);
  CHECK(table.schema()[1].type == ColumnType::number);
  CHECK(column(table, "a") == Strings{"1", "+.5"});
  CHECK(column(table, "b") == Strings{"2", "3e2"});
}

TEST_CASE("missing cells belong to every type", "[csv]") {
  const Table table = read(
      "n,t,b,none\n1,x,true,\nNA,NA,NA,NA\nN/A,\"NA\",N/A,nan\nNaN,,null,NaN\nnull,\"\",,null\n");
  CHECK(table.schema()[0].type == ColumnType::number);
  CHECK(table.schema()[1].type == ColumnType::text);
  CHECK(table.schema()[2].type == ColumnType::boolean);
  CHECK(table.schema()[3].type == ColumnType::number);
  for (size_t row = 1; row < 5; ++row) CHECK(table.column("n").missing(row));
  CHECK(column(table, "t") == Strings{"x", "", "NA", "", ""});  // "NA" in quotes is a text
  CHECK(table.column("t").missing(1));
  CHECK_FALSE(table.column("t").missing(2));
}

TEST_CASE("only what is all numbers is a number column", "[csv]") {
  const Table table = read("a,b,c\n1,0x10,inf\n2,3,4\nx,5,6\n");
  for (const ColumnDecl& decl : table.schema()) CHECK(decl.type == ColumnType::text);
  CHECK(column(table, "b") == Strings{"0x10", "3", "5"});  // as written
}

TEST_CASE("truths in the writings of other programs", "[csv]") {
  const Table table = read("a,b\nTrue,TRUE\nFalse,FALSE\n");
  CHECK(column(table, "a") == Strings{"true", "false"});
  CHECK(column(table, "b") == Strings{"true", "false"});
  CHECK(read("a\ntrue\nyes\n").schema()[0].type == ColumnType::text);
}

TEST_CASE("a stray text in a column of numbers is remembered", "[csv]") {
  const Table table = read("score,kind\n0.5,a\n0.7,b\n\nabc,1\n");
  REQUIRE(table.origin());
  CHECK(table.origin()->file == "file.csv");
  CHECK(table.origin()->not_a_number == std::map<std::string, size_t>{{"score", 2}});
  CHECK(place_of(table, 2, "score") == "file.csv:5:1");
}

TEST_CASE("half numbers are enough to be taken for a slip, less are not", "[csv]") {
  CHECK(read("a\n1\nx\n").origin()->not_a_number.size() == 1);
  CHECK(read("a\n1\nx\ny\n").origin()->not_a_number.empty());
  CHECK(read("a,b\n1,\nx,\n,1\n").origin()->not_a_number.size() == 1);  // missing ones do not count
}

TEST_CASE("rows know their lines and columns their fields", "[csv]") {
  const Table table = read("a,b\n\"x\ny\",1\n\nz,2\n");
  CHECK(table.origin()->lines == std::vector<std::int32_t>{2, 5});
  CHECK(table.origin()->fields.at("b") == 2);
  CHECK(place_of(table, 1, "b") == "file.csv:5:2");
  CHECK(place_of(table, 1, "c") == "row \"2\"");
}

TEST_CASE("rows are named by a column, or by several", "[csv]") {
  const Table one = read("id,x\na7,1\nb2,2\n", {"id"});
  CHECK(one.key_name() == "id");
  CHECK(one.keys().find("b2") == 1u);
  const Table two = read("from,to,w\nit,cat,1\nit,sat,2\n", {"from", "to"});
  CHECK(two.key_name() == "from/to");
  CHECK(two.keys().find("it/sat") == 1u);
  CHECK(read("id\n3\n1.50\n", {"id"}).keys()[1] == "1.50");
}

TEST_CASE("a header without rows is an empty table", "[csv]") {
  const Table table = read("a,b\n");
  CHECK(table.rows() == 0);
  CHECK(table.names().size() == 2);
  CHECK(table.column("a").size() == 0);
}

TEST_CASE("mistakes in a file have their places", "[csv]") {
  CHECK(mistake("") == "1:1 the file is empty: its first row has to name the columns");
  CHECK(mistake("\n \n") == "1:1 the file is empty: its first row has to name the columns");
  CHECK(mistake("a,,b\n") == "1:3 column 2 has no name");
  CHECK(mistake("a,b, a\n") == "1:6 two columns are called \"a\"");
  CHECK(mistake("a,b\n1,2\n\n3\n") == "4:1 this row has 1 field, the header 2");
  CHECK(mistake("a,b\n1,2,\"3\"\n") ==
        "2:5 this row has 3 fields, the header 2; a field with a comma in it has to stand in "
        "quotes");
  CHECK(mistake("a,b\n1,2\n3,\"4\n5,6\n") == "3:3 this quote is never closed");
  CHECK(mistake("a,b\r\n\"1\r\n2\",3\r\nx,y \"z\"\r\n") ==
        "4:5 a quote inside a field: put the whole field in quotes, and double the quotes in it");
  CHECK(mistake("a,b\n\"1\"2,3\n") ==
        "2:4 only a comma can follow the quote that ends a field; a quote in it is written twice");
  CHECK(mistake("a,b\n1,\xff\n") == "2:3 this byte is not UTF-8: save the file as UTF-8");
  CHECK(mistake(std::string_view("a,b\n1,\0\n", 8)) == "2:3 a zero byte: this is not a text file");
}

TEST_CASE("the header says what separates fields", "[csv]") {
  const Table german = read("a;b, c;d\n0,5;x;\"1;2\"\n1;y;\n");
  CHECK(german.names() == Strings{"a", "b, c", "d"});
  CHECK(column(german, "a") == Strings{"0,5", "1"});
  CHECK(column(german, "d") == Strings{"1;2", ""});
  const Table tabs = read("a\tb\tc\n1\t\tx y\n\t2\t\" z\"\n");
  CHECK(column(tabs, "a") == Strings{"1", ""});
  CHECK(column(tabs, "b") == Strings{"", "2"});
  CHECK(column(tabs, "c") == Strings{"x y", " z"});
  CHECK(read("a,b;c\n1,2\n").names() == Strings{"a", "b;c"});
  CHECK(read("\"a;b\"\n1\n").names() == Strings{"a;b"});
  CHECK(mistake("a;b\n1;2;3\n") ==
        "2:5 this row has 3 fields, the header 2; a field with a semicolon in it has to stand in "
        "quotes");
}

TEST_CASE("a first column without a name is the index", "[csv]") {
  CHECK(read(",height\n0,1.5\n").names() == Strings{"index", "height"});
  CHECK(read("\"\",\"height\"\n\"a\",1.5\n", {"index"}).keys()[0] == "a");
  CHECK(mistake(",index\n0,1\n") == "1:1 column 1 has no name");
  CHECK(mistake("a,\n0,1\n") == "1:3 column 2 has no name");
}

TEST_CASE("mistakes in keys have their places", "[csv]") {
  CHECK(mistake("id,x\na,1\nb,2\n\na,3\n", {"id"}) ==
        "5:1 the key \"a\" names two rows: lines 2 and 5");
  CHECK(mistake("x,a,b\n1,p,q\n2,p,\"q\"\n", {"a", "b"}) ==
        "3:3 the key \"p/q\" names two rows: lines 2 and 3");
  CHECK(mistake("x,id\n1,a\n2,\n", {"id"}) ==
        "3:3 row 2 has no key: column \"id\" names the rows and is empty here");
  CHECK(mistake("name,x\na,1\n", {"nam"}) ==
        "1:1 the file has no column \"nam\" to name its rows; did you mean \"name\"?; it has name "
        "and x");
}

TEST_CASE("limits are limits", "[csv]") {
  CsvOptions options;
  options.most_rows = 2;
  CHECK(read_csv("a\n1\n2\n", "f.csv", {}, options).rows() == 2);
  CHECK_THROWS_WITH(read_csv("a\n1\n2\n3\n", "f.csv", {}, options), "f.csv has more than 2 rows");
  options.most_bytes = 3;
  CHECK_THROWS_AS(read_csv("a\n1\n", "f.csv", {}, options), LimitError);
}

TEST_CASE("what is written as RFC 4180 says is read back", "[csv]") {
  Random random(9);
  const Strings pieces{"a", "é", ",", "\"", "\n", "\r\n", " ", "x y", "7", ";", "\t", "😀"};
  for (int trial = 0; trial < 300; ++trial) {
    const size_t columns = 1 + random.below(4), rows = 1 + random.below(6);
    std::vector<Strings> values(columns);
    std::string text;
    for (size_t c = 0; c < columns; ++c) text += (c ? ",c" : "c") + std::to_string(c);
    for (size_t row = 0; row < rows; ++row) {
      text += random.below(2) ? "\n" : "\r\n";
      for (size_t c = 0; c < columns; ++c) {
        std::string value = "t";  // never blank, never a number
        for (std::uint64_t i = random.below(5); i > 0; --i)
          value += pieces[random.below(pieces.size())];
        text += (c ? "," : "") + as_field(value, random);
        values[c].push_back(value);
      }
    }
    INFO(text);
    const Table table = read(text);
    for (size_t c = 0; c < columns; ++c) {
      REQUIRE(column(table, "c" + std::to_string(c)) == values[c]);
    }
  }
}

TEST_CASE("any bytes are either a table or a located mistake", "[csv]") {
  Random random(10);
  const std::string_view alphabet = "a1,,\"\"\n\r \xc3\xa9;.-\t";
  for (int trial = 0; trial < 20000; ++trial) {
    std::string text;
    for (std::uint64_t i = random.below(24); i > 0; --i)
      text += alphabet[random.below(alphabet.size())];
    try {
      const Table table = read(text);
      for (const Column& c : table.columns()) REQUIRE(c.size() == table.rows());
    } catch (const DataError& e) {
      REQUIRE(e.line >= 1);
      REQUIRE(e.column >= 1);
      REQUIRE(size_t(e.line + e.column) <= text.size() + 2);
    }
  }
}

TEST_CASE("numbers in files do not depend on the locale", "[csv]") {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* locale : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"}) {
    if (std::setlocale(LC_ALL, locale)) break;
  }
  const Table table = read("a,b\n0.5,\"0,5\"\n");
  CHECK(table.column("a").numbers()[0] == 0.5);
  CHECK(table.column("b").text(0) == "0,5");
  std::setlocale(LC_ALL, before.c_str());
}

}  // namespace lantern::test::csv_test
