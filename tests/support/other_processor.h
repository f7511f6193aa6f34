#pragma once

#include <string>
#include <vector>

namespace lantern::test {

/// Settings under which glibc's functions run as on a processor without FMA and AVX2, where their
/// results differ in the last place.
std::vector<std::string> without_fma();

/// What a hidden test of this program prints to standard output, run by its tag in a process of its
/// own.
std::string printed_by(const std::string& tag, const std::vector<std::string>& environment);

}  // namespace lantern::test
