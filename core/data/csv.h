#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/data/data_error.h"
#include "core/data/table.h"

namespace lantern {

/// No option raises the limit beyond this.
constexpr size_t kMostCsvBytes = (size_t{1} << 30) - 1;

struct CsvOptions {
  size_t most_rows = 10'000'000;
  size_t most_bytes = kMostCsvBytes;
};

/// Reads comma-separated values as RFC 4180 describes them, in UTF-8 with or without a byte order
/// mark; lines end with CRLF, LF or CR. Where the header has more semicolons or tabs than commas,
/// those separate fields. The first row names the columns. Rows without any text are
/// skipped. A field may stand in double quotes, and may then hold commas, line ends and doubled
/// quotes; blanks around the quotes are ignored.
///
/// A column is numbers where every cell that is not missing is one, true/false where every one is
/// (as TRUE, True or true), else text. Blanks around a cell do not count, but within quotes they
/// belong to a text. Numbers keep how they are written. Missing are empty cells and, without
/// quotes, NA, N/A, NaN, nan and null. A first column without a name is called `index`.
///
/// `key_columns` name the rows: none, and they are numbered from 1; several are joined by '/'.
/// `name` is what messages and the table's origin call the file.
///
/// Throws DataError where the file is not such a table or its keys are not unique, LimitError past
/// a limit.
Table read_csv(std::string_view text, std::string_view name,
               const std::vector<std::string>& key_columns, const CsvOptions& options = {});

}  // namespace lantern
