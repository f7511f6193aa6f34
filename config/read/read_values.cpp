#include <fmt/format.h>

#include <set>

#include "config/grammar/grammar.h"
#include "config/read/map_reader.h"
#include "config/read/record_reader.h"
#include "config/read/scalars.h"
#include "config/read/sections.h"
#include "config/read/template_reader.h"
#include "core/base/color.h"
#include "core/base/text.h"

namespace lantern {
namespace {

/// Calls `read` for every entry of a map of declarations that has a usable name and value.
template <class Read>
void for_each_entry(const ReadContext& context, const YamlNode& node, std::string_view section,
                    Read read) {
  if (node.type != YamlNode::Type::map) {
    if (!node.reported) {
      context.error("wrong-type", node.at,
                    fmt::format("{} wants a map, not {}", in_quotes(section), describe(node)));
    }
    return;
  }
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.value->type == YamlNode::Type::null) {
      report_null(context, entry);
    } else {
      read(entry);
    }
  }
}

std::optional<Word> read_meaning_color(const ReadContext& context, const YamlNode& node) {
  const auto text = read_text(context, node, "\"color\"");
  if (!text) return std::nullopt;
  const auto& known = context.vocabulary.colors;
  const bool hex = text->starts_with("#");
  if (hex ? parse_hex_color(*text).has_value()
          : std::find(known.begin(), known.end(), *text) != known.end()) {
    return Word{*text, !node.plain()};
  }
  context.error("bad-color", node.at,
                fmt::format("{} is not a colour{}", in_quotes(*text), did_you_mean(*text, known)),
                fmt::format("the themes have {}, and \"#rrggbb\" is raw", join_and(known)));
  return std::nullopt;
}

std::optional<Word> read_meaning_glyph(const ReadContext& context, const YamlNode& node) {
  const std::vector<std::string_view> known(context.vocabulary.glyphs.begin(),
                                            context.vocabulary.glyphs.end());
  const auto name = read_choice(context, node, "\"glyph\"", known);
  if (!name) return std::nullopt;
  return Word{*name, false};
}

MeaningSpec read_one_meaning(const ReadContext& context, const YamlNode::Entry& entry) {
  MeaningSpec out;
  out.value = entry.key->scalar;
  out.text = out.value;
  out.spans = plain_spans(out.value);
  out.at = entry.key->at;
  const MapReader map(context, *entry.value, meaning_grammar(), "a meaning");
  if (const YamlNode* color = map["color"]) {
    out.color = read_meaning_color(context, *color);
    out.color_at = color->at;
  }
  if (const YamlNode* glyph = map["glyph"]) {
    out.glyph = read_meaning_glyph(context, *glyph);
    out.glyph_at = glyph->at;
  }
  if (const YamlNode* text = map["text"]) {
    if (auto words = read_words(context, *text, "\"text\"")) out.spans = std::move(*words);
    out.text = words_of(out.spans);
  }
  return out;
}

// ---- params

/// A bare constant, or a list or map of the options of a choice.
SpecValue read_constant(const ReadContext& context, const YamlNode& node) {
  SpecValue out{node.at, {}};
  const auto text = read_scalar(context, node, "\"value\"", "a constant");
  if (!text) return out;
  const auto number = node.plain() ? parse_number(*text) : std::nullopt;
  if (number) out.value = Quantity{*number};
  else out.value = Word{*text, !node.plain()};
  return out;
}

void read_options(const ReadContext& context, const YamlNode& node, ParamSpec& out) {
  if (node.type == YamlNode::Type::sequence) {
    for (const YamlPtr& item : node.items) {
      if (const auto name = read_text(context, *item, "an option"))
        out.options.push_back({*name, {}});
    }
  } else if (node.type == YamlNode::Type::map) {
    for (const YamlNode::Entry& entry : node.entries) {
      std::vector<std::string> columns;
      if (entry.value->type != YamlNode::Type::sequence) {
        context.error("wrong-type", entry.value->at,
                      fmt::format("the option {} wants a list of columns, not {}",
                                  in_quotes(entry.key->scalar), describe(*entry.value)));
        continue;
      }
      for (const YamlPtr& item : entry.value->items) {
        if (const auto name = read_text(context, *item, "a column")) columns.push_back(*name);
      }
      out.options.push_back({entry.key->scalar, std::move(columns)});
    }
  } else {
    context.error("wrong-type", node.at,
                  fmt::format("\"one_of\" wants a list or a map, not {}", describe(node)));
  }
  std::set<std::string> names;
  for (const auto& [name, columns] : out.options) {
    if (!names.insert(name).second) {
      context.error("duplicate-key", node.at,
                    fmt::format("the option {} stands twice", in_quotes(name)));
    }
  }
}

void read_param_range(const ReadContext& context, const YamlNode& node, ParamSpec& out) {
  if (node.type != YamlNode::Type::sequence || node.items.size() != 2) {
    context.error("wrong-type", node.at,
                  fmt::format("\"range\" wants two numbers, not {}", describe(node)),
                  "write range: [0, 1]");
    return;
  }
  const auto least = read_quantity(context, *node.items[0], "\"range\"");
  const auto most = read_quantity(context, *node.items[1], "\"range\"");
  if (!least || !most) return;
  if (least->value >= most->value) {
    context.error("out-of-range", node.at, "the range's second number must be the larger one");
    return;
  }
  out.least = least->value;
  out.most = most->value;
}

void check_param_value(const ReadContext& context, ParamSpec& out) {
  const auto* number = out.value.as<Quantity>();
  const std::string what = fmt::format("the param {}", in_quotes(out.name));
  if (out.type == ParamType::real || out.type == ParamType::count) {
    if (!number) {
      const auto* word = out.value.as<Word>();
      context.error("wrong-type", out.value.given() ? out.value.at : out.at,
                    word ? fmt::format("{} wants a number, not {}", what, in_quotes(word->text))
                         : fmt::format("{} needs a value", what),
                    word ? "for names, give type: key and of: TABLE, or one_of: [a, b]" : "");
    } else if (out.type == ParamType::count && number->value != std::floor(number->value)) {
      context.error("wrong-type", out.value.at,
                    fmt::format("{} is a count: it wants a whole number, not {}", what,
                                shortest(number->value)));
    } else {
      check_range(context, out.value.at, number->value, out.least, out.most, false, what);
    }
  }
  if (out.type != ParamType::choice || out.options.empty()) return;
  if (!out.value.given()) {
    out.value = {out.at, Word{out.options[0].first, false}};
    return;
  }
  std::vector<std::string> names;
  for (const auto& [name, columns] : out.options) names.push_back(name);
  const auto* word = out.value.as<Word>();
  const std::string given = word ? word->text : number ? shortest(number->value) : "";
  if (std::find(names.begin(), names.end(), given) == names.end()) {
    context.error(
        "unknown-word", out.value.at,
        fmt::format("{} cannot be {}{}", what, in_quotes(given), did_you_mean(given, names)),
        fmt::format("it is one of {}", join_or(names)));
  } else {
    out.value.value = Word{given, false};
  }
}

ParamSpec read_one_param(const ReadContext& context, const YamlNode::Entry& entry) {
  ParamSpec out;
  out.name = entry.key->scalar;
  out.at = entry.key->at;
  out.value.at = entry.value->at;
  if (entry.value->type == YamlNode::Type::scalar) {
    out.value = read_constant(context, *entry.value);
    check_param_value(context, out);
    return out;
  }
  const MapReader map(context, *entry.value, param_grammar(), "a param");
  if (!map.valid()) return out;
  if (const YamlNode* type = map["type"]) {
    const auto word = read_choice(context, *type, "\"type\"", map.field("type").choices);
    if (word == "count") out.type = ParamType::count;
    if (word == "choice") out.type = ParamType::choice;
    if (word == "key") out.type = ParamType::key;
  }
  if (const YamlNode* options = map["one_of"]) {
    out.type = ParamType::choice;
    read_options(context, *options, out);
  } else if (out.type == ParamType::choice) {
    context.error("missing-key", out.at, "a choice needs `one_of`");
  }
  if (const YamlNode* range = map["range"]) read_param_range(context, *range, out);
  if (const YamlNode* of = map["of"]) {
    out.of = read_text(context, *of, "\"of\"").value_or("");
    out.of_at = of->at;
  } else if (out.type == ParamType::key) {
    context.error("missing-key", out.at, "a key needs `of`, the table that it names a row of");
  }
  if (const YamlNode* value = map["value"]) out.value = read_constant(context, *value);
  check_param_value(context, out);
  return out;
}

// ---- data

void read_rows(const ReadContext& context, const YamlNode& node, DataSpec& out) {
  out.inline_rows = true;
  if (node.type != YamlNode::Type::sequence) {
    context.error("wrong-type", node.at,
                  fmt::format("\"rows\" wants a list of rows, not {}", describe(node)));
    return;
  }
  for (const YamlPtr& row : node.items) {
    SpecValue value{row->at, {}};
    if (row->type == YamlNode::Type::scalar) {
      value = read_constant(context, *row);
    } else if (row->type == YamlNode::Type::sequence) {
      SpecList cells;
      for (const YamlPtr& cell : row->items) cells.push_back(read_constant(context, *cell));
      value.value = std::move(cells);
    } else if (row->type == YamlNode::Type::map) {
      SpecMap cells;
      for (const YamlNode::Entry& cell : row->entries) {
        if (cell.value->type == YamlNode::Type::null) report_null(context, cell);
        else
          cells.entries.push_back(
              {cell.key->scalar, cell.key->at, read_constant(context, *cell.value)});
      }
      value.value = std::move(cells);
    } else if (!row->reported) {
      context.error("no-value", row->at, "this row is empty");
    }
    out.rows.push_back(std::move(value));
  }
}

void read_columns(const ReadContext& context, const YamlNode& node, DataSpec& out) {
  if (node.type != YamlNode::Type::sequence) {
    context.error("wrong-type", node.at,
                  fmt::format("\"columns\" wants a list of names, not {}", describe(node)));
    return;
  }
  for (const YamlPtr& item : node.items) {
    if (const auto name = read_text(context, *item, "a column")) {
      out.columns.push_back({*name, !item->plain()});
      out.columns_at.push_back(item->at);
    }
  }
}

void read_key(const ReadContext& context, const YamlNode& node, DataSpec& out) {
  out.key_at = node.at;
  if (node.type == YamlNode::Type::sequence) {
    for (const YamlPtr& item : node.items) {
      if (const auto name = read_text(context, *item, "\"key\"")) out.key.push_back(*name);
    }
  } else if (const auto name = read_text(context, node, "\"key\"")) {
    out.key = {*name};
  }
}

void read_derive(const ReadContext& context, const YamlNode& node, DataSpec& out) {
  for_each_entry(context, node, "derive", [&](const YamlNode::Entry& entry) {
    if (AstPtr ast = read_expression(context, *entry.value, in_quotes(entry.key->scalar))) {
      out.derive.entries.push_back({entry.key->scalar, entry.key->at, {entry.value->at, ast}});
    }
  });
}

DataSpec read_one_table(const ReadContext& context, const YamlNode::Entry& entry) {
  DataSpec out;
  out.name = entry.key->scalar;
  out.at = entry.key->at;
  const MapReader map(context, *entry.value, data_grammar(), "a table");
  if (!map.valid()) return out;
  const YamlNode* csv = map["csv"];
  const YamlNode* rows = map["rows"];
  const YamlNode* generate = map["generate"];
  if ((csv != nullptr) + (rows != nullptr) + (generate != nullptr) != 1) {
    context.error(
        "missing-key", entry.key->at,
        fmt::format("the table {} needs one of csv, rows and generate", in_quotes(out.name)));
  }
  if (csv) {
    out.csv = read_text(context, *csv, "\"csv\"").value_or("");
    out.csv_at = csv->at;
  }
  if (const YamlNode* columns = map["columns"]) read_columns(context, *columns, out);
  if (rows) read_rows(context, *rows, out);
  if (generate) {
    out.generate = read_kind(context, *generate, context.vocabulary.generators, "generator");
  }
  if (const YamlNode* key = map["key"]) read_key(context, *key, out);
  if (const YamlNode* derive = map["derive"]) read_derive(context, *derive, out);
  return out;
}

}  // namespace

std::vector<MeaningSpec> read_meaning(const ReadContext& context, const YamlNode& node) {
  std::vector<MeaningSpec> out;
  for_each_entry(context, node, "meaning", [&](const YamlNode::Entry& entry) {
    out.push_back(read_one_meaning(context, entry));
  });
  return out;
}

std::vector<ParamSpec> read_params(const ReadContext& context, const YamlNode& node) {
  std::vector<ParamSpec> out;
  for_each_entry(context, node, "params", [&](const YamlNode::Entry& entry) {
    if (check_name(context, *entry.key, "param")) out.push_back(read_one_param(context, entry));
  });
  return out;
}

std::vector<DataSpec> read_data(const ReadContext& context, const YamlNode& node) {
  std::vector<DataSpec> out;
  for_each_entry(context, node, "data", [&](const YamlNode::Entry& entry) {
    if (check_name(context, *entry.key, "table")) out.push_back(read_one_table(context, entry));
  });
  return out;
}

std::vector<ModelSpec> read_models(const ReadContext& context, const YamlNode& node) {
  std::vector<ModelSpec> out;
  for_each_entry(context, node, "models", [&](const YamlNode::Entry& entry) {
    if (!check_name(context, *entry.key, "model")) return;
    ModelSpec model{entry.key->scalar, entry.key->at, {}, {}};
    const auto found = read_declaration(context, *entry.value, context.vocabulary.models, "model");
    if (found) {
      model.each = found->each;
      model.record = read_record(context, *found->fields, *found->kind, Completeness::whole);
      model.record.at = found->key->at;
    }
    out.push_back(std::move(model));  // known by name even where it could not be read
  });
  return out;
}

}  // namespace lantern
