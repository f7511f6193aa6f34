#pragma once

#include <string>

namespace lantern::test {

/// A file below tests/.
std::string test_path(const std::string& relative);
std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);

/// Compares with a committed file below tests/. With UPDATE_GOLDEN=1 in the environment the file is
/// written instead, and the test still fails, so that an update cannot pass unseen.
void check_golden(const std::string& relative, const std::string& actual);

/// A folder of its own for a test, empty, removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace lantern::test
