#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "renderer/text/font_source.h"
#include "renderer/text/script_fonts.h"
#include "renderer/text/shaped_text.h"

namespace lantern {

/// One static font file of a family.
struct FaceFile {
  int weight;  ///< CSS weight
  bool italic;
  std::string_view file;  ///< its name
};

struct FontFamily {
  std::string_view name;
  std::string_view folder;   ///< where Debian has it
  std::string_view package;  ///< Debian's, which installs it
  std::vector<FaceFile> faces;
};

/// Families that can be asked for.
const std::vector<FontFamily>& font_families();

/// The family of that name. Throws RuntimeError, with the names there are, where there is none.
const FontFamily& find_family(std::string_view name);

/// The face that comes closest: slant first, where the family has it, then weight.
const FaceFile& closest_face(const FontFamily& family, int weight, bool italic);

/// Those that may have these characters, in the order in which they are tried, for text of that
/// weight: fonts of their scripts where they are installed, then DejaVu Sans.
std::vector<FallbackFace> fallback_faces(int weight, const std::u32string& characters,
                                         FontSource source);

/// The path of a font file. Throws RuntimeError, naming the package to install, where it cannot be
/// read.
std::string path_of(const FontFamily& family, const FaceFile& face, FontSource source);

}  // namespace lantern
