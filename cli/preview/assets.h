#pragma once

#include <span>
#include <string_view>

namespace lantern {

/// A file of the page, built into the program.
struct Asset {
  std::string_view path;  ///< of the URL: "/preview.js"
  std::string_view type;  ///< "text/javascript"
  std::string_view body;
};

std::span<const Asset> preview_assets();

}  // namespace lantern
