#include "output/gif/palette.h"

#include <algorithm>
#include <array>
#include <limits>

namespace lantern {
namespace {

constexpr size_t kExactColors = 255;  // and kTransparent
constexpr size_t kNearColors = 200;
constexpr std::int64_t kMostSamples = 48;

using Entry = ColorHistogram::Entry;

int channel(std::uint32_t color, int which) {
  return static_cast<int>(color >> (16 - 8 * which) & 255);
}

int distance(std::uint32_t a, std::uint32_t b) {
  int sum = 0;
  for (int c = 0; c < 3; ++c) {
    const int d = channel(a, c) - channel(b, c);
    sum += d * d;
  }
  return sum;
}

/// Sums over some entries, from which means and squared errors follow.
struct Moments {
  double count = 0;
  std::array<double, 3> sum{};
  std::array<double, 3> squares{};

  void add(const Entry& entry) {
    count += entry.count;
    for (int c = 0; c < 3; ++c) {
      const double value = channel(entry.color, c);
      sum[size_t(c)] += entry.count * value;
      squares[size_t(c)] += entry.count * value * value;
    }
  }
  Moments operator-(const Moments& other) const {
    Moments out = *this;
    out.count -= other.count;
    for (size_t c = 0; c < 3; ++c) {
      out.sum[c] -= other.sum[c];
      out.squares[c] -= other.squares[c];
    }
    return out;
  }
  double error(size_t c) const {
    return count > 0 ? std::max(0.0, squares[c] - sum[c] * sum[c] / count) : 0;
  }
  double error() const { return error(0) + error(1) + error(2); }
  std::uint32_t mean() const {
    std::uint32_t out = 0;
    for (size_t c = 0; c < 3; ++c) {
      out = out << 8 | static_cast<std::uint32_t>(sum[c] / count + 0.5);
    }
    return out;
  }
};

/// A stretch of the entries.
struct Cluster {
  size_t first = 0, last = 0;
  Moments moments;
};

Cluster cluster_of(const std::vector<Entry>& entries, size_t first, size_t last) {
  Cluster out{first, last, {}};
  for (size_t i = first; i < last; ++i) out.moments.add(entries[i]);
  return out;
}

/// Sorts the cluster along its longest side and cuts where both halves together are tightest.
std::pair<Cluster, Cluster> split(std::vector<Entry>& entries, const Cluster& cluster) {
  size_t axis = 0;
  for (size_t c = 1; c < 3; ++c) {
    if (cluster.moments.error(c) > cluster.moments.error(axis)) axis = c;
  }
  const int which = static_cast<int>(axis);
  std::sort(entries.begin() + std::ptrdiff_t(cluster.first),
            entries.begin() + std::ptrdiff_t(cluster.last),
            [which](const Entry& a, const Entry& b) {
              const int x = channel(a.color, which), y = channel(b.color, which);
              return x != y ? x < y : a.color < b.color;
            });
  Moments left;
  double least = std::numeric_limits<double>::infinity();
  size_t cut = cluster.first + 1;
  for (size_t i = cluster.first; i + 1 < cluster.last; ++i) {
    left.add(entries[i]);
    const double error = left.error() + (cluster.moments - left).error();
    if (error >= least) continue;
    least = error;
    cut = i + 1;
  }
  return {cluster_of(entries, cluster.first, cut), cluster_of(entries, cut, cluster.last)};
}

std::vector<std::uint32_t> split_palette(std::vector<Entry> entries, size_t most) {
  std::vector<Cluster> clusters{cluster_of(entries, 0, entries.size())};
  while (clusters.size() < most) {
    const auto worst = std::max_element(
        clusters.begin(), clusters.end(),
        [](const Cluster& a, const Cluster& b) { return a.moments.error() < b.moments.error(); });
    if (worst->last - worst->first < 2 || worst->moments.error() <= 0) break;
    const auto [a, b] = split(entries, *worst);
    *worst = a;
    clusters.push_back(b);
  }
  std::vector<std::uint32_t> out;
  for (const Cluster& cluster : clusters) out.push_back(cluster.moments.mean());
  return out;
}

size_t nearest(const std::vector<std::uint32_t>& palette, std::uint32_t color) {
  size_t best = 0;
  int least = std::numeric_limits<int>::max();
  for (size_t i = 0; i < palette.size(); ++i) {
    const int d = distance(palette[i], color);
    if (d >= least) continue;
    least = d;
    best = i;
  }
  return best;
}

/// Each colour moves to the mean of what it stands for, or onto the one that fills most of it.
void refine(const std::vector<Entry>& entries, std::vector<std::uint32_t>& palette, bool last) {
  constexpr double kFlat = 0.5;  // share of one colour that makes the others its rims
  std::vector<Moments> moments(palette.size());
  std::vector<Entry> most(palette.size(), Entry{0, 0});
  for (const Entry& entry : entries) {
    const size_t i = nearest(palette, entry.color);
    moments[i].add(entry);
    if (entry.count > most[i].count) most[i] = entry;
  }
  for (size_t i = 0; i < palette.size(); ++i) {
    if (moments[i].count <= 0) continue;
    const bool flat = last && most[i].count > kFlat * moments[i].count;
    palette[i] = flat ? most[i].color : moments[i].mean();
  }
}

}  // namespace

void ColorHistogram::add(const Pixmap& pixmap) {
  for (int y = 0; y < pixmap.height(); ++y) {
    const std::uint32_t* row = pixmap.row(y);
    for (int x = 0; x < pixmap.width();) {
      const int start = x;
      while (x < pixmap.width() && row[x] == row[start]) ++x;
      counts_[row[start] & 0xFFFFFF] += static_cast<std::uint64_t>(x - start);
    }
  }
}

std::vector<Entry> ColorHistogram::entries() const {
  std::vector<Entry> out;
  out.reserve(counts_.size());
  for (const auto& [color, count] : counts_) out.push_back({color, double(count)});
  std::sort(out.begin(), out.end(),
            [](const Entry& a, const Entry& b) { return a.color < b.color; });
  return out;
}

std::vector<std::uint32_t> make_palette(const ColorHistogram& histogram, size_t most) {
  const std::vector<Entry> entries = histogram.entries();
  std::vector<std::uint32_t> palette;
  if (entries.size() <= most) {
    for (const Entry& entry : entries) palette.push_back(entry.color);
    return palette;
  }
  palette = split_palette(entries, most);
  constexpr int kRounds = 4;
  for (int i = 0; i < kRounds; ++i) refine(entries, palette, i == kRounds - 1);
  std::sort(palette.begin(), palette.end());
  palette.erase(std::unique(palette.begin(), palette.end()), palette.end());
  return palette;
}

NearestColor::NearestColor(std::vector<std::uint32_t> palette)
    : palette_(std::move(palette)), slots_(1 << 16) {}

std::uint8_t NearestColor::operator()(std::uint32_t color) {
  Slot& slot = slots_[color * 2654435761u >> 16];
  if (slot.color == color) return slot.index;
  slot = {color, static_cast<std::uint8_t>(nearest(palette_, color))};
  return slot.index;
}

std::vector<double> palette_samples(const Film& film) {
  const std::int64_t count = std::min(film.frames, kMostSamples);
  std::vector<double> out;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t frame = count == 1 ? 0 : i * (film.frames - 1) / (count - 1);
    out.push_back(film.time_of(frame));
  }
  return out;
}

std::vector<std::uint32_t> film_palette(const ColorHistogram& histogram) {
  return make_palette(histogram, histogram.colors() <= kExactColors ? kExactColors : kNearColors);
}

}  // namespace lantern
