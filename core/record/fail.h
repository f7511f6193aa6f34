#pragma once

#include <string>
#include <string_view>

#include "core/record/value.h"

namespace lantern {

struct Field;

/// Stops the evaluation with a mistake at the place of `field` in the script.
[[noreturn]] void fail(const RecordValue& record, std::string_view field, std::string message,
                       std::string hint = "");

/// Throws SceneError where a choice that an expression has made is none of those that the field
/// has.
void check_live_choice(const Field& field, const std::string& value, const Location& at);

/// Where a cell was read, as "flowers.csv:14:3", else as `row "p07"`.
std::string place_of(const Table& table, size_t row, std::string_view column);

/// What the table calls one of its columns; empty where it is none of them.
std::string name_of(const Table& table, const Column& column);

}  // namespace lantern
