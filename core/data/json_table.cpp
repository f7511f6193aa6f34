#include "core/data/json_table.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/cell_column.h"
#include "core/data/csv_cells.h"

namespace lantern {
namespace {

/// The text's bytes for the parser; they tell how far it has read.
class Reading {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Reading(const char* at, const char** reached) : at_(at), reached_(reached) {}
  reference operator*() const { return *at_; }
  Reading& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  bool operator==(const Reading& other) const { return at_ == other.at_; }
  bool operator!=(const Reading& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** reached_;
};

/// Takes what the parser finds, in its order, as rows of cells.
class JsonRows : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonRows(std::string_view text, std::string_view name, const CsvOptions& options)
      : text_(text), name_(name), options_(options), reached_(text.data()) {}

  Reading begin() { return {text_.data(), &reached_}; }
  Reading end() { return {text_.data() + text_.size(), &reached_}; }

  std::vector<std::string> names;
  std::vector<std::vector<TextCells::Cell>> columns;
  std::vector<std::int32_t> lines;

  bool null() override { return cell({}); }
  bool boolean(bool value) override { return cell({value ? "true" : "false", false, false}); }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& written) override { return number(written); }
  bool string(string_t& value) override { return cell({value, value.empty(), false}); }
  bool binary(binary_t&) override { return cell({}); }

  bool start_array(std::size_t) override {
    if (depth_ != 0) fail("a cell is a number, a text, true, false or null: this is a list");
    ++depth_;
    return true;
  }
  bool end_array() override {
    --depth_;
    return true;
  }

  bool start_object(std::size_t) override {
    if (depth_ == 0) fail(kWanted);
    if (depth_ > 1) fail("a cell is a number, a text, true, false or null: this is an object");
    if (lines.size() == options_.most_rows) {
      throw LimitError(fmt::format("{} has more than {} rows", name_, options_.most_rows));
    }
    ++depth_;
    count_lines();
    lines.push_back(line_);
    for (auto& column : columns) column.emplace_back();
    return true;
  }
  bool end_object() override {
    --depth_;
    return true;
  }

  bool key(string_t& name) override {
    const auto [known, fresh] = places_.emplace(name, names.size());
    if (fresh) {
      names.push_back(name);
      columns.emplace_back(lines.size());
      given_.push_back(0);
    }
    column_ = known->second;
    if (given_[column_] == lines.size()) fail(fmt::format("this row has two {}", in_quotes(name)));
    given_[column_] = lines.size();
    return true;
  }

  bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception&) override {
    const size_t offset = std::min(at > 0 ? at - 1 : 0, text_.size());
    if (const auto word = no_number(offset)) {
      fail_in_csv(text_, size_t(word->data() - text_.data()),
                  fmt::format("JSON has no number {}: write null where there is none", *word));
    }
    fail_in_csv(text_, offset, "this is not JSON");
  }

  static constexpr const char* kWanted =
      "a table is a list of objects, one a row: [{\"x\": 1, \"kind\": \"cat\"}, …]";

  [[noreturn]] void fail(const std::string& message) const {
    const auto offset = size_t(reached_ - text_.data());
    fail_in_csv(text_, offset > 0 ? offset - 1 : 0, message);
  }

 private:
  /// What is written at a byte where other programs write numbers that are none: NaN, -Infinity,
  /// 1e999.
  std::optional<std::string_view> no_number(size_t offset) const {
    const auto in_word = [&](size_t at) {
      return at < text_.size() && (is_letter_or_digit(text_[at]) || text_[at] == '-' ||
                                   text_[at] == '+' || text_[at] == '.');
    };
    if (!in_word(offset)) return std::nullopt;
    size_t from = offset, to = offset;
    while (from > 0 && in_word(from - 1)) --from;
    while (in_word(to)) ++to;
    const std::string_view word = text_.substr(from, to - from);
    const std::string_view name = word.substr(word[0] == '-' || word[0] == '+' ? 1 : 0);
    const bool named = name == "NaN" || name == "nan" || name == "Infinity" || name == "inf";
    const bool large = !name.empty() && name[0] >= '0' && name[0] <= '9' &&
                       name.find_first_of("eE") != std::string_view::npos;
    return named || large ? std::optional(word) : std::nullopt;
  }

  static bool is_letter_or_digit(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
  }

  bool number(std::string written) { return cell({std::move(written), false, true}); }

  bool cell(TextCells::Cell value) {
    if (depth_ < 2) fail(kWanted);
    columns[column_].back() = std::move(value);
    return true;
  }

  /// On to where the parser is.
  void count_lines() {
    line_ += static_cast<std::int32_t>(std::count(counted_, reached_, '\n'));
    counted_ = reached_;
  }

  std::string_view text_;
  std::string_view name_;
  const CsvOptions& options_;
  const char* reached_;
  const char* counted_ = text_.data();
  std::int32_t line_ = 1;
  int depth_ = 0;
  size_t column_ = 0;
  std::unordered_map<std::string, size_t> places_;
  std::vector<size_t> given_;  // the last row, from 1, that has the column
};

void check_text(std::string_view text, std::string_view name, const CsvOptions& options) {
  const size_t most = std::min(options.most_bytes, kMostCsvBytes);
  if (text.size() > most) throw LimitError(fmt::format("{} has more than {} bytes", name, most));
  if (const auto offset = validate_utf8(text)) {
    fail_in_csv(text, *offset, "this byte is not UTF-8: save the file as UTF-8");
  }
}

[[noreturn]] void fail_at_row(const JsonRows& rows, size_t row, const std::string& message) {
  throw DataError(message, rows.lines[row], 1);
}

size_t column_named(const JsonRows& rows, const std::string& key) {
  const auto found = std::find(rows.names.begin(), rows.names.end(), key);
  if (found != rows.names.end()) return size_t(found - rows.names.begin());
  const auto near = nearest(key, rows.names);
  throw DataError(
      fmt::format("the file has no column {} to name its rows{}; it has {}", in_quotes(key),
                  near ? fmt::format("; did you mean {}?", in_quotes(*near)) : "",
                  join_and(rows.names)),
      1, 1);
}

Keys keys_of(const JsonRows& rows, const std::vector<std::string>& by,
             const std::vector<Column>& columns) {
  if (by.empty()) return Keys::numbered(rows.lines.size());
  std::vector<std::string> keys(rows.lines.size());
  for (const std::string& name : by) {
    const Column& column = columns[column_named(rows, name)];
    for (size_t row = 0; row < keys.size(); ++row) {
      if (column.missing(row)) {
        fail_at_row(rows, row,
                    fmt::format("row {} has no key: column {} names the rows and is empty here",
                                row + 1, in_quotes(name)));
      }
      keys[row] += (&name == &by[0] ? "" : "/") + column.text(row);
    }
  }
  if (const auto second = first_duplicate(keys)) {
    const auto first = std::find(keys.begin(), keys.end(), keys[*second]) - keys.begin();
    fail_at_row(rows, *second,
                fmt::format("the key {} names two rows: lines {} and {}", in_quotes(keys[*second]),
                            rows.lines[size_t(first)], rows.lines[*second]));
  }
  return Keys(std::move(keys));
}

}  // namespace

Table read_json(std::string_view text, std::string_view name,
                const std::vector<std::string>& key_columns, const CsvOptions& options) {
  check_text(text, name, options);
  JsonRows rows(text, name, options);
  nlohmann::json::sax_parse(rows.begin(), rows.end(), &rows);
  if (rows.names.empty()) {
    throw DataError("there are no columns: " + std::string(JsonRows::kWanted), 1, 1);
  }
  auto origin = std::make_shared<Origin>();
  origin->file = name;
  std::vector<Column> columns;
  for (size_t i = 0; i < rows.names.size(); ++i) {
    const TextCells cells(std::move(rows.columns[i]));
    const CellColumn<TextCells> reader(cells);
    columns.push_back(reader.read());
    origin->fields[rows.names[i]] = static_cast<int>(i) + 1;
    if (columns.back().type() != ColumnType::text) continue;
    if (const auto row = reader.stray_row()) origin->not_a_number[rows.names[i]] = *row;
  }
  Keys keys = keys_of(rows, key_columns, columns);
  origin->lines = std::move(rows.lines);
  Table table(fmt::format("{}", fmt::join(key_columns, "/")), std::move(keys),
              std::move(rows.names), std::move(columns));
  table.set_origin(std::move(origin));
  return table;
}

}  // namespace lantern
