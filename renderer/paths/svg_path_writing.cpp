#include <algorithm>
#include <array>
#include <cmath>

#include "renderer/paths/decimal.h"
#include "renderer/paths/path.h"

namespace lantern {

std::string to_svg_path(const Path& path, int decimals) {
  std::string text;
  const Point* next = path.points.data();
  for (const Verb verb : path.verbs) {
    constexpr const char* kLetters = "MLCZ";
    constexpr int kPoints[] = {1, 1, 3, 0};
    text += kLetters[static_cast<int>(verb)];
    for (int i = 0; i < kPoints[static_cast<int>(verb)]; ++i, ++next) {
      if (i > 0) text += ' ';
      append_decimal(text, next->x, decimals);
      text += ' ';
      append_decimal(text, next->y, decimals);
    }
  }
  return text;
}

namespace {

/// Whole numbers of units of 10^-decimals, from one point to the next, in as few characters as SVG
/// 2's grammar (§9.3.9) takes.
class RelativeWriter {
 public:
  explicit RelativeWriter(int decimals) : decimals_(decimals) {
    for (int i = 0; i < decimals; ++i) scale_ *= 10;
  }

  void write(Verb verb, const Point* points) {
    constexpr const char* kLetters = "mlcz";
    if (verb == Verb::close) {
      text_ += 'z';
      last_ = verb;
      at_ = start_;
      return;
    }
    const int count = verb == Verb::cubic ? 3 : 1;
    std::array<Unit, 3> to;
    std::transform(points, points + count, to.begin(), [&](Point p) { return unit(p); });
    if (verb != Verb::move &&
        std::all_of(to.begin(), to.begin() + count, [&](const Unit& p) { return p == at_; }))
      return;
    // A letter holds for what follows, and after a move further points are lines.
    const Verb implied = last_ == Verb::move ? Verb::line : last_;
    if (text_.empty() || verb == Verb::move || verb != implied) {
      text_ += kLetters[static_cast<int>(verb)];
      fraction_ = false;
      first_ = true;
    }
    last_ = verb;
    for (int i = 0; i < count; ++i) {
      number(to[size_t(i)][0] - at_[0]);
      number(to[size_t(i)][1] - at_[1]);
    }
    at_ = to[size_t(count - 1)];
    if (verb == Verb::move) start_ = at_;
  }

  std::string text() && { return std::move(text_); }

 private:
  using Unit = std::array<long long, 2>;

  Unit unit(Point p) const { return {std::llround(p.x * scale_), std::llround(p.y * scale_)}; }

  void number(long long units) {
    std::string digits;
    append_decimal(digits, double(units) / scale_, decimals_);
    if (digits.starts_with("0.")) digits.erase(0, 1);
    if (digits.starts_with("-0.")) digits.erase(1, 1);
    const bool apart = digits[0] == '-' || (digits[0] == '.' && fraction_);
    if (!first_ && !apart) text_ += ' ';
    fraction_ = digits.find('.') != std::string::npos;
    first_ = false;
    text_ += digits;
  }

  int decimals_;
  double scale_ = 1;
  Unit at_{}, start_{};
  Verb last_ = Verb::close;
  bool first_ = true, fraction_ = false;  // of the number before
  std::string text_;
};

}  // namespace

std::string to_relative_svg_path(const Path& path, int decimals) {
  RelativeWriter out(decimals);
  const Point* next = path.points.data();
  for (const Verb verb : path.verbs) {
    out.write(verb, next);
    next += verb == Verb::close ? 0 : verb == Verb::cubic ? 3 : 1;
  }
  return std::move(out).text();
}

}  // namespace lantern
