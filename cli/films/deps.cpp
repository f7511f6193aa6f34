#include "cli/films/deps.h"

#include "cli/films/overwriting.h"
#include "output/staging/frame_path.h"
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

/// What a rule is for: of a sequence, its first file, as a `%` would make it a pattern.
std::string target_of(const std::string& output) {
  const auto sequence = FramePath::parse(output);
  return sequence ? (*sequence)(0) : output;
}

}  // namespace

void DepsFile::add(const std::vector<std::string>& outputs,
                   const std::vector<std::string>& inputs) {
  if (path_.empty()) return;
  for (size_t i = 0; i < outputs.size(); ++i)
    rules_ += (i > 0 ? " " : "") + escaped(target_of(outputs[i]));
  rules_ += ":";
  for (const std::string& input : inputs) rules_ += " \\\n  " + escaped(input);
  rules_ += "\n";
  inputs_.insert(inputs.begin(), inputs.end());
}

void DepsFile::write() const {
  if (path_.empty()) return;
  refuse_overwriting({path_}, {inputs_.begin(), inputs_.end()});
  std::string text = rules_;
  // A rule without anything for each: an input that has gone stops no build, it makes a new one.
  for (const std::string& input : inputs_) text += "\n" + escaped(input) + ":\n";
  StagedFile file(path_, StagedFile::Streams::allowed);
  file.write({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  file.publish();
}

}  // namespace lantern
