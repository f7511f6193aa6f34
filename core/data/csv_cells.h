#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lantern {

/// Where a field's contents lie in the text of a file of less than 1 GiB.
struct CsvCell {
  std::uint32_t offset = 0;
  std::uint32_t length : 30 = 0;
  std::uint32_t quoted : 1 = 0;
  std::uint32_t doubled : 1 = 0;  ///< holds doubled quotes

  /// As in the file: quotes are still doubled.
  std::string_view raw(std::string_view text) const { return text.substr(offset, length); }
  std::string contents(std::string_view text) const;
};

/// Cuts a file into rows of cells.
class CsvScanner {
 public:
  /// The header says what separates fields: commas, semicolons or tabs, whichever it has most of.
  explicit CsvScanner(std::string_view text);

  /// The next row with anything in it; false at the end of the file. Throws DataError at a quote
  /// out of place.
  bool next(std::vector<CsvCell>& row);
  /// The line on which that row starts, from 1.
  std::int32_t line() const { return row_line_; }
  std::string_view separator_name() const;

 private:
  CsvCell cell();
  CsvCell quoted_cell();
  /// Past the quote that closes the one at hand; whether there are doubled ones between them.
  bool skip_quoted();
  void skip_blanks();
  bool skip_line_end();

  std::string_view text_;
  char separator_ = ',';
  size_t at_ = 0;
  std::int32_t line_ = 1;
  std::int32_t row_line_ = 1;
};

/// Throws DataError with the line and column of byte `offset`.
[[noreturn]] void fail_in_csv(std::string_view text, size_t offset, const std::string& message);

}  // namespace lantern
