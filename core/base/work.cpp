#include "core/base/work.h"

#include <algorithm>

#include "core/base/cancel.h"

namespace lantern {
namespace {

thread_local WorkBudget* current = nullptr;

}  // namespace

WorkBudget::WorkBudget(std::uint64_t most) : most_(most), outer_(current) {
  current = this;
}

WorkBudget::~WorkBudget() {
  current = outer_;
}

void spend(std::uint64_t steps) {
  throw_if_cancelled();
  if (!current) return;
  current->spent_ += steps;
  if (current->spent_ > current->most_) throw OutOfWork(current->most_, double(current->spent_));
}

void foresee(std::uint64_t steps) {
  if (!current || steps <= current->most_ - std::min(current->most_, current->spent_)) return;
  throw OutOfWork(current->most_, double(current->spent_) + double(steps));
}

Repeated::Repeated(std::size_t times) : times_(times), before_(current ? current->spent_ : 0) {}

void Repeated::done() {
  ++done_;
  if (!current || done_ >= times_) return;
  const double each = double(current->spent_ - before_) / double(done_);
  const double left = double(current->most_) - double(current->spent_);
  const double more = each * double(times_ - done_);
  if (more / 2 > left) throw OutOfWork(current->most_, double(current->spent_) + more);
}

}  // namespace lantern
