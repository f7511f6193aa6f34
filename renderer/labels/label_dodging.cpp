#include "renderer/labels/label_dodging.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lantern {
namespace {

/// Labels whose distance is less than this share of their height begin to go side by side.
constexpr double kPassingWay = 0.4;
constexpr double kBeside = 8;  // between labels side by side, canvas units

struct Placed {
  size_t label;
  double middle;  // wanted
  double gap;     // to the one before it
};

bool side_by_side(const Box& a, const Box& b) {
  return a.x0 < b.x1 && b.x0 < a.x1;
}

/// The distance that two neighbours have to keep.
double gap_between(const MovableLabel& first, const MovableLabel& second) {
  const Box &a = first.box, &b = second.box;
  if (!side_by_side(a, b)) return 0;
  const double height = (a.height() + b.height()) / 2;
  const double distance = std::fabs(a.center().y - b.center().y);
  return height * std::min(1.0, distance / (kPassingWay * height)) *
         std::min(first.amount, second.amount);
}

std::vector<Placed> in_order(const std::vector<MovableLabel>& labels) {
  std::vector<size_t> order(labels.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return labels[a].box.center().y < labels[b].box.center().y;
  });
  std::vector<Placed> out;
  double gaps = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    const MovableLabel& label = labels[order[i]];
    const double gap = i == 0 ? 0 : gap_between(labels[order[i - 1]], label);
    gaps += gap;
    // With the gaps taken out, "in order and far enough apart" is just "in order".
    out.push_back({order[i], label.box.center().y - gaps, gap});
  }
  return out;
}

/// The non-decreasing sequence nearest to `values`: pools of neighbours that share their mean
/// (Ayer et al. 1955, pool adjacent violators).
std::vector<double> isotonic(const std::vector<Placed>& values) {
  struct Pool {
    double sum;
    size_t count;
    double mean() const { return sum / double(count); }
  };
  std::vector<Pool> pools;
  for (const Placed& value : values) {
    pools.push_back({value.middle, 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
      const Pool last = pools.back();
      pools.pop_back();
      pools.back().sum += last.sum;
      pools.back().count += last.count;
    }
  }
  std::vector<double> out;
  for (const Pool& pool : pools) out.insert(out.end(), pool.count, pool.mean());
  return out;
}

/// How far each label is pushed up or down.
std::vector<double> moves_up_and_down(const std::vector<MovableLabel>& labels, const Box& inside) {
  const std::vector<Placed> order = in_order(labels);
  const std::vector<double> middles = isotonic(order);
  double gaps = 0;
  std::vector<double> at;
  for (size_t i = 0; i < order.size(); ++i) {
    gaps += order[i].gap;
    at.push_back(middles[i] + gaps);
  }
  const double low = at.back() + labels[order.back().label].box.height() / 2 - inside.y1;
  const double high = inside.y0 - at.front() + labels[order.front().label].box.height() / 2;
  const double shift = low > 0 ? -low : high > 0 ? high : 0;
  std::vector<double> moves(labels.size());
  for (size_t i = 0; i < order.size(); ++i) {
    moves[order[i].label] = at[i] + shift - labels[order[i].label].box.center().y;
  }
  return moves;
}

/// How much one of two labels has to go to the side: 0 apart, 1 from half their height on.
double overlap(const MovableLabel& a, const MovableLabel& b, double dy_a, double dy_b) {
  if (!side_by_side(a.box, b.box)) return 0;
  const double height = (a.box.height() + b.box.height()) / 2;
  const double distance = std::fabs(a.box.center().y + dy_a - b.box.center().y - dy_b);
  return std::clamp(2 * (1 - distance / height), 0.0, 1.0) * std::min(a.amount, b.amount);
}

}  // namespace

std::vector<Point> dodge(const std::vector<MovableLabel>& labels, const Box& inside) {
  std::vector<Point> moves(labels.size());
  if (labels.size() < 2) return moves;
  const std::vector<double> dy = moves_up_and_down(labels, inside);
  std::vector<double> shared(labels.size(), 0);  // the most that a label shares its height
  double beyond = 0;
  for (size_t j = 0; j < labels.size(); ++j) {
    moves[j].y = dy[j];
    for (size_t i = 0; i < j; ++i) {
      const double on_it = overlap(labels[i], labels[j], dy[i], dy[j]);
      moves[j].x += on_it * (labels[i].box.width() + kBeside);
      shared[i] = std::max(shared[i], on_it);
      shared[j] = std::max(shared[j], on_it);
    }
    beyond = std::max(beyond, labels[j].box.x1 + moves[j].x - inside.x1);
  }
  for (size_t i = 0; i < labels.size(); ++i) moves[i].x -= beyond * shared[i];
  return moves;
}

}  // namespace lantern
