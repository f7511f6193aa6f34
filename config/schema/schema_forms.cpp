#include <algorithm>
#include <map>

#include "config/grammar/grammar.h"
#include "config/read/verbs/step_grammar.h"
#include "config/schema/schema_parts.h"
#include "core/base/color.h"
#include "core/expr/words.h"
#include "core/record/color_scale.h"
#include "core/time/easing.h"

namespace lantern {
namespace {

constexpr std::string_view kNumber = R"([+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)";

std::string whole_text(std::string_view pattern) {
  return "^" + std::string(pattern) + "$";
}

Json words(const std::vector<std::string>& list) {
  return {{"enum", list}};
}

void add_scalars(Json& out) {
  const std::string number(kNumber);
  out["scalar"] = {{"type", {"string", "number", "boolean"}}};
  out["first"] = schema_any({schema_ref("time"), {{"const", "poster"}}});
  out["text"] = {{"type", {"string", "number", "boolean"}}};
  out["constant"] = schema_ref("scalar");
  out["name"] = {{"type", {"string", "number"}}};
  out["names"] = schema_list(schema_ref("scalar"));
  out["flag"] = {{"type", "boolean"}};
  out["version"] = {{"const", 1}};
  out["expression"] = schema_string("^=");
  out["expression"]["description"] = "A live expression: =threshold + 1";
  out["condition"] = schema_any({schema_ref("expression"), schema_ref("flag")});
  out["address"] = schema_string("^[^=]");
  out["address_or_expression"] = {{"type", "string"}, {"minLength", 1}};
  out["column"] = schema_string(R"(^([^0-9+.=-]|\.$|\.[^0-9]))");
  out["column_or_expression"] = schema_ref("text");
  out["px"] = schema_string(whole_text(number + "px"));
  out["percent"] = schema_string(whole_text(number + "%"));
  out["time"] = schema_string(R"(^\+?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?(s|ms)$)");
  out["signed_time"] = schema_string(whole_text(number + "(s|ms)"));
  out["times"] = {{"type", "integer"}};
  out["hold"] = schema_any({schema_ref("time"), {{"const", "read"}}});
  out["range"] = schema_string(whole_text(number + R"(\.\.)" + number));
  out["size"] = schema_string("^[0-9]+x[0-9]+$");
  out["rate"] = schema_any({{{"type", "integer"}, {"minimum", 1}, {"maximum", 240}},
                            schema_string("^[1-9][0-9]*/[1-9][0-9]*$")});
}

/// Words that check_name takes: for what expressions speak of, and for views and marks.
void add_new_names(Json& out) {
  Json reserved = Json::array(), grammar = Json::array();
  for (const ReservedWord& word : reserved_words()) {
    reserved.push_back(word.name);
    if (word.grammar) grammar.push_back(word.name);
  }
  const auto but = [](Json words) {
    return Json{{"pattern", R"(^[^\x00-@\[-^`{-\x7f][^\x00-/:-@\[-^`{-\x7f]*$)"},
                {"not", {{"enum", std::move(words)}}}};
  };
  out["new_name"] = but(std::move(reserved));
  out["new_picture"] = but(std::move(grammar));
}

void add_looks(const Vocabulary& vocabulary, Json& out) {
  const Json raw = schema_string("^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$");
  const Json themed = words(vocabulary.colors);
  out["theme"] = schema_any({words(vocabulary.themes), schema_string(R"(\.ya?ml$)")});
  out["glyph"] =
      schema_any({words(vocabulary.glyphs), schema_ref("name")});  // or one of the scene's own
  out["shape"] = words({vocabulary.shapes.begin(), vocabulary.shapes.end()});
  out["pattern"] = words({vocabulary.patterns.begin(), vocabulary.patterns.end()});
  out["glyph_channel"] = schema_any({schema_ref("glyph"), schema_ref("text")});
  out["glyph_files"] = schema_map(schema_string(R"(\.(svg|yaml)$)"), MapKeys::words);
  out["meaning_color"] = schema_any({themed, raw});
  out["ground"] = schema_any({{{"const", "transparent"}}, themed, raw});
  out["color"] = schema_any(
      {themed, raw, {{"const", kNoColor}}, schema_string("^[^#]"), schema_ref("color_scale")});
  out["color_scale"] = kind_schema(color_scale_kind());
  out["own_color"] = schema_any({schema_string("^[^#]"), kind_schema(own_scale_kind())});
}

void add_ease(Json& out) {
  Json names = Json::array(), docs = Json::array(), with_parameters = Json::object();
  for (const EasingType& easing : easings()) {
    names.push_back(easing.kind.name);
    docs.push_back(easing.kind.doc);
    if (easing.kind.fields.empty()) continue;
    // Constants: an easing holds for a whole step.
    Json fields = Json::object();
    for (const Field& field : easing.kind.fields) {
      fields[std::string(field.name)] = {{"type", "number"},
                                         {"minimum", field.least},
                                         {"maximum", field.most},
                                         {"description", field.doc}};
    }
    with_parameters[std::string(easing.kind.name)] = {{"type", "object"},
                                                      {"description", easing.kind.doc},
                                                      {"properties", std::move(fields)},
                                                      {"additionalProperties", false}};
  }
  out["ease"] = schema_any({{{"enum", std::move(names)}, {"enumDescriptions", std::move(docs)}},
                            {{"type", "object"},
                             {"properties", std::move(with_parameters)},
                             {"additionalProperties", false},
                             {"minProperties", 1},
                             {"maxProperties", 1}}});
}

void add_kinds(KindList kinds, std::string_view what, Json& out) {
  for (const Kind* kind : kinds) {
    out[std::string(what) + "." + std::string(kind->name)] = kind_schema(*kind);
  }
}

/// Without the words about it.
Json shape_alone(Json form) {
  form.erase("description");
  form.erase("default");
  return form;
}

/// What a `change` may say: which fields a mark has depends on its name, so those of all marks and
/// of views, each as one of them takes it.
Json patch_schema(const Vocabulary& vocabulary) {
  std::vector<const Kind*> kinds(vocabulary.marks.begin(), vocabulary.marks.end());
  kinds.push_back(vocabulary.view);
  std::map<std::string, std::vector<Json>> forms;
  for (const Kind* kind : kinds) {
    const Json all = kind_schema(*kind, true);
    for (const auto& [name, form] : all["properties"].items()) {
      std::vector<Json>& known = forms[name];
      const bool is_known = std::any_of(
          known.begin(), known.end(),
          [&, &f = form](const Json& other) { return shape_alone(other) == shape_alone(f); });
      if (!is_known) known.push_back(form);
    }
  }
  Json properties = Json::object();
  for (auto& [name, known] : forms) {
    properties[name] = known.size() == 1 ? known[0] : schema_any(std::move(known));
  }
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

void add_parts(const Vocabulary& vocabulary, Json& out) {
  const auto named = [](const Kind& kind, MapKeys keys) {
    return schema_map(kind_schema(kind), keys);
  };
  out["meanings"] = named(meaning_grammar(), MapKeys::words);
  out["params"] =
      schema_map(schema_any({schema_ref("scalar"), kind_schema(param_grammar())}), MapKeys::names);
  out["values"] = schema_map(schema_ref("expression"), MapKeys::words);
  out["functions"] = schema_map(schema_ref("expression"), MapKeys::words);
  out["ends"] = schema_list({{"type", "number"}}, 2);
  out["ends"]["maxItems"] = 2;
  out["options"] = schema_any(
      {schema_list(schema_ref("scalar"), 1), schema_map(schema_ref("names"), MapKeys::words)});
  out["tables"] = named(data_grammar(), MapKeys::names);
  out["rows"] = schema_list(schema_any({schema_ref("scalar"), schema_list(schema_ref("scalar")),
                                        schema_map(schema_ref("scalar"), MapKeys::words)}));
  out["generator"] = one_of_kinds_schema(vocabulary.generators, "generator");
  out["key_columns"] = schema_any({schema_ref("scalar"), schema_ref("names")});
  out["derived"] = schema_map(schema_ref("expression"), MapKeys::words);
  out["each"] = schema_map(
      schema_any({schema_ref("range"), schema_list(schema_ref("scalar")), schema_ref("address")}),
      MapKeys::names);
  out["each"]["minProperties"] = 1;
  out["models"] = schema_map(declaration_schema(vocabulary.models, "model"), MapKeys::names);
  out["marks"] = schema_map(declaration_schema(vocabulary.marks, "mark"), MapKeys::pictures);
  out["views"] = schema_map(kind_schema(*vocabulary.view), MapKeys::pictures);
  out["cells"] = schema_list(schema_list(schema_ref("scalar"), 1), 1);
  out["weights"] = schema_list({{"type", "number"}, {"exclusiveMinimum", 0}, {"maximum", 1000}});
  out["grid"] = schema_any({schema_ref("cells"), kind_schema(layout_grammar())});
  out["one_layout"] = schema_any({schema_ref("grid"), kind_schema(layout_shapes_grammar())});
  out["layouts"] = schema_map(schema_ref("one_layout"), MapKeys::words);
}

void add_timeline(const Vocabulary& vocabulary, Json& out) {
  std::vector<std::string> effects;
  for (const Kind* kind : vocabulary.effects) effects.emplace_back(kind->name);
  out["steps"] = schema_list(schema_any({kind_schema(step_grammar()), {{"const", "pause"}}}));
  out["loop"] = schema_any({{{"type", "integer"}, {"minimum", 1}, {"maximum", kMostLoops}},
                            kind_schema(loop_grammar())});
  out["camera_to"] = schema_ref("address");
  out["zoom"] = {{"type", "number"}};
  out["camera"] = kind_schema(camera_grammar());
  out["say"] = schema_any({schema_ref("text"), kind_schema(say_grammar())});
  out["assigned"] = schema_any({schema_ref("scalar"), schema_list(schema_ref("assigned"))});
  out["assignments"] = schema_map(schema_ref("assigned"), MapKeys::words);
  out["patch"] = patch_schema(vocabulary);
  out["changes"] = schema_map(schema_ref("patch"), MapKeys::words);
  out["added_row"] =
      schema_any({schema_ref("address"), schema_map(schema_ref("scalar"), MapKeys::words)});
  out["recorded"] = schema_map(
      schema_any({schema_ref("added_row"), schema_list(schema_ref("added_row"))}), MapKeys::words);
  out["pictures"] = schema_any({schema_ref("address"), schema_list(schema_ref("address"))});
  out["effect"] = words(effects);
}

/// What fields choose of a registry of their own, as a regression its basis.
void add_kinds_in(KindList owners, Json& definitions) {
  for (const Kind* owner : owners) {
    for (const Field& field : owner->fields) {
      if (field.kind == FieldKind::kind) add_kinds(field.kinds(), field.name, definitions);
    }
  }
}

}  // namespace

void add_form_definitions(const Vocabulary& vocabulary, Json& definitions) {
  add_scalars(definitions);
  add_new_names(definitions);
  add_looks(vocabulary, definitions);
  add_ease(definitions);
  add_parts(vocabulary, definitions);
  add_timeline(vocabulary, definitions);
  add_kinds(vocabulary.generators, "generator", definitions);
  add_kinds(vocabulary.models, "model", definitions);
  add_kinds_in(vocabulary.models, definitions);
  add_kinds(vocabulary.layouts, "layout", definitions);
  add_kinds(vocabulary.marks, "mark", definitions);
}

}  // namespace lantern
