#include "core/data/csv_cells.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/data_error.h"

namespace lantern {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kSeparators = ",;\t";

bool ends_line(char c) {
  return c == '\n' || c == '\r';
}

/// What separates the fields of the header, which starts at `from`: what stands most often in it
/// outside of quotes.
char separator_of(std::string_view text, size_t from) {
  const size_t start = std::min(text.find_first_not_of("\r\n", from), text.size());
  bool quoted = false;
  std::array<size_t, kSeparators.size()> counts{};
  for (size_t at = start; at < text.size() && (quoted || !ends_line(text[at])); ++at) {
    if (text[at] == '"') quoted = !quoted;
    const size_t which = quoted ? kSeparators.npos : kSeparators.find(text[at]);
    if (which < counts.size()) ++counts[which];
  }
  return kSeparators[size_t(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

}  // namespace

std::string CsvCell::contents(std::string_view text) const {
  const std::string_view written = raw(text);
  if (!doubled) return std::string(written);
  std::string out;
  for (size_t i = 0; i < written.size(); ++i) {
    out += written[i];
    if (written[i] == '"') ++i;
  }
  return out;
}

CsvScanner::CsvScanner(std::string_view text) : text_(text) {
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  separator_ = separator_of(text_, at_);
}

std::string_view CsvScanner::separator_name() const {
  return separator_ == ',' ? "comma" : separator_ == ';' ? "semicolon" : "tab";
}

bool CsvScanner::next(std::vector<CsvCell>& row) {
  while (at_ < text_.size()) {
    row.clear();
    row_line_ = line_;
    row.push_back(cell());
    while (at_ < text_.size() && text_[at_] == separator_) {
      ++at_;
      row.push_back(cell());
    }
    skip_line_end();
    const bool blank = row.size() == 1 && !row[0].quoted && trimmed(row[0].raw(text_)).empty();
    if (!blank) return true;
  }
  return false;
}

CsvCell CsvScanner::cell() {
  const size_t start = at_;
  skip_blanks();
  if (at_ < text_.size() && text_[at_] == '"') return quoted_cell();
  while (at_ < text_.size() && text_[at_] != separator_ && !ends_line(text_[at_])) {
    if (text_[at_] == '"') {
      fail_in_csv(text_, at_,
                  "a quote inside a field: put the whole field in quotes, and double "
                  "the quotes in it");
    }
    ++at_;
  }
  const std::string_view written = trimmed(text_.substr(start, at_ - start));
  CsvCell out;
  // An empty field starts where it stands.
  out.offset =
      static_cast<std::uint32_t>(written.empty() ? start : size_t(written.data() - text_.data()));
  out.length = static_cast<std::uint32_t>(written.size()) & 0x3fffffff;
  return out;
}

CsvCell CsvScanner::quoted_cell() {
  CsvCell out;
  out.quoted = 1;
  out.offset = static_cast<std::uint32_t>(at_ + 1);
  out.doubled = skip_quoted() ? 1 : 0;
  out.length = static_cast<std::uint32_t>(at_ - 1 - out.offset) & 0x3fffffff;
  skip_blanks();
  if (at_ < text_.size() && text_[at_] != separator_ && !ends_line(text_[at_])) {
    fail_in_csv(text_, at_,
                fmt::format("only a {} can follow the quote that ends a field; a quote in it is "
                            "written twice",
                            separator_name()));
  }
  return out;
}

bool CsvScanner::skip_quoted() {
  bool doubled = false;
  const size_t quote = at_++;
  while (true) {
    if (at_ == text_.size()) fail_in_csv(text_, quote, "this quote is never closed");
    if (text_[at_] == '"') {
      ++at_;
      if (at_ == text_.size() || text_[at_] != '"') return doubled;
      doubled = true;
      ++at_;
    } else if (!skip_line_end()) {
      ++at_;
    }
  }
}

void CsvScanner::skip_blanks() {
  while (at_ < text_.size() && text_[at_] != separator_ &&
         (text_[at_] == ' ' || text_[at_] == '\t'))
    ++at_;
}

bool CsvScanner::skip_line_end() {
  if (at_ == text_.size() || !ends_line(text_[at_])) return false;
  at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
  ++line_;
  return true;
}

void fail_in_csv(std::string_view text, size_t offset, const std::string& message) {
  std::int32_t line = 1;
  size_t start = 0;
  for (size_t i = 0; i < offset; ++i) {
    if (!ends_line(text[i]) || (text[i] == '\r' && text.substr(i + 1, 1) == "\n")) continue;
    ++line;
    start = i + 1;
  }
  throw DataError(message, line, static_cast<std::int32_t>(offset - start) + 1);
}

}  // namespace lantern
