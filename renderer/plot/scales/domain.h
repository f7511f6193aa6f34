#pragma once

#include <initializer_list>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/data/table.h"

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

/// What an axis shows: the numbers at its ends, or categories.
struct Domain {
  double first = 0, last = 1;
  Categories categories;

  friend bool operator==(const Domain&, const Domain&) = default;
};

/// Where the data of a view's axis lies, over the whole film.
struct Extent {
  double low = 0, high = 0;
  bool known = false;
  double least_positive = std::numeric_limits<double>::infinity();  ///< of those above zero
  std::vector<std::string> categories;
  bool tight = false;  ///< an axis ends where it does, not at the next round number
  /// Of an axis that reads texts as numbers: dates.
  std::optional<double> (*read)(std::string_view text) = nullptr;

  void add(double value);
  void add(const Extent& other);
};

}  // namespace lantern
