#include "cli/project/own_looks.h"

#include <filesystem>

#include "config/resources/resources.h"
#include "core/base/error.h"
#include "core/files/scene_file.h"
#include "renderer/frame/symbols.h"

namespace lantern {
namespace {

constexpr std::int64_t kMostBytes = 1 << 20;

/// Its text; nothing, and a message, where a scene may not or cannot read it.
std::optional<std::string> text_of(const std::string& path, const Location& at,
                                   const SceneSpec& scene, const Options& options, Desk& desk) {
  FileText text = read_scene_file(path, scene.folder, options.root, kMostBytes);
  if (auto* read = std::get_if<std::string>(&text)) return std::move(*read);
  const auto& refusal = std::get<FileRefusal>(text);
  desk.diagnostics.error(code_of(refusal.why), at, refusal.message, refusal.hint);
  return std::nullopt;
}

/// Whether its paths can be read.
bool can_be_drawn(const GlyphArt& art, const GlyphFileSpec& glyph, Desk& desk) {
  try {
    glyph_symbol(art);
    for (const std::string& mood : art.moods()) glyph_symbol(art, mood);
    return true;
  } catch (const RuntimeError& e) {
    desk.diagnostics.error("data-format", glyph.path_at, e.what());
    return false;
  }
}

std::string shown_path(const std::string& path, const SceneSpec& scene) {
  return (std::filesystem::path(scene.folder) / path).string();
}

}  // namespace

void load_own_looks(SceneSpec& scene, const Options& options, Desk& desk) {
  CanvasSpec& canvas = scene.canvas;
  if (is_theme_file(canvas.theme)) {
    auto text = text_of(canvas.theme, canvas.theme_at, scene, options, desk);
    auto theme = text ? read_own_theme(shown_path(canvas.theme, scene), std::move(*text),
                                       desk.resources, desk.sources, desk.diagnostics)
                      : std::nullopt;
    if (theme) canvas.own_theme = std::make_shared<const Theme>(std::move(*theme));
  }
  for (const GlyphFileSpec& glyph : scene.glyphs) {
    auto text = text_of(glyph.path, glyph.path_at, scene, options, desk);
    if (!text) continue;
    auto art = read_own_glyph(glyph.name, shown_path(glyph.path, scene), std::move(*text),
                              desk.sources, desk.diagnostics);
    if (art && can_be_drawn(*art, glyph, desk)) scene.own_glyphs.push_back(std::move(*art));
  }
}

Theme given_theme(const std::string& path, const Desk& desk) {
  FileText text = read_given_file(path, kMostBytes);
  if (const auto* refusal = std::get_if<FileRefusal>(&text)) throw UsageError(refusal->message);
  Sources sources;
  Diagnostics diagnostics;
  auto theme = read_own_theme(path, std::move(std::get<std::string>(text)), desk.resources, sources,
                              diagnostics);
  if (!theme) throw UsageError(to_human(diagnostics.sorted(), sources));
  return *std::move(theme);
}

}  // namespace lantern
