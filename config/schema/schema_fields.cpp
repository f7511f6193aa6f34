#include <cmath>
#include <stdexcept>

#include "config/grammar/grammar.h"
#include "config/schema/schema_parts.h"
#include "core/base/text.h"

namespace lantern {
namespace {

/// A fallback as JSON has it: a number, true or false, a list of these, or a word.
Json json_of(std::string_view yaml) {
  if (yaml == "true" || yaml == "false") return yaml == "true";
  if (const auto number = parse_number(yaml)) {
    if (*number == std::floor(*number) && std::fabs(*number) < 1e15) {
      return static_cast<std::int64_t>(*number);
    }
    return *number;
  }
  if (!yaml.starts_with('[')) return std::string(yaml);
  Json out = Json::array();
  std::string_view rest = yaml.substr(1, yaml.size() - 2);
  while (!rest.empty()) {
    const size_t comma = std::min(rest.find(','), rest.size());
    out.push_back(json_of(trimmed(rest.substr(0, comma))));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return out;
}

Json bounded(Json schema, const Field& field) {
  if (std::isfinite(field.least)) {
    schema[field.above ? "exclusiveMinimum" : "minimum"] = json_of(shortest(field.least));
  }
  if (std::isfinite(field.most)) schema["maximum"] = json_of(shortest(field.most));
  return schema;
}

Json typed(std::string_view type) {
  return {{"type", type}};
}
Json number(const Field& field) {
  return bounded(typed("number"), field);
}
Json whole(const Field& field) {
  return bounded(typed("integer"), field);
}

Json live(std::vector<Json> constants) {
  constants.push_back(schema_ref("expression"));
  return schema_any(std::move(constants));
}

Json live_number(const Field& field) {
  if (field.time) return live({schema_ref("time")});
  std::vector<Json> forms{field.kind == FieldKind::count ? whole(field) : number(field)};
  if (field.px) forms.push_back(schema_ref("px"));
  return live(std::move(forms));
}

Json channel(const Field& field) {
  const bool placed = field.axis != AxisName::none;
  std::vector<Json> forms{number(field)};
  if (placed || field.px) forms.push_back(schema_ref("px"));
  if (placed) forms.push_back(schema_ref("percent"));
  forms.push_back(schema_ref("column"));
  return live(std::move(forms));
}

Json choice(const Field& field) {
  Json words = Json::array();
  for (const std::string_view word : field.choices) words.push_back(word);
  return {{"enum", std::move(words)}};
}

Json special(const Field& field) {
  if (!field.record)
    throw std::logic_error("a special field without a form: " + std::string(field.name));
  Json out = schema_ref(field.record->name);
  const bool has_bounds = std::isfinite(field.least) || std::isfinite(field.most);
  // Beside a reference, draft-07 reads nothing but what describes.
  return has_bounds ? bounded({{"allOf", Json::array({out})}}, field) : out;
}

/// The registry that a field's kinds come from has the field's name: layout, effect.
Json shape_of(const Field& field) {
  switch (field.kind) {
    case FieldKind::number:
    case FieldKind::count:
      return live_number(field);
    case FieldKind::boolean:
      return live({typed("boolean")});
    case FieldKind::text:
    case FieldKind::key:
    case FieldKind::picture:
      return schema_ref("text");
    case FieldKind::choice:
      return field.live ? live({choice(field)}) : choice(field);
    case FieldKind::live_text:
    case FieldKind::tex:
      return schema_ref("text");
    case FieldKind::channel:
      return channel(field);
    case FieldKind::color:
      return schema_ref(field.scale ? "own_color" : "color");
    case FieldKind::glyph:
      return schema_ref("glyph_channel");
    case FieldKind::word:
      if (field.choices.empty()) return live({schema_ref("name")});
      return live({choice(field), schema_ref("name")});
    case FieldKind::domain:
      return schema_list(schema_ref("scalar"), 1);
    case FieldKind::ticks:
      return schema_any({schema_list(live({typed("number")})),
                         {{"type", "object"},
                          {"propertyNames", {{"pattern", "^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$"}}},
                          {"additionalProperties", schema_ref("text")}}});
    case FieldKind::category:
      return schema_ref("column_or_expression");
    case FieldKind::family:
    case FieldKind::model:
    case FieldKind::table:
    case FieldKind::mark:
      return schema_ref("address");
    case FieldKind::column:
      return schema_ref("column_or_expression");
    case FieldKind::columns:
      if (field.lone) return live({schema_ref("scalar"), schema_list(schema_ref("scalar"))});
      return live({schema_list(schema_ref("scalar"))});
    case FieldKind::numbers:
      return schema_list(live({typed("number")}));
    case FieldKind::texts:
      if (field.lone) return schema_any({schema_ref("scalar"), schema_list(schema_ref("scalar"))});
      return schema_list(schema_ref("scalar"));
    case FieldKind::condition:
    case FieldKind::formula:
    case FieldKind::order:
      return schema_ref("condition");
    case FieldKind::surface:
      return live({schema_ref("address"), schema_ref("flag")});
    case FieldKind::kind:
      return one_of_kinds_schema(field.kinds(), field.name);
    case FieldKind::record:
      return kind_schema(*field.record);
    case FieldKind::ease:
      return schema_ref("ease");
    case FieldKind::param:
      return schema_any({schema_ref("name"), schema_list(schema_ref("name"), 1)});
    case FieldKind::points:
      return schema_any({whole(field), schema_map(whole(field), MapKeys::words)});
    case FieldKind::range: {
      const Json one = schema_any(
          {schema_ref("range"), schema_list(schema_ref("scalar"), 1), schema_ref("address")});
      return schema_any({one, schema_map(one, MapKeys::words)});
    }
    case FieldKind::settings:
      return schema_map(schema_any({schema_ref("scalar"), schema_list(schema_ref("scalar"))}),
                        MapKeys::words);
    case FieldKind::takes:
      return schema_map(schema_ref("address_or_expression"), MapKeys::words);
    case FieldKind::step:
      return schema_any({whole(field), {{"const", "last"}}});
    case FieldKind::special:
      return special(field);
  }
  return {};
}

Json nothing_else(Json properties, std::string_view doc) {
  Json out = typed("object");
  if (!doc.empty()) out["description"] = doc;
  out["properties"] = std::move(properties);
  out["additionalProperties"] = false;
  return out;
}

bool needs_fields(const Kind& kind) {
  for (const Field& field : kind.fields) {
    if (field.required) return true;
  }
  return false;
}

/// References to the definitions of all kinds, by name.
Json kind_properties(KindList kinds, std::string_view what) {
  Json out = Json::object();
  for (const Kind* kind : kinds) {
    Json property = schema_ref(std::string(what) + "." + std::string(kind->name));
    property["description"] = kind->doc;
    out[std::string(kind->name)] = std::move(property);
  }
  return out;
}

}  // namespace

Json schema_ref(std::string_view definition) {
  return {{"$ref", "#/definitions/" + std::string(definition)}};
}

Json schema_string(std::string_view pattern) {
  return {{"type", "string"}, {"pattern", pattern}};
}

Json schema_list(Json items, int least) {
  Json out{{"type", "array"}, {"items", std::move(items)}};
  if (least > 0) out["minItems"] = least;
  return out;
}

Json schema_any(std::vector<Json> of) {
  return {{"anyOf", std::move(of)}};
}

Json schema_map(Json values, MapKeys keys) {
  Json out{{"type", "object"}, {"additionalProperties", std::move(values)}};
  if (keys == MapKeys::names) out["propertyNames"] = schema_ref("new_name");
  if (keys == MapKeys::pictures) out["propertyNames"] = schema_ref("new_picture");
  return out;
}

Json field_schema(const Field& field) {
  Json out = shape_of(field);
  out["description"] = field.doc;
  if (!field.fallback.empty()) out["default"] = json_of(field.fallback);
  return out;
}

Json kind_schema(const Kind& kind, bool patch) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Field& field : kind.fields) {
    properties[std::string(field.name)] = field_schema(field);
    if (field.required && field.unless.empty()) required.push_back(field.name);
  }
  Json out = nothing_else(std::move(properties), kind.doc);
  if (!required.empty() && !patch) out["required"] = std::move(required);
  return out;
}

Json one_of_kinds_schema(KindList kinds, std::string_view what) {
  Json map = nothing_else(kind_properties(kinds, what), "");
  map["minProperties"] = 1;
  map["maxProperties"] = 1;
  Json bare = Json::array(), docs = Json::array();
  for (const Kind* kind : kinds) {
    if (needs_fields(*kind)) continue;
    bare.push_back(kind->name);
    docs.push_back(kind->doc);
  }
  if (bare.empty()) return map;
  return schema_any(
      {{{"enum", std::move(bare)}, {"enumDescriptions", std::move(docs)}}, std::move(map)});
}

Json declaration_schema(KindList kinds, std::string_view what) {
  Json properties = kind_properties(kinds, what);
  properties["each"] = schema_ref("each");
  properties["each"]["description"] = "One for each item of a list: {r: 1..15}.";
  Json out = nothing_else(std::move(properties), "");
  const auto exactly = [](int count) {
    return Json{{"minProperties", count}, {"maxProperties", count}};
  };
  out["if"] = {{"required", {"each"}}};
  out["then"] = exactly(2);
  out["else"] = exactly(1);
  return out;
}

}  // namespace lantern
