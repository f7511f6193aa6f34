#include "renderer/marks/rolling_text.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

constexpr double kMostUnits = 1e15;  // past it a double has no last digit

/// From 0 to 1, nearly at rest at both ends.
double dwelling(double f) {
  const double t = std::clamp((f - 0.5) * 1.6 + 0.5, 0.0, 1.0);
  return t * t * t * (t * (t * 6 - 15) + 10);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A piece of the line: letters, or a wheel.
struct Cell {
  ShapedTextPtr letters;  // of a wheel: its digit now
  ShapedTextPtr next;     // of a wheel: the digit that comes
  double turn = 0;        // how far it has come
  double width = 0;       // less than that of its letters while it comes or goes
  double opacity = 1;
};

int decimals_of(const NumberFormat& format) {
  if (format.type == 'd') return 0;
  return format.precision < 0 ? 6 : format.precision;
}

/// Whether all digits of the number have places that stay.
bool can_roll(const LiveText::Number& number) {
  const NumberFormat& format = number.format;
  const bool fixed = format.type == 'd' || format.type == 'f' || format.type == '%';
  return fixed && !format.trim && std::isfinite(number.value);
}

class Roller {
 public:
  Roller(const RollingText& text, const Typesetter& typesetter)
      : text_(text), typesetter_(typesetter) {}

  std::vector<Cell> run() {
    const std::string& words = text_.label.constant;
    size_t at = 0;
    for (const LiveText::Number& number : text_.label.numbers) {
      if (!can_roll(number)) continue;
      add_letters(words.substr(at, number.begin - at));
      add_number(number);
      at = number.end;
    }
    add_letters(words.substr(at));
    return std::move(cells_);
  }

 private:
  ShapedTextPtr shape(const std::string& letters) const {
    return typesetter_.texts().shape(letters, text_.font);
  }

  void add_letters(const std::string& letters, double share = 1) {
    if (letters.empty()) return;
    Cell cell{shape(letters), nullptr, 0, 0, share};
    cell.width = cell.letters->width * share;
    cells_.push_back(std::move(cell));
  }

  void add_number(const LiveText::Number& number) {
    const int decimals = decimals_of(number.format);
    const double scale = portable::pow(10.0, decimals) * (number.format.type == '%' ? 100 : 1);
    const double units = std::fabs(number.value) * scale;
    if (units > kMostUnits) return add_letters(format_number(number.value, number.format));
    const std::vector<double> turns = wheel_turns(units, size_t(decimals) + 1);
    // The digits as they are written when the turn is over have a place for every wheel.
    std::string written = format_number(std::ceil(std::max(turns[0] - 1e-9, 0.0)) / scale,
                                        unsigned_of(number.format));
    add_sign(number, turns);
    add_digits(written, turns, size_t(decimals));
  }

  static NumberFormat unsigned_of(NumberFormat format) {
    format.sign = false;
    return format;
  }

  /// A minus comes with the first digit that is not 0.
  void add_sign(const LiveText::Number& number, const std::vector<double>& turns) {
    const double share = std::clamp(turns[0], 0.0, 1.0);
    if (number.value < 0) add_letters(number.format.typographic ? "\u2212" : "-", share);
    else if (number.format.sign) add_letters("+");
  }

  void add_digits(const std::string& written, const std::vector<double>& turns, size_t decimals) {
    size_t wheel = size_t(std::count_if(written.begin(), written.end(), is_digit));
    double share = 1;  // of the wheel at hand, which may only be coming
    for (size_t i = 0; i < written.size();) {
      if (is_digit(written[i])) {
        --wheel;
        // A first digit comes from nothing: there are no zeros in front of a number.
        const double turn = wheel < turns.size() ? turns[wheel] : 0;
        const bool leads = wheel > decimals && turn < 1;
        share = leads ? turn : 1;
        add_wheel(turn, leads);
        ++i;
      } else {
        size_t end = i;
        while (end < written.size() && !is_digit(written[end])) ++end;
        add_letters(written.substr(i, end - i), share);
        i = end;
      }
    }
  }

  void add_wheel(double turn, bool leads) {
    const double whole = std::floor(turn + 1e-9);
    const int digit = int(std::fmod(whole, 10));
    Cell cell;
    cell.turn = std::max(0.0, turn - whole);
    cell.letters = shape(leads && digit == 0 ? " " : std::string(1, char('0' + digit)));
    cell.next = shape(std::string(1, char('0' + (digit + 1) % 10)));
    cell.width = leads ? cell.next->width * cell.turn : cell.next->width;
    cells_.push_back(std::move(cell));
  }

  const RollingText& text_;
  const Typesetter& typesetter_;
  std::vector<Cell> cells_;
};

ItemPtr letters_item(const std::string& id, const ShapedTextPtr& letters, Point at,
                     const RollingText& text, double opacity) {
  return make_item(id, TextShape{letters, at, 0, text.color, {}}, opacity);
}

/// A digit going up and the one that comes from below, cut to the line.
ItemPtr wheel_item(const std::string& id, const Cell& cell, Point at, const RollingText& text) {
  const double height = cell.letters->height();
  Group wheel;
  wheel.clip =
      Box{at.x, at.y - cell.letters->ascent, at.x + cell.width, at.y + cell.letters->descent};
  // What comes at the right end of its place keeps its distance from what follows it.
  const double x = at.x + cell.width - cell.next->width;
  // Named by what they are: a digit is the same item all the way through the line.
  const auto add = [&](const ShapedTextPtr& digit, double turns_below) {
    if (digit->text == " ") return;
    const Point place{x, at.y + turns_below * height};
    wheel.children.push_back(letters_item(id + "." + digit->text, digit, place, text, 1));
  };
  add(cell.letters, -cell.turn);
  if (cell.turn > 1e-6) add(cell.next, 1 - cell.turn);
  return make_item(id, std::move(wheel));
}

}  // namespace

std::vector<double> wheel_turns(double units, size_t least_wheels) {
  const double whole = std::floor(units);
  const double lowest = whole + dwelling(units - whole);
  std::vector<double> out{lowest};
  double ten = 10;
  for (size_t wheel = 1; wheel < least_wheels || ten <= lowest + 1; ++wheel, ten *= 10) {
    const double carry = std::fmod(lowest, ten) - (ten - 1);
    out.push_back(std::floor(lowest / ten) + std::clamp(carry, 0.0, 1.0));
  }
  return out;
}

Group rolling_text(const std::string& id, const RollingText& text, const Typesetter& typesetter) {
  const std::vector<Cell> cells = Roller(text, typesetter).run();
  double width = 0;
  for (const Cell& cell : cells) width += cell.width;
  const ShapedTextPtr line = typesetter.texts().shape("0", text.font);
  const double reserve = text.placing.reserve > 0 ? text.placing.reserve : width;
  const double left =
      text.placing.at.x - reserve * text.placing.anchor.x + (reserve - width) * text.placing.lead;
  const Point start{left,
                    text.placing.at.y - line->height() * text.placing.anchor.y + line->ascent};
  Group out;
  Point pen = start;
  for (size_t i = 0; i < cells.size(); ++i) {
    const std::string part = id + ".cell" + std::to_string(i);
    const Cell& cell = cells[i];
    out.children.push_back(cell.next ? wheel_item(part, cell, pen, text)
                                     : letters_item(part, cell.letters, pen, text, cell.opacity));
    pen.x += cell.width;
  }
  out.block = TextBlock{text.label.constant, start, 0, width, line->ascent, line->height()};
  return out;
}

}  // namespace lantern
