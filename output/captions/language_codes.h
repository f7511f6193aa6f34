#pragma once

#include <string>
#include <string_view>

namespace lantern {

/// The three letters (ISO 639-2) of the language that a tag of BCP 47 begins with: "deu" of "de"
/// and "de-AT". Empty where none are known.
std::string three_letters(std::string_view tag);

}  // namespace lantern
