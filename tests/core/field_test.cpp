#include "core/record/field.h"

#include <set>

#include <catch2/catch.hpp>

#include "core/record/field_access.h"
#include "tests/core/records.h"

namespace lantern::test::field_test {
namespace {

struct Thing {
  int count = 1;
  double size = 2;
  std::optional<std::string> word;
  std::vector<double> range{0, 1};
};

struct Shared {
  double size = 2;
};
struct One : Shared {
  int count = 0;
};
struct Other : Shared {};

const Kind& thing_kind() {
  static const Kind kKind{
      "thing",
      "A thing.",
      {field<&Thing::count>("count", "How many.", {.fallback = "3"}),
       field<&Thing::size>("size", "How large."), field<&Thing::word>("word", "What it says."),
       field<&Thing::range>("range", "From, to.")}};
  return kKind;
}

}  // namespace

TEST_CASE("fields are found by name and typed by their members", "[field]") {
  const Kind& kind = thing_kind();
  CHECK(kind.find("size") == 1);
  CHECK(kind.find("colour") == -1);
  CHECK(kind.fields[0].kind == FieldKind::count);
  CHECK(kind.fields[1].kind == FieldKind::number);
  CHECK(kind.fields[2].kind == FieldKind::text);
  CHECK(kind.fields[3].kind == FieldKind::numbers);
}

TEST_CASE("a record's values become a struct, what is not given stays as it is", "[field]") {
  const auto thing = bind<Thing>(test::make_record(
      thing_kind(), {{"word", std::string("hi")}, {"range", std::vector<double>{4, 5}}}));
  CHECK(thing.count == 3);
  CHECK(thing.size == 2);
  CHECK(thing.word == "hi");
  CHECK(thing.range == std::vector<double>{4, 5});
  CHECK_FALSE(bind<Thing>(test::make_record(thing_kind(), {})).word);
}

TEST_CASE("what several kinds share is bound whatever the kind", "[field]") {
  const Kind one{
      "one",
      "A thing.",
      {field<&One::count>("count", "How many."), field<&One::size, One>("size", "How large.")}};
  const Kind other{"other", "A thing.", {field<&Other::size, Other>("extent", "How large.")}};
  const RecordValue record = test::make_record(one, {{"count", 4.0}, {"size", 5.0}});
  CHECK(bind<One>(record).count == 4);
  CHECK(bind<One>(record).size == 5);
  CHECK(bind<Shared>(record).size == 5);
  CHECK(bind<Shared>(test::make_record(other, {{"extent", 6.0}})).size == 6);
  CHECK(bind<Other>(record).size == 2);
  CHECK(is_of<Shared>(one.fields[1]));
  CHECK_FALSE(is_of<Shared>(one.fields[0]));
  CHECK(place_of_member<&Shared::size>(record).line == line_of(one, "size"));
}

TEST_CASE("every kind of field has a name of its own", "[field]") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(FieldKind::special); ++i) {
    const std::string_view name = name_of(static_cast<FieldKind>(i));
    INFO(i);
    CHECK_FALSE(name.empty());
    CHECK(names.insert(name).second);
  }
  CHECK(name_of(FieldKind::channel) == "column or number");
}

TEST_CASE("every type of value has a name of its own", "[field]") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(ValueType::record); ++i) {
    CHECK(names.insert(name_of(static_cast<ValueType>(i))).second);
  }
}

}  // namespace lantern::test::field_test
