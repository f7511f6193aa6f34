#pragma once

#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/number_format.h"
#include "core/base/text.h"
#include "core/diagnostics/location.h"
#include "core/expr/ast.h"
#include "core/record/field.h"
#include "core/record/rich_text.h"
#include "core/time/easing.h"

// What the script says, checked for shape and types, before anything is computed. `config` makes
// these values; `core/scene` compiles them.

namespace lantern {

/// A bare or quoted word: a name of something, or a text.
struct Word {
  std::string text;
  bool quoted = false;
};

/// A constant number and what it counts.
struct Quantity {
  double value = 0;
  Unit unit = Unit::data;
  std::string written = {};  ///< of a constant that may be a key or an id: as the script has it

  std::string text() const { return written.empty() ? shortest(value) : written; }
};

/// Text with holes: literal pieces and expressions, each in one style.
struct Template {
  struct Piece {
    std::string literal;  ///< where `hole` is null
    AstPtr hole;
    std::optional<NumberFormat> format;
    Location at;
    SpanStyle style{};
  };
  std::vector<Piece> pieces;
  /// A name in braces without `=`: most likely a hole where something is called so.
  struct BareName {
    std::string name;
    Location at;
  };
  std::vector<BareName> bare_names{};
  /// Of TeX: where each byte of the literals stands.
  std::shared_ptr<const std::vector<Location>> places{};

  bool constant() const;
  /// The literal text; only where there is no hole.
  RichText spans() const;
  std::string text() const { return words_of(spans()); }
};

/// "1..9": both ends belong to it.
struct Range {
  double first = 0;
  double last = 0;

  /// Value i of so many that cut it evenly: exact where it is a whole number.
  double at(double i, double count) const {
    if (i == count - 1) return last;
    const double way = (last - first) * i;  // divided last, so that what divides evenly does
    const double size = last - first;
    return first + (std::isfinite(way) ? way / (count - 1) : size * (i / (count - 1)));
  }
};

struct SpecValue;
using SpecList = std::vector<SpecValue>;

struct RecordSpec;
using RecordSpecPtr = std::shared_ptr<const RecordSpec>;

/// A map whose keys the author makes up, in the order written.
struct SpecMap {
  struct Entry;
  std::vector<Entry> entries;
};

/// One value of the script, with its place.
struct SpecValue {
  Location at;
  std::variant<std::monostate, bool, Quantity, Word, AstPtr, Template, Range, SpecList,
               RecordSpecPtr, SpecMap, Ease>
      value;

  bool given() const { return !std::holds_alternative<std::monostate>(value); }
  template <class T>
  const T* as() const {
    return std::get_if<T>(&value);
  }
};

struct SpecMap::Entry {
  std::string key;
  Location key_at;
  SpecValue value;
};

/// A kind with the values of its fields, by position; what the script leaves out holds the field's
/// fallback, or nothing.
struct RecordSpec {
  const Kind* kind = nullptr;
  Location at;
  std::vector<SpecValue> values;

  /// The field must exist.
  const SpecValue& operator[](std::string_view field) const;
};

}  // namespace lantern
