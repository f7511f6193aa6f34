#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "config/grammar/grammar.h"
#include "config/read/constants.h"
#include "config/read/entries.h"
#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/read/sections.h"
#include "core/base/text.h"

namespace lantern {
namespace {

void read_option_list(const ReadContext& context, const YamlNode& node, ParamSpec& out) {
  for (const YamlPtr& item : node.items) {
    if (const auto name = read_text(context, *item, "an option"))
      out.options.push_back({*name, {}});
  }
}

/// {one: [a], both: [a, b]}: what each option stands for.
void read_option_map(const ReadContext& context, const YamlNode& node, ParamSpec& out) {
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
}

void read_options(const ReadContext& context, const YamlNode& node, ParamSpec& out) {
  if (node.type != YamlNode::Type::scalar && node.items.empty() && node.entries.empty()) {
    context.error("no-value", node.at, "there is nothing to choose from", "write one_of: [a, b]");
  }
  if (node.type == YamlNode::Type::sequence) read_option_list(context, node, out);
  else if (node.type == YamlNode::Type::map) read_option_map(context, node, out);
  else {
    context.error("wrong-type", node.at,
                  fmt::format("\"one_of\" wants a list or a map, not {}", describe(node)));
  }
  std::set<std::string> names;
  for (const auto& [name, columns] : out.options) {
    if (names.insert(name).second) continue;
    context.error("duplicate-key", node.at,
                  fmt::format("the option {} stands twice", in_quotes(name)));
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

std::string param_meant(const std::string& text) {
  const auto share =
      text.ends_with("%") ? parse_number(text.substr(0, text.size() - 1)) : std::optional<double>();
  return share ? fmt::format("write {}", shortest(*share / 100))
               : "for names, give type: key and of: TABLE, or one_of: [a, b]";
}

void check_param_number(const ReadContext& context, const ParamSpec& param,
                        const std::string& what) {
  const SpecValue& value = param.value;
  const auto* number = value.as<Quantity>();
  if (!number) {
    const auto* word = value.as<Word>();
    context.error("wrong-type", value.given() ? value.at : param.at,
                  word ? fmt::format("{} wants a number, not {}", what, in_quotes(word->text))
                       : fmt::format("{} needs a value", what),
                  word ? param_meant(word->text) : "");
  } else if (param.type == ParamType::count && number->value != std::floor(number->value)) {
    context.error("wrong-type", value.at,
                  fmt::format("{} is a count: it wants a whole number, not {}", what,
                              shortest(number->value)));
  } else {
    check_range(context, value.at, number->value, param.least, param.most, false, what);
  }
}

/// One of the options; the first where none is given.
void settle_choice(const ReadContext& context, ParamSpec& out, const std::string& what) {
  if (out.options.empty()) return;
  if (!out.value.given()) {
    out.value = {out.at, Word{out.options[0].first, false}};
    return;
  }
  std::vector<std::string> names;
  for (const auto& [name, columns] : out.options) names.push_back(name);
  const auto* word = out.value.as<Word>();
  const auto* number = out.value.as<Quantity>();
  const std::string given = word ? word->text : number ? shortest(number->value) : "";
  if (std::find(names.begin(), names.end(), given) != names.end()) {
    out.value.value = Word{given, false};
    return;
  }
  context.error(
      "unknown-word", out.value.at,
      fmt::format("{} cannot be {}{}", what, in_quotes(given), did_you_mean(given, names)),
      fmt::format("it is one of {}", join_or(names)));
}

void check_param_value(const ReadContext& context, ParamSpec& out) {
  const std::string what = fmt::format("the param {}", in_quotes(out.name));
  if (out.type == ParamType::real || out.type == ParamType::count) {
    check_param_number(context, out, what);
  }
  if (out.type == ParamType::choice) settle_choice(context, out, what);
}

void read_param_type(const ReadContext& context, const MapReader& map, ParamSpec& out) {
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
}

void read_param_map(const ReadContext& context, const MapReader& map, ParamSpec& out) {
  read_param_type(context, map, out);
  if (const YamlNode* range = map["range"]) read_param_range(context, *range, out);
  if (const YamlNode* of = map["of"]) {
    out.of = read_text(context, *of, "\"of\"").value_or("");
    out.of_at = of->at;
  } else if (out.type == ParamType::key) {
    context.error("missing-key", out.at, "a key needs `of`, the table that it names a row of");
  }
  if (const YamlNode* value = map["value"]) out.value = read_constant(context, *value, "\"value\"");
}

ParamSpec read_one_param(const ReadContext& context, const YamlNode::Entry& entry) {
  ParamSpec out;
  out.name = entry.key->scalar;
  out.at = entry.key->at;
  out.value.at = entry.value->at;
  if (entry.value->type == YamlNode::Type::scalar) {
    out.value = read_constant(context, *entry.value, "\"value\"");
  } else {
    const MapReader map(context, *entry.value, param_grammar(), "a param");
    if (!map.valid()) return out;
    read_param_map(context, map, out);
  }
  check_param_value(context, out);
  return out;
}

}  // namespace

std::vector<ParamSpec> read_params(const ReadContext& context, const YamlNode& node) {
  std::vector<ParamSpec> out;
  for_each_entry(context, node, "params", [&](const YamlNode::Entry& entry) {
    if (check_name(context, *entry.key, "param")) out.push_back(read_one_param(context, entry));
  });
  return out;
}

}  // namespace lantern
