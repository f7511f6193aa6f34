#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>

#include "core/scene/evaluators/evaluators.h"
#include "core/time/easing.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/scene.h"
#include "tests/support/scripts.h"

namespace lantern::test::docs_test {
namespace {

std::string page(const std::string& name) {
  return read_file(repository() + "/" + name);
}

}  // namespace

TEST_CASE("the scenes of the documentation work as they are printed", "[docs]") {
  TemporaryFolder folder;
  write_file(folder.file("mail.csv"),
             "probability,spam\n0.1,0\n0.3,0\n0.35,1\n0.5,0\n0.7,1\n0.9,1\n");
  size_t count = 0;
  for (const std::string name : {"README.md", "docs/scene-language.md"}) {
    for (const std::string& text : scenes_in(page(name))) {
      const TestScene test(text, folder.path());
      INFO(name << ":\n" << text);
      CHECK(test.messages() == "");
      ++count;
    }
  }
  CHECK(count == 3);
}

TEST_CASE("every registered word is documented", "[docs]") {
  const std::string language = page("docs/scene-language.md");
  const auto documented = [&](std::string_view word) {
    INFO(word);
    CHECK(std::regex_search(language, std::regex("[`( ]" + std::string(word) + "[`), .:]")));
  };
  const Vocabulary words = Desk(Options()).words;
  for (const KindList& kinds :
       {words.models, words.marks, words.layouts, words.generators, words.effects}) {
    REQUIRE_FALSE(kinds.empty());
    for (const Kind* kind : kinds) {
      CHECK_FALSE(kind->doc.empty());
      documented(kind->name);
      for (const Field& field : kind->fields) {
        INFO(kind->name << "." << field.name);
        CHECK_FALSE(field.doc.empty());
      }
    }
  }
  for (const EasingType& easing : easings()) CHECK_FALSE(easing.kind.doc.empty());
  for (const std::string& color : words.colors) documented(color);
}

TEST_CASE("the page of models says what the program does (script/docs-models)", "[docs]") {
  const std::string models = page("docs/models.md");
  const auto told = [&](const std::string& name, std::string_view doc) {
    INFO(name);
    const std::string said = std::regex_replace(std::string(doc), std::regex("[|<>]"), "\\$&");
    CHECK(models.find(said) != std::string::npos);
  };
  const Vocabulary words = Desk(Options()).words;
  for (const KindList& kinds : {words.models, words.generators}) {
    for (const Kind* kind : kinds) {
      const std::string name(kind->name);
      CHECK(models.find("### " + name + "\n") != std::string::npos);
      told(name, kind->doc);
      for (const Field& field : kind->fields) {
        told(name + "." + std::string(field.name), field.doc);
      }
    }
  }
  for (const ModelType* model : scene_models()) {
    for (const OutputDecl& output : model->outputs) {
      told(std::string(model->kind.name) + "." + std::string(output.name), output.doc);
    }
  }
}

TEST_CASE("links between pages lead somewhere", "[docs]") {
  const std::regex link(R"(\]\(([^)#:]+)(#[^)]*)?\))");
  for (const std::string name : {"README.md", "docs/scene-language.md", "docs/architecture.md",
                                 "docs/publishing.md", "docs/editor.md", "docs/gallery.md",
                                 "docs/glyphs.md", "docs/mistakes.md", "docs/tutorial.md"}) {
    const std::string text = page(name);
    const auto folder = std::filesystem::path(repository() + "/" + name).parent_path();
    for (std::sregex_iterator i(text.begin(), text.end(), link), end; i != end; ++i) {
      INFO(name << " links to " << (*i)[1]);
      CHECK(std::filesystem::exists(folder / (*i)[1].str()));
    }
  }
}

}  // namespace lantern::test::docs_test
