#include "core/expr/parser.h"

#include <array>
#include <optional>

#include <fmt/format.h>

#include "core/expr/lexer.h"

namespace lantern {
namespace {

constexpr int kMaxDepth = 64;
constexpr size_t kMaxLength = 4096;  // bytes; also bounds the height of left-leaning trees

/// Thrown inside this file only, after the mistake has been reported.
struct Stop {};

AstPtr make(Location at, decltype(Ast::node) node) {
  return std::make_shared<const Ast>(Ast{at, std::move(node)});
}

struct InfixOp {
  std::string_view written;
  BinaryOp op;
};
constexpr std::array kComparisons{
    InfixOp{"==", BinaryOp::equal},  InfixOp{"!=", BinaryOp::not_equal},
    InfixOp{"<", BinaryOp::less},    InfixOp{"<=", BinaryOp::less_equal},
    InfixOp{">", BinaryOp::greater}, InfixOp{">=", BinaryOp::greater_equal},
};
constexpr std::array kSums{InfixOp{"+", BinaryOp::add}, InfixOp{"-", BinaryOp::subtract}};
constexpr std::array kProducts{InfixOp{"*", BinaryOp::multiply}, InfixOp{"/", BinaryOp::divide}};

class Parser {
 public:
  Parser(std::vector<Lexeme> lexemes, const Locate& locate, Diagnostics& diagnostics)
      : lexemes_(std::move(lexemes)), locate_(locate), diagnostics_(diagnostics) {}

  AstPtr whole_expression() {
    AstPtr ast = conditional();
    if (peek().token != Token::end) stop(peek(), "expected an operator or the end");
    return ast;
  }

  AstPtr whole_address() {
    const Lexeme head = peek();
    if (head.token != Token::name) stop(head, "expected a name");
    ++next_;
    AstPtr ast = address(head);
    if (peek().token != Token::end) {
      const bool another = peek().token == Token::name;
      stop(peek(), "expected `.name`, `@key` or the end",
           another ? fmt::format("several are a list: [{}, {}]", head.text, peek().text) : "");
    }
    return ast;
  }

 private:
  struct Deeper {
    explicit Deeper(Parser& p) : parser(p) {
      if (++parser.depth_ > kMaxDepth) {
        parser.stop(parser.peek(), "this expression is nested too deeply");
      }
    }
    ~Deeper() { --parser.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    Parser& parser;
  };

  AstPtr conditional() {
    const Deeper deeper(*this);
    const size_t start = next_;
    AstPtr then = disjunction();
    if (!take_word("if")) return then;
    AstPtr condition = disjunction();
    if (!take_word("else")) stop(peek(), "expected `else`: A if C else B");
    AstPtr otherwise = conditional();
    return make(span(start), Conditional{then, condition, otherwise});
  }

  AstPtr disjunction() {
    const size_t start = next_;
    AstPtr left = conjunction();
    while (take_word("or")) {
      AstPtr right = conjunction();
      left = make(span(start), Binary{BinaryOp::logical_or, left, right});
    }
    return left;
  }

  AstPtr conjunction() {
    const size_t start = next_;
    AstPtr left = negation();
    while (take_word("and")) {
      AstPtr right = negation();
      left = make(span(start), Binary{BinaryOp::logical_and, left, right});
    }
    return left;
  }

  AstPtr negation() {
    const Deeper deeper(*this);
    const size_t start = next_;
    if (!take_word("not")) return comparison();
    AstPtr operand = negation();
    return make(span(start), Unary{UnaryOp::logical_not, operand});
  }

  AstPtr comparison() {
    const size_t start = next_;
    AstPtr left = sum();
    if (is_word("in") || (is_word("not") && is_word("in", 1))) return membership(start, left);
    if (is_word("is")) {
      stop(peek(), "`is` compares nothing", is_word("not", 1) ? "write !=" : "write ==");
    }
    const auto op = take_infix(kComparisons);
    if (!op) return left;
    AstPtr right = sum();
    for (const InfixOp& again : kComparisons) {
      if (is_symbol(again.written)) {
        stop(peek(), "comparisons cannot be chained", "write `a < b and b < c`");
      }
    }
    return make(span(start), Binary{*op, left, right});
  }

  AstPtr membership(size_t start, const AstPtr& value) {
    const bool negated = take_word("not");
    take_word("in");
    if (!take_symbol("(")) stop(peek(), "expected a list in parentheses", "x in ('a', 'b')");
    Membership out{value, {}, negated};
    do out.among.push_back(conditional());
    while (take_symbol(","));
    if (!take_symbol(")")) stop(peek(), "expected `,` or `)`");
    return make(span(start), std::move(out));
  }

  AstPtr sum() {
    const size_t start = next_;
    AstPtr left = product();
    while (const auto op = take_infix(kSums)) {
      AstPtr right = product();
      left = make(span(start), Binary{*op, left, right});
    }
    return left;
  }

  AstPtr product() {
    const size_t start = next_;
    AstPtr left = signed_power();
    while (const auto op = take_infix(kProducts)) {
      AstPtr right = signed_power();
      left = make(span(start), Binary{*op, left, right});
    }
    return left;
  }

  AstPtr signed_power() {
    const Deeper deeper(*this);
    const size_t start = next_;
    if (take_symbol("-")) {
      AstPtr operand = signed_power();
      return make(span(start), Unary{UnaryOp::negate, operand});
    }
    take_symbol("+");
    AstPtr base = primary();
    if (!take_symbol("^")) return base;
    AstPtr exponent = signed_power();  // right-associative, and 2^-3 is allowed
    return make(span(start), Binary{BinaryOp::power, base, exponent});
  }

  AstPtr primary() {
    const Lexeme first = peek();
    if (first.token == Token::number) {
      ++next_;
      return make(place(first), first.number);
    }
    if (first.token == Token::text) {
      ++next_;
      return make(place(first), first.text);
    }
    if (first.token == Token::name) {
      ++next_;
      if (first.text == "true" || first.text == "false") {
        return make(place(first), first.text == "true");
      }
      if (is_keyword(first.text)) {
        stop(first, fmt::format("`{}` cannot stand here", first.text),
             first.text == "if" ? "its value stands first: a if condition else b" : "");
      }
      return address(first);
    }
    if (take_symbol("(")) {
      AstPtr inner = conditional();
      if (!take_symbol(")")) stop(peek(), "expected `)`");
      return inner;
    }
    stop(first, first.token == Token::end ? "the expression ends too soon"
                                          : fmt::format("`{}` cannot stand here", first.text));
  }

  AstPtr address(const Lexeme& head) {
    const size_t start = next_ - 1;
    Address result{head.text, {}};
    while (true) {
      if (take_symbol(".")) {
        result.selectors.push_back(member());
      } else if (take_symbol("@")) {
        result.selectors.push_back(key());
      } else if (is_symbol("(")) {
        return call(start, std::move(result));
      } else {
        return make(span(start), std::move(result));
      }
    }
  }

  Selector member() {
    const Lexeme name = peek();
    if (name.token != Token::name && name.token != Token::text) {
      stop(name, "expected a name after `.`");
    }
    ++next_;
    return {Selector::Type::member, name.text, nullptr, place(name)};
  }

  Selector key() {
    const Lexeme first = peek();
    if (first.token == Token::key) {
      ++next_;
      return {Selector::Type::key, first.text, nullptr, place(first)};
    }
    if (is_symbol("*")) {
      ++next_;
      return {Selector::Type::key, "*", nullptr, place(first)};
    }
    if (!take_symbol("(")) stop(first, "expected a key after `@`: @rex, @'two words' or @(expr)");
    AstPtr inner = conditional();
    if (!take_symbol(")")) stop(peek(), "expected `)`");
    return {Selector::Type::computed_key, "", inner, inner->at};
  }

  AstPtr call(size_t start, Address function) {
    take_symbol("(");
    std::vector<AstPtr> arguments;
    if (!take_symbol(")")) {
      do arguments.push_back(conditional());
      while (take_symbol(","));
      if (!take_symbol(")")) stop(peek(), "expected `,` or `)`");
    }
    return make(span(start), Call{std::move(function), std::move(arguments)});
  }

  static bool is_keyword(std::string_view word) {
    return word == "if" || word == "else" || word == "and" || word == "or" || word == "not" ||
           word == "in";
  }

  const Lexeme& peek() const { return lexemes_[next_]; }
  bool is_symbol(std::string_view s) const {
    return peek().token == Token::symbol && peek().text == s;
  }
  bool take_symbol(std::string_view s) {
    if (!is_symbol(s)) return false;
    ++next_;
    return true;
  }
  bool is_word(std::string_view word, size_t further = 0) const {
    if (next_ + further >= lexemes_.size()) return false;
    const Lexeme& lexeme = lexemes_[next_ + further];
    return lexeme.token == Token::name && lexeme.text == word;
  }
  bool take_word(std::string_view word) {
    if (!is_word(word)) return false;
    ++next_;
    return true;
  }
  template <size_t N>
  std::optional<BinaryOp> take_infix(const std::array<InfixOp, N>& ops) {
    for (const InfixOp& infix : ops) {
      if (take_symbol(infix.written)) return infix.op;
    }
    return std::nullopt;
  }

  Location place(const Lexeme& lexeme) const { return locate_(lexeme.offset, lexeme.length); }
  /// From lexeme `first` to the last one taken.
  Location span(size_t first) const {
    const Lexeme& last = lexemes_[next_ - 1];
    const size_t start = lexemes_[first].offset;
    return locate_(start, last.offset + last.length - start);
  }

  [[noreturn]] void stop(const Lexeme& at, std::string message, std::string hint = "") {
    diagnostics_.error("expression", place(at), std::move(message), std::move(hint));
    throw Stop{};
  }

  std::vector<Lexeme> lexemes_;
  const Locate& locate_;
  Diagnostics& diagnostics_;
  size_t next_ = 0;
  int depth_ = 0;
};

AstPtr parse(std::string_view text, const Locate& locate, Diagnostics& diagnostics,
             AstPtr (Parser::*rule)()) {
  if (text.size() > kMaxLength) {
    diagnostics.error("expression", locate(0, 1),
                      fmt::format("this expression is longer than {} bytes", kMaxLength));
    return nullptr;
  }
  std::vector<Lexeme> lexemes;
  if (!lex(text, locate, diagnostics, lexemes)) return nullptr;
  try {
    Parser parser(std::move(lexemes), locate, diagnostics);
    return (parser.*rule)();
  } catch (const Stop&) {
    return nullptr;
  }
}

}  // namespace

AstPtr parse_expression(std::string_view text, const Locate& locate, Diagnostics& diagnostics) {
  return parse(text, locate, diagnostics, &Parser::whole_expression);
}

AstPtr parse_address(std::string_view text, const Locate& locate, Diagnostics& diagnostics) {
  return parse(text, locate, diagnostics, &Parser::whole_address);
}

std::string to_string(const Address& address) {
  std::string text = address.head;
  for (const Selector& s : address.selectors) {
    if (s.type == Selector::Type::member) text += "." + s.name;
    if (s.type == Selector::Type::key) text += "@" + s.name;
    if (s.type == Selector::Type::computed_key) text += "@(…)";
  }
  return text;
}

}  // namespace lantern
