#include "renderer/text/font_files.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include <fmt/format.h>

#include "core/base/error.h"

namespace lantern {
namespace {

/// Stands in for symbols, and for scripts whose own font is not installed.
constexpr std::string_view kFallback = "DejaVu Sans";

}  // namespace

// Not here: Inter Display, whose figures are not tabular in Debian 12.
const std::vector<FontFamily>& font_families() {
  static const std::vector<FontFamily> families{
      {"Inter",
       "/usr/share/fonts/opentype/inter",
       "fonts-inter",
       {{400, false, "Inter-Regular.otf"},
        {500, false, "Inter-Medium.otf"},
        {600, false, "Inter-SemiBold.otf"},
        {700, false, "Inter-Bold.otf"},
        {800, false, "Inter-ExtraBold.otf"},
        {400, true, "Inter-Italic.otf"},
        {500, true, "Inter-MediumItalic.otf"},
        {600, true, "Inter-SemiBoldItalic.otf"},
        {700, true, "Inter-BoldItalic.otf"},
        {800, true, "Inter-ExtraBoldItalic.otf"}}},
      {"JetBrains Mono",
       "/usr/share/fonts/truetype/jetbrains-mono",
       "fonts-jetbrains-mono",
       {{400, false, "JetBrainsMono-Regular.ttf"},
        {500, false, "JetBrainsMono-Medium.ttf"},
        {700, false, "JetBrainsMono-Bold.ttf"},
        {400, true, "JetBrainsMono-Italic.ttf"},
        {500, true, "JetBrainsMono-MediumItalic.ttf"},
        {700, true, "JetBrainsMono-BoldItalic.ttf"}}},
      {"DejaVu Sans",
       "/usr/share/fonts/truetype/dejavu",
       "fonts-dejavu-core",
       {{400, false, "DejaVuSans.ttf"}, {700, false, "DejaVuSans-Bold.ttf"}}},
  };
  return families;
}

const FontFamily& find_family(std::string_view name) {
  std::string names;
  for (const FontFamily& family : font_families()) {
    if (family.name == name) return family;
    names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", family.name);
  }
  throw RuntimeError(fmt::format("There is no font family \"{}\"; there are {}.", name, names));
}

const FaceFile& closest_face(const FontFamily& family, int weight, bool italic) {
  return *std::min_element(
      family.faces.begin(), family.faces.end(), [&](const FaceFile& a, const FaceFile& b) {
        const auto distance = [&](const FaceFile& face) {
          return std::tuple(face.italic != italic, std::abs(face.weight - weight), face.weight);
        };
        return distance(a) < distance(b);
      });
}

std::vector<FallbackFace> fallback_faces(int weight, const std::u32string& characters,
                                         FontSource source) {
  std::vector<FallbackFace> faces = script_faces(weight, characters, source);
  const FontFamily& family = find_family(kFallback);
  faces.push_back(
      {std::string(kFallback), path_of(family, closest_face(family, weight, false), source), 0});
  return faces;
}

std::string path_of(const FontFamily& family, const FaceFile& face, FontSource source) {
  std::string path = font_file(face.file, family.folder, source);
  if (path.empty()) {
    throw RuntimeError(fmt::format("The font file {}/{} cannot be read: install the package {}.",
                                   family.folder, face.file, family.package));
  }
  return path;
}

}  // namespace lantern
