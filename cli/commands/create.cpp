#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands/templates.h"
#include "cli/project/commands.h"
#include "cli/project/project.h"
#include "config/scene/load_scene.h"
#include "config/schema/schema.h"
#include "config/yaml/yaml_tree.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "output/staging/staging.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kModeline = "# yaml-language-server: $schema=";
constexpr std::string_view kSchemaFile = "lantern.schema.json";

std::string title_of(const std::string& script) {
  Sources sources;
  Diagnostics diagnostics;
  const YamlPtr tree = parse_yaml(sources, sources.add(script, read_script(script)), diagnostics);
  const YamlNode* title = tree ? tree->find("title") : nullptr;
  return title ? title->scalar : "";
}

void list_templates(const std::vector<SceneTemplate>& templates) {
  size_t widest = 0;
  for (const SceneTemplate& one : templates) widest = std::max(widest, one.name.size());
  for (const SceneTemplate& one : templates)
    fmt::print("{:<{}}  {}\n", one.name, widest, title_of(one.script));
}

const SceneTemplate& find_template(const std::vector<SceneTemplate>& templates,
                                   const std::string& name) {
  std::vector<std::string> known;
  for (const SceneTemplate& one : templates) {
    if (one.name == name) return one;
    known.push_back(one.name);
  }
  throw UsageError(fmt::format("there is no template \"{}\"; there is {}", name, join_and(known)));
}

/// The script of a template, which finds its schema beside itself.
std::string script_text(const SceneTemplate& from) {
  std::string text = read_script(from.script);
  if (text.starts_with(kModeline)) text.erase(0, text.find('\n') + 1);
  return fmt::format("{}{}\n{}", kModeline, kSchemaFile, text);
}

std::string data_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw RuntimeError(fmt::format("{}: {}", path, std::strerror(errno)));
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct NewFile {
  fs::path path;
  std::string text;
};

std::vector<NewFile> files_of(const SceneTemplate& from, const fs::path& folder, const Desk& desk) {
  std::vector<NewFile> out;
  out.push_back({folder / (folder.filename().string() + ".yaml"), script_text(from)});
  for (const std::string& data : from.data) {
    out.push_back({folder / fs::path(data).filename(), data_text(data)});
  }
  out.push_back({folder / kSchemaFile, scene_schema(desk.words).dump(1) + "\n"});
  return out;
}

void write_new(const NewFile& file) {
  StagedFile out(file.path.string(), StagedFile::Streams::refused);
  out.write({reinterpret_cast<const std::uint8_t*>(file.text.data()), file.text.size()});
  out.publish();
}

fs::path folder_of(const std::string& name) {
  fs::path path = fs::path(name).lexically_normal();
  if (path.extension() == ".yaml") path.replace_extension();
  if (!path.has_filename()) path = path.parent_path();
  if (path.filename().empty() || path.filename() == "." || path.filename() == "..") {
    throw UsageError(fmt::format("\"{}\" names no scene; write lantern new talk", name));
  }
  return path;
}

}  // namespace

int create(const Options& options) {
  const Desk desk(options);
  const auto templates = scene_templates(desk.resources);
  if (options.new_list) {
    list_templates(templates);
    return 0;
  }
  if (options.new_name.empty()) throw UsageError("the new scene needs a name: lantern new talk");
  const SceneTemplate& from =
      find_template(templates, options.new_from.empty() ? "minimal" : options.new_from);
  const std::vector<NewFile> files = files_of(from, folder_of(options.new_name), desk);
  for (const NewFile& file : files) {
    if (!fs::exists(fs::symlink_status(file.path))) continue;
    throw UsageError(fmt::format("{} is there already; nothing was written", file.path.string()));
  }
  for (const NewFile& file : files) {
    write_new(file);
    fmt::print("{}\n", file.path.string());
  }
  fmt::print("\nlantern render {} --watch\n", files[0].path.string());
  return 0;
}

}  // namespace lantern
