#include "core/record/field.h"

namespace lantern {

int Kind::find(std::string_view field) const {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == field) return static_cast<int>(i);
  }
  return -1;
}

Field described(std::string_view name, FieldKind kind, std::string_view doc, FieldOptions options) {
  Field f;
  f.name = name;
  f.doc = doc;
  f.kind = kind;
  f.required = options.required;
  f.unless = options.unless;
  f.fallback = options.fallback;
  f.least = options.least;
  f.most = options.most;
  f.above = options.above;
  f.choices = std::move(options.choices);
  f.live = options.live;
  f.axis = options.axis;
  f.px = options.px;
  f.lone = options.lone;
  f.time = options.time;
  f.whole = options.whole;
  f.kinds = options.kinds;
  f.record = options.record;
  f.scale = options.scale;
  return f;
}

std::vector<Field> joined(std::initializer_list<std::vector<Field>> lists) {
  std::vector<Field> out;
  for (const std::vector<Field>& list : lists) out.insert(out.end(), list.begin(), list.end());
  return out;
}

FieldKind kind_from(const FieldOptions& options, FieldKind otherwise) {
  if (options.kind) return *options.kind;
  if (!options.choices.empty()) {
    return otherwise == FieldKind::word ? FieldKind::word : FieldKind::choice;
  }
  return options.record ? FieldKind::record : otherwise;
}

std::string_view name_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::number:
      return "number";
    case FieldKind::count:
      return "whole number";
    case FieldKind::boolean:
      return "true or false";
    case FieldKind::text:
      return "constant text";
    case FieldKind::key:
      return "key";
    case FieldKind::choice:
      return "choice";
    case FieldKind::live_text:
      return "text with {=holes}";
    case FieldKind::tex:
      return "TeX with {=holes}";
    case FieldKind::channel:
      return "column or number";
    case FieldKind::color:
      return "column or colour";
    case FieldKind::glyph:
      return "column or glyph";
    case FieldKind::word:
      return "column or choice";
    case FieldKind::domain:
      return "two numbers, or categories";
    case FieldKind::ticks:
      return "numbers, or {number: text}";
    case FieldKind::category:
      return "column of groups";
    case FieldKind::family:
      return "model with each";
    case FieldKind::model:
      return "model";
    case FieldKind::table:
      return "table";
    case FieldKind::column:
      return "column";
    case FieldKind::columns:
      return "list of columns";
    case FieldKind::numbers:
      return "list of numbers";
    case FieldKind::texts:
      return "list of texts";
    case FieldKind::condition:
      return "=condition";
    case FieldKind::formula:
      return "=expression of its own variables";
    case FieldKind::order:
      return "=expression";
    case FieldKind::surface:
      return "=expression of x and y";
    case FieldKind::picture:
      return "file";
    case FieldKind::mark:
      return "mark";
    case FieldKind::kind:
      return "{kind: {fields}}";
    case FieldKind::record:
      return "{fields}";
    case FieldKind::ease:
      return "easing";
    case FieldKind::param:
      return "param";
    case FieldKind::range:
      return "range or list";
    case FieldKind::points:
      return "whole number, or {name: whole number}";
    case FieldKind::settings:
      return "{name: value}";
    case FieldKind::takes:
      return "{name: expression}";
    case FieldKind::step:
      return "whole number or last";
    case FieldKind::special:
      return "special";
  }
  return "";
}

}  // namespace lantern
