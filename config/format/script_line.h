#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lantern {

/// What is open at the end of a line of YAML.
struct OpenYaml {
  std::string brackets;  ///< the flow collections, outermost first
  char quote = 0;        ///< of a quoted text that goes on
  bool block = false;    ///< the line ends with the head of a block scalar
  bool plain = false;    ///< it ends with an unquoted text, which may go on

  bool flow() const { return !brackets.empty() || quote != 0; }
};

/// A line written anew.
struct RewrittenLine {
  std::string text;
  std::vector<std::string> quoted;  ///< values that got quotes
};

/// What to do with a line: put quotes round what YAML would cut or take for something else (texts
/// with holes, expressions with commas, colours), or only set the spaces between its parts.
enum class Rewrite { quote, space };

/// Writes what follows the indentation of a line anew. `open` is what was open before it, and then
/// after it. `goes_on`: the next line continues an unquoted text of this one.
RewrittenLine rewrite_line(std::string_view content, OpenYaml& open, Rewrite rewrite, bool goes_on);

}  // namespace lantern
