#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/format/script_line.h"

namespace lantern {

/// A script that was written anew, line by line.
struct RewrittenScript {
  std::string text;
  std::vector<std::pair<int, std::string>> quoted;  ///< line (from 1) and value
};

/// `Rewrite::quote` changes nothing but quotes, `Rewrite::space` all spaces that mean nothing,
/// indentation included.
RewrittenScript rewrite_script(std::string_view text, Rewrite rewrite);

}  // namespace lantern
