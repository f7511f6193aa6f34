#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace lantern {

/// What a scene may take; beyond it is error[limit]. `limits()` says what each is.
struct Limits {
  double work = 2;
  double file = 64;
  double rows = 250'000;
  double items = 10'000;
  double steps = 10'000;
  double frames = 1'000'000;
  double pixels = 134;

  /// `work` as a budget (see core/base/work.h).
  std::uint64_t work_steps() const { return static_cast<std::uint64_t>(work * 1e9); }
};

/// One of them, as `--limit name=value` and the docs have it.
struct Limit {
  std::string_view name;
  double Limits::*most;
  std::string_view doc;
};

/// All of them, sorted by name.
std::span<const Limit> limits();

/// A quarter of each.
Limits a_quarter_of(Limits limits);

}  // namespace lantern
