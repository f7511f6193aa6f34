#pragma once

#include <string>
#include <string_view>

// Plain texts in Markdown: what CommonMark's readers, GitHub's and pandoc read back is the text.

namespace lantern {

/// On one line, within others: line ends are spaces.
std::string markdown_words(std::string_view text);

/// Lines and paragraphs of a text, each line ending where it does. Blanks at their ends are left
/// out.
std::string markdown_paragraphs(std::string_view text);

}  // namespace lantern
