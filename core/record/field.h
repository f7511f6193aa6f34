#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <vector>

#include "core/record/value.h"

// Descriptions of what a script may say. A model, mark, layout … declares its fields once; the
// reader's checks, `lantern list`, the reference documentation and the binding of values to its
// own struct all come from that one declaration.

namespace lantern {

enum class FieldKind {
  number,     ///< 3, =expr
  count,      ///< a whole number, =expr
  boolean,    ///< true, false, =expr
  text,       ///< a constant text; a value of a column
  key,        ///< the key of a row: a constant text, =expr
  choice,     ///< one of a few words
  live_text,  ///< text with {=holes}
  tex,        ///< TeX with {=holes}
  channel,    ///< number for each row: a column, =expr, 3, 12px, 40%
  color,      ///< colour for each row: a column, =expr, a name, "#rrggbb", {by: column, ramp: …}
  glyph,      ///< glyph for each row: a column, =expr, a name
  word,       ///< one of a few words for each row: a column, =expr, a constant
  category,   ///< group of each row: a column, =expr
  family,     ///< a model made for each item of a list, or a table of each
  model,      ///< a model of the scene, which whoever has the field makes anew
  formula,    ///< =expr, bound by whoever has the field
  table,      ///< a table: data, or a model's output
  column,     ///< a column of the table in the sibling field `data`
  columns,    ///< a list of such columns
  numbers,    ///< a list of numbers, each constant or =expr
  texts,      ///< a list of constant texts
  domain,     ///< two numbers, each constant or =expr, or a list of categories
  ticks,      ///< a list of numbers, or a map from them to texts
  condition,  ///< =expr, true or false for each row
  order,      ///< =expr, a number for each row
  surface,    ///< =expr of x and y, at every place of a view
  picture,    ///< a file beside the script: PNG or SVG
  mark,       ///< a mark, as a place
  kind,       ///< one of a registry's kinds with its fields, such as a layout
  record,     ///< fields of its own, such as an axis
  ease,       ///< an easing
  param,      ///< a param by name (sweep), or several
  range,      ///< 1..9, 0..1, a list, a column; of several params a map of these
  points,     ///< a whole number, or one for each of several names
  settings,   ///< a map from names to values or ranges (sweep's `with`, sample's `over`)
  takes,      ///< a map from new names to expressions (sweep's `take`)
  step,       ///< a trace's step at the start: a whole number, or `last`
  special,    ///< read by code of its own; `doc` says what it takes
};

/// What a field takes, for the documentation: "column or number".
std::string_view name_of(FieldKind kind);

/// Which scale a channel's plain numbers go through, or whose values a number multiplies.
enum class AxisName { none, x, y };

struct Field;

/// Whether others can go along a mark: along it as a whole, or along each of its rows.
enum class Way { none, whole, rows };

/// A describable thing with fields: a model, a mark, a layout, a generator, an effect.
struct Kind {
  std::string_view name;
  std::string_view doc;
  std::vector<Field> fields;
  /// Of a layout: it is solved at the ends of a step and blended in between, so that nothing
  /// jitters.
  bool settled = false;
  Way way = Way::none;  ///< of a mark
  /// Of a mark, what an address can name of it beside its rows: "nodes" of a network, as
  /// net.nodes@a.
  std::vector<std::string_view> parts{};

  /// Position of the field, −1 where there is none.
  int find(std::string_view field) const;
};

using KindList = std::span<const Kind* const>;

struct Field {
  std::string_view name;
  std::string_view doc;
  FieldKind kind = FieldKind::number;
  bool required = false;
  std::string_view unless{};  ///< another field that it is not required beside
  std::string_view fallback;  ///< what holds where the script is silent, as YAML; empty: nothing
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  bool above = false;                     ///< `least` itself is not allowed
  std::vector<std::string_view> choices;  ///< for `choice`
  bool live = false;                      ///< of a choice: it may be an =expr of one
  AxisName axis = AxisName::none;         ///< for `channel` and `number`
  bool whole = false;  ///< of a channel: one value for the mark, the same in all of its rows
  bool px = false;     ///< plain numbers are canvas units; "px" may be written
  bool lone = false;   ///< of a list: one entry may stand without brackets
  bool time = false;   ///< of a number: seconds, written as a time
  KindList (*kinds)() = nullptr;  ///< for `kind`
  const Kind* record = nullptr;   ///< for `record`
  const Kind* scale = nullptr;    ///< of a colour: that of the mark's own numbers
  void (*set)(void* object, const FieldValue& value) = nullptr;  ///< into the described struct
  const std::type_info* owner = nullptr;                         ///< that struct's type
  /// The same for the struct that has the member, which may be a base of `owner`.
  void (*set_in_base)(void* base, const FieldValue& value) = nullptr;
  const std::type_info* base = nullptr;
};

/// What a field's declaration may add to name and doc; see `Field`.
struct FieldOptions {
  bool required = false;
  std::string_view unless = {};
  std::string_view fallback = {};
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  bool above = false;
  std::vector<std::string_view> choices = {};
  bool live = false;
  AxisName axis = AxisName::none;
  bool px = false;
  bool time = false;
  bool whole = false;
  bool lone = false;
  KindList (*kinds)() = nullptr;
  const Kind* record = nullptr;
  const Kind* scale = nullptr;
  std::optional<FieldKind> kind = {};  ///< where the member's type does not tell
};

/// A field that no struct has a member for: it is read by its name.
Field described(std::string_view name, FieldKind kind, std::string_view doc,
                FieldOptions options = {});

/// What the options say that a field holds, else `otherwise`.
FieldKind kind_from(const FieldOptions& options, FieldKind otherwise);

std::vector<Field> joined(std::initializer_list<std::vector<Field>> lists);

/// A colour's value: a name or a column, or a scale with the column that it is for.
ColorChannel color_channel(const FieldValue& value);

namespace detail {

template <class T>
struct MemberOf;
template <class C, class M>
struct MemberOf<M C::*> {
  using Class = C;
  using Type = M;
};
template <class T>
struct Unwrapped {
  using Type = T;
};
template <class T>
struct Unwrapped<std::optional<T>> {
  using Type = T;
};

template <class T>
constexpr FieldKind kind_of_type() {
  if constexpr (std::is_same_v<T, double>) return FieldKind::number;
  else if constexpr (std::is_same_v<T, int>) return FieldKind::count;
  else if constexpr (std::is_same_v<T, bool>) return FieldKind::boolean;
  else if constexpr (std::is_same_v<T, std::string>) return FieldKind::text;
  else if constexpr (std::is_same_v<T, LiveText>) return FieldKind::live_text;
  else if constexpr (std::is_same_v<T, TexSourcePtr>) return FieldKind::tex;
  else if constexpr (std::is_same_v<T, NumberChannel>) return FieldKind::channel;
  else if constexpr (std::is_same_v<T, ColorChannel>) return FieldKind::color;
  else if constexpr (std::is_same_v<T, GlyphChannel>) return FieldKind::glyph;
  else if constexpr (std::is_same_v<T, ChoiceChannel>) return FieldKind::word;
  else if constexpr (std::is_same_v<T, AxisDomain>) return FieldKind::domain;
  else if constexpr (std::is_same_v<T, TickList>) return FieldKind::ticks;
  else if constexpr (std::is_same_v<T, CategoryChannel>) return FieldKind::category;
  else if constexpr (std::is_same_v<T, TablePtr>) return FieldKind::table;
  else if constexpr (std::is_same_v<T, Column>) return FieldKind::column;
  else if constexpr (std::is_same_v<T, std::vector<Column>>) return FieldKind::columns;
  else if constexpr (std::is_same_v<T, std::vector<double>>) return FieldKind::numbers;
  else if constexpr (std::is_same_v<T, std::vector<std::string>>) return FieldKind::texts;
  else if constexpr (std::is_same_v<T, MarkRef>) return FieldKind::mark;
  else if constexpr (std::is_same_v<T, RecordValuePtr>) return FieldKind::kind;
  else if constexpr (std::is_same_v<T, ImagePtr>) return FieldKind::picture;
  else if constexpr (std::is_same_v<T, SurfacePtr>) return FieldKind::surface;
  else static_assert(!sizeof(T), "no field kind for this member type");
}

/// Reads a field's value as a member's type; the kinds of FieldValue are those that the reader and
/// the compiler produce for the field, so a mismatch is a programming error.
template <class T>
T convert(const FieldValue& value) {
  if constexpr (std::is_same_v<T, int>) {
    using Whole = std::numeric_limits<int>;  // what is beyond it is as good as its ends
    const double number = std::get<double>(value);
    if (number != number) return 0;
    return static_cast<int>(std::clamp<double>(number, Whole::min(), Whole::max()));
  } else if constexpr (std::is_same_v<T, AxisDomain>) {
    const auto* ends = std::get_if<std::vector<double>>(&value);
    return ends ? T{*ends, {}} : T{{}, std::get<std::vector<std::string>>(value)};
  } else if constexpr (std::is_same_v<T, TickList>) {
    const auto* at = std::get_if<std::vector<double>>(&value);
    return at ? T{*at, {}} : std::get<TickList>(value);
  } else if constexpr (std::is_same_v<T, ColorChannel>) {
    return color_channel(value);
  } else if constexpr (std::is_base_of_v<TextChannel, T> && !std::is_same_v<T, LiveText>) {
    T out;
    static_cast<TextChannel&>(out) = std::get<TextChannel>(value);
    return out;
  } else {
    return std::get<T>(value);
  }
}

template <auto Member, class Class>
void set_member(void* object, const FieldValue& value) {
  using Type = typename Unwrapped<typename MemberOf<decltype(Member)>::Type>::Type;
  if (std::holds_alternative<std::monostate>(value)) return;
  static_cast<Class*>(object)->*Member = convert<Type>(value);
}

}  // namespace detail

/// Describes one member of a struct: its kind comes from the member's type. `Class` is the struct
/// that is described, where the member belongs to a base of it.
template <auto Member, class Class = typename detail::MemberOf<decltype(Member)>::Class>
Field field(std::string_view name, std::string_view doc, FieldOptions options = {}) {
  using Type = typename detail::Unwrapped<typename detail::MemberOf<decltype(Member)>::Type>::Type;
  const FieldKind kind = kind_from(options, detail::kind_of_type<Type>());
  Field f = described(name, kind, doc, std::move(options));
  f.set = &detail::set_member<Member, Class>;
  f.owner = &typeid(Class);
  using Base = typename detail::MemberOf<decltype(Member)>::Class;
  f.set_in_base = &detail::set_member<Member, Base>;
  f.base = &typeid(Base);
  return f;
}

/// A record's values as a struct that its kind's fields describe: those of its fields that belong
/// to this struct, or whose members do. A kind may describe several, and several kinds may have a
/// base in common: what they share is bound whatever the kind.
template <class T>
T bind(const RecordValue& record) {
  T object;
  for (size_t i = 0; i < record.values.size(); ++i) {
    const Field& f = record.kind->fields[i];
    if (!f.set) continue;
    if (*f.owner == typeid(T)) f.set(&object, record.values[i]);
    else if (*f.base == typeid(T)) f.set_in_base(&object, record.values[i]);
  }
  return object;
}

/// Whether the field's member belongs to this struct.
template <class Base>
bool is_of(const Field& field) {
  return field.base && *field.base == typeid(Base);
}

}  // namespace lantern
