#include <array>
#include <charconv>
#include <numbers>

#include "renderer/paths/path.h"
#include "renderer/paths/svg_arc.h"

namespace lantern {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_relative(char command) {
  return command >= 'a';
}
char upper(char command) {
  return is_relative(command) ? static_cast<char>(command - 32) : command;
}

/// How many numbers a command takes; −1 where there is no such command.
int argument_count(char command) {
  switch (upper(command)) {
    case 'Z':
      return 0;
    case 'H':
    case 'V':
      return 1;
    case 'M':
    case 'L':
    case 'T':
      return 2;
    case 'S':
    case 'Q':
      return 4;
    case 'C':
      return 6;
    case 'A':
      return 7;
    default:
      return -1;
  }
}

/// The tokens of path data. Every reader returns false and leaves `at` on the offending character
/// where the text is something else.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  size_t at() const { return at_; }
  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  char take() { return text_[at_++]; }
  bool number_follows() const {
    const char c = peek();
    return is_digit(c) || c == '.' || c == '-' || c == '+';
  }

  void skip_spaces() {
    while (!done() && is_space(text_[at_])) ++at_;
  }
  /// Spaces with at most one comma among them; true where there was a comma.
  bool skip_separator() {
    skip_spaces();
    if (peek() != ',') return false;
    ++at_;
    skip_spaces();
    return true;
  }

  bool number(double& value) {
    const size_t end = number_end();
    if (end == at_) return false;
    const size_t begin = text_[at_] == '+' ? at_ + 1 : at_;
    const auto result = std::from_chars(text_.data() + begin, text_.data() + end, value);
    if (result.ec != std::errc{}) return false;
    at_ = end;
    return true;
  }

  /// An arc's flag: one digit, which the next number may follow directly.
  bool flag(double& value) {
    if (peek() != '0' && peek() != '1') return false;
    value = take() - '0';
    return true;
  }

 private:
  size_t digits_end(size_t at) const {
    while (at < text_.size() && is_digit(text_[at])) ++at;
    return at;
  }

  /// The end of SVG's number production at `at_`, or `at_` itself. std::from_chars alone would
  /// also take "1.", "inf" and "nan".
  size_t number_end() const {
    size_t at = at_;
    if (at < text_.size() && (text_[at] == '-' || text_[at] == '+')) ++at;
    size_t end = digits_end(at);
    bool found = end > at;
    if (end < text_.size() && text_[end] == '.') {
      const size_t fraction_end = digits_end(end + 1);
      if (fraction_end == end + 1) return at_;
      end = fraction_end;
      found = true;
    }
    return found ? exponent_end(end) : at_;
  }

  size_t exponent_end(size_t at) const {
    if (at == text_.size() || (text_[at] != 'e' && text_[at] != 'E')) return at;
    size_t digits = at + 1;
    if (digits < text_.size() && (text_[digits] == '-' || text_[digits] == '+')) ++digits;
    const size_t end = digits_end(digits);
    return end > digits ? end : at;
  }

  std::string_view text_;
  size_t at_ = 0;
};

/// Follows the commands with a pen and writes down absolute moves, lines and cubics.
class Pen {
 public:
  Path path;

  void apply(char command, const std::array<double, 7>& a) {
    const Point base = is_relative(command) ? here_ : Point{};
    const char kind = upper(command);
    if (kind == 'Z') return close();
    if (kind == 'M') return move(base + Point{a[0], a[1]});
    // After a close the pen stands at the start of the closed subpath; a new one begins there.
    if (closed_) move(here_);
    draw(kind, base, a);
    last_ = kind;
  }

 private:
  void draw(char kind, Point base, const std::array<double, 7>& a) {
    switch (kind) {
      case 'L':
        return line(base + Point{a[0], a[1]});
      case 'H':
        return line({base.x + a[0], here_.y});
      case 'V':
        return line({here_.x, base.y + a[0]});
      case 'C':
        return cubic(base + Point{a[0], a[1]}, base + Point{a[2], a[3]}, base + Point{a[4], a[5]});
      case 'S':
        return cubic(mirrored('C', 'S'), base + Point{a[0], a[1]}, base + Point{a[2], a[3]});
      case 'Q':
        return quadratic(base + Point{a[0], a[1]}, base + Point{a[2], a[3]});
      case 'T':
        return quadratic(mirrored('Q', 'T'), base + Point{a[0], a[1]});
      default:
        return arc({a[0], a[1], a[2] / 180 * std::numbers::pi, a[3] != 0, a[4] != 0},
                   base + Point{a[5], a[6]});
    }
  }

  void move(Point to) {
    path.move_to(to);
    here_ = start_ = to;
    closed_ = false;
    last_ = 'M';
  }
  void close() {
    if (!closed_) path.close();
    here_ = start_;
    closed_ = true;
    last_ = 'Z';
  }
  void line(Point to) {
    path.line_to(to);
    here_ = to;
  }
  void cubic(Point control1, Point control2, Point to) {
    path.cubic_to(control1, control2, to);
    control_ = control2;
    here_ = to;
  }
  void quadratic(Point control, Point to) {
    path.cubic_to(mix(here_, control, 2.0 / 3.0), mix(to, control, 2.0 / 3.0), to);
    control_ = control;
    here_ = to;
  }
  void arc(const SvgArc& shape, Point to) {
    append_svg_arc(path, here_, shape, to);
    here_ = to;
  }
  /// The last control point mirrored at the pen, where the last command was one of these two.
  Point mirrored(char a, char b) const {
    return last_ == a || last_ == b ? here_ * 2 - control_ : here_;
  }

  Point here_, start_, control_;
  char last_ = 'M';
  bool closed_ = false;
};

bool read_arguments(Tokens& tokens, char command, std::array<double, 7>& arguments) {
  const int count = argument_count(command);
  for (int i = 0; i < count; ++i) {
    if (i > 0) tokens.skip_separator();
    const bool is_flag = upper(command) == 'A' && (i == 3 || i == 4);
    const size_t k = static_cast<size_t>(i);
    if (is_flag ? !tokens.flag(arguments[k]) : !tokens.number(arguments[k])) return false;
  }
  return true;
}

/// One command letter with all its repeats.
bool read_command(Tokens& tokens, Pen& pen) {
  char command = tokens.peek();
  const int count = argument_count(command);
  if (count < 0 || (pen.path.empty() && upper(command) != 'M')) return false;
  tokens.take();
  std::array<double, 7> arguments{};
  if (count == 0) {
    pen.apply(command, arguments);
    return true;
  }
  tokens.skip_spaces();
  while (true) {
    if (!read_arguments(tokens, command, arguments)) return false;
    pen.apply(command, arguments);
    // Further pairs of a move are lines.
    if (command == 'M') command = 'L';
    if (command == 'm') command = 'l';
    const bool comma = tokens.skip_separator();
    if (!tokens.number_follows()) return !comma;
  }
}

}  // namespace

std::optional<Path> parse_svg_path(std::string_view text, size_t* error_offset) {
  Tokens tokens(text);
  Pen pen;
  tokens.skip_spaces();
  while (!tokens.done()) {
    if (!read_command(tokens, pen)) {
      if (error_offset != nullptr) *error_offset = tokens.at();
      return std::nullopt;
    }
    tokens.skip_spaces();
  }
  return std::move(pen.path);
}

}  // namespace lantern
