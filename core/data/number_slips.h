#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lantern {

/// Whether the text, which is no number, is what a program or a person writes for one or for a
/// missing one: "-", "None", "#N/A", "−1.5", "1,234.5", "0,5", "1e400", "12 kg", "45%", "$3.20".
bool is_number_slip(std::string_view text);

/// Whether all of these texts are numbers with units, and each is greater than the one before.
struct Measures {
  bool all = false, rising = false;
};
Measures measures_in(const std::vector<std::string>& texts);

/// How to write what stands in a column of numbers and is none.
std::string mend_of_slip(std::string_view text);

}  // namespace lantern
