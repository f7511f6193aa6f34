#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/scene/run/state.h"
#include "renderer/marks/mark.h"

// Which rows of a mark are drawn: those that have all that it takes. The others are left out before
// a layout or a mark sees them, whatever the mark.

namespace lantern {

/// What a row lacks to be drawn, and the field that says so.
struct Lack {
  enum class What {
    value,   ///< there is no number
    end,     ///< the number is infinite
    limit,   ///< the same at the end of a line: nothing is missing
    size,    ///< it is larger than any picture
    place,   ///< the axis has no place for it
    log,     ///< a log axis has no place for 0 and numbers of the other sign
    domain,  ///< it is outside of the axis's domain
    target,  ///< what it stands at, or leads to, is not drawn
    part     ///< that has no such part
  };
  What what = What::value;
  std::string_view field;

  friend bool operator==(const Lack&, const Lack&) = default;
};

/// Rows of a mark that lack the same.
struct LeftOut {
  Lack lack;
  size_t count = 0;
  std::uint32_t first = 0;
};

/// Numbers of rows of a mark, in their order.
using RowNumbers = std::vector<std::uint32_t>;

/// A mark's values, from which rows are left out.
class DrawnRows {
 public:
  explicit DrawnRows(MarkValuesPtr values) : values_(std::move(values)), count_(values_->count()) {}

  /// Of the rows that are left; of a mark without data as they are.
  const MarkValues& values() const { return *values_; }
  const MarkValuesPtr& shared_values() const { return values_; }
  size_t count() const { return count_; }
  /// Whether none was left out.
  bool all() const { return left_out_.empty(); }
  /// Which rows of the mark are left; empty where all are.
  const RowNumbers& rows() const { return rows_; }
  /// Which row of the mark the i-th of those is.
  std::uint32_t number_of(size_t i) const {
    return all() ? static_cast<std::uint32_t>(i) : rows_[i];
  }
  /// What the others lack.
  const std::vector<LeftOut>& left_out() const { return left_out_; }

  /// Moves what is outside the range of its field to that range's end.
  void fit();

  /// Leaves out rows: `lack(i)` is what the i-th of those that are left lacks. Gives the places
  /// among them of those that stay; nothing where all do.
  template <std::invocable<size_t> F>
  std::optional<RowNumbers> sift(F lack) {
    RowNumbers staying;
    std::vector<LeftOut> leaving;
    for (size_t i = 0; i < count_; ++i) {
      const std::optional<Lack> what = lack(i);
      if (!what) staying.push_back(static_cast<std::uint32_t>(i));
      else note(leaving, *what, number_of(i));
    }
    if (leaving.empty()) return std::nullopt;
    leave(staying, leaving);
    return staying;
  }

 private:
  static void note(std::vector<LeftOut>& list, const Lack& lack, std::uint32_t row);
  void leave(const RowNumbers& staying, const std::vector<LeftOut>& leaving);

  MarkValuesPtr values_;
  size_t count_;
  RowNumbers rows_;
  std::vector<LeftOut> left_out_;
};

/// Leaves out the rows that lack a value in a channel of the mark or its layout; all rows where
/// a number that they share is none.
void sift_values(DrawnRows& rows, const MarkType& type);

/// Leaves out the rows that have no place on an axis, and, of marks that do so, those outside of
/// `visible`.
void sift_places(DrawnRows& rows, const MarkType& type, const Plot& plot, const Box& visible);

/// The values with the rows that lack a value left out.
MarkValuesPtr with_values(const MarkValuesPtr& values, const MarkType& type);

/// Whether the fields of one datum lack no value.
bool has_values(const RecordValue& fields, const MarkType& type);

/// Whether they lack neither value nor place.
bool is_drawable(const RecordValue& fields, const MarkType& type, const Plot& plot,
                 const Box& visible);

/// What belongs to those rows.
Presence of_rows(const Presence& presence, const RowNumbers& rows);
Emphasis of_rows(const Emphasis& emphasis, const RowNumbers& rows);

template <class T>
std::vector<T> of_rows(const std::vector<T>& all, const RowNumbers& rows) {
  std::vector<T> out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push_back(all[row]);
  return out;
}

}  // namespace lantern
