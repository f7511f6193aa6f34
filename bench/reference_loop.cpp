// The bench scene as a loop written by hand for this one scene: the limit that `lantern render` is
// measured against. What stands still is drawn once, the circles are stamped from sprites rendered
// beforehand, the conversion to YUV is one integer loop, and the encoder gets the frames in
// process.
//
//   reference_loop points.csv WIDTH HEIGHT FPS out.mp4
//
// The scene: 200 scored examples on the left with a threshold that sweeps over their scores, the
// ROC curve that it traces on the right. 10 seconds. points.csv: score in (0, 1), y in [−1, 1],
// label 0 or 1. Lengths are for a picture 960 pixels wide and scale with the width.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/reference_film.h"

namespace lantern::bench {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kSeconds = 10;
constexpr std::uint32_t kGround = 0xF4F1EA, kInk = 0x222222, kGrid = 0xD8D4CC, kCurve = 0x4B3F72;
constexpr std::uint32_t kLabelColors[2] = {0x4FA8D8, 0xC2347D};
constexpr double kFaded = 0.25;  // opacity of examples below the threshold

// ---- the data and the model

struct Example {
  double score;
  double y;
  int label;
};

/// The rates when all examples with a score above `threshold` count as positive.
struct Rates {
  double threshold;
  double fpr;
  double tpr;
};

std::vector<Example> read_examples(const char* path) {
  std::ifstream file(path);
  std::string header;
  std::vector<Example> out;
  Example e;
  char comma;
  std::getline(file, header);
  while (file >> e.score >> comma >> e.y >> comma >> e.label) out.push_back(e);
  if (out.empty()) throw std::runtime_error(std::string("cannot read ") + path);
  return out;
}

/// The corners of the ROC curve by rising threshold, the first for threshold 0.
std::vector<Rates> roc_curve(std::vector<Example> examples) {
  std::sort(examples.begin(), examples.end(),
            [](const Example& a, const Example& b) { return a.score < b.score; });
  double count[2] = {0, 0};
  for (const Example& e : examples) ++count[e.label];
  double above[2] = {count[0], count[1]};
  std::vector<Rates> out = {{0, 1, 1}};
  for (const Example& e : examples) {
    --above[e.label];
    out.push_back({e.score, above[0] / count[0], above[1] / count[1]});
  }
  return out;
}

double ease_in_out_cubic(double t) {
  return t < 0.5 ? 4 * t * t * t : 1 - std::pow(2 - 2 * t, 3) / 2;
}

// ---- drawing with Cairo

struct Panel {
  double left, right, top, bottom;
  double x(double v) const { return left + v * (right - left); }
  double y(double v) const { return bottom - v * (bottom - top); }
};

struct Layout {
  Layout(int w, int h) : width(w), height(h), unit(w / 960.0) {
    const double half = width / 2.0, margin = 0.08 * half;
    scores = {margin, half - margin, 70 * unit, height - 56 * unit};
    roc = {half + margin + 24 * unit, width - margin, 70 * unit, height - 56 * unit};
  }
  int width, height;
  double unit;  ///< of length
  Panel scores, roc;
};

struct Fonts {
  explicit Fonts(double unit)
      : body(font("DejaVu Sans", 13 * unit)), title(font("DejaVu Sans Bold", 28 * unit)) {}
  FontPtr body, title;
};

constexpr const char* kTicks[] = {"0", "0.2", "0.4", "0.6", "0.8", "1"};

void draw_background(Canvas& c, const Layout& at, const Fonts& fonts) {
  const double u = at.unit;
  const Panel &s = at.scores, &r = at.roc;
  c.set_color(kGround);
  cairo_paint(c.cairo());
  c.set_color(kGrid);
  cairo_set_line_width(c.cairo(), u);
  for (int i = 0; i <= 10; ++i) {
    c.line(r.x(i * 0.1), r.top, r.x(i * 0.1), r.bottom);
    c.line(r.left, r.y(i * 0.1), r.right, r.y(i * 0.1));
  }
  c.set_color(kInk);
  cairo_set_line_width(c.cairo(), 1.5 * u);
  c.line(s.left, s.bottom, s.right, s.bottom);
  cairo_move_to(c.cairo(), r.left, r.top);
  cairo_line_to(c.cairo(), r.left, r.bottom);
  cairo_line_to(c.cairo(), r.right, r.bottom);
  cairo_stroke(c.cairo());
  for (int i = 0; i <= 5; ++i) {
    const double v = i * 0.2;
    c.line(s.x(v), s.bottom, s.x(v), s.bottom + 6 * u);
    c.write(fonts.body, kTicks[i], s.x(v), s.bottom + 8 * u, 0.5, 0);
    c.write(fonts.body, kTicks[i], r.x(v), r.bottom + 5 * u, 0.5, 0);
    c.write(fonts.body, kTicks[i], r.left - 6 * u, r.y(v), 1, 0.5);
  }
  const double middle = (r.left + r.right) / 2;
  c.write(fonts.body, "False positive rate", middle, r.bottom + 24 * u, 0.5, 0);
  c.write(fonts.body, "True positive rate", r.left - 40 * u, (r.top + r.bottom) / 2, 0.5, 0.5,
          -kPi / 2);
  c.write(fonts.title, "The ROC curve, one threshold at a time", at.width / 2.0, 34 * u, 0.5, 0.5);
}

void draw_threshold_and_curve(Canvas& c, const Layout& at, const Fonts& fonts,
                              const std::vector<Rates>& curve, double threshold) {
  const double u = at.unit;
  c.set_color(kInk);
  cairo_set_line_width(c.cairo(), 4 * u);
  c.line(at.scores.x(threshold), at.scores.top, at.scores.x(threshold), at.scores.bottom);

  c.set_color(kCurve);
  cairo_set_line_width(c.cairo(), 3 * u);
  const Rates* tip = nullptr;
  for (const Rates& r : curve) {
    if (r.threshold > threshold) break;
    cairo_line_to(c.cairo(), at.roc.x(r.fpr), at.roc.y(r.tpr));
    tip = &r;
  }
  cairo_stroke(c.cairo());

  const double x = at.roc.x(tip->fpr), y = at.roc.y(tip->tpr);
  c.set_color(kLabelColors[1]);
  cairo_arc(c.cairo(), x, y, 6 * u, 0, 2 * kPi);
  cairo_fill(c.cairo());

  char words[64];
  std::snprintf(words, sizeof words, "TPR %.2f  FPR %.2f", tip->tpr, tip->fpr);
  c.set_color(kInk);
  const double left = std::clamp(x + 10 * u, at.roc.left + 4 * u, at.roc.right - 150 * u);
  c.write(fonts.body, words, left, y + 8 * u, 0, 0);
}

// ---- circles, stamped from sprites

/// An example's circle at each of 4×4 sub-pixel offsets, per label, faded and not.
class Sprites {
 public:
  static constexpr int kPhases = 4;

  explicit Sprites(double unit) : side_(2 * static_cast<int>(std::ceil(7 * unit + 1)) + 1) {
    for (int label = 0; label < 2; ++label) {
      for (int faded = 0; faded < 2; ++faded) {
        for (int phase = 0; phase < kPhases * kPhases; ++phase) draw(label, faded, phase, unit);
      }
    }
  }

  /// Blends the circle of `label` around (x, y) over a picture.
  void stamp(Canvas& onto, const Layout& at, int label, bool faded, double x, double y) const {
    const int qx = static_cast<int>(std::floor(x * kPhases + 0.5));
    const int qy = static_cast<int>(std::floor(y * kPhases + 0.5));
    const int left = qx / kPhases - side_ / 2, top = qy / kPhases - side_ / 2;
    const std::uint32_t* sprite =
        &pixels_[index(label, faded, qy % kPhases * kPhases + qx % kPhases)];
    const int from = std::max(0, -left), to = std::min(side_, at.width - left);
    for (int row = std::max(0, -top); row < std::min(side_, at.height - top); ++row) {
      std::uint32_t* target = onto.row(top + row) + left;
      for (int i = from; i < to; ++i) target[i] = over(sprite[row * side_ + i], target[i]);
    }
  }

 private:
  size_t index(int label, int faded, int phase) const {
    return size_t((label * 2 + faded) * kPhases * kPhases + phase) * size_t(side_ * side_);
  }

  void draw(int label, int faded, int phase, double unit) {
    Canvas c(side_, side_, CAIRO_FORMAT_ARGB32);
    const double opacity = faded ? kFaded : 1;
    cairo_arc(c.cairo(), side_ / 2 + phase % kPhases / double(kPhases),
              side_ / 2 + phase / kPhases / double(kPhases), 6 * unit, 0, 2 * kPi);
    c.set_color(kLabelColors[label], opacity);
    cairo_fill_preserve(c.cairo());
    c.set_color(kInk, opacity);
    cairo_set_line_width(c.cairo(), unit);
    cairo_stroke(c.cairo());
    c.flush();
    pixels_.resize(std::max(pixels_.size(), index(label, faded, phase) + size_t(side_ * side_)));
    for (int y = 0; y < side_; ++y) {
      std::copy_n(c.row(y), side_, &pixels_[index(label, faded, phase) + size_t(y * side_)]);
    }
  }

  /// Premultiplied source over target, two components at a time, divisions by 255 rounded.
  static std::uint32_t over(std::uint32_t source, std::uint32_t target) {
    constexpr std::uint32_t kMask = 0x00FF00FF, kHalf = 0x00800080;
    const std::uint32_t rest = 255 - (source >> 24);
    std::uint32_t rb = (target & kMask) * rest + kHalf;
    std::uint32_t ag = (target >> 8 & kMask) * rest + kHalf;
    rb = (rb + (rb >> 8 & kMask)) >> 8 & kMask;
    ag = (ag + (ag >> 8 & kMask)) & ~kMask;
    return source + (rb | ag);
  }

  int side_;
  std::vector<std::uint32_t> pixels_;
};

void run(const char* data, int width, int height, int fps, const char* path) {
  const std::vector<Example> examples = read_examples(data);
  const std::vector<Rates> curve = roc_curve(examples);
  const Layout at(width, height);
  const Fonts fonts(at.unit);
  const Sprites sprites(at.unit);
  Canvas background(width, height, CAIRO_FORMAT_RGB24), picture(width, height, CAIRO_FORMAT_RGB24);
  draw_background(background, at, fonts);
  background.flush();
  Film film(width, height, fps, path);
  const int frames = static_cast<int>(kSeconds * fps);
  for (int n = 0; n < frames; ++n) {
    const double threshold = ease_in_out_cubic(double(n) / (frames - 1));
    picture.flush();
    std::memcpy(picture.row(0), background.row(0), size_t(picture.stride()) * size_t(height));
    for (const Example& e : examples) {
      sprites.stamp(picture, at, e.label, e.score < threshold, at.scores.x(e.score),
                    at.scores.y((e.y + 1) / 2));
    }
    picture.mark_dirty();
    draw_threshold_and_curve(picture, at, fonts, curve, threshold);
    picture.flush();
    film.add(picture, n);
  }
  film.finish();
}

}  // namespace
}  // namespace lantern::bench

int main(int argc, char** argv) try {
  if (argc != 6) {
    std::fprintf(stderr, "usage: reference_loop points.csv WIDTH HEIGHT FPS out.mp4\n");
    return 2;
  }
  av_log_set_level(AV_LOG_ERROR);
  lantern::bench::run(argv[1], std::atoi(argv[2]), std::atoi(argv[3]), std::atoi(argv[4]), argv[5]);
} catch (const std::exception& e) {
  std::fprintf(stderr, "reference_loop: %s\n", e.what());
  return 1;
}
