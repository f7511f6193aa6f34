#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "cli/project/commands.h"
#include "cli/project/project.h"
#include "config/resources/resources.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/generators/generator.h"
#include "core/record/registry.h"
#include "core/scene/evaluators/evaluators.h"
#include "core/time/easing.h"
#include "output/film/sink.h"

namespace lantern {
namespace {

/// One line a thing: its name and what it is.
using Lines = std::vector<std::pair<std::string, std::string>>;

void print(const Lines& lines) {
  size_t widest = 0;
  for (const auto& [name, doc] : lines) widest = std::max(widest, name.size());
  for (const auto& [name, doc] : lines) fmt::print("{:<{}}  {}\n", name, widest, doc);
}

std::string field_type(const Field& field) {
  if (field.kind == FieldKind::choice) {
    return join_or({field.choices.begin(), field.choices.end()});
  }
  return std::string(name_of(field.kind));
}

std::string field_note(const Field& field) {
  if (field.required) return " (required)";
  return field.fallback.empty() ? "" : fmt::format(" (default: {})", field.fallback);
}

void print_fields(const Kind& kind) {
  fmt::print("{}: {}\n\n", kind.name, kind.doc);
  Lines lines;
  for (const Field& field : kind.fields) {
    lines.emplace_back(std::string(field.name),
                       fmt::format("{}{}. {}", field_type(field), field_note(field), field.doc));
  }
  print(lines);
}

void print_outputs(const ModelType& model) {
  fmt::print("\noutputs:\n");
  Lines lines;
  for (const OutputDecl& output : model.outputs) {
    std::string doc = fmt::format("{}. {}", name_of(output.type), output.doc);
    std::vector<std::string> columns;
    for (const ColumnDoc& column : output.columns) columns.emplace_back(column.name);
    if (!columns.empty()) doc += fmt::format(" Columns: {}.", join_and(columns));
    lines.emplace_back("." + std::string(output.name), doc);
  }
  print(lines);
}

void list_kinds(KindList kinds, const std::string& name, std::string_view what) {
  if (name.empty()) {
    Lines lines;
    for (const Kind* kind : kinds) lines.emplace_back(std::string(kind->name), kind->doc);
    print(lines);
    return;
  }
  for (const Kind* kind : kinds) {
    if (kind->name == name) return print_fields(*kind);
  }
  throw UsageError(fmt::format("there is no {} \"{}\"", what, name));
}

void list_models(const Vocabulary& words, const std::string& name) {
  list_kinds(words.models, name, "model");
  if (!name.empty()) print_outputs(*find_by_name(scene_models(), name));
}

void list_formats() {
  Lines lines;
  for (const Format& format : formats()) {
    std::vector<std::string> extensions(format.extensions.begin(), format.extensions.end());
    lines.emplace_back(std::string(format.name),
                       fmt::format("{} ({})", format.doc, join_and(extensions)));
  }
  print(lines);
}

void list_easings() {
  Lines lines;
  for (const EasingType& easing : easings()) {
    std::string doc(easing.kind.doc);
    std::vector<std::string> parameters;
    for (const Field& field : easing.kind.fields) {
      parameters.push_back(fmt::format("{}: {}", field.name, field.fallback));
    }
    if (!parameters.empty()) doc += fmt::format(" {{{}}}", fmt::join(parameters, ", "));
    lines.emplace_back(std::string(easing.kind.name), doc);
  }
  print(lines);
}

void list_themes_with_docs(const std::string& resources) {
  Lines lines;
  for (const std::string& name : list_themes(resources)) {
    lines.emplace_back(name, load_theme(resources, name).doc);
  }
  print(lines);
}

void list_glyphs_with_docs(const std::string& resources) {
  Lines lines;
  for (const std::string& name : list_glyphs(resources)) {
    lines.emplace_back(name, load_glyph(resources, name).doc);
  }
  print(lines);
}

void list_one(const Desk& desk, const std::string& what, const std::string& name) {
  if (what == "models") list_models(desk.words, name);
  else if (what == "marks") list_kinds(desk.words.marks, name, "mark");
  else if (what == "layouts") list_kinds(desk.words.layouts, name, "layout");
  else if (what == "generators") list_kinds(desk.words.generators, name, "generator");
  else if (what == "effects") list_kinds(desk.words.effects, name, "effect");
  else if (what == "easings") list_easings();
  else if (what == "themes") list_themes_with_docs(desk.resources);
  else if (what == "glyphs") list_glyphs_with_docs(desk.resources);
  else list_formats();
}

}  // namespace

int list(const Options& options) {
  const Desk desk(options);
  if (!options.list_what.empty()) {
    list_one(desk, options.list_what, options.list_name);
    return 0;
  }
  for (const char* what : {"models", "marks", "layouts", "generators", "effects", "easings",
                           "themes", "glyphs", "formats"}) {
    fmt::print("{}:\n", what);
    list_one(desk, what, "");
    fmt::print("\n");
  }
  return 0;
}

}  // namespace lantern
