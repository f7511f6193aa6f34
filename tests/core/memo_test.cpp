#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "config/scene/load_scene.h"
#include "core/scene/run/memo.h"
#include "tests/support/scene.h"

namespace lantern::test::memo_test {
namespace {

constexpr MemoDomain<std::string> kTexts{"text"};
constexpr MemoDomain<int> kNumbers{"number"};

Key key_of(std::uint64_t word) {
  Hasher hasher;
  hasher.add(word);
  return hasher.finish();
}

Memo::Result<std::string> text(const char* words) {
  return {std::make_shared<const std::string>(words), 8};
}
Memo::Result<int> number(int value) {
  return {std::make_shared<const int>(value), 8};
}

constexpr int kChanges = 1100;

/// Marks a and b beside each other; one of them, or their view, is changed again and again.
std::string scene_that_changes(const std::string& what, const std::string& fields) {
  std::string out =
      "lantern: 1\nviews:\n  plot:\n    title: none\n    marks:\n"
      "      a: {text: {x: 1, y: 1, text: 'a'}}\n      b: {text: {x: 2, y: 2, text: 'b'}}\n"
      "timeline:\n";
  for (int i = 1; i <= kChanges; ++i) {
    out +=
        fmt::format("  - {{change: {{{}: {{{}: '{} {}'}}}}, for: 20ms}}\n", what, fields, what, i);
  }
  return out;
}

std::unique_ptr<Scene> compiled(const std::string& script) {
  Options options;
  Desk desk(options);
  auto spec = read_scene("scene.yaml", script, "", desk.words, desk.sources, desk.diagnostics);
  REQUIRE(spec);
  return Scene::compile(std::move(*spec), desk.words, desk.sources, desk.diagnostics, {});
}

std::string text_in(const RecordValue& record, std::string_view field) {
  return std::get<LiveText>(record.values[size_t(record.kind->find(field))]).constant;
}

std::string text_of(const MarkState& mark) {
  return text_in(*mark.values->fields, "text");
}

}  // namespace

TEST_CASE("a memo computes once, and its domains have nothing in common", "[memo]") {
  Memo memo;
  CHECK(*memo.get(kTexts, key_of(1), [] { return text("one"); }) == "one");
  CHECK(*memo.get(kTexts, key_of(1), [] { return text("again"); }) == "one");
  CHECK(*memo.get(kNumbers, key_of(1), [] { return number(2); }) == 2);
}

TEST_CASE("two types under one name are an error, not another type's value", "[memo]") {
  Memo memo;
  memo.get(kTexts, key_of(1), [] { return text("one"); });
  const MemoDomain<int> clash{"text"};
  CHECK_THROWS_AS(memo.get(clash, key_of(1), [] { return number(1); }), std::logic_error);
}

TEST_CASE("what grows after it was kept makes room for itself", "[memo]") {
  Memo memo(100);
  size_t bytes = 10;
  int made = 0;
  const auto growing = [&] {
    ++made;
    return Memo::Result<int>{std::make_shared<const int>(1), bytes, [&] { return bytes; }};
  };
  memo.get(kNumbers, key_of(1), growing);
  memo.get(kNumbers, key_of(2), [] { return number(2); });
  memo.get(kNumbers, key_of(1), growing);
  CHECK(made == 1);
  bytes = 1000;
  memo.get(kNumbers, key_of(3), [] { return number(3); });
  memo.get(kNumbers, key_of(1), growing);
  CHECK(made == 2);
}

TEST_CASE("what is made quickly is kept while frames ask for it, what took long stays", "[memo]") {
  Memo memo;
  int slow_made = 0, idle_made = 0, used_made = 0;
  const auto slow = [&] {
    ++slow_made;
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    return number(0);
  };
  const auto counted = [](int& made) { return [&made] { return number(++made); }; };
  memo.get(kNumbers, key_of(1), slow);
  memo.get(kNumbers, key_of(2), counted(idle_made));
  for (std::uint64_t i = 0; i < 2000; ++i) {
    memo.begin_frame();
    memo.get(kNumbers, key_of(10 + i), [] { return number(2); });
    if (i % 100 == 0) memo.get(kNumbers, key_of(3), counted(used_made));
  }
  memo.get(kNumbers, key_of(1), slow);
  memo.get(kNumbers, key_of(2), counted(idle_made));
  CHECK(slow_made == 1);
  CHECK(idle_made == 2);
  CHECK(used_made == 1);
}

TEST_CASE("what failed is computed anew", "[memo]") {
  Memo memo;
  CHECK_THROWS_AS(
      memo.get(kNumbers, key_of(1), []() -> Memo::Result<int> { throw std::runtime_error("no"); }),
      std::runtime_error);
  CHECK(*memo.get(kNumbers, key_of(1), [] { return number(3); }) == 3);
}

TEST_CASE("a mark that is changed more than a thousand times does not become its neighbour",
          "[memo]") {
  const auto scene = compiled(scene_that_changes("a", "text"));
  REQUIRE(scene);
  for (int i = 1000; i <= kChanges; ++i) {
    const State state = scene->state(0.02 * i);
    const ViewState& view = state.snapshots.back().views[0];
    CHECK(text_of(view.marks[0]) == fmt::format("a {}", std::min(i + 1, kChanges)));
    CHECK(text_of(view.marks[1]) == "b");
  }
}

TEST_CASE("a view that is changed more than a thousand times stays a view", "[memo]") {
  const auto scene = compiled(scene_that_changes("plot", "title"));
  REQUIRE(scene);
  for (int i = 1000; i <= kChanges; ++i) {
    const State state = scene->state(0.02 * i);
    const ViewState& view = state.snapshots.back().views[0];
    CHECK(text_in(*view.fields, "title") == fmt::format("plot {}", std::min(i + 1, kChanges)));
    CHECK(text_of(view.marks[0]) == "a");
  }
}

}  // namespace lantern::test::memo_test
