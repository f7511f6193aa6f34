#include "config/scene/load_scene.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "config/grammar/grammar.h"
#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/read/sections.h"
#include "config/read/template_reader.h"
#include "config/read/verbs/read_timeline.h"
#include "config/yaml/yaml_tree.h"
#include "core/base/error.h"
#include "core/base/text.h"

namespace lantern {
namespace {

constexpr std::string_view kVersion = "1";

/// One byte more than the limit is enough to know that it was passed.
std::string read_stream(std::istream& stream, size_t most) {
  std::string text(most + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(stream.gcount()));
  return text;
}

void check_version(const ReadContext& context, const YamlNode& node) {
  const auto text = read_scalar(context, node, "\"lantern\"", "the version of the language");
  if (!text || *text == kVersion) return;
  context.error(
      "version", node.at,
      fmt::format("this is version {} of the language, not {}", kVersion, in_quotes(*text)),
      "write lantern: 1");
}

/// What expressions speak of has one namespace.
void check_unique_names(const ReadContext& context, const SceneSpec& scene) {
  std::map<std::string, std::pair<std::string_view, Location>> seen;
  const auto add = [&](const std::string& name, const Location& at, std::string_view what) {
    const auto [first, fresh] = seen.emplace(name, std::pair{what, at});
    if (fresh) return;
    context.error("duplicate-name", at,
                  fmt::format("{} names a {} already (line {})", in_quotes(name),
                              first->second.first, first->second.second.line),
                  "params, values, functions, data and models share one namespace");
  };
  for (const ParamSpec& param : scene.params) add(param.name, param.at, "param");
  for (const ValueSpec& value : scene.values) add(value.name, value.at, "value");
  for (const FunctionSpec& function : scene.functions) add(function.name, function.at, "function");
  for (const DataSpec& data : scene.data) add(data.name, data.at, "table");
  for (const ModelSpec& model : scene.models) add(model.name, model.at, "model");
}

void check_views_placed(const ReadContext& context, const SceneSpec& scene) {
  std::set<std::string> placed;
  for (const LayoutSpec& layout : scene.canvas.layouts) {
    for (const auto& row : layout.cells) placed.insert(row.begin(), row.end());
    if (layout.cells.empty()) return;  // could not be read: reported already
  }
  for (const ViewSpec& view : scene.views) {
    if (placed.count(view.name)) continue;
    context.error("unplaced-view", view.at,
                  fmt::format("the view {} is in no layout", in_quotes(view.name)),
                  "name it in canvas.layout or canvas.layouts");
  }
}

std::string read_plain_words(const ReadContext& context, const YamlNode& node,
                             std::string_view what) {
  return check_text_slot(context, node, what) ? node.scalar : "";
}

SceneSpec read_sections(const ReadContext& ours, const YamlNode& root) {
  SceneSpec out;
  out.at = root.at;
  const MapReader map(ours, root, scene_grammar(), "the scene");
  if (const YamlNode* n = map["glyphs"]) out.glyphs = read_glyph_files(ours, *n);
  const Vocabulary words = with_own_words(ours.vocabulary, out);
  const ReadContext context{ours.sources, ours.diagnostics, words};
  if (const YamlNode* n = map["lantern"]) check_version(context, *n);
  if (const YamlNode* n = map["title"])
    out.title = read_words(context, *n, "\"title\"").value_or(RichText{});
  if (const YamlNode* n = map["description"]) {
    out.description = read_plain_words(context, *n, "\"description\"");
  }
  if (const YamlNode* n = map["canvas"]) out.canvas = read_canvas(context, *n);
  else out.canvas.at = root.at;
  if (const YamlNode* n = map["meaning"]) out.meaning = read_meaning(context, *n);
  if (const YamlNode* n = map["params"]) out.params = read_params(context, *n);
  if (const YamlNode* n = map["values"]) out.values = read_values(context, *n);
  if (const YamlNode* n = map["functions"]) out.functions = read_functions(context, *n);
  if (const YamlNode* n = map["data"]) out.data = read_data(context, *n);
  if (const YamlNode* n = map["models"]) out.models = read_models(context, *n);
  if (const YamlNode* n = map["views"]) out.views = read_views(context, *n);
  settle_layouts(context, out.views, out.canvas);
  if (const YamlNode* n = map["timeline"]) {
    out.timeline = read_timeline(context, *n, out.canvas, out.views);
  }
  check_unique_names(context, out);
  check_functions(context, out);
  check_views_placed(context, out);
  return out;
}

}  // namespace

Vocabulary with_own_words(const Vocabulary& words, const SceneSpec& scene) {
  Vocabulary out = words;
  for (const GlyphFileSpec& glyph : scene.glyphs) out.glyphs.push_back(glyph.name);
  std::sort(out.glyphs.begin(), out.glyphs.end());
  return out;
}

std::string read_script(const std::string& path) {
  const size_t most = YamlLimits{}.bytes;
  if (path == "-") return read_stream(std::cin, most);
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw RuntimeError(fmt::format("{}: Is a directory", path));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw RuntimeError(fmt::format("{}: {}", path, std::strerror(errno)));
  return read_stream(file, most);
}

std::optional<SceneSpec> read_scene(const std::string& name, std::string text,
                                    const std::string& folder, const Vocabulary& vocabulary,
                                    Sources& sources, Diagnostics& diagnostics) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  const std::int32_t file = sources.add(name, std::move(text));
  const YamlPtr root = parse_yaml(sources, file, diagnostics);
  if (!root) return std::nullopt;
  const ReadContext context{sources, diagnostics, vocabulary};
  SceneSpec scene = read_sections(context, *root);
  scene.file = file;
  scene.folder = folder;
  scene.name = name == "-" ? "scene" : std::filesystem::path(name).stem().string();
  return scene;
}

std::optional<SceneSpec> load_scene(const std::string& path, const Vocabulary& vocabulary,
                                    Sources& sources, Diagnostics& diagnostics) {
  const std::string folder = path == "-" ? "" : std::filesystem::path(path).parent_path().string();
  return read_scene(path, read_script(path), folder, vocabulary, sources, diagnostics);
}

}  // namespace lantern
