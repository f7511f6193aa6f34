#pragma once

#include <functional>
#include <map>
#include <string>

namespace lantern::test {

/// Work on so many rows: what it needs is made first, then it is done and timed.
struct Work {
  std::function<std::function<void()>(size_t rows)> on;
  size_t rows = 500;  ///< to begin with
  double most = 2.8;  ///< how much longer twice the rows may take
  size_t most_rows = 1 << 16;

  Work at_most(double growth) const { return {on, rows, growth, most_rows}; }
  Work up_to(size_t so_many) const { return {on, rows, most, so_many}; }
};

/// Works by the name of what they exercise.
using Works = std::map<std::string, Work, std::less<>>;

/// Fails where twice the rows take more than 2.8 times the processor time, on average from n over
/// 2n to 4n rows: n log n takes about 2.2 times, n² 4 times.
void check_growth(const std::string& name, const Work& work);

}  // namespace lantern::test
