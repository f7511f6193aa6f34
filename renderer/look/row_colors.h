#pragma once

#include <string_view>
#include <vector>

#include "core/record/color_scale.h"
#include "renderer/look/look.h"

namespace lantern {

/// Numbers as colours: a ramp over a domain.
class NumberColors {
 public:
  /// Throws SceneError where the ramp has an unknown name, or the domain is none.
  NumberColors(const Look& look, const RecordValue& scale);
  /// Without a scale of the script: the theme's ramp.
  NumberColors(const Look& look, std::vector<double> domain);

  /// Numbers outside of the domain are as its ends; missing ones are muted.
  Color at(double value) const;
  /// Those of a bar from the first number to the last: `t` from 0 to 1.
  Color along(double t) const;
  /// How far along the ramp a number is, 0 to 1; not a number where it has no place.
  double share(double value) const;
  Color at_share(double t) const;
  double first() const { return first_; }
  double last() const { return last_; }
  /// How many numbers are told apart; fewer than can be seen at once.
  static constexpr size_t kLevels = 256;

 private:
  bool log_ = false;
  std::optional<double> center_;
  double first_ = 0, last_ = 1;
  std::vector<Color> table_;
  Color missing_;
};

/// Whether a column holds numbers that are measured: those that are not all whole, nor have a
/// meaning, are no categories.
bool is_measured(const Column& column, const Look& look);

/// The colours of a mark's rows.
class RowColors {
 public:
  /// `fallback` is a theme name, for channels that are not given.
  RowColors(const Look& look, const ColorChannel& channel, const Location& at,
            std::string_view fallback);
  Color operator[](size_t row) const;
  bool per_row() const { return per_row_; }

 private:
  Color constant_;
  bool per_row_ = false;
  Column column_;
  std::optional<NumberColors> numbers_;
  std::vector<Color> by_code_;
  const Look& look_;
  std::vector<size_t> places_;  ///< of numbers and truths: which colour each row has
};

}  // namespace lantern
