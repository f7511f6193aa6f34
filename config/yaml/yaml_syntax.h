#pragma once

#include <string_view>

#include "core/diagnostics/diagnostics.h"

namespace lantern {

/// Where the text that the quote at byte `at` opens is closed; npos: nowhere.
size_t end_of_quoted(std::string_view text, size_t at);

/// Refuses what YAML readers would misread before they see it: bytes that are not UTF-8, control
/// characters, tabs that indent. Reports and returns false at the first.
bool check_text(const Sources& sources, std::int32_t file, Diagnostics& diagnostics);

/// Reports a syntax error that the YAML parser found at byte `offset`, with the cause that its line
/// suggests rather than the parser's own words where one of the usual slips is found.
void report_syntax_error(const Sources& sources, std::int32_t file, size_t offset,
                         std::string_view parser_message, Diagnostics& diagnostics);

}  // namespace lantern
