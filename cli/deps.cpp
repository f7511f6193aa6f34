#include "cli/deps.h"

#include <filesystem>

#include "output/staging.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

/// As make reads names.
std::string escaped(const std::string& path) {
  std::string out;
  for (const char c : path) {
    if (c == ' ' || c == '#' || c == '\\') out += '\\';
    if (c == '$') out += '$';
    out += c;
  }
  return out;
}

}  // namespace

std::set<std::string> input_files(const std::string& script, const SceneSpec& spec,
                                  const Options& options, const Desk& desk) {
  std::set<std::string> out;
  if (script != "-") out.insert(script);
  const auto overrides = named_values(options.data, "--data");
  for (const DataSpec& data : spec.data) {
    const auto other = overrides.find(data.name);
    if (other != overrides.end()) {
      out.insert(other->second);
    } else if (!data.csv.empty()) {
      const fs::path path(data.csv);
      out.insert((path.is_absolute() ? path : fs::path(spec.folder) / path).string());
    }
  }
  const fs::path resources(desk.resources);
  const std::string& theme = options.theme.empty() ? spec.canvas.theme : options.theme;
  out.insert((resources / "themes" / (theme + ".yaml")).string());
  for (const std::string& glyph : desk.words.glyphs) {
    out.insert((resources / "glyphs" / (glyph + ".yaml")).string());
  }
  return out;
}

void write_deps(const std::string& script, const Scene& scene,
                const std::vector<std::string>& outputs, const Options& options, const Desk& desk) {
  if (options.deps.empty()) return;
  std::string text;
  for (const std::string& output : outputs) text += (text.empty() ? "" : " ") + escaped(output);
  text += ":";
  for (const std::string& input : input_files(script, scene.spec(), options, desk)) {
    text += " \\\n  " + escaped(input);
  }
  text += "\n";
  StagedFile file(options.deps, StagedFile::Streams::allowed);
  file.write({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  file.publish();
}

}  // namespace lantern
