#include "config/format/script_line.h"

#include <algorithm>

#include "config/yaml/yaml_syntax.h"

namespace lantern {
namespace {

bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

/// In double quotes, or in single ones where that needs no escapes.
std::string in_yaml_quotes(std::string_view text) {
  if (text.find_first_of("\"\\") == std::string_view::npos) return "\"" + std::string(text) + "\"";
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

/// "#ff0" or "#1f77b4": most likely a colour, not a comment.
size_t hex_color_length(std::string_view text) {
  if (text.empty() || text[0] != '#') return 0;
  size_t digits = 0;
  while (digits + 1 < text.size() && is_one_of(text[digits + 1], "0123456789abcdefABCDEF"))
    ++digits;
  const size_t end = digits + 1;
  const bool ends = end >= text.size() || is_one_of(text[end], " ,}]");
  return ends && (digits == 3 || digits == 6 || digits == 8) ? end : 0;
}

class LineWriter {
 public:
  LineWriter(std::string_view content, OpenYaml& open, Rewrite rewrite, bool goes_on)
      : in_(content), open_(open), rewrite_(rewrite), goes_on_(goes_on) {}

  RewrittenLine write() {
    open_.block = open_.plain = false;
    if (open_.quote != 0) close_quote();
    while (true) {
      gap_ = at_;
      at_ = std::min(in_.find_first_not_of(' ', at_), in_.size());
      if (at_ == in_.size()) break;
      if (!part()) break;
    }
    return std::move(out_);
  }

 private:
  /// One part of the line; false where it is the last.
  bool part() {
    const char c = in_[at_];
    if (c == '#' && (at_ == 0 || in_[at_ - 1] == ' ')) return comment();
    if (open_.flow() && is_one_of(c, ",}]")) return mark(c);
    if (c == ':' && after_key_ && ends_key(at_)) {
      after_key_ = false;
      value_expected_ = true;
      put(":", Piece::close);
      ++at_;
      return true;
    }
    if (c == '[' || (c == '{' && !hole_at(at_))) return mark(c);
    if (c == '"' || c == '\'') return quoted(c);
    if (!open_.flow() && (c == '|' || c == '>') && (value_expected_ || after_dash_))
      return block_head();
    if (!open_.flow() && c == '-' && !value_expected_ && !after_key_ &&
        (at_ + 1 == in_.size() || in_[at_ + 1] == ' ')) {
      put("-", Piece::text);
      after_dash_ = true;
      ++at_;
      return true;
    }
    if (is_one_of(c, "&*!")) return word();
    return plain();
  }

  enum class Piece { open, close, text };

  /// Appends a part, with the space that belongs before it.
  void put(std::string_view text, Piece piece) {
    const bool apart = !out_.text.empty() && piece != Piece::close && last_ != Piece::open;
    if (rewrite_ == Rewrite::quote) out_.text += in_.substr(gap_, at_ - gap_);
    else if (apart) out_.text += ' ';
    out_.text += text;
    last_ = piece;
  }

  bool comment() {
    const size_t color = value_expected_ ? hex_color_length(in_.substr(at_)) : 0;
    if (rewrite_ == Rewrite::quote && color > 0) {
      put_quoted(in_.substr(at_, color));
      at_ += color;
      value_expected_ = false;
      return true;
    }
    out_.text += in_.substr(gap_);  // comments of several lines may be aligned
    return false;
  }

  bool mark(char c) {
    const bool opens = c == '{' || c == '[';
    if (opens) open_.brackets += c;
    else if (c != ',' && !open_.brackets.empty()) open_.brackets.pop_back();
    put(std::string_view(&c, 1), opens ? Piece::open : Piece::close);
    after_key_ = c == '}' || c == ']';
    value_expected_ = opens || c == ',';
    ++at_;
    return true;
  }

  void close_quote() {
    size_t end = 0;
    while (end < in_.size() && in_[end] != open_.quote)
      end += open_.quote == '"' && in_[end] == '\\' ? 2 : 1;
    if (end >= in_.size()) {
      out_.text = in_;
      at_ = in_.size();
      return;
    }
    if (open_.quote == '\'' && end + 1 < in_.size() && in_[end + 1] == '\'') {  // an escaped one
      out_.text = in_.substr(0, end + 2);
      in_.remove_prefix(end + 2);
      const std::string before = std::move(out_.text);
      out_.text.clear();
      close_quote();
      out_.text = before + out_.text;
      return;
    }
    out_.text = in_.substr(0, end + 1);
    open_.quote = 0;
    at_ = end + 1;
    after_key_ = true;
  }

  bool quoted(char c) {
    const size_t end = end_of_quoted(in_, at_);
    if (end == std::string_view::npos) {
      put(in_.substr(at_), Piece::text);
      open_.quote = c;
      return false;
    }
    put(in_.substr(at_, end + 1 - at_), Piece::text);
    at_ = end + 1;
    after_key_ = true;
    value_expected_ = false;
    return true;
  }

  bool block_head() {
    put(in_.substr(at_), Piece::text);
    open_.block = true;
    return false;
  }

  /// An anchor, an alias or a tag.
  bool word() {
    const size_t end = std::min(in_.find_first_of(open_.flow() ? " ,]}" : " ", at_), in_.size());
    put(in_.substr(at_, end - at_), Piece::text);
    at_ = end;
    after_key_ = true;
    return true;
  }

  bool hole_at(size_t at) const { return in_.substr(at, 2) == "{="; }
  bool ends_key(size_t at) const {
    return at + 1 >= in_.size() || in_[at + 1] == ' ' ||
           (open_.flow() && is_one_of(in_[at + 1], ",[]{}\"'"));
  }

  /// Where an unquoted text ends. What belongs together for the language does not end it: a hole,
  /// the brackets and texts of an expression.
  size_t plain_end() const {
    const bool expression = in_[at_] == '=';
    int depth = 0;
    size_t end = at_;
    for (size_t i = at_; i < in_.size(); ++i) {
      const char c = in_[i];
      if (hole_at(i) || (expression && c == '\'')) {
        const size_t close = in_.find(c == '{' ? '}' : '\'', i + 1);
        if (close != std::string_view::npos) i = close;
      } else if (expression && c == '(') {
        ++depth;
      } else if (expression && c == ')') {
        --depth;
      } else if (c == '#' && in_[i - 1] == ' ') {
        break;
      } else if (depth <= 0 && c == ':' && ends_key(i) && !whole_line_) {
        break;
      } else if (depth <= 0 && open_.flow() && is_one_of(c, ",[]{}")) {
        break;
      }
      if (in_[i] != ' ') end = i + 1;
    }
    return end;
  }

  void put_quoted(std::string_view text) {
    put(in_yaml_quotes(text), Piece::text);
    out_.quoted.emplace_back(text);
  }

  bool plain() {
    whole_line_ = value_expected_ && !open_.flow();  // no second key can stand in a block's line
    const size_t end = std::max(plain_end(), at_ + 1);
    const std::string_view text = in_.substr(at_, end - at_);
    const size_t next = std::min(in_.find_first_not_of(' ', end), in_.size());
    const bool is_key = next < in_.size() && in_[next] == ':' && ends_key(next);
    const bool runs_on = next == in_.size() && (goes_on_ || open_.flow());
    const bool bites =
        text.find("{=") != std::string_view::npos ||
        (text[0] == '=' && text.find(',') != std::string_view::npos) ||
        (whole_line_ && (text.find(": ") != std::string_view::npos || text.ends_with(':')));
    if (rewrite_ == Rewrite::quote && bites && !is_key && !runs_on) put_quoted(text);
    else put(text, Piece::text);
    at_ = end;
    after_key_ = true;
    value_expected_ = false;
    open_.plain = !open_.flow() && !is_key && next == in_.size();
    return true;
  }

  std::string_view in_;
  OpenYaml& open_;
  Rewrite rewrite_;
  bool goes_on_;
  RewrittenLine out_;
  size_t at_ = 0;
  size_t gap_ = 0;  ///< where the spaces before the part start
  Piece last_ = Piece::open;
  bool after_key_ = false;  ///< a colon here would end a key
  bool after_dash_ = false;
  bool whole_line_ = false;      ///< an unquoted text here goes on to the end of the line
  bool value_expected_ = false;  ///< what follows stands for something
};

}  // namespace

RewrittenLine rewrite_line(std::string_view content, OpenYaml& open, Rewrite rewrite,
                           bool goes_on) {
  return LineWriter(content, open, rewrite, goes_on).write();
}

}  // namespace lantern
