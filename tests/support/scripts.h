#pragma once

#include <string>
#include <vector>

namespace lantern::test {

/// A scene of the repository.
struct Script {
  std::string name;  ///< its file, and for one of a page its number there
  std::string text;
  std::string folder;  ///< where its data are
};

/// The whole scenes among the code blocks of a page of the documentation.
std::vector<std::string> scenes_in(const std::string& page);

/// All scenes that are right: the essays, the templates, those of the documentation.
std::vector<Script> right_scripts();

}  // namespace lantern::test
