#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "core/base/number_format.h"
#include "core/data/table.h"
#include "core/record/value.h"

namespace lantern {

/// The texts of an ordinal axis, each once, in their order; copies share them.
class Categories {
 public:
  Categories() = default;
  Categories(std::vector<std::string> texts) : texts_(std::move(texts)) {}
  Categories(std::initializer_list<std::string> texts) : texts_(std::vector<std::string>(texts)) {}

  bool empty() const { return texts_.size() == 0; }
  size_t size() const { return texts_.size(); }
  const std::string& operator[](size_t place) const { return texts_[place]; }
  std::optional<size_t> find(const std::string& text) const { return texts_.find(text); }

  friend bool operator==(const Categories& a, const Categories& b) {
    const auto &one = a.texts_.names(), &other = b.texts_.names();
    return one == other || (a.size() == b.size() && (a.empty() || *one == *other));
  }

 private:
  Keys texts_;
};

/// Maps data to canvas units along one axis: numbers straight, texts to the middles of equal bands.
struct Scale {
  double domain0 = 0, domain1 = 1;
  double range0 = 0, range1 = 1;  ///< canvas units
  Categories categories;          ///< of an ordinal axis; empty: linear

  bool ordinal() const { return !categories.empty(); }
  double at(double value) const;
  /// An unknown category maps to the middle.
  double at(const std::string& category) const;
  double band() const;

  friend bool operator==(const Scale&, const Scale&) = default;
};

/// Round values that cut the domain into about `count` parts: multiples of 1, 2 or 5 times a power
/// of ten (the rule of d3-array's `ticks`, Bostock 2010). Domains may run downwards.
std::vector<double> nice_ticks(double first, double last, int count);

/// The distance of such ticks.
double tick_step(double first, double last, int count);

/// The domain widened to whole ticks.
std::pair<double, double> nice_domain(double first, double last, int count);

/// The format in which ticks of this distance differ: as many decimals as it takes, no more.
NumberFormat tick_format(double step);

}  // namespace lantern
