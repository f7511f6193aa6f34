#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include <catch2/catch.hpp>

#include "core/scene/evaluators/evaluators.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test::house_rules_test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> sources_in(const std::string& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(repository() + "/" + folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".cpp" || extension == ".h") out.push_back(entry.path());
  }
  return out;
}

/// "roc-auc" also as roc_auc, RocAuc and rocAuc.
std::vector<std::string> spellings(const std::string& name) {
  std::string snake = name, camel;
  for (char& c : snake) c = c == '-' ? '_' : c;
  for (size_t i = 0; i < name.size(); ++i) {
    const bool starts = i == 0 || name[i - 1] == '-';
    if (name[i] != '-') camel += starts ? static_cast<char>(std::toupper(name[i])) : name[i];
  }
  std::string lower_camel = camel;
  lower_camel[0] = name[0];
  return {name, snake, camel, lower_camel};
}

/// Without comments and what is in quotes.
std::string code_of(const std::string& text) {
  static const std::regex kOther(R"re(//[^\n]*|'(\\.|[^'\\\n])'|"(\\.|[^"\\\n])*")re");
  return std::regex_replace(text, kOther, "");
}

const std::vector<std::string> kFolders{"core", "config", "renderer", "output", "cli"};

}  // namespace

TEST_CASE("no C++ is written for a single essay", "[rules]") {
  std::set<std::string> names;
  // The essays' folders as written and in the spellings of code; their files; the things drawn.
  for (const auto& essay : fs::directory_iterator(repository() + "/scenes")) {
    // Its folders and files have the names of the parts that they show.
    if (essay.path().filename() == "gallery") continue;
    for (const std::string& name : spellings(essay.path().filename().string())) names.insert(name);
    for (const auto& entry : fs::recursive_directory_iterator(essay.path())) {
      names.insert(entry.path().filename().string());
    }
  }
  for (const auto& glyph : fs::directory_iterator(repository() + "/config/glyphs")) {
    // Their names are plain words: only as a text of the program do they mean the drawing.
    names.insert("\"" + glyph.path().stem().string() + "\"");
  }
  // An essay may be named after the model that it shows, or after the beginning of its name.
  for (const ModelType* model : scene_models()) {
    std::string essay(model->kind.name);
    std::replace(essay.begin(), essay.end(), '_', '-');
    for (const std::string& name : spellings(essay)) {
      std::erase_if(names, [&](const std::string& other) { return name.starts_with(other); });
    }
  }
  REQUIRE(names.size() > 8);
  for (const std::string& folder : kFolders) {
    for (const fs::path& file : sources_in(folder)) {
      const std::string text = read_file(file.string());
      for (const std::string& name : names) {
        INFO(file << " mentions " << name);
        CHECK(text.find(name) == std::string::npos);
      }
    }
  }
}

TEST_CASE("no function of the C library decides a number", "[rules]") {
  // They differ between processors; core/base/portable_math has its own. Roots, roundings and rests
  // are exact, and so are frexp and ldexp.
  const std::string names =
      "(exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|sincos|tan|sinh|cosh|tanh|asin|acos|atan|"
      "atan2|asinh|acosh|atanh|cbrt|hypot|fma|lgamma|tgamma|erf|erfc)[fl]?";
  const std::regex qualified("(std|[^\\w])::" + names + "\\b");
  const std::regex bare("[^\\w:.>]" + names + "\\(");
  CHECK(std::regex_search("x = std::sin(y)", qualified));
  CHECK(std::regex_search("x = ::sinf(y)", qualified));
  CHECK(std::regex_search("x = sin(y)", bare));
  size_t files = 0;
  for (const std::string& folder : kFolders) {
    for (const fs::path& file : sources_in(folder)) {
      if (file.string().find("core/base/portable_") != std::string::npos) continue;
      INFO(file);
      const std::string text = code_of(read_file(file.string()));
      CHECK_FALSE(std::regex_search(text, qualified));
      CHECK_FALSE(std::regex_search(text, bare));
      ++files;
    }
  }
  CHECK(files > 300);
}

TEST_CASE("ctest can run every test by its name", "[rules]") {
  // It takes brackets apart and a leading dash for an option.
  const std::regex declared(R"re(TEST_CASE\("([^"]*)")re");
  size_t count = 0;
  for (const fs::path& file : sources_in("tests")) {
    const std::string text = read_file(file.string());
    for (std::sregex_iterator i(text.begin(), text.end(), declared), end; i != end; ++i, ++count) {
      const std::string name = (*i)[1];
      INFO(name);
      CHECK(name.find_first_of("[];") == std::string::npos);
      CHECK(name[0] != '-');
    }
  }
  CHECK(count > 300);
}

TEST_CASE("no two headers define a type of the same name", "[rules]") {
  // The linker keeps one of two, silently.
  std::map<std::string, std::string> homes;
  const std::regex definition(R"(\n(?:struct|class) ([A-Z]\w*)(?: final)?(?: :[^{;]*)? \{)");
  for (const std::string& folder : kFolders) {
    for (const fs::path& file : sources_in(folder)) {
      if (file.extension() != ".h") continue;
      const std::string text = read_file(file.string());
      for (std::sregex_iterator i(text.begin(), text.end(), definition), end; i != end; ++i) {
        const auto [home, fresh] = homes.emplace((*i)[1], file.string());
        INFO((*i)[1] << " in " << file << " and " << home->second);
        CHECK(fresh);
      }
    }
  }
  CHECK(homes.size() > 50);
}

}  // namespace lantern::test::house_rules_test
