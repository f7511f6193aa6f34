#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lantern {

enum class ColumnType { number, boolean, text };

std::string_view name_of(ColumnType type);

/// How the cells of a column of numbers are written, where that is not the shortest form of the
/// number: "02139", "1.10", an id of 19 digits. Nothing where it is.
class Writings {
 public:
  /// The next row is written so.
  void add(std::string_view written, double value);
  /// The next row is written in the shortest form, or missing.
  void add_plain() { ++rows_; }

  /// Whether there is a row that is not written in the shortest form.
  bool any() const { return !ends_.empty(); }
  /// Empty where it is the shortest form.
  std::string_view operator[](size_t row) const;
  size_t bytes() const { return letters_.size() + ends_.size() * sizeof(std::uint64_t); }

 private:
  std::string letters_;
  std::vector<std::uint64_t> ends_;  // of the rows up to the last that is not plain
  size_t rows_ = 0;
};

/// What texts take in memory.
size_t text_bytes(const std::vector<std::string>& texts);

/// Places of rows in another table, shared by all that is picked by them.
using RowPlaces = std::shared_ptr<const std::vector<std::uint32_t>>;

/// Whether so many of so many rows are picked only where somebody looks: what they are picked from
/// stays in memory until then, so it must not be much more than they are.
constexpr bool picked_later(size_t some, size_t all) {
  return some >= 256 && some >= all / 4;
}

/// An immutable column of values; copies share their storage. Texts are stored as codes into a
/// dictionary, so that comparing them is comparing numbers. A missing number or boolean is NaN, a
/// missing text has code −1; booleans are 0 or 1.
class Column {
 public:
  Column() = default;

  static Column numbers(std::vector<double> values);
  /// Numbers that keep how they are written.
  static Column numbers(std::vector<double> values, Writings writings);
  static Column booleans(std::vector<double> zeros_and_ones);
  /// An empty text is a missing one.
  static Column texts(std::span<const std::string> values);
  /// `codes` index into `dictionary`, −1 is missing.
  static Column coded(std::vector<std::int32_t> codes,
                      std::shared_ptr<const std::vector<std::string>> dictionary);

  ColumnType type() const { return type_; }
  size_t size() const;

  /// Values of a number or boolean column; empty for texts.
  std::span<const double> numbers() const;
  /// Codes of a text column; empty otherwise.
  std::span<const std::int32_t> codes() const;
  const std::vector<std::string>& dictionary() const;

  /// The row's value as text: a number as it is written, else in its shortest form, "true" or
  /// "false", "" for missing.
  std::string text(size_t row) const;
  /// How a number is written where that is not its shortest form; else empty.
  std::string_view writing(size_t row) const;
  bool has_writings() const { return made().writings_ != nullptr; }
  bool missing(size_t row) const;

  /// The given rows, in that order.
  Column select(std::span<const std::uint32_t> rows) const;
  /// The same; many rows are picked when they are first looked at, by whichever thread looks.
  Column select(const RowPlaces& rows) const;

  /// The column's distinct values as texts, in order of first appearance; missing ones left out.
  std::vector<std::string> distinct() const;
  /// The same in the order that is meant: of a text column that of its dictionary, which stays when
  /// rows are taken out or sorted.
  std::vector<std::string> categories() const;
  /// The same in the order of a legend: numbers by size, texts as their dictionary has them (also
  /// those that no row holds).
  std::vector<std::string> ordered() const;

  /// Whether both are copies of one column: cheap, and false for columns that merely look alike.
  bool same_as(const Column& other) const;

  /// 64 bits that depend on type and contents alone.
  std::uint64_t content_hash() const;
  size_t bytes() const;

 private:
  struct Later;
  const Column& made() const { return later_ ? made_later() : *this; }
  const Column& made_later() const;

  ColumnType type_ = ColumnType::number;
  std::shared_ptr<const std::vector<double>> numbers_;
  std::shared_ptr<const Writings> writings_;  // null where all are plain
  std::shared_ptr<const std::vector<std::int32_t>> codes_;
  std::shared_ptr<const std::vector<std::string>> dictionary_;
  std::shared_ptr<Later> later_;  // null: the values are here
};

}  // namespace lantern
