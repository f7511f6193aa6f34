#pragma once

#include <set>
#include <string>

namespace lantern::test {

/// The ids of a document, and how many there are.
std::set<std::string> ids_in(const std::string& svg, size_t& count);

/// Holds it against xmllint.
void check_well_formed(const std::string& svg);

/// That it is well formed and has every id once.
void check_document(const std::string& svg);

}  // namespace lantern::test
