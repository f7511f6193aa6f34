#include "core/data/csv.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/cell_column.h"
#include "core/data/csv_cells.h"

namespace lantern {
namespace {

using Cells = std::vector<CsvCell>;

/// What a first column without a name holds: pandas and R write the names of the rows so.
constexpr std::string_view kIndex = "index";

/// The cells of one column of the file.
class FileCells {
 public:
  FileCells(const Cells& cells, std::string_view text) : cells_(cells), text_(text) {}

  size_t size() const { return cells_.size(); }
  std::string_view written(size_t row) const { return trimmed(contents(row)); }
  std::string_view contents(size_t row) const { return cells_[row].raw(text_); }
  std::string text(size_t row) const { return cells_[row].contents(text_); }
  static bool bare(size_t) { return true; }
  bool missing(size_t row) const {
    const std::string_view word = written(row);
    return word.empty() || (!cells_[row].quoted && means_missing(word));
  }

 private:
  const Cells& cells_;
  std::string_view text_;
};

// ---- the table

class CsvReader {
 public:
  CsvReader(std::string_view text, std::string_view name, const CsvOptions& options)
      : text_(text), name_(name), options_(options), scanner_(text) {}

  Table read(const std::vector<std::string>& key_columns) {
    check_text();
    read_header();
    read_rows();
    auto origin = std::make_shared<Origin>();
    origin->file = name_;
    std::vector<Column> columns;
    for (size_t i = 0; i < names_.size(); ++i) {
      const FileCells cells(cells_[i], text_);
      const CellColumn<FileCells> reader(cells);
      columns.push_back(reader.read());
      origin->fields[names_[i]] = static_cast<int>(i) + 1;
      if (columns.back().type() != ColumnType::text) continue;
      if (const auto row = reader.stray_row()) origin->not_a_number[names_[i]] = *row;
    }
    Keys keys = make_keys(key_columns, columns);
    origin->lines = std::move(lines_);
    Table table(fmt::format("{}", fmt::join(key_columns, "/")), std::move(keys), std::move(names_),
                std::move(columns));
    table.set_origin(std::move(origin));
    return table;
  }

 private:
  [[noreturn]] void fail(size_t offset, const std::string& message) const {
    fail_in_csv(text_, offset, message);
  }

  /// Where the field starts, its quote included.
  static size_t start_of(const CsvCell& cell) { return cell.offset - (cell.quoted ? 1 : 0); }

  void check_text() const {
    const size_t most = std::min(options_.most_bytes, kMostCsvBytes);
    if (text_.size() > most)
      throw LimitError(fmt::format("{} has more than {} bytes", name_, most));
    if (const auto offset = validate_utf8(text_)) {
      fail(*offset, "this byte is not UTF-8: save the file as UTF-8");
    }
    const size_t zero = text_.find('\0');
    if (zero != std::string_view::npos) fail(zero, "a zero byte: this is not a text file");
  }

  void read_header() {
    Cells header;
    if (!scanner_.next(header)) {
      fail(0, "the file is empty: its first row has to name the columns");
    }
    for (const CsvCell& cell : header) {
      const std::string contents = cell.contents(text_);
      std::string column(trimmed(contents));
      if (column.empty() && names_.empty() && leaves_index(header)) column = kIndex;
      if (column.empty()) {
        fail(start_of(cell), fmt::format("column {} has no name", names_.size() + 1));
      }
      if (std::find(names_.begin(), names_.end(), column) != names_.end()) {
        fail(start_of(cell), fmt::format("two columns are called {}", in_quotes(column)));
      }
      names_.push_back(std::move(column));
    }
    cells_.resize(names_.size());
  }

  /// Whether there are other columns, and none of them is called `index`.
  bool leaves_index(const Cells& header) const {
    return header.size() > 1 &&
           std::none_of(header.begin(), header.end(),
                        [&](const CsvCell& cell) { return trimmed(cell.raw(text_)) == kIndex; });
  }

  void read_rows() {
    Cells row;
    while (scanner_.next(row)) {
      if (row.size() != names_.size()) fail_ragged(row);
      if (lines_.size() == options_.most_rows) {
        throw LimitError(fmt::format("{} has more than {} rows", name_, options_.most_rows));
      }
      for (size_t i = 0; i < row.size(); ++i) cells_[i].push_back(row[i]);
      lines_.push_back(scanner_.line());
    }
  }

  [[noreturn]] void fail_ragged(const Cells& row) const {
    const bool many = row.size() > names_.size();
    const CsvCell& at = many ? row[names_.size()] : row.back();
    fail(start_of(at),
         fmt::format("this row has {} field{}, the header {}{}", row.size(),
                     row.size() == 1 ? "" : "s", names_.size(),
                     many ? fmt::format("; a field with a {} in it has to stand in quotes",
                                        scanner_.separator_name())
                          : ""));
  }

  // ---- keys

  Keys make_keys(const std::vector<std::string>& key_columns,
                 const std::vector<Column>& columns) const {
    if (key_columns.empty()) return Keys::numbered(lines_.size());
    std::vector<std::string> keys(lines_.size());
    size_t first = names_.size();
    for (const std::string& key : key_columns) {
      const size_t column = find_key(key);
      if (first == names_.size()) first = column;
      for (size_t row = 0; row < keys.size(); ++row) {
        if (columns[column].missing(row)) fail_without_key(row, column);
        if (&key != &key_columns[0]) keys[row] += '/';
        keys[row] += columns[column].text(row);
      }
    }
    if (const auto second = first_duplicate(keys)) fail_duplicate(keys, *second, first);
    return Keys(std::move(keys));
  }

  size_t find_key(const std::string& key) const {
    const auto found = std::find(names_.begin(), names_.end(), key);
    if (found != names_.end()) return static_cast<size_t>(found - names_.begin());
    fail(0, fmt::format("the file has no column {} to name its rows{}; it has {}", in_quotes(key),
                        did_you_mean(key, names_), join_and(names_)));
  }

  [[noreturn]] void fail_without_key(size_t row, size_t column) const {
    fail(start_of(cells_[column][row]),
         fmt::format("row {} has no key: column {} names the rows and is empty here", row + 1,
                     in_quotes(names_[column])));
  }

  [[noreturn]] void fail_duplicate(const std::vector<std::string>& keys, size_t second,
                                   size_t column) const {
    const auto first = std::find(keys.begin(), keys.end(), keys[second]) - keys.begin();
    fail(start_of(cells_[column][second]),
         fmt::format("the key {} names two rows: lines {} and {}", in_quotes(keys[second]),
                     lines_[static_cast<size_t>(first)], lines_[second]));
  }

  std::string_view text_;
  std::string name_;
  const CsvOptions& options_;
  CsvScanner scanner_;
  std::vector<std::string> names_;
  std::vector<Cells> cells_;  // by column
  std::vector<std::int32_t> lines_;
};

}  // namespace

Table read_csv(std::string_view text, std::string_view name,
               const std::vector<std::string>& key_columns, const CsvOptions& options) {
  return CsvReader(text, name, options).read(key_columns);
}

}  // namespace lantern
