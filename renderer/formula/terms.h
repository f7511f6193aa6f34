#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lantern {

/// Whether a number behind this TeX is a term of its own where it has a sign, as in
/// `t\,{=b:+.2f}`: its sign stands off then, as TeX sets what adds. It is none at the start, in a
/// script, in the cell of a matrix, or as the argument of a command: `\frac{1}{=b}`.
bool adds(std::string_view before);

/// That of each hole between the pieces of a source.
std::vector<bool> terms_of(const std::vector<std::string>& literals);

}  // namespace lantern
