#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "config/scene/load_scene.h"
#include "core/base/error.h"
#include "core/base/hash.h"
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

struct Seed {
  std::string name;
  std::string text;
};

/// The files with this ending in some folders, sorted.
std::vector<Seed> files_in(const std::vector<std::string>& folders, const std::string& ending) {
  std::vector<Seed> out;
  for (const std::string& folder : folders) {
    const std::string path = repository() + "/" + folder;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.path().extension() != ending) continue;
      const std::string name = std::filesystem::relative(entry.path(), repository()).string();
      out.push_back({name, read_file(entry.path().string())});
    }
  }
  REQUIRE_FALSE(out.empty());
  std::sort(out.begin(), out.end(), [](const Seed& a, const Seed& b) { return a.name < b.name; });
  return out;
}

/// Calls `check` with so many mutations in all, each seed getting its share from a stream of its
/// own. The stream is that of the seed's name, its text and the round that LANTERN_ROUND names: the
/// same everywhere as long as they are, and other ones with each round.
void for_each_mutation(const std::vector<Seed>& seeds, size_t count,
                       const std::function<void(const std::string&)>& check) {
  const char* round = std::getenv("LANTERN_ROUND");
  Hasher hasher;
  hasher.add(std::string_view(round ? round : "1"));
  for (size_t i = 0; i < seeds.size(); ++i) {
    hasher.add(std::string_view(seeds[i].text));
    Random random(hasher.finish().lo, seeds[i].name);
    const size_t share = (i + 1) * count / seeds.size() - i * count / seeds.size();
    for (size_t k = 0; k < share; ++k) {
      const std::string text = mutated(seeds[i].text, random);
      INFO(seeds[i].name << ", round " << (round ? round : "1") << ", mutation " << k << "\n"
                         << text);
      check(text);
    }
  }
}

void read_and_compile(const std::string& text, const std::string& folder, const Options& options) {
  Desk desk(options);
  auto spec = read_scene("scene.yaml", text, folder, desk.words, desk.sources, desk.diagnostics);
  const auto scene =
      spec ? Scene::compile(std::move(*spec), desk.words, desk.sources, desk.diagnostics, {})
           : nullptr;
  if (!scene) {
    REQUIRE(desk.diagnostics.has_errors());
  } else {
    try {
      scene->state(scene->film().duration / 2);
    } catch (const SceneError& e) {
      desk.diagnostics.add(e.diagnostic());
    }
  }
  check_places(desk, text);
  to_human(desk.diagnostics.sorted(), desk.sources);
  to_json_lines(desk.diagnostics.sorted(), desk.sources);
}

/// The outlines of all glyphs.
std::vector<Seed> outlines() {
  std::vector<Seed> out;
  const Desk desk{Options{}};
  for (const GlyphArt& glyph : load_glyphs(desk)) {
    for (const GlyphArt::Layer& layer : glyph.layers) out.push_back({glyph.name, layer.path});
  }
  out.push_back(
      {"all",
       "M10 20L30.5-4e1h5v-6c1 2 3 4 5 6s1 1 2 2q1 2 3 4t1 1a5 6 30 0 1 7 8z m.5.5 A1,1 0 "
       "01 9,9Z"});
  return out;
}

}  // namespace

TEST_CASE("no broken script brings the reader down", "[fuzz]") {
  const std::string folder = repository() + "/scenes/roc-auc";
  const Options options;
  auto seeds = files_in({"tests/golden/errors", "tests/golden/marks", "tests/golden/layouts",
                         "tests/fuzz/corpus/scene"},
                        ".yaml");
  for (const char* own : {"scenes/roc-auc/sweep.yaml", "bench/roc.yaml"}) {
    seeds.push_back({own, read_file(repository() + "/" + own)});
  }
  for_each_mutation(seeds, 20000,
                    [&](const std::string& text) { read_and_compile(text, folder, options); });
}

TEST_CASE("no broken CSV brings the reader down", "[fuzz]") {
  auto seeds = files_in({"scenes", "tests/fuzz/corpus/csv"}, ".csv");
  for (Seed& seed : seeds) seed.text.resize(std::min<size_t>(seed.text.size(), 300));
  for_each_mutation(seeds, 20000, [](const std::string& text) {
    try {
      read_csv(text, "data.csv", {"id"});
    } catch (const DataError& e) {
      REQUIRE(e.line >= 1);
      REQUIRE(e.column >= 1);
    }
  });
}

TEST_CASE("no broken path brings the glyph reader down", "[fuzz]") {
  for_each_mutation(outlines(), 20000, [](const std::string& text) {
    size_t error = 0;
    if (!parse_svg_path(text, &error)) REQUIRE(error <= text.size());
  });
}

TEST_CASE("mutations are the same for a file, and others for another one", "[fuzz]") {
  const auto all = [](const std::string& name, const std::string& text) {
    std::vector<std::string> out;
    for_each_mutation({{name, text}}, 20, [&](const std::string& one) { out.push_back(one); });
    return out;
  };
  CHECK(all("a", "some text") == all("a", "some text"));
  CHECK(all("a", "some text") != all("b", "some text"));
}

}  // namespace lantern::test::mutation_test
