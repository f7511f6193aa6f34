#include "output/svg/film/keyframes.h"

#include <algorithm>
#include <cmath>

namespace lantern::svg {
namespace {

using Value = std::vector<double>;

double distance(const Value& a, const Value& b) {
  double most = 0;
  for (size_t i = 0; i < a.size(); ++i) most = std::max(most, std::fabs(a[i] - b[i]));
  return most;
}

double mixed(double a, double b, double t) {
  return a + (b - a) * t;
}

class Fitter {
 public:
  Fitter(const Samples& samples, double tolerance, double last_step)
      : samples_(samples), tolerance_(tolerance), last_step_(last_step) {}

  /// Keys of frames [from, to], the last one left out.
  void fit(size_t from, size_t to, std::vector<Keyframe>& out) const {
    Spline way;
    size_t farthest = 0;
    if (to - from < 2 || error(from, to, way, farthest) <= tolerance_ || curve(from, to, way)) {
      out.push_back({double(samples_.first) + double(from), at(from), way});
      return;
    }
    // An ease in and out is two curves of the same length.
    const size_t middle = from + size_t(span(from, to) / 2);
    Spline first, second;
    const bool halves = to - from >= 6 && fits(from, middle, first) && fits(middle, to, second);
    const size_t cut = halves ? middle : farthest;
    fit(from, cut, out);
    fit(cut, to, out);
  }

  const Value& at(size_t i) const { return samples_.values[i]; }

 private:
  /// How many frames there are from one sample to another.
  double span(size_t from, size_t to) const {
    return double(to - from) + (to > from && to + 1 == samples_.values.size() ? last_step_ - 1 : 0);
  }

  bool fits(size_t from, size_t to, Spline& way) const {
    size_t farthest = 0;
    way = {};
    return error(from, to, way, farthest) <= tolerance_ || curve(from, to, way);
  }

  double error(size_t from, size_t to, const Spline& way, size_t& farthest) const {
    double worst = -1;
    for (size_t i = from + 1; i < to; ++i) {
      const double t = span(from, i) / span(from, to);
      const double p = way.linear ? t : way.at(t);
      double off = 0;
      for (size_t k = 0; k < at(i).size(); ++k) {
        off = std::max(off, std::fabs(mixed(at(from)[k], at(to)[k], p) - at(i)[k]));
      }
      if (off <= worst) continue;
      worst = off;
      farthest = i;
    }
    return worst;
  }

  /// The curve of least squares, where all numbers go the same way and it fits.
  bool curve(size_t from, size_t to, Spline& way) const {
    if (to - from < 4) return false;
    double aa = 0, ab = 0, bb = 0, ac = 0, bc = 0;
    for (size_t i = from + 1; i < to; ++i) {
      const double t = span(from, i) / span(from, to), u = 1 - t;
      const double a = 3 * t * u * u, b = 3 * t * t * u;
      for (size_t k = 0; k < at(i).size(); ++k) {
        const double range = at(to)[k] - at(from)[k];
        const double wanted = at(i)[k] - at(from)[k] - range * t * t * t;
        aa += range * range * a * a;
        ab += range * range * a * b;
        bb += range * range * b * b;
        ac += range * a * wanted;
        bc += range * b * wanted;
      }
    }
    const double det = aa * bb - ab * ab;
    if (!(det > 0)) return false;
    const auto limited = [](double y) { return std::round(std::clamp(y, 0.0, 1.0) * 1e4) / 1e4; };
    Spline found{limited((ac * bb - bc * ab) / det), limited((bc * aa - ac * ab) / det), false};
    size_t farthest = 0;
    if (error(from, to, found, farthest) > tolerance_) return false;
    way = found;
    return true;
  }

  const Samples& samples_;
  double tolerance_;
  double last_step_;
};

}  // namespace

std::vector<Keyframe> keyframes(const Samples& samples, double tolerance, double jump,
                                double last_step) {
  const std::vector<Value>& values = samples.values;
  const auto changes = [&](size_t i) {
    return i > 0 && i < values.size() && values[i] != values[i - 1];
  };
  std::vector<Keyframe> out;
  if (values.empty()) return out;
  const Fitter fitter(samples, tolerance, last_step);
  size_t from = 0;
  const auto close = [&](size_t to) {  // a stretch without jumps; stays of its ends are keys
    for (size_t start = from; start < to;) {
      size_t end = start + 1;
      const bool moves = changes(end);
      while (end < to && changes(end + 1) == moves) ++end;
      if (!moves) out.push_back({double(samples.first) + double(start), values[start], {}});
      else fitter.fit(start, end, out);
      start = end;
    }
    out.push_back({double(samples.first) + double(to), values[to], {}});
  };
  for (size_t i = 1; i < values.size(); ++i) {
    const bool alone = changes(i) && !changes(i - 1) && !changes(i + 1);
    if (!alone || distance(values[i], values[i - 1]) <= jump) continue;
    close(i - 1);
    // It holds until the frame that is different.
    out.push_back({double(samples.first) + double(i), values[i - 1], {}});
    from = i;
  }
  close(values.size() - 1);
  // What does not differ from its neighbours need not be said.
  std::vector<Keyframe> kept;
  for (size_t i = 0; i < out.size(); ++i) {
    const bool inner = !kept.empty() && i + 1 < out.size();
    if (inner && distance(kept.back().value, out[i].value) == 0 &&
        distance(out[i].value, out[i + 1].value) == 0) {
      continue;
    }
    kept.push_back(out[i]);
  }
  if (kept.size() == 2 && distance(kept[0].value, kept[1].value) == 0) kept.pop_back();
  return kept;
}

std::vector<double> value_at(const std::vector<Keyframe>& keys, double frame) {
  size_t i = 0;
  while (i + 1 < keys.size() && keys[i + 1].frame <= frame) ++i;
  if (i + 1 >= keys.size() || frame <= keys[i].frame) return keys[i].value;
  const double t = (frame - keys[i].frame) / (keys[i + 1].frame - keys[i].frame);
  const double p = keys[i].way.linear ? t : keys[i].way.at(t);
  std::vector<double> out = keys[i].value;
  for (size_t k = 0; k < out.size(); ++k) out[k] = mixed(out[k], keys[i + 1].value[k], p);
  return out;
}

}  // namespace lantern::svg
