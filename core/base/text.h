#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lantern {

/// The candidate that `name` is most likely a slip for, for "did you mean": at most a third of its
/// letters (and at least one) may be wrong, missing, too many, or swapped with their neighbour
/// (optimal string alignment distance over code points); upper and lower case of ASCII letters
/// count as the same. The first of equally near ones. Nothing where none is near.
std::optional<std::string> nearest(std::string_view name,
                                   const std::vector<std::string>& candidates);

/// What a message about an unknown name ends with: `; did you mean "color"?` where other programs
/// call a known name so, or one is near, else nothing.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& known);
std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& known);

/// "a", "a and b", "a, b and c"
std::string join_and(const std::vector<std::string>& words);
/// "a", "a or b", "a, b or c"
std::string join_or(const std::vector<std::string>& words);

/// The text between double quotes, for a message: on one line and at most 80 code points of it;
/// control characters are written as escapes.
std::string in_quotes(std::string_view text);

/// The offset of the first byte that is not UTF-8 (overlong forms, surrogates and what lies past
/// U+10FFFF are not); nothing where all is well.
std::optional<size_t> validate_utf8(std::string_view text);

/// How many code points the text has; a byte that is not UTF-8 may count as one.
size_t code_points(std::string_view text);

/// Without blanks (spaces and tabs) at either end.
std::string_view trimmed(std::string_view text);

/// A finite decimal number and nothing else: "3", "-0.5", "+1", ".5", "5.", "1e3". No blanks, no
/// hexadecimal, no "inf" or "nan", nothing too large for a double; what is too small for one is 0.
/// Never asks the locale.
std::optional<double> parse_number(std::string_view text);

/// Whether the text is a number that is too large for a double: "1e400".
bool too_large(std::string_view text);

/// A moment as people read it, to the millisecond: "7.2s".
std::string in_seconds(double time);

/// The shortest text that reads back as the number: "3", "0.1", "1e15". No exponent from 10⁻⁶ to
/// below 10¹⁵; −0 is "0"; "inf", "-inf" and "nan" where it is not finite.
std::string shortest(double number);

}  // namespace lantern
