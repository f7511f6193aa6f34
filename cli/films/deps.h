#pragma once

#include <set>
#include <string>
#include <vector>

namespace lantern {

/// A file of rules for make, also what ninja calls a depfile: outputs depend on inputs.
class DepsFile {
 public:
  /// An empty path: nothing is written.
  explicit DepsFile(std::string path) : path_(std::move(path)) {}

  void add(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs);
  /// Throws UsageError where it would overwrite an input.
  void write() const;

 private:
  std::string path_;
  std::string rules_;
  std::set<std::string> inputs_;
};

}  // namespace lantern
