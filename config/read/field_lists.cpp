#include "config/read/field_lists.h"

#include <cmath>

#include <fmt/format.h>

#include "config/read/constants.h"
#include "config/read/expressions.h"
#include "config/read/template_reader.h"
#include "core/base/text.h"

namespace lantern {
namespace {

/// What a text was most likely meant to be as a list; empty where that is not clear.
std::string list_meant(const std::string& text) {
  if (text.starts_with("[")) return "without quotes it is one: " + text;
  const size_t dots = text.find("..");
  if (dots == 0 || dots == std::string::npos || dots + 2 == text.size()) return "";
  return fmt::format("write [{}, {}]", text.substr(0, dots), text.substr(dots + 2));
}

bool is_list(const FieldSlot& slot) {
  if (slot.node.type == YamlNode::Type::sequence) return true;
  if (!slot.node.reported) {
    const std::string& text = slot.node.scalar;
    slot.wrong_type(fmt::format("{} wants a list, not {}", slot.what, describe(slot.node)),
                    list_meant(text));
  }
  return false;
}

std::string entry_of(const FieldSlot& slot) {
  return "an entry of " + slot.what;
}

SpecList list_of_constants(const FieldSlot& slot, const YamlNode& node) {
  SpecList list;
  for (const YamlPtr& item : node.items) {
    SpecValue value = read_constant(slot.context, *item, entry_of(slot));
    if (value.given()) list.push_back(std::move(value));
  }
  return list;
}

/// In `with`, a list is one of constants, and a range is one.
SpecValue read_setting(const FieldSlot& slot, const YamlNode& value) {
  SpecValue out{value.at, {}};
  if (is_expression(value)) {
    if (AstPtr ast = read_expression(slot.context, value, slot.what)) out.value = ast;
  } else if (value.type == YamlNode::Type::sequence) {
    out.value = list_of_constants(slot, value);
  } else if (const auto word = read_scalar(slot.context, value, slot.what, "a value")) {
    out = constant_in(value);
    const auto ends = parse_range(*word);
    if (ends) out.value = *ends;
  }
  return out;
}

/// In `take`, a bare name stands for its value: {bias: parts.bias}.
SpecValue read_take(const FieldSlot& slot, const YamlNode& value) {
  SpecValue out{value.at, {}};
  AstPtr ast = is_expression(value) ? read_expression(slot.context, value, slot.what)
                                    : read_address(slot.context, value, slot.what);
  if (ast) out.value = std::move(ast);
  return out;
}

/// How the values of a list are written where each has a name.
std::string named_hint(const YamlNode& list) {
  constexpr std::string_view kNames[] = {"w", "b", "c"};
  std::vector<std::string> entries;
  for (size_t i = 0; i < list.items.size() && i < std::size(kNames); ++i) {
    if (list.items[i]->type != YamlNode::Type::scalar) return "";
    entries.push_back(fmt::format("{}: {}", kNames[i], list.items[i]->scalar));
  }
  if (entries.empty()) return "";
  return fmt::format("say what each is: {{{}{}}}", fmt::join(entries, ", "),
                     list.items.size() > entries.size() ? ", …" : "");
}

void read_entries(const FieldSlot& slot, SpecValue (*read)(const FieldSlot&, const YamlNode&),
                  SpecValue& out) {
  if (slot.node.type != YamlNode::Type::map) {
    slot.wrong_type(fmt::format("{} wants a map, not {}", slot.what, describe(slot.node)),
                    named_hint(slot.node));
    return;
  }
  SpecMap map;
  for (const YamlNode::Entry& entry : slot.node.entries) {
    if (entry.value->type == YamlNode::Type::null) {
      report_null(slot.context, entry);
      continue;
    }
    SpecValue value = read(slot, *entry.value);
    if (value.given()) map.entries.push_back({entry.key->scalar, entry.key->at, std::move(value)});
  }
  if (map.entries.size() == slot.node.entries.size()) out.value = std::move(map);
}

/// How many points something is cut into.
SpecValue read_points(const FieldSlot& slot, const YamlNode& value) {
  SpecValue out{value.at, {}};
  const auto count = read_quantity(slot.context, value, slot.what);
  if (!count || !slot.in_range(count->value)) return out;
  if (count->value != std::floor(count->value)) {
    slot.context.error(
        "wrong-type", value.at,
        fmt::format("{} wants a whole number, not {}", slot.what, shortest(count->value)));
    return out;
  }
  out.value = *count;
  return out;
}

/// A range, a list of constants, or the address of a column.
SpecValue read_range(const FieldSlot& slot, const YamlNode& value) {
  SpecValue out{value.at, {}};
  if (value.type == YamlNode::Type::sequence) {
    out.value = list_of_constants(slot, value);
    return out;
  }
  const auto text = read_scalar(slot.context, value, slot.what, "a range such as 1..9");
  if (!text) return out;
  if (const auto ends = parse_range(*text)) {
    out.value = *ends;
  } else if (text->find('.') != std::string::npos && !parse_number(*text)) {
    if (AstPtr ast = read_address(slot.context, value, slot.what)) out.value = std::move(ast);
  } else {
    slot.wrong_type(
        fmt::format("{} wants a range such as 1..9, a list, or a column of a table, not {}",
                    slot.what, describe(value)),
        parse_number(*text) ? fmt::format("of one value it is a list: [{}]", *text) : "");
  }
  return out;
}

}  // namespace

void read_field_names(const FieldSlot& slot, SpecValue& out) {
  if (slot.node.type == YamlNode::Type::scalar && slot.field.lone) {
    const auto word = read_scalar(slot.context, slot.node, slot.what, "a name");
    if (word) out.value = SpecList{{slot.node.at, Word{*word, !slot.node.plain()}}};
    return;
  }
  if (slot.node.type == YamlNode::Type::scalar) {
    slot.wrong_type(fmt::format("{} wants a list, not {}", slot.what, describe(slot.node)),
                    fmt::format("write [{}]", slot.node.scalar));
    return;
  }
  if (!is_list(slot)) return;
  SpecList list;
  for (const YamlPtr& item : slot.node.items) {
    const auto word = read_scalar(slot.context, *item, entry_of(slot), "a name");
    if (word) list.push_back({item->at, Word{*word, !item->plain()}});
  }
  out.value = std::move(list);
}

void read_field_numbers(const FieldSlot& slot, SpecValue& out) {
  if (!is_list(slot)) return;
  SpecList list;
  for (const YamlPtr& item : slot.node.items) {
    const std::string entry = entry_of(slot);
    if (is_expression(*item)) {
      AstPtr ast = read_expression(slot.context, *item, entry);
      if (ast) list.push_back({item->at, std::move(ast)});
    } else if (const auto quantity = read_quantity(slot.context, *item, entry)) {
      list.push_back({item->at, *quantity});
    }
  }
  if (list.size() == slot.node.items.size()) out.value = std::move(list);
}

namespace {

/// Whether an entry of a domain is neither a number nor an expression.
bool is_category(const YamlNode& item) {
  return item.type == YamlNode::Type::scalar && !is_expression(item) &&
         (!item.plain() || !parse_number(item.scalar));
}

/// A number, or =expr, beside a bare word: a param without its `=`, as a rule.
const YamlNode* word_beside_number(const YamlNode& list) {
  const bool pair = list.type == YamlNode::Type::sequence && list.items.size() == 2;
  if (!pair || is_category(*list.items[0]) == is_category(*list.items[1])) return nullptr;
  const YamlNode& word = is_category(*list.items[0]) ? *list.items[0] : *list.items[1];
  return word.plain() ? &word : nullptr;
}

/// "0 10": two numbers without the comma between them.
bool is_pair_of_numbers(const YamlNode& item) {
  const size_t gap = item.scalar.find(' ');
  return item.type == YamlNode::Type::scalar && item.plain() && gap != std::string::npos &&
         parse_number(item.scalar.substr(0, gap)) && parse_number(item.scalar.substr(gap + 1));
}

}  // namespace

void read_field_domain(const FieldSlot& slot, SpecValue& out) {
  if (slot.node.type == YamlNode::Type::sequence && slot.node.items.size() == 1 &&
      is_pair_of_numbers(*slot.node.items[0])) {
    std::string meant = slot.node.items[0]->scalar;
    meant.insert(meant.find(' '), ",");
    slot.wrong_type(fmt::format("{} has one end", slot.what), fmt::format("write [{}]", meant));
    return;
  }
  if (const YamlNode* word = word_beside_number(slot.node)) {
    slot.context.error("wrong-type", word->at,
                       fmt::format("{} has a number at one end and the word {} at the other",
                                   slot.what, in_quotes(word->scalar)),
                       fmt::format("for the value of {} write ={}; without a domain the axis fits "
                                   "its marks",
                                   word->scalar, word->scalar));
    return;
  }
  const bool words = slot.node.type == YamlNode::Type::sequence &&
                     std::any_of(slot.node.items.begin(), slot.node.items.end(),
                                 [](const YamlPtr& item) { return is_category(*item); });
  if (words) read_field_names(slot, out);
  else read_field_numbers(slot, out);
}

void read_field_ticks(const FieldSlot& slot, SpecValue& out) {
  if (slot.node.type != YamlNode::Type::map) return read_field_numbers(slot, out);
  SpecMap map;
  for (const YamlNode::Entry& entry : slot.node.entries) {
    if (!parse_number(entry.key->scalar)) {
      slot.context.error(
          "wrong-type", entry.key->at,
          fmt::format("a tick stands at a number, not at {}", in_quotes(entry.key->scalar)),
          "write {0: cold, 100: hot}");
      return;
    }
    if (!check_text_slot(slot.context, *entry.value, "a tick's text")) return;
    map.entries.push_back(
        {entry.key->scalar, entry.key->at, {entry.value->at, Word{entry.value->scalar, true}}});
  }
  out.value = std::move(map);
}

void read_field_params(const FieldSlot& slot, SpecValue& out) {
  if (slot.node.type == YamlNode::Type::sequence) return read_field_names(slot, out);
  if (const auto word = read_scalar(slot.context, slot.node, slot.what, "a name")) {
    out.value = Word{*word, !slot.node.plain()};
  }
}

void read_field_points(const FieldSlot& slot, SpecValue& out) {
  if (slot.node.type == YamlNode::Type::map) {
    read_entries(slot, read_points, out);
  } else if (const SpecValue count = read_points(slot, slot.node); count.given()) {
    out.value = count.value;
  }
}

void read_field_range(const FieldSlot& slot, SpecValue& out) {
  if (slot.node.type == YamlNode::Type::map) return read_entries(slot, read_range, out);
  const SpecValue range = read_range(slot, slot.node);
  if (range.given()) out.value = range.value;
}

void read_field_settings(const FieldSlot& slot, SpecValue& out) {
  read_entries(slot, read_setting, out);
}

void read_field_takes(const FieldSlot& slot, SpecValue& out) {
  read_entries(slot, read_take, out);
}

}  // namespace lantern
