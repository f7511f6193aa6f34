#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/base/number_format.h"
#include "core/data/table.h"
#include "core/diagnostics/location.h"
#include "core/record/image_file.h"
#include "core/record/rich_text.h"

// Values as they are at one moment: what models take and give, what marks are drawn from.

namespace lantern {

enum class ValueType { number, boolean, text, table, record };

std::string_view name_of(ValueType type);

/// An output of a model: a number, a truth, a text, or a table (a record is a table of one row).
using Value = std::variant<std::monostate, double, bool, std::string, TablePtr>;
using Outputs = std::vector<Value>;

/// What the plain numbers of a channel count: data units of its axis, canvas units ("12px") or
/// hundredths of the view's box ("40%").
enum class Unit { data, px, percent };

/// A number for each row of a mark, or one for all.
struct NumberChannel {
  bool given = false;
  double constant = 0;
  Unit unit = Unit::data;
  /// Numbers; texts where a channel along an axis has categories. Empty where all rows have
  /// `constant`.
  Column column;

  bool per_row() const { return column.size() > 0; }
  double operator[](size_t row) const { return per_row() ? column.numbers()[row] : constant; }
};

struct RecordValue;
using RecordValuePtr = std::shared_ptr<const RecordValue>;

/// A text for each row of a mark, or one for all.
struct TextChannel {
  bool given = false;
  std::string constant;
  Column column;       ///< of any type; empty where all rows have `constant`
  std::string name{};  ///< what the script calls the column; empty where it is computed

  bool per_row() const { return column.size() > 0; }
  std::string operator[](size_t row) const { return per_row() ? column.text(row) : constant; }
};

/// Colours: a constant is a name (of the meaning, the theme) or "#rrggbb"; a column's texts are
/// data values that the meaning or the theme gives colours to; its numbers, if they are measured,
/// are on a scale.
struct ColorChannel : TextChannel {
  RecordValuePtr scale;  ///< how the script shows the numbers; see color_scale.h
};

/// Groups that rows belong to: the texts of a column.
struct CategoryChannel : TextChannel {};

/// One of a few words for each row: a constant, or a column whose texts are those words or values
/// that a meaning gives one.
struct ChoiceChannel : TextChannel {};

/// What an axis shows: the numbers at its ends, or its categories (of a time axis, dates).
struct AxisDomain {
  std::vector<double> ends;
  std::vector<std::string> categories;

  bool empty() const { return ends.empty() && categories.empty(); }
};

/// Where an axis has ticks, and what they are called where the script says it.
struct TickList {
  std::vector<double> at;
  std::vector<std::string> texts;  ///< as many, or none
};

/// Glyphs, by the same rule as colours.
struct GlyphChannel : TextChannel {};

/// What a hole holds in some rows that is no number, or infinite.
struct NoNumber {
  double value = 0;  ///< in the first of them
  size_t first = 0;
  size_t rows = 0;
};

/// Text with its holes filled in.
struct LiveText : TextChannel {
  struct Piece {
    std::string text;
    Column column;  ///< of a hole that differs from row to row; else empty
    SpanStyle style;
    bool live = false;
    Readings readings{};
  };

  /// A number that a hole holds; `begin` and `end` are bytes of the text.
  struct Number {
    size_t begin = 0, end = 0;
    double value = 0;
    NumberFormat format;
  };

  /// The text over the film, its holes with their readings, so that what is aligned to the widest
  /// of it need not move; null where nothing in it changes.
  std::shared_ptr<const RichText> film{};
  std::vector<Number> numbers;   ///< where the text is the same for all rows
  std::vector<Piece> pieces;     ///< of a text in which something is set apart; else empty
  std::vector<NoNumber> none{};  ///< of holes that are not among `numbers`

  /// The text of a row as it is drawn.
  RichText spans(size_t row) const;
};

/// TeX between live holes: literals[0] hole[0] literals[1] … literals[n].
struct TexSource {
  std::vector<std::string> literals;
  std::vector<TextChannel> holes;  ///< what they read at this moment
  std::vector<Readings> readings;  ///< of each hole
  std::vector<NoNumber> none{};
  /// Where each byte of the literals stands in the script.
  std::shared_ptr<const std::vector<Location>> places;
};
using TexSourcePtr = std::shared_ptr<const TexSource>;

/// A mark named as a place: "line", "plot.line", "lines@b", "cells@a7", "trees@2.sign". A key that
/// is given and empty (one that is computed of what is missing) names nothing.
struct MarkRef {
  int view = -1;
  int mark = -1;
  TextChannel view_instance;  ///< of a view with `each`; not given: the mark's own, else its like
  TextChannel mark_instance;  ///< of a mark with `each`; not given: its like
  TextChannel row;            ///< not given: the mark as a whole
  std::string part{};         ///< whose rows are meant, such as a network's nodes; empty: its own

  /// Whether rows name different marks.
  bool many() const { return view_instance.per_row() || mark_instance.per_row(); }
};

/// A function of a place (x, y) as it is at one moment. It is worked out where it is drawn, as
/// finely as the picture wants it.
class SurfaceFunction {
 public:
  virtual ~SurfaceFunction() = default;
  /// Its numbers or texts at so many places; `xs` and `ys` have one length.
  virtual Column at(std::vector<double> xs, std::vector<double> ys) const = 0;
};
using SurfacePtr = std::shared_ptr<const SurfaceFunction>;

/// The value of a field of a model, a mark, a layout … at one moment.
using FieldValue = std::variant<std::monostate, bool, double, std::string, NumberChannel,
                                TextChannel, LiveText, TablePtr, Column, std::vector<Column>,
                                std::vector<double>, std::vector<std::string>, MarkRef,
                                RecordValuePtr, TexSourcePtr, TickList, SurfacePtr, ImagePtr>;

struct Kind;

/// A kind with its fields' values, by the position of the fields in the kind's description.
struct RecordValue {
  const Kind* kind = nullptr;
  Location at;  ///< where the script names the kind
  std::vector<FieldValue> values;
  std::vector<Location> places;  ///< of each value in the script; of the record where it has none
};

}  // namespace lantern
