#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lantern {

/// The path of a sequence, which holds the number of a frame in its last part: "frames/%05d.png".
class FramePath {
 public:
  /// Reads "%d" or "%0Nd", N = 1…9; "%%" stands for a percent sign. None where the last part of
  /// the path has not exactly one number: then the path is that of one file, as it stands.
  static std::optional<FramePath> parse(std::string_view path);

  /// The path of frame n = 0, 1 …
  std::string operator()(std::int64_t n) const;
  /// Whether that is the path of one of its frames.
  bool gives(std::string_view path) const;

 private:
  std::string before_;
  std::string after_;
  int digits_ = 1;
};

}  // namespace lantern
