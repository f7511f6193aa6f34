#include <algorithm>
#include <array>
#include <cstdio>

#include <fmt/format.h>

#include "cli/project/commands.h"
#include "cli/project/project.h"
#include "config/read/verbs/step_grammar.h"
#include "config/read/verbs/verb_reader.h"
#include "config/resources/resources.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/expr/builtins.h"
#include "core/expr/words.h"
#include "core/generators/generator.h"
#include "core/record/color_scale.h"
#include "core/record/registry.h"
#include "core/scene/evaluators/evaluators.h"
#include "core/scene/run/program.h"
#include "core/time/easing.h"
#include "output/film/sink.h"
#include "renderer/look/color_ramp.h"
#include "renderer/plot/axis.h"

namespace lantern {
namespace {

/// One line a thing: its name and what it is.
using Lines = std::vector<std::pair<std::string, std::string>>;

/// The word that a line is about: "clamp" of "clamp(x, low, high)".
std::string word_of(const std::string& usage) {
  return usage.substr(0, usage.find('('));
}

[[noreturn]] void refuse_name(const std::string& name, std::string_view what,
                              const std::vector<std::string>& known) {
  throw UsageError(
      fmt::format("there is no {} {}{}", what, in_quotes(name), did_you_mean(name, known)));
}

Lines::value_type line_of(const Lines& lines, const std::string& name, std::string_view what) {
  std::vector<std::string> known;
  for (const auto& line : lines) {
    known.push_back(word_of(line.first));
    if (known.back() == name) return line;
  }
  refuse_name(name, what, known);
}

/// All of them, or the one of that name.
void print(const Lines& lines, const std::string& wanted = "", std::string_view what = "") {
  if (!wanted.empty()) return print(Lines{line_of(lines, wanted, what)});
  size_t widest = 0;
  for (const auto& [name, doc] : lines) widest = std::max(widest, name.size());
  for (const auto& [name, doc] : lines) fmt::print("{:<{}}  {}\n", name, widest, doc);
}

std::string field_type(const Field& field) {
  if (field.kind == FieldKind::choice) {
    return join_or({field.choices.begin(), field.choices.end()});
  }
  if (field.kind == FieldKind::word) {
    std::vector<std::string> words(field.choices.begin(), field.choices.end());
    return words.empty() ? "column or word" : "column, " + join_or(words);
  }
  return std::string(name_of(field.kind));
}

std::string field_note(const Field& field) {
  if (!field.unless.empty()) return fmt::format(" (required without {})", field.unless);
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
  std::vector<std::string> known;
  for (const Kind* kind : kinds) {
    if (kind->name == name) return print_fields(*kind);
    known.emplace_back(kind->name);
  }
  refuse_name(name, what, known);
}

void list_models(const Vocabulary& words, const std::string& name) {
  list_kinds(words.models, name, "model");
  if (!name.empty()) print_outputs(*find_by_name(scene_models(), name));
}

void list_formats(const std::string& name) {
  Lines lines;
  for (const Format& format : formats()) {
    std::vector<std::string> extensions(format.extensions.begin(), format.extensions.end());
    lines.emplace_back(std::string(format.name),
                       fmt::format("{} ({})", format.doc, join_and(extensions)));
  }
  print(lines, name, "format");
}

void list_easings(const std::string& name) {
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
  print(lines, name, "easing");
}

void list_themes_with_docs(const std::string& resources, const std::string& wanted) {
  Lines lines;
  for (const std::string& name : list_themes(resources)) {
    lines.emplace_back(name, load_theme(resources, name).doc);
  }
  print(lines, wanted, "theme");
}

void list_glyphs_with_docs(const std::string& resources, const std::string& wanted) {
  Lines lines;
  for (const std::string& name : list_glyphs(resources)) {
    lines.emplace_back(name, load_glyph(resources, name).doc);
  }
  print(lines, wanted, "glyph");
}

void list_words(const std::string& name) {
  Lines lines;
  for (const ReservedWord& word : reserved_words()) lines.emplace_back(word.name, word.doc);
  print(lines, name, "word");
}

void list_functions(const std::string& wanted) {
  Lines lines;
  for (const Builtin& builtin : builtins()) lines.emplace_back(builtin.usage, builtin.doc);
  for (const auto& [name, aggregate] : aggregates()) {
    lines.emplace_back(fmt::format("table.column.{}", name), doc_of(aggregate));
  }
  print(lines, wanted, "function");
}

void list_limits(const std::string& name) {
  Lines lines;
  for (const Limit& limit : limits()) {
    lines.emplace_back(limit.name,
                       fmt::format("{} (default: {})", limit.doc, Limits{}.*limit.most));
  }
  print(lines, name, "limit");
}

bool is_verb(std::string_view key) {
  const auto verbs = verb_readers();
  return std::any_of(verbs.begin(), verbs.end(),
                     [&](const VerbReader* verb) { return verb->key == key; });
}

/// What happens in a step, or how and when.
void list_steps(bool verbs, const std::string& name) {
  Lines lines;
  for (const Field& field : step_grammar().fields) {
    if (is_verb(field.name) == verbs) lines.emplace_back(field.name, field.doc);
  }
  print(lines, name, verbs ? "verb" : "modifier");
}

void list_fields(const Kind& kind, const std::string& name) {
  Lines lines;
  for (const Field& field : kind.fields) {
    const std::string type = field.kind == FieldKind::special ? "" : field_type(field);
    lines.emplace_back(field.name, fmt::format("{}{}{}{}", type, field_note(field),
                                               type.empty() ? "" : ". ", field.doc));
  }
  print(lines, name, "key");
}

void list_scales(const std::string& name) {
  Lines lines;
  for (const ScaleType* type : scale_types()) lines.emplace_back(type->name, type->doc);
  print(lines, name, "scale");
}

void list_ramps(const std::string& name) {
  Lines lines;
  for (const RampKind& kind : ramp_kinds()) lines.emplace_back(kind.name, kind.doc);
  print(lines, name, "ramp");
  if (name.empty()) fmt::print("and each hue of the themes: that hue alone\n");
}

struct Topic {
  std::string_view name;
  void (*list)(const Desk& desk, const std::string& name);
};

constexpr std::array kTopics{
    Topic{"models",
          [](const Desk& desk, const std::string& name) { list_models(desk.words, name); }},
    Topic{"marks", [](const Desk& desk,
                      const std::string& name) { list_kinds(desk.words.marks, name, "mark"); }},
    Topic{"layouts",
          [](const Desk& desk, const std::string& name) {
            list_kinds(desk.words.layouts, name, "layout");
          }},
    Topic{"generators",
          [](const Desk& desk, const std::string& name) {
            list_kinds(desk.words.generators, name, "generator");
          }},
    Topic{"effects",
          [](const Desk& desk, const std::string& name) {
            list_kinds(desk.words.effects, name, "effect");
          }},
    Topic{"views", [](const Desk&, const std::string& name) { list_fields(view_kind(), name); }},
    Topic{"axes", [](const Desk&, const std::string& name) { list_fields(axis_kind(), name); }},
    Topic{"verbs", [](const Desk&, const std::string& name) { list_steps(true, name); }},
    Topic{"modifiers", [](const Desk&, const std::string& name) { list_steps(false, name); }},
    Topic{"functions", [](const Desk&, const std::string& name) { list_functions(name); }},
    Topic{"words", [](const Desk&, const std::string& name) { list_words(name); }},
    Topic{"scales", [](const Desk&, const std::string& name) { list_scales(name); }},
    Topic{"colors",
          [](const Desk&, const std::string& name) { list_fields(color_scale_kind(), name); }},
    Topic{"ramps", [](const Desk&, const std::string& name) { list_ramps(name); }},
    Topic{"easings", [](const Desk&, const std::string& name) { list_easings(name); }},
    Topic{"themes", [](const Desk& desk,
                       const std::string& name) { list_themes_with_docs(desk.resources, name); }},
    Topic{"glyphs", [](const Desk& desk,
                       const std::string& name) { list_glyphs_with_docs(desk.resources, name); }},
    Topic{"formats", [](const Desk&, const std::string& name) { list_formats(name); }},
    Topic{"limits", [](const Desk&, const std::string& name) { list_limits(name); }}};

}  // namespace

std::vector<std::string> list_topics() {
  std::vector<std::string> out;
  for (const Topic& topic : kTopics) out.emplace_back(topic.name);
  return out;
}

int list(const Options& options) {
  const Desk desk(options);
  for (const Topic& topic : kTopics) {
    if (topic.name == options.list_what) {
      topic.list(desk, options.list_name);
      return 0;
    }
  }
  for (const Topic& topic : kTopics) {
    fmt::print("{}:\n", topic.name);
    topic.list(desk, "");
    fmt::print("\n");
  }
  return 0;
}

}  // namespace lantern
