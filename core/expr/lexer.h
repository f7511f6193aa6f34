#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/expr/locate.h"

namespace lantern {

enum class Token { number, name, text, key, symbol, end };

struct Lexeme {
  Token token = Token::end;
  std::string text;  ///< a name, the contents of a text or key, a symbol
  double number = 0;
  size_t offset = 0;
  size_t length = 0;
};

/// Splits an expression into lexemes, an `end` last. What follows an '@' is one `key` lexeme unless
/// it is a parenthesis. Reports a mistake and returns false where a character has no place.
bool lex(std::string_view text, const Locate& locate, Diagnostics& diagnostics,
         std::vector<Lexeme>& out);

}  // namespace lantern
