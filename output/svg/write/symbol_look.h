#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "output/markup/element.h"
#include "renderer/frame/frame.h"

namespace lantern::svg {

/// What draws symbols. Keeps the outlines of thin lines: crowds share them.
class SymbolPaths {
 public:
  /// The attributes of the paths that draw entry `i`, written in this size; where it is resized,
  /// `smallest` is its smallest size. `outlines`: lines that browsers would draw too pale are.
  std::vector<std::string> of(const Instances& dots, size_t i, double size, double smallest,
                              bool outlines);

 private:
  struct Line {
    SymbolPtr symbol;
    size_t layer;
    double size, px, width;

    auto operator<=>(const Line&) const = default;
  };
  const std::string& outline(const Line& line, int decimals);

  std::map<Line, std::string> outlines_;
};

/// A symbol that is nothing but a disc: a <circle> costs browsers less than the use of a
/// definition.
struct Disc {
  double radius = 0;
  std::string fill, pen;  ///< attributes
};
std::optional<Disc> disc_of(const Instances& dots, size_t i);

/// The pen that all symbols of a group have in common, if they are discs: the group says it once.
/// (Definitions that are used in it would inherit it.)
class CommonPen {
 public:
  void add(const std::optional<Disc>& disc);
  std::string found() const { return pen_.value_or(""); }

 private:
  std::optional<std::string> pen_;  // empty: there is none
};

/// A <circle>, to which its own attributes may be added; `at` is what places it.
Tag circle(const Disc& disc, std::string_view at, std::string_view common_pen);

/// The centre of a circle.
std::string centre(Point at);

}  // namespace lantern::svg
