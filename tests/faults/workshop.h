#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/program.h"

namespace lantern::test {

/// A folder with a small scene and its data, in which commands are run.
class FaultShop {
 public:
  static constexpr const char* kScene =
      "lantern: 1\n"
      "title: Points\n"
      "canvas: {size: 640x360, fps: 4, loop: false}\n"
      "data: {points: {csv: points.csv}}\n"
      "views: {plot: {x: {}, y: {}, marks: {dots: {dot: {data: points, x: x, y: y}}}}}\n"
      "timeline: [{section: One, show: dots, for: 500ms, say: Two dots.}]\n";
  static constexpr const char* kData = "x,y,kind\n1,2,a\n2,3,b\n3,1,a\n";

  FaultShop() {
    write("scene.yaml", kScene);
    write("points.csv", kData);
  }

  std::string file(const std::string& name) const { return folder_.file(name); }
  const std::string& path() const { return folder_.path(); }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(file(name)).parent_path());
    write_file(file(name), text);
  }
  /// A scene of one table, which is read from there.
  void write_scene_of(const std::string& csv) const {
    std::string text = kScene;
    const std::string old = "points.csv";
    write("scene.yaml", text.replace(text.find(old), old.size(), "\"" + csv + "\""));
  }

  Run here(const std::vector<std::string>& arguments,
           const std::vector<std::string>& environment = {}) const {
    return lantern(arguments, path(), environment);
  }
  /// `script` in a shell, the program as $0.
  Run shell(const std::string& script) const {
    return run({"bash", "-c", script, program_path()}, path());
  }

  /// All files with their contents.
  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path())) {
      if (entry.is_regular_file())
        out[std::filesystem::relative(entry.path(), path())] = read_file(entry.path());
    }
    return out;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace lantern::test
