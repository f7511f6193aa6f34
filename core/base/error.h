#pragma once

#include <stdexcept>
#include <string>

namespace lantern {

/// Something outside the scene failed: disk, encoder, fonts, memory. Exit code 1.
class RuntimeError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The command line is wrong. Exit code 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A stated limit was passed. Exit code 4.
class LimitError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace lantern
