#pragma once

#include <string>

namespace lantern {

/// Adds title and description to a finished PNG or APNG, whose muxer in libavformat has no place
/// for them. Empty ones are left out.
void add_png_text(const std::string& path, const std::string& title,
                  const std::string& description);

}  // namespace lantern
