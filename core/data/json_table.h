#pragma once

#include "core/data/csv.h"

namespace lantern {

/// Reads an array of objects, each a row: their keys are the columns, in order of appearance. A key
/// that an object does not have, and null, are missing. A column is numbers where every value is a
/// number (which keep how they are written), true/false where every one is, else text.
///
/// Otherwise as `read_csv`: so are keys, limits and mistakes.
Table read_json(std::string_view text, std::string_view name,
                const std::vector<std::string>& key_columns, const CsvOptions& options = {});

}  // namespace lantern
