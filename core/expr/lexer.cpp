#include "core/expr/lexer.h"

#include <array>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_high(char c) {
  return (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_high(c);
}
bool continues_name(char c) {
  return starts_name(c) || is_digit(c);
}

/// What authors write out of habit from other languages, and what to write instead.
struct Habit {
  std::string_view written;
  std::string_view advice;
};
constexpr std::array kHabits{
    Habit{"&&", "write `and`"},
    Habit{"||", "write `or`"},
    Habit{"&", "write `and`"},
    Habit{"|", "write `or`"},
    Habit{"**", "write `^`"},
    Habit{"!", "write `not`, or `!=` between two values"},
    Habit{"?", "write `A if C else B`"},
    Habit{":", "write `A if C else B`; a format goes only into a {=hole:.2f}"},
    Habit{"[", "a row is chosen by its key: name@key, a column by its name"},
    Habit{"%", "write mod(a, b)"},
    Habit{"\"", "texts stand in single quotes"},
    Habit{"{",
          "a hole cannot stand inside an expression; a key that is computed stands in "
          "parentheses: dots@(id)"},
    Habit{"$", "names stand for themselves"},
};

constexpr std::array<std::string_view, 4> kTwoCharacterSymbols{"==", "!=", "<=", ">="};
constexpr std::string_view kSymbols = "+-*/^<>(),.@";

class Lexer {
 public:
  Lexer(std::string_view text, const Locate& locate, Diagnostics& diagnostics,
        std::vector<Lexeme>& out)
      : text_(text), locate_(locate), diagnostics_(diagnostics), out_(out) {}

  bool run() {
    while (true) {
      while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
      if (at_ == text_.size()) break;
      if (!next()) return false;
    }
    push(Token::end, at_, "");
    return true;
  }

 private:
  bool next() {
    const char c = text_[at_];
    if (follows_at_sign() && (continues_name(c) || c == '\'')) return key();
    if (is_digit(c) ||
        (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]) && !follows_value())) {
      return number();
    }
    if (starts_name(c)) return name();
    if (c == '\'') return quoted_text(Token::text);
    return symbol();
  }

  bool follows_at_sign() const {
    return !out_.empty() && out_.back().token == Token::symbol && out_.back().text == "@" &&
           out_.back().offset + 1 == at_;
  }
  bool follows_value() const {
    return !out_.empty() && (out_.back().token != Token::symbol || out_.back().text == ")");
  }

  bool name() {
    const size_t start = at_;
    while (at_ < text_.size() && continues_name(text_[at_])) ++at_;
    push(Token::name, start, std::string(text_.substr(start, at_ - start)));
    return true;
  }

  // Compound keys join their parts by '/': "cells@it/cat".
  bool key() {
    if (text_[at_] == '\'') return quoted_text(Token::key);
    const size_t start = at_;
    while (at_ < text_.size()) {
      const bool joins = text_[at_] == '/' && at_ + 1 < text_.size() && at_ > start &&
                         continues_name(text_[at_ + 1]);
      if (!continues_name(text_[at_]) && !joins) break;
      ++at_;
    }
    push(Token::key, start, std::string(text_.substr(start, at_ - start)));
    return true;
  }

  bool number() {
    const size_t start = at_;
    while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      ++at_;
      if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }
    while (at_ < text_.size() && continues_name(text_[at_])) ++at_;
    const std::string_view written = text_.substr(start, at_ - start);
    const std::optional<double> value = parse_number(written);
    if (!value) {
      if (too_large(written)) {
        return wrong(start, written.size(), fmt::format("{} is too large for a number", written),
                     "a number is at most 1.8e308");
      }
      const bool range = written.find("..") != std::string_view::npos;
      return wrong(start, written.size(), fmt::format("\"{}\" is not a number", written),
                   range ? "a range has no place here; a way through values is a list: [1, 8]"
                         : "units belong to constants, not into expressions");
    }
    push(Token::number, start, std::string(written));
    out_.back().number = *value;
    return true;
  }

  bool quoted_text(Token token) {
    const size_t start = at_++;
    std::string contents;
    // A quote in it is written twice.
    while (at_ < text_.size() && (text_[at_] != '\'' || text_.substr(at_ + 1, 1) == "'")) {
      if (text_[at_] == '\'') ++at_;
      contents += text_[at_++];
    }
    if (at_ == text_.size()) {
      return wrong(start, text_.size() - start, "this text has no closing quote", "");
    }
    ++at_;
    push(token, start, std::move(contents));
    return true;
  }

  bool symbol() {
    for (const std::string_view two : kTwoCharacterSymbols) {
      if (text_.substr(at_, 2) == two) {
        at_ += 2;
        push(Token::symbol, at_ - 2, std::string(two));
        return true;
      }
    }
    if (text_[at_] == '[' && !out_.empty() && out_.back().text == "in") {
      return wrong(at_, 1, "`[` has no meaning in an expression",
                   "a list stands in parentheses: x in ('a', 'b')");
    }
    if (text_[at_] == '[' && !out_.empty() && out_.back().text == "(") {
      return wrong(at_, 1, "`[` has no meaning in an expression",
                   "arguments stand in parentheses alone: f(1, 2)");
    }
    for (const Habit& habit : kHabits) {
      if (text_.substr(at_, habit.written.size()) == habit.written) {
        return wrong(at_, habit.written.size(),
                     fmt::format("`{}` has no meaning in an expression", habit.written),
                     std::string(habit.advice));
      }
    }
    const char c = text_[at_];
    if (c == '=') return wrong(at_, 1, "`=` has no meaning here", "to compare, write `==`");
    if (kSymbols.find(c) == std::string_view::npos) {
      return wrong(at_, 1, fmt::format("unexpected character {}", quoted_character(c)), "");
    }
    ++at_;
    push(Token::symbol, at_ - 1, std::string(1, c));
    return true;
  }

  static std::string quoted_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 ? fmt::format("with code {}", byte) : fmt::format("\"{}\"", c);
  }

  bool wrong(size_t offset, size_t length, std::string message, std::string hint) {
    diagnostics_.error("expression", locate_(offset, length), std::move(message), std::move(hint));
    return false;
  }

  void push(Token token, size_t start, std::string text) {
    out_.push_back({token, std::move(text), 0, start, std::max<size_t>(1, at_ - start)});
  }

  std::string_view text_;
  const Locate& locate_;
  Diagnostics& diagnostics_;
  std::vector<Lexeme>& out_;
  size_t at_ = 0;
};

}  // namespace

bool lex(std::string_view text, const Locate& locate, Diagnostics& diagnostics,
         std::vector<Lexeme>& out) {
  return Lexer(text, locate, diagnostics, out).run();
}

}  // namespace lantern
