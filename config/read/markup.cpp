#include "config/read/markup.h"

#include <optional>

#include "core/base/text.h"

namespace lantern {
namespace {

constexpr std::string_view kEscapable = "*[]${}=\\";
constexpr int kDeepest = 16;

struct Token {
  enum class Type { letters, hole, strong, emphasis, open, close, formula };
  Type type = Type::letters;
  size_t begin = 0, end = 0;
  std::string letters{};  // as it reads where it marks nothing
  bool can_open = false, can_close = false;
  int hole = -1;
  std::string name{};  // of a close
  Location name_at{};
  size_t match = 0;  // of an open with a named close: that one
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Tokeniser {
 public:
  Tokeniser(std::string_view text, const std::vector<HolePlace>& holes,
            const std::function<Location(size_t, size_t)>& place, const ReadContext& context)
      : text_(text), holes_(holes), place_(place), context_(context) {}

  std::vector<Token> run() {
    for (size_t at = 0; at < text_.size(); at = out_.back().end) next(at);
    match_brackets();
    return std::move(out_);
  }

 private:
  void next(size_t at) {
    if (const int hole = hole_at(at); hole >= 0) {
      out_.push_back({Token::Type::hole, at, holes_[size_t(hole)].end});
      out_.back().hole = hole;
      return;
    }
    const char c = text_[at];
    if (c == '\\' && at + 1 < text_.size() && kEscapable.find(text_[at + 1]) != kEscapable.npos) {
      return add(Token::Type::letters, at, at + 2, text_.substr(at + 1, 1));
    }
    if (c == '*') return stars(at);
    if (c == '[') return add(Token::Type::open, at, at + 1, "[");
    if (c == ']') return close(at);
    if (const auto end = c == '$' ? formula_end(at) : std::nullopt) {
      return add(Token::Type::formula, at, *end, text_.substr(at, *end - at));
    }
    size_t end = at + 1;
    while (end < text_.size() &&
           std::string_view("\\*[]$").find(text_[end]) == std::string_view::npos &&
           hole_at(end) < 0) {
      ++end;
    }
    add(Token::Type::letters, at, end, text_.substr(at, end - at));
  }

  void add(Token::Type type, size_t begin, size_t end, std::string_view letters) {
    out_.push_back({type, begin, end, std::string(letters)});
  }

  int hole_at(size_t at) {
    while (next_hole_ < holes_.size() && holes_[next_hole_].begin < at) ++next_hole_;
    const bool here = next_hole_ < holes_.size() && holes_[next_hole_].begin == at;
    return here ? int(next_hole_) : -1;
  }

  /// As in CommonMark, what opens hugs the word after it, what closes the one before.
  void stars(size_t at) {
    size_t end = at;
    while (end < text_.size() && text_[end] == '*') ++end;
    const size_t count = end - at;
    if (count > 3) return add(Token::Type::letters, at, end, text_.substr(at, count));
    const bool opens = end < text_.size() && !is_blank(text_[end]);
    const bool closes = at > 0 && !is_blank(text_[at - 1]);
    const auto star = [&](size_t from, size_t length) {
      add(length == 2 ? Token::Type::strong : Token::Type::emphasis, from, from + length,
          text_.substr(from, length));
      out_.back().can_open = opens;
      out_.back().can_close = closes;
      if (closes && !open_stars_.empty() && open_stars_.back() == length) open_stars_.pop_back();
      else if (opens) open_stars_.push_back(length);
    };
    if (count < 3) return star(at, count);
    // What was opened last is closed first.
    const size_t first = closes && !open_stars_.empty() ? open_stars_.back() : 2;
    star(at, first);
    star(at + first, 3 - first);
  }

  void close(size_t at) {
    const bool named =
        at + 1 < text_.size() && text_[at + 1] == '{' && text_.substr(at + 1, 2) != "{=";
    if (!named) return add(Token::Type::close, at, at + 1, "]");
    const size_t end = text_.find_first_of("}\n", at + 2);
    if (end == std::string_view::npos || text_[end] != '}') {
      context_.error("text-span", place_(at + 1, 1), "the name of this span is not closed",
                     "a span is [words]{name}; \\{ is a brace");
      return add(Token::Type::letters, at, at + 2, "]{");
    }
    add(Token::Type::close, at, end + 1, text_.substr(at, end + 1 - at));
    out_.back().name = std::string(trimmed(text_.substr(at + 2, end - at - 2)));
    out_.back().name_at = place_(at + 2, std::max<size_t>(1, end - at - 2));
    if (out_.back().name.empty()) {
      context_.error("text-span", place_(at + 1, 2), "this span has no name",
                     "[words]{name}: a value of `meaning` or a colour of the theme");
    }
  }

  /// Pandoc's rule: nothing blank just inside the dollars, and no digit after them, so that "$5 and
  /// $6" are prices.
  std::optional<size_t> formula_end(size_t at) const {
    if (at + 1 >= text_.size() || is_blank(text_[at + 1])) return std::nullopt;
    size_t hole = next_hole_;
    for (size_t i = at + 1; i < text_.size(); ++i) {
      while (hole < holes_.size() && holes_[hole].begin < i) ++hole;
      if (hole < holes_.size() && holes_[hole].begin == i) {
        i = holes_[hole].end - 1;
      } else if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '$') {
        const bool digit = i + 1 < text_.size() && is_digit(text_[i + 1]);
        if (i == at + 1 || is_blank(text_[i - 1]) || digit) return std::nullopt;
        return i + 1;
      }
    }
    return std::nullopt;
  }

  void match_brackets() {
    std::vector<size_t> open;
    for (size_t i = 0; i < out_.size(); ++i) {
      if (out_[i].type == Token::Type::open) open.push_back(i);
      if (out_[i].type != Token::Type::close || open.empty()) continue;
      if (!out_[i].name.empty()) out_[open.back()].match = i;
      open.pop_back();
    }
  }

  std::string_view text_;
  const std::vector<HolePlace>& holes_;
  const std::function<Location(size_t, size_t)>& place_;
  const ReadContext& context_;
  size_t next_hole_ = 0;
  std::vector<size_t> open_stars_;  // how many each one has
  std::vector<Token> out_;
};

/// Gives the tokens between two others their style.
class Styler {
 public:
  Styler(std::string_view text, const std::vector<HolePlace>& holes,
         const std::function<Location(size_t, size_t)>& place, const std::vector<Token>& tokens)
      : text_(text), holes_(holes), place_(place), tokens_(tokens) {}

  std::vector<MarkupPart> run() {
    style(0, tokens_.size(), {}, 0);
    return std::move(out_);
  }

 private:
  void style(size_t from, size_t to, const SpanStyle& around, int depth) {
    bool no_strong = depth >= kDeepest, no_emphasis = no_strong;
    for (size_t i = from; i < to; ++i) {
      const Token& token = tokens_[i];
      if (token.type == Token::Type::open && token.match != 0 && depth < kDeepest) {
        SpanStyle inner = around;
        inner.color = tokens_[token.match].name;
        inner.at = tokens_[token.match].name_at;
        style(i + 1, token.match, inner, depth + 1);
        i = token.match;
        continue;
      }
      const bool strong = token.type == Token::Type::strong;
      bool& none = strong ? no_strong : no_emphasis;
      if ((strong || token.type == Token::Type::emphasis) && token.can_open && !none) {
        if (const size_t end = closer(i, to); end != 0) {
          SpanStyle inner = around;
          (strong ? inner.bold : inner.italic) = true;
          style(i + 1, end, inner, depth + 1);
          i = end;
          continue;
        }
        none = true;
      }
      emit(token, around);
    }
  }

  /// The token that closes `opener`; 0: there is none.
  size_t closer(size_t opener, size_t to) const {
    for (size_t i = opener + 1; i < to; ++i) {
      if (tokens_[i].type == Token::Type::open && tokens_[i].match != 0) i = tokens_[i].match;
      else if (tokens_[i].type == tokens_[opener].type && tokens_[i].can_close && i > opener + 1)
        return i;
    }
    return 0;
  }

  void emit(const Token& token, const SpanStyle& style) {
    if (token.type == Token::Type::formula) return formula(token, style);
    if (token.type == Token::Type::hole) {
      out_.push_back({token.begin, token.end, "", token.hole, style});
      return;
    }
    letters(token.begin, token.end, token.letters, style);
  }

  void letters(size_t begin, size_t end, std::string_view text, const SpanStyle& style) {
    if (begin == end) return;
    const bool more = !out_.empty() && out_.back().hole < 0 && out_.back().style.same_as(style);
    if (!more) out_.push_back({begin, begin, "", -1, style});
    out_.back().end = end;
    out_.back().letters += text;
  }

  void formula(const Token& token, SpanStyle style) {
    style.formula = formulas_++;
    style.at = place_(token.begin, token.end - token.begin);
    size_t at = token.begin + 1;
    for (size_t hole = 0; hole < holes_.size(); ++hole) {
      if (holes_[hole].begin < at || holes_[hole].end >= token.end || holes_[hole].tex) continue;
      letters(at, holes_[hole].begin, text_.substr(at, holes_[hole].begin - at), style);
      at = holes_[hole].end;
      out_.push_back({holes_[hole].begin, at, "", int(hole), style});
    }
    letters(at, token.end - 1, text_.substr(at, token.end - 1 - at), style);
  }

  std::string_view text_;
  const std::vector<HolePlace>& holes_;
  const std::function<Location(size_t, size_t)>& place_;
  const std::vector<Token>& tokens_;
  std::vector<MarkupPart> out_;
  int formulas_ = 0;
};

}  // namespace

std::vector<MarkupPart> parse_markup(std::string_view text, const std::vector<HolePlace>& holes,
                                     const std::function<Location(size_t, size_t)>& place,
                                     const ReadContext& context) {
  const std::vector<Token> tokens = Tokeniser(text, holes, place, context).run();
  return Styler(text, holes, place, tokens).run();
}

}  // namespace lantern
