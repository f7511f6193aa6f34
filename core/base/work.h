#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>

namespace lantern {

/// A computation takes more work than its budget has.
class OutOfWork : public std::exception {
 public:
  OutOfWork(std::uint64_t most, double wanted) : most_(most), wanted_(wanted) {}
  std::uint64_t most() const { return most_; }
  /// As far as it is known: what was asked for, or what all of it would take.
  double wanted() const { return wanted_; }
  const char* what() const noexcept override { return "more work than the limit"; }

 private:
  std::uint64_t most_;
  double wanted_;
};

/// How much may be computed in a scope, by the thread that opens it. Work is counted in steps of
/// about a nanosecond and never by a clock, so that what is refused is refused on every machine.
/// It belongs to the thread as its stack does: computations everywhere spend of it, and none of
/// their signatures has to carry it. A thread without a budget may spend what it likes.
class WorkBudget {
 public:
  explicit WorkBudget(std::uint64_t most);
  ~WorkBudget();
  WorkBudget(const WorkBudget&) = delete;
  WorkBudget& operator=(const WorkBudget&) = delete;

  std::uint64_t spent() const { return spent_; }

 private:
  friend void spend(std::uint64_t steps);
  friend void foresee(std::uint64_t steps);
  friend class Repeated;

  std::uint64_t most_;
  std::uint64_t spent_ = 0;
  WorkBudget* outer_;
};

/// Counts work that is about to be done. Throws OutOfWork where the thread's budget has no more,
/// and Cancelled where a signal asked to stop: whatever takes long calls it often.
void spend(std::uint64_t steps);

/// Throws OutOfWork where the thread's budget has not so much left: work that is known beforehand
/// to take too long is not begun. Counts nothing.
void foresee(std::uint64_t steps);

/// Work that is done many times over, each about as much as the others.
class Repeated {
 public:
  explicit Repeated(std::size_t times);
  /// Counts one of them as done. Throws OutOfWork where the others, were they half as much, could
  /// not be done: what is known to take too long is refused before it has taken long.
  void done();

 private:
  std::size_t times_, done_ = 0;
  std::uint64_t before_;
};

}  // namespace lantern
