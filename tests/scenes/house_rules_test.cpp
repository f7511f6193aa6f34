#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test {
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

const std::vector<std::string> kFolders{"core", "config", "renderer", "output", "cli"};

}  // namespace

TEST_CASE("no C++ is written for a single essay", "[rules]") {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(repository() + "/scenes")) {
    names.insert(entry.path().stem().string());
  }
  for (const auto& entry : fs::directory_iterator(repository() + "/config/glyphs")) {
    names.insert(entry.path().stem().string());
  }
  // Words that are also plain English or a file of the scene with a general name.
  for (const char* plain : {"sweep", "cloud"}) names.erase(plain);
  names.insert({"airplane", "Airplane", "signals.csv", "sweep.yaml"});
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

TEST_CASE("folders include only what lies before them", "[rules]") {
  const std::map<std::string, std::set<std::string>> allowed{
      {"core", {"core"}},
      {"config", {"config", "core"}},
      {"renderer", {"renderer", "core"}},
      {"output", {"output", "renderer", "core"}},
      {"cli", {"cli", "config", "core", "renderer", "output"}}};
  const std::map<std::string, std::vector<std::string>> own_libraries{
      {"yaml-cpp", {"config/yaml_tree.cpp"}},
      {"cairo", {"renderer/raster/canvas.cpp", "renderer/raster/canvas.h"}},
      {"CLI/", {"cli/main.cpp"}}};
  const std::regex include(R"(#include [<"]([^>"]+)[>"])");
  for (const std::string& folder : kFolders) {
    for (const fs::path& file : sources_in(folder)) {
      const std::string name = fs::relative(file, repository()).string();
      const std::string text = read_file(file.string());
      for (std::sregex_iterator i(text.begin(), text.end(), include), end; i != end; ++i) {
        const std::string target = (*i)[1];
        INFO(name << " includes " << target);
        const std::string top = target.substr(0, target.find('/'));
        if (allowed.count(top)) CHECK(allowed.at(folder).count(top) == 1);
        for (const auto& [library, files] : own_libraries) {
          if (!target.starts_with(library)) continue;
          CHECK(std::find(files.begin(), files.end(), name) != files.end());
        }
      }
    }
  }
}

}  // namespace lantern::test
