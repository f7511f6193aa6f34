#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace lantern {

/// A line on the terminal that says how far a film is. Shows nothing where standard error is no
/// terminal, or where it is told to be quiet.
class Progress {
 public:
  Progress(std::string name, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::int64_t done, std::int64_t total);

 private:
  std::string name_;
  bool visible_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace lantern
