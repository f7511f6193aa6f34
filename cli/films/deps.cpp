#include "cli/films/deps.h"

#include "output/staging/staging.h"

namespace lantern {
namespace {

/// As make and ninja read names: a backslash means itself, but before a space and `#`.
std::string escaped(const std::string& path) {
  std::string out;
  for (size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    if (c == ' ' || c == '\t') {
      for (size_t j = i; j > 0 && path[j - 1] == '\\'; --j) out += '\\';
    }
    if (c == ' ' || c == '\t' || c == '#' || c == ':') out += '\\';
    if (c == '$') out += '$';
    out += c;
  }
  return out;
}

}  // namespace

void DepsFile::add(const std::vector<std::string>& outputs,
                   const std::vector<std::string>& inputs) {
  if (path_.empty()) return;
  for (size_t i = 0; i < outputs.size(); ++i) rules_ += (i > 0 ? " " : "") + escaped(outputs[i]);
  rules_ += ":";
  for (const std::string& input : inputs) rules_ += " \\\n  " + escaped(input);
  rules_ += "\n";
}

void DepsFile::write() const {
  if (path_.empty()) return;
  StagedFile file(path_, StagedFile::Streams::allowed);
  file.write({reinterpret_cast<const std::uint8_t*>(rules_.data()), rules_.size()});
  file.publish();
}

}  // namespace lantern
