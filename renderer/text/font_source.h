#pragma once

#include <string>
#include <string_view>

namespace lantern {

/// Where fonts come from: the install first, then the system's folders, or the install alone.
enum class FontSource { anywhere, install };

/// The path of a font file: in `share/lantern/fonts` of the install, else in that folder of the
/// system. Empty where there is none that can be read.
std::string font_file(std::string_view file, std::string_view system_folder, FontSource source);

}  // namespace lantern
