#include <filesystem>
#include <regex>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "config/resources/resources.h"
#include "config/schema/schema.h"
#include "config/yaml/yaml_tree.h"
#include "core/base/text.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/scene.h"
#include "tests/support/scripts.h"

namespace lantern::test::schema_test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// A plain scalar as YAML 1.2's core schema reads it: that is how editors do.
Json core_scalar(const std::string& text) {
  if (text == "true" || text == "false") return text == "true";
  if (text == "null" || text == "~") return nullptr;
  static const std::regex whole("[-+]?[0-9]+"),
      real(R"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)");
  if (std::regex_match(text, whole) && text.size() < 18) return std::stoll(text);
  if (std::regex_match(text, real)) return *parse_number(text);
  return text;
}

Json json_of(const YamlNode& node) {
  if (node.type == YamlNode::Type::null) return nullptr;
  if (node.type == YamlNode::Type::scalar)
    return node.plain() ? core_scalar(node.scalar) : Json(node.scalar);
  if (node.type == YamlNode::Type::sequence) {
    Json out = Json::array();
    for (const YamlPtr& item : node.items) out.push_back(json_of(*item));
    return out;
  }
  Json out = Json::object();
  for (const auto& entry : node.entries) out[entry.key->scalar] = json_of(*entry.value);
  return out;
}

Json json_of(const std::string& script) {
  Sources sources;
  Diagnostics diagnostics;
  const YamlPtr tree = parse_yaml(sources, sources.add("script", script), diagnostics);
  INFO(script);
  REQUIRE(tree);
  return json_of(*tree);
}

/// What a validator has to say about each script; nothing about those that follow the schema.
std::vector<std::string> mistakes(const std::vector<std::string>& scripts) {
  Json job{{"schema", Json::parse(lantern({"schema"}).out)}, {"instances", Json::array()}};
  for (const std::string& script : scripts) job["instances"].push_back(json_of(script));
  const Run run_ =
      run({"python3", test_path("cli/validate.py")}, ".", {"PATH=/usr/bin:/bin"}, job.dump());
  INFO(run_.err);
  REQUIRE(run_.code == 0);
  return Json::parse(run_.out).get<std::vector<std::string>>();
}

/// Mistakes of shape and words; what a name stands for is no business of a schema.
const std::vector<std::string> kWrong{
    "bad-name",          "boolean-yes",      "canvas-fps",
    "canvas-size",       "canvas-theme",     "change-unknown-field",
    "bad-hex-color",     "meaning-color",    "missing-required",
    "missing-views",     "out-of-range",     "reserved-name",
    "time-without-unit", "two-kinds",        "unknown-easing",
    "unknown-mark",      "unknown-mark-key", "unknown-model",
    "unknown-section",   "version",          "where-without-equals",
    "wrong-type-number", "wrong-unit",       "yaml-hash-color",
    "yaml-hole-alone"};

}  // namespace

TEST_CASE("the schema in the repository is the program's", "[schema]") {
  check_golden("../docs/lantern.schema.json", lantern({"schema"}).out);
}

TEST_CASE("all scenes follow the schema", "[schema]") {
  const std::vector<Script> scripts = right_scripts();
  REQUIRE(scripts.size() > 12);
  std::vector<std::string> texts;
  for (const Script& script : scripts) texts.push_back(script.text);
  const std::vector<std::string> found = mistakes(texts);
  for (size_t i = 0; i < found.size(); ++i) {
    INFO(scripts[i].name);
    CHECK(found[i] == "");
  }
}

TEST_CASE("the mended examples of all codes follow the schema", "[schema]") {
  std::vector<std::string> texts;
  for (const DiagnosticCode& code : diagnostic_codes()) {
    texts.push_back(load_explanation(find_resources(), code.code).mended);
  }
  const std::vector<std::string> found = mistakes(texts);
  for (size_t i = 0; i < found.size(); ++i) {
    INFO(texts[i]);
    CHECK(found[i] == "");
  }
}

TEST_CASE("the schema refuses scripts of a wrong shape", "[schema]") {
  std::vector<std::string> texts;
  for (const std::string& name : kWrong)
    texts.push_back(read_file(test_path("golden/errors/" + name + ".yaml")));
  const std::vector<std::string> found = mistakes(texts);
  for (size_t i = 0; i < found.size(); ++i) {
    INFO(kWrong[i] << "\n" << texts[i]);
    CHECK(found[i] != "");
  }
}

TEST_CASE("live values stand in the schema where the reader takes them", "[schema]") {
  const auto with = [](const std::string& mark, const std::string& rest = "") {
    return "lantern: 1\nviews: {v: {marks: {m: {" + mark + "}}}}\n" + rest;
  };
  const std::vector<std::string> found = mistakes({
      with("dot: {x: =t, y: 40%, size: =2*t, dx: 3px, color: =kind, outline: =t}"),
      with("dot: {x: 12px, y: score, size: score, color: '#ff0000', layout: pack}"),
      with("text: {x: 1, y: 1, text: 2024, halo: =t > 0}"),
      with("line: {data: d, x: a, y: b, where: true, curve: =choice}"),  // a choice is constant
      with("dot: {x: 1, y: 2, size: 40%}"),
      with("dot: {x: 1, y: 2, pick: =s}"),
      with("dot: {x: 1}, each: {k: 1..3}"),
      with("each: {k: 1..3}"),
      with("dot: {x: 1}, line: {x: 1, y: 1, data: d}"),
      with("dot: {x: 1}",
           "timeline: [{animate: {a: [1, =b, 3]}, ease: {back_out: {overshoot: 2}}, loop: 3}]"),
      with("dot: {x: 1}", "timeline: [{loop: 0}]"),
      with("dot: {x: 1}", "timeline: [{for: =t}]"),
      with("dot: {x: 1}", "timeline: [pause, {delay: -1s, show: [m, v.m@a], where: =x > 1}]"),
      with("dot: {x: 1}", "timeline: [pauze]"),
  });
  const std::vector<bool> right{true,  true,  true, false, false, false, true,
                                false, false, true, false, false, true,  false};
  for (size_t i = 0; i < right.size(); ++i) {
    INFO(i << ": " << found[i]);
    CHECK((found[i] == "") == right[i]);
  }
}

TEST_CASE("editors complete, explain and check scenes", "[schema][editor]") {
  // What script/bootstrap installs; the line names the folder where it is missing.
  REQUIRE(fs::exists(test_path("editor/node_modules/yaml-language-server")));
  const TemporaryFolder folder;
  write_file(folder.file("lantern.schema.json"), lantern({"schema"}).out);
  const std::string modeline = "# yaml-language-server: $schema=lantern.schema.json\n";
  write_file(folder.file("wrong.yaml"), modeline +
                                            "lantern: 1\ncanvas: {theme: dark}\nviews: {plot: "
                                            "{marks: {m: {dot: {x: 1, y: 1, colour: red}}}}}\n");
  write_file(folder.file("field.yaml"), modeline +
                                            "lantern: 1\nviews:\n  plot:\n    marks:\n      m:\n   "
                                            "     dot:\n          x: 1\n          s\n");
  write_file(folder.file("model.yaml"), modeline + "lantern: 1\nmodels:\n  m:\n    \nviews: {}\n");
  write_file(folder.file("theme.yaml"), modeline + "lantern: 1\ncanvas:\n  theme: \nviews: {}\n");
  Json questions = Json::array();
  for (const Script& script : right_scripts()) {
    if (script.text.starts_with("# yaml-language-server: "))
      questions.push_back({{"file", script.name}});
  }
  const size_t scenes = questions.size();
  REQUIRE(scenes >= 8);
  questions.push_back({{"file", folder.file("wrong.yaml")}, {"hover", {1, 2}}});
  questions.push_back(
      {{"file", folder.file("field.yaml")}, {"complete", {8, 11}}, {"hover", {6, 9}}});
  questions.push_back({{"file", folder.file("model.yaml")}, {"complete", {4, 4}}});
  questions.push_back({{"file", folder.file("theme.yaml")}, {"complete", {3, 9}}});
  const Run asked = run({"node", test_path("editor/ask.mjs")}, ".", {}, questions.dump());
  INFO(asked.err);
  REQUIRE(asked.code == 0);
  const Json answers = Json::parse(asked.out);
  for (size_t i = 0; i < scenes; ++i) {
    INFO(questions[i]["file"]);
    CHECK(answers[i]["diagnostics"].dump() == "[]");
  }
  const auto completes = [&](size_t i, const std::string& word) {
    INFO(answers[i].dump());
    bool found = false;
    for (const Json& label : answers[i]["completions"]) found = found || label == word;
    CHECK(found);
  };
  const std::string wrong = answers[scenes]["diagnostics"].dump();
  CHECK(wrong.find("3: Value is not accepted. Valid values: \\\"attention\\\", \\\"bias\\\"") !=
        std::string::npos);
  CHECK(wrong.find("4: Property colour is not allowed") != std::string::npos);
  CHECK(answers[scenes]["hover"].get<std::string>().find("The version of the language") !=
        std::string::npos);
  completes(scenes + 1, "size");
  completes(scenes + 1, "shape");
  CHECK(answers[scenes + 1]["hover"].get<std::string>().find("A small shape for each row") !=
        std::string::npos);
  completes(scenes + 2, "roc_curve");
  completes(scenes + 3, "slate");
}

}  // namespace lantern::test::schema_test
