#include "tests/scaling/growth.h"

#include <algorithm>
#include <array>
#include <ctime>

#include <malloc.h>

#include <catch2/catch.hpp>

namespace lantern::test {
namespace {

constexpr double kLongEnough = 0.01;  // seconds: shorter times say nothing
// Where other programs push this one's memory out of the caches, only some of the times are long.
constexpr int kAttempts = 12;

/// The processor time of this thread: what else runs on the machine does not count.
double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

double once(const Work& work, size_t rows) {
  const auto run = work.on(rows);
  const double start = seconds();
  run();
  return seconds() - start;
}

/// Of n, 2n and 4n rows.
using Times = std::array<double, 3>;

void measure(const Work& work, size_t rows, Times& least) {
  for (size_t i = 0; i < least.size(); ++i) {
    least[i] = std::min(least[i], once(work, rows << i));
  }
}

bool grows_well(const Times& times, double most) {
  return times[2] <= most * most * times[0];
}

/// Memory that was used once is kept: to get it anew from the system takes longer the more it is.
void keep_memory() {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

}  // namespace

void check_growth(const std::string& name, const Work& work) {
  keep_memory();
  size_t rows = work.rows;
  while (8 * rows <= work.most_rows && once(work, 4 * rows) < kLongEnough) rows *= 2;
  Times least{1e9, 1e9, 1e9};
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    measure(work, rows, least);
    if (grows_well(least, work.most)) break;
  }
  INFO(name << " of " << rows << " rows and twice and four times as many: " << least[0] << ", "
            << least[1] << ", " << least[2] << " s");
  CHECK(grows_well(least, work.most));
}

}  // namespace lantern::test
