#include <map>
#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/preview/step_words.h"
#include "config/read/verbs/modifiers.h"
#include "config/read/verbs/step_grammar.h"
#include "core/base/text.h"
#include "core/scene/compile/verbs/verbs.h"
#include "tests/support/program.h"
#include "tests/support/scene.h"

namespace lantern::test::verbs_test {
namespace {

constexpr const char* kHead =
    "lantern: 1\n"
    "canvas: {step: {for: 3s}, layouts: {one: [[plot, side]], two: [[side, plot]]}}\n"
    "params: {t: {value: 0, range: [0, 10]}}\n"
    "data:\n"
    "  points: {rows: [[1, 1], [2, 2]], columns: [x, y], key: x}\n"
    "  log: {rows: [], columns: [a]}\n"
    "views:\n"
    "  plot: {marks: {dots: {dot: {data: points, x: x, y: y}}}}\n"
    "  side: {marks: {line: {line: {data: points, x: x, y: y, width: =t + 1}}}}\n"
    "timeline:\n";

TestScene make(const std::string& step) {
  return TestScene(kHead + ("  - {" + step + "}\n"));
}

/// What a step may say by each verb, and by each modifier that wants some of them.
const std::map<std::string_view, std::string> kExamples{
    {"say", "Hello"},
    {"set", "{t: 1}"},
    {"animate", "{t: 1}"},
    {"change", "{dots: {size: 9}}"},
    {"record", "{log: {a: =t}}"},
    {"show", "dots"},
    {"hide", "dots"},
    {"highlight", "dots"},
    {"layout", "two"},
    {"camera", "{to: dots, zoom: 2}"},
    {"section", "First"},
    {"effect", "fade"},
    {"order", "=x"},
    {"by", "instance, stagger: 1ms"},
    {"one_by_one", "400ms"},
    {"where", "=x > 1"},
};

std::string example(std::string_view key) {
  const auto found = kExamples.find(key);
  if (found == kExamples.end()) FAIL(key << " has no example in this test");
  return std::string(key) + ": " + found->second;
}

const StepVerb& verb_of(std::string_view key) {
  for (const StepVerb* verb : verbs()) {
    if (verb->key == key) return *verb;
  }
  FAIL("nothing does " << key);
  throw std::logic_error("not reached");
}

bool says(const TestScene& test, const std::string& words) {
  return test.messages().find(words) != std::string::npos;
}

size_t mistakes(const TestScene& test) {
  return test.desk.diagnostics.sorted().size();
}

}  // namespace

TEST_CASE("every verb of the grammar is read, done and in the schema", "[verbs]") {
  const auto forms = nlohmann::json::parse(lantern({"schema"}).out)["definitions"];
  REQUIRE(forms.size() > 20);
  REQUIRE(verb_readers().size() == verbs().size());
  const Kind& grammar = step_grammar();
  CHECK(grammar.fields.size() == verbs().size() + modifiers().size() + 4);
  for (const VerbReader* reader : verb_readers()) {
    INFO(reader->key);
    CHECK(verb_of(reader->key).of_blocks == reader->of_blocks);
    CHECK(grammar.find(reader->key) >= 0);
    CHECK(!reader->form.doc.empty());
    CHECK(forms.contains(std::string(reader->form.form)));
  }
}

TEST_CASE("a step without `for` lasts as long as its verb says", "[verbs]") {
  for (const StepVerb* verb : verbs()) {
    const TestScene test = make(example(verb->key));
    INFO(verb->key << test.messages());
    REQUIRE(test.scene);
    CHECK(test.scene->film().duration == Approx(verb->traits.takes_time ? 3 : 0));
  }
  CHECK(make(example("say") + ", " + example("section")).scene->film().duration == Approx(3));
}

TEST_CASE("a step has the verbs that it gives, and words for each of them", "[verbs]") {
  for (const StepVerb* verb : verbs()) {
    const TestScene test = make(example(verb->key));
    INFO(verb->key << test.messages());
    REQUIRE(test.scene);
    const StepSpec& step = test.scene->spec().timeline[0];
    for (const StepVerb* other : verbs()) CHECK(other->given(step) == (other == verb));
    REQUIRE(!verb->words(step).empty());
    for (const std::string& word : verb->words(step)) CHECK(!word.empty());
    CHECK(step_words(step) != "");
  }
  const TestScene all = make("say: Hello, section: First, set: {t: 1}, show: dots, layout: two");
  CHECK(step_words(all.scene->spec().timeline[0]) == "t · show dots · layout two");
}

TEST_CASE("a verb that is nearly one is told which it may be", "[verbs]") {
  for (const StepVerb* verb : verbs()) {
    const std::string wrong = std::string(verb->key) + "s";
    INFO(wrong);
    CHECK(says(make(wrong + ": dots"), "unknown key " + in_quotes(wrong) +
                                           " in a step; did you mean " + in_quotes(verb->key) +
                                           "?"));
  }
}

TEST_CASE("modifiers that want certain verbs are refused with the others", "[verbs]") {
  const std::map<std::string_view, std::string> wanted{
      {"effect", "show or hide"},
      {"order", "set, change, show, hide or layout"},
      {"by", "show or hide"},
      {"one_by_one", "show or hide"},
      {"where", "show, hide or highlight"}};
  std::set<std::string_view> seen;
  for (const Modifier& modifier : modifiers()) {
    if (!modifier.wants) continue;
    const std::string_view key = modifier.key.name;
    seen.insert(key);
    REQUIRE(wanted.count(key));
    for (const VerbReader* verb : verb_readers()) {
      const TestScene test = make(example(verb->key) + ", " + example(key));
      INFO(verb->key << " " << key << test.messages());
      CHECK((mistakes(test) == 0) == verb->form.*modifier.wants);
      CHECK(says(test, "has nothing to work on: the step has no " + wanted.at(key)) !=
            verb->form.*modifier.wants);
    }
  }
  CHECK(seen.size() == wanted.size());
}

TEST_CASE("a verb that cannot be read is one mistake, whatever modifies it", "[verbs]") {
  for (const char* verb : {"show", "hide"}) {
    const TestScene test =
        make(std::string(verb) + ": nobody, where: =x > 1, order: =x, effect: fade");
    INFO(test.messages());
    CHECK(mistakes(test) == 1);
    CHECK(says(test, "nobody"));
  }
}

TEST_CASE("verbs and modifiers of steps are refused where a block has them", "[verbs]") {
  const auto refused = [](const std::string& key) {
    const TestScene test = make(key + ", together: [{hold: 1s}]");
    const std::string name = key.substr(0, key.find(':'));
    INFO(key << test.messages());
    CHECK((mistakes(test) == 0) != says(test, "`" + name + "` belongs to a step inside the block"));
    return mistakes(test) > 0;
  };
  for (const VerbReader* verb : verb_readers())
    CHECK(refused(example(verb->key)) != verb->of_blocks);
  CHECK(refused("for: 1s"));
  CHECK(refused("ease: linear"));
  CHECK(refused("stagger: 10ms"));
  CHECK(refused("loop: 2"));
  CHECK(refused("hold: 1s"));
  CHECK(!refused("delay: 1s"));
  CHECK(!refused("at: 1s"));
}

TEST_CASE("what a verb of blocks does is as of before the step", "[verbs]") {
  const TestScene test = make("section: 'From {=t}', set: {t: 5}");
  REQUIRE(test.scene);
  REQUIRE(test.scene->film().sections.size() == 1);
  CHECK(test.scene->film().sections[0].name == "From 0");
}

TEST_CASE("a row is recorded as the same step sets it", "[verbs]") {
  const TestScene test = make("record: {log: {a: =t}}, set: {t: 5}");
  REQUIRE(test.scene);
  const auto values = test.scene->values(3);
  for (const auto& [name, table] : values.data) {
    if (name != "log") continue;
    REQUIRE(table->rows() == 1);
    CHECK(table->columns()[0].numbers()[0] == 5);
  }
}

}  // namespace lantern::test::verbs_test
