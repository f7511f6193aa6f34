#include "cli/project/inputs.h"

#include <filesystem>
#include <map>

namespace lantern {
namespace {

namespace fs = std::filesystem;

/// Paths by what they name: "data.csv" and "./data.csv" are one.
class Paths {
 public:
  void add(const fs::path& path) {
    paths_.emplace(path.lexically_normal().string(), path.string());
  }

  std::vector<std::string> take() {
    std::vector<std::string> out;
    for (auto& [normal, path] : paths_) out.push_back(std::move(path));
    return out;
  }

 private:
  std::map<std::string, std::string> paths_;
};

void add_tables(const SceneSpec& spec, const Options& options, Paths& out) {
  const auto overrides = named_values(options.data, "--data");
  for (const DataSpec& data : spec.data) {
    const auto other = overrides.find(data.name);
    if (other != overrides.end()) out.add(other->second);
    else if (!data.csv.empty()) out.add(fs::path(spec.folder) / data.csv);
  }
}

void add_pictures(const RecordSpec& record, const SceneSpec& spec, Paths& out) {
  for (size_t i = 0; record.kind && i < record.values.size(); ++i) {
    if (record.kind->fields[i].kind != FieldKind::picture) continue;
    const auto* path = record.values[i].as<Word>();
    if (path) out.add(fs::path(spec.folder) / path->text);
  }
}

/// Those that a step changes marks to.
void add_pictures(const std::vector<StepSpec>& steps, const SceneSpec& spec, Paths& out) {
  for (const StepSpec& step : steps) {
    for (const ChangeSpec& change : step.change) add_pictures(change.fields, spec, out);
    add_pictures(step.steps, spec, out);
  }
}

void add_pictures(const SceneSpec& spec, Paths& out) {
  for (const ViewSpec& view : spec.views) {
    for (const MarkSpec& mark : view.marks) add_pictures(mark.record, spec, out);
  }
  add_pictures(spec.timeline, spec, out);
}

}  // namespace

std::vector<std::string> inputs_of(const std::string& script, const SceneSpec* spec,
                                   const Options& options, const Desk& desk) {
  Paths out;
  if (script != "-") out.add(script);
  for (std::int32_t file = 0; file < static_cast<std::int32_t>(desk.sources.count()); ++file) {
    if (desk.sources.name(file) != "-") out.add(desk.sources.name(file));
  }
  if (spec) add_tables(*spec, options, out);
  if (spec) add_pictures(*spec, out);
  const fs::path resources(desk.resources);
  const std::string theme = !options.theme.empty() ? options.theme
                            : spec                 ? spec->canvas.theme
                                                   : CanvasSpec().theme;
  if (is_theme_file(options.theme)) out.add(options.theme);
  if (!is_theme_file(theme)) out.add(resources / "themes" / (theme + ".yaml"));
  for (const std::string& glyph : desk.words.glyphs)
    out.add(resources / "glyphs" / (glyph + ".yaml"));
  return out.take();
}

}  // namespace lantern
