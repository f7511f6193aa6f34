#pragma once

#include <string>
#include <string_view>

namespace lantern {

/// Whether the text, which is no number, is what a program or a person writes for one or for a
/// missing one: "-", "None", "#N/A", "−1.5", "1,234.5", "0,5", "1e400".
bool is_number_slip(std::string_view text);

/// How to write what stands in a column of numbers and is none.
std::string mend_of_slip(std::string_view text);

}  // namespace lantern
