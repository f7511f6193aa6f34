#include <catch2/catch.hpp>
#include <filesystem>

#include "config/read/load_scene.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/csv.h"
#include "renderer/paths/path.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/scene.h"

// What reads input is given broken input: it must say no, with a place inside the text, or yes; it
// must not crash, hang or read past its end (which the sanitizers see).

namespace lantern::test::mutation_test {
namespace {

const std::vector<std::string> kPieces{":",
                                       ": ",
                                       "- ",
                                       "{",
                                       "}",
                                       "[",
                                       "]",
                                       "\"",
                                       "'",
                                       "=",
                                       "{=",
                                       "\n",
                                       "  ",
                                       "#",
                                       "@",
                                       "&a",
                                       "*a",
                                       "<<: ",
                                       "|",
                                       ">",
                                       ",",
                                       "\\",
                                       "\t",
                                       "1e999",
                                       "-",
                                       "%",
                                       "px",
                                       "..",
                                       "0/0",
                                       "(",
                                       ")",
                                       "\xC3",
                                       "\xE2\x88\x92",
                                       "each: {k: 1..9}",
                                       "null",
                                       "yes",
                                       "\r\n",
                                       "row.",
                                       "step"};

std::string mutated(std::string text, Random& random) {
  const auto place = [&] { return static_cast<size_t>(random.below(text.size() + 1)); };
  const int changes = 1 + static_cast<int>(random.below(3));
  for (int i = 0; i < changes; ++i) {
    const size_t at = place();
    switch (random.below(4)) {
      case 0:
        text.erase(at, random.below(12));
        break;
      case 1:
        text.insert(at, kPieces[random.below(kPieces.size())]);
        break;
      case 2:
        text.insert(at, text.substr(place(), random.below(60)));
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(random.below(256));
    }
  }
  return text;
}

void check_places(const Desk& desk, const std::string& text) {
  for (const Diagnostic& d : desk.diagnostics.sorted()) {
    INFO(d.message << "\n" << text);
    REQUIRE_FALSE(d.message.empty());
    if (!d.at.known()) continue;
    REQUIRE(d.at.line >= 1);
    REQUIRE(d.at.column >= 1);
  }
}

std::vector<std::string> seeds() {
  std::vector<std::string> out{read_file(repository() + "/scenes/roc-auc/sweep.yaml"),
                               read_file(repository() + "/bench/roc.yaml")};
  for (const auto& entry : std::filesystem::directory_iterator(test_path("golden/errors"))) {
    if (entry.path().extension() == ".yaml") out.push_back(read_file(entry.path().string()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("no broken script brings the reader down", "[fuzz]") {
  const std::vector<std::string> all = seeds();
  const std::string folder = repository() + "/scenes/roc-auc";
  Random random(20);
  const Options options;
  for (int i = 0; i < 20000; ++i) {
    const std::string text = mutated(all[random.below(all.size())], random);
    Desk desk(options);
    auto spec = read_scene("scene.yaml", text, folder, desk.words, desk.sources, desk.diagnostics);
    if (spec) {
      const auto scene =
          Scene::compile(std::move(*spec), desk.words, desk.sources, desk.diagnostics, {});
      if (scene) {
        try {
          scene->state(scene->film().duration / 2);
        } catch (const SceneError& e) {
          desk.diagnostics.add(e.diagnostic());
        }
      } else {
        INFO(text);
        REQUIRE(desk.diagnostics.has_errors());
      }
    } else {
      INFO(text);
      REQUIRE(desk.diagnostics.has_errors());
    }
    check_places(desk, text);
    to_human(desk.diagnostics.sorted(), desk.sources);
    to_json_lines(desk.diagnostics.sorted(), desk.sources);
  }
}

TEST_CASE("no broken CSV brings the reader down", "[fuzz]") {
  const std::string good = read_file(repository() + "/scenes/roc-auc/signals.csv").substr(0, 300) +
                           "\n\"quoted, \"\"twice\"\"\",cloud,0.5\n";
  Random random(21);
  for (int i = 0; i < 5000; ++i) {
    try {
      read_csv(mutated(good, random), "signals.csv", {"id"});
    } catch (const DataError& e) {
      REQUIRE(e.line >= 1);
      REQUIRE(e.column >= 1);
    }
  }
}

TEST_CASE("no broken path brings the glyph reader down", "[fuzz]") {
  const std::string good =
      "M10 20L30.5-4e1h5v-6c1 2 3 4 5 6s1 1 2 2q1 2 3 4t1 1a5 6 30 0 1 7 8z m.5.5 A1,1 0 01 9,9Z";
  Random random(22);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = mutated(good, random);
    size_t error = 0;
    if (!parse_svg_path(text, &error)) REQUIRE(error <= text.size());
  }
}

}  // namespace lantern::test::mutation_test
