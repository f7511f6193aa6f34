#include "renderer/labels/label_dodging.h"

#include <algorithm>
#include <numeric>

namespace lantern {
namespace {

constexpr double kAir = 2.5;  // between two labels, canvas units

struct Placed {
  size_t label;
  double middle;  // wanted, with the gaps taken out
  double gaps;    // of all up to it
};

bool side_by_side(const Box& a, const Box& b) {
  return a.x0 < b.x1 + kAir && b.x0 < a.x1 + kAir;
}

/// The distance that two neighbours have to keep.
double gap_between(const MovableLabel& a, const MovableLabel& b) {
  if (!side_by_side(a.box, b.box)) return 0;
  const double height = (a.box.height() + b.box.height()) / 2 + kAir;
  return height * std::min(a.amount, b.amount);
}

/// Groups of labels of which none can lie on one of another group: apart from left to right.
std::vector<std::vector<size_t>> columns_of(const std::vector<MovableLabel>& labels) {
  std::vector<size_t> order(labels.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return labels[a].box.x0 < labels[b].box.x0; });
  std::vector<std::vector<size_t>> out;
  double right = 0;
  for (const size_t i : order) {
    const Box& box = labels[i].box;
    if (out.empty() || box.x0 >= right + kAir) out.emplace_back();
    right = out.back().empty() ? box.x1 : std::max(right, box.x1);
    out.back().push_back(i);
  }
  return out;
}

std::vector<Placed> in_order(const std::vector<MovableLabel>& labels, std::vector<size_t> column) {
  std::sort(column.begin(), column.end(), [&](size_t a, size_t b) {
    const double first = labels[a].box.center().y, second = labels[b].box.center().y;
    return first < second || (first == second && a < b);
  });
  std::vector<Placed> out;
  double gaps = 0;
  for (size_t i = 0; i < column.size(); ++i) {
    const MovableLabel& label = labels[column[i]];
    if (i > 0) gaps += gap_between(labels[column[i - 1]], label);
    // With the gaps taken out, "in order and far enough apart" is just "in order".
    out.push_back({column[i], label.box.center().y - gaps, gaps});
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

}  // namespace

std::vector<double> dodge(const std::vector<MovableLabel>& labels, const Box& inside) {
  std::vector<double> moves(labels.size(), 0);
  for (const std::vector<size_t>& column : columns_of(labels)) {
    if (column.size() < 2) continue;
    const std::vector<Placed> order = in_order(labels, column);
    const std::vector<double> middles = isotonic(order);
    const Placed &first = order.front(), &last = order.back();
    const double low = inside.y0 + labels[first.label].box.height() / 2;
    const double high = inside.y1 - labels[last.label].box.height() / 2 - last.gaps;
    for (size_t i = 0; i < order.size(); ++i) {
      // Of a sequence in order, what is cut off at both ends is still the nearest one.
      const double middle = std::min(std::max(middles[i], low), high);
      moves[order[i].label] = middle + order[i].gaps - labels[order[i].label].box.center().y;
    }
  }
  return moves;
}

}  // namespace lantern
