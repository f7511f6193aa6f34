#include "config/read/field_scalars.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "config/read/expressions.h"
#include "config/read/template_reader.h"
#include "core/base/color.h"
#include "core/base/text.h"

namespace lantern {

namespace {

/// The name of a param, or a calculation, without its `=`.
bool looks_computed(const YamlNode& node) {
  if (node.type != YamlNode::Type::scalar || !node.plain() || node.scalar.empty()) return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const bool named = is_letter(node.scalar.front());
  return named && node.scalar != "true" && node.scalar != "false" && node.scalar != "nan" &&
         std::none_of(node.scalar.begin(), node.scalar.end(),
                      [](unsigned char c) { return c > 127 || c == ' '; });
}

}  // namespace

void read_field_number(const FieldSlot& slot, SpecValue& out) {
  if (slot.field.time) {
    const auto seconds = read_time(slot.context, slot.node, slot.what);
    if (seconds && slot.in_range(*seconds)) out.value = Quantity{*seconds, Unit::data};
    return;
  }
  if (looks_computed(slot.node)) {
    slot.wrong_type(
        fmt::format("{} wants a number, not {}", slot.what, describe(slot.node)),
        fmt::format("write a number; what is computed begins with =: ={}", slot.node.scalar));
    return;
  }
  const auto quantity = read_quantity(slot.context, slot.node, slot.what, {.px = slot.field.px});
  if (!quantity) return;
  const double value = quantity->value;
  const bool whole = slot.field.kind == FieldKind::count || slot.field.kind == FieldKind::step;
  if (whole && value != std::floor(value)) {
    slot.context.error("wrong-type", slot.node.at,
                       fmt::format("{} wants a whole number, not {}", slot.what, shortest(value)));
    return;
  }
  if (slot.in_range(value)) out.value = *quantity;
}

void read_field_boolean(const FieldSlot& slot, SpecValue& out) {
  if (const auto value = read_boolean(slot.context, slot.node, slot.what)) out.value = *value;
}

void read_field_text(const FieldSlot& slot, SpecValue& out) {
  if (!check_text_slot(slot.context, slot.node, slot.what)) return;
  out.value = Word{slot.node.scalar, !slot.node.plain()};
}

void read_field_choice(const FieldSlot& slot, SpecValue& out) {
  if (const auto word = read_choice(slot.context, slot.node, slot.what, slot.field.choices)) {
    out.value = Word{*word, false};
  }
}

void read_field_label(const FieldSlot& slot, SpecValue& out) {
  if (check_text_slot(slot.context, slot.node, slot.what))
    out.value = read_template(slot.context, slot.node);
}

void read_field_tex(const FieldSlot& slot, SpecValue& out) {
  if (check_text_slot(slot.context, slot.node, slot.what))
    out.value = read_tex(slot.context, slot.node);
}

/// A number with its unit, else the name of a column.
void read_field_channel(const FieldSlot& slot, SpecValue& out) {
  const auto word =
      read_scalar(slot.context, slot.node, slot.what, "a number, a column or =expression");
  if (!word) return;
  const char first = word->empty() ? ' ' : word->front();
  const bool numeric = (first >= '0' && first <= '9') || first == '-' || first == '+' ||
                       (first == '.' && word->size() > 1);
  if (!numeric) {
    out.value = Word{*word, !slot.node.plain()};
    return;
  }
  const bool placed = slot.field.axis != AxisName::none;
  const auto quantity = read_quantity(slot.context, slot.node, slot.what,
                                      {.px = placed || slot.field.px, .percent = placed});
  if (quantity && slot.in_range(quantity->value)) out.value = *quantity;
}

void read_field_color(const FieldSlot& slot, SpecValue& out) {
  const auto word =
      read_scalar(slot.context, slot.node, slot.what, "a colour, a column or =expression");
  if (!word) return;
  if (word->starts_with("#") && !parse_hex_color(*word)) {
    slot.context.error(
        "bad-color", slot.node.at, fmt::format("{} is not a colour", in_quotes(*word)),
        "write \"#rrggbb\", or a name of the theme, so that every theme stays legible");
    return;
  }
  out.value = Word{*word, !slot.node.plain()};
}

void read_field_word(const FieldSlot& slot, SpecValue& out) {
  const auto word =
      read_scalar(slot.context, slot.node, slot.what, "a word, a column or =expression");
  if (word) out.value = Word{*word, !slot.node.plain()};
}

void read_field_name(const FieldSlot& slot, SpecValue& out) {
  if (const auto word = read_scalar(slot.context, slot.node, slot.what, "a name")) {
    out.value = Word{*word, !slot.node.plain()};
  }
}

void read_field_expression(const FieldSlot& slot, SpecValue& out) {
  if (slot.node.plain() && (slot.node.scalar == "true" || slot.node.scalar == "false")) {
    YamlNode constant = slot.node;
    constant.scalar = "=" + constant.scalar;
    if (AstPtr ast = read_expression(slot.context, constant, slot.what)) out.value = std::move(ast);
    return;
  }
  if (AstPtr ast = read_expression(slot.context, slot.node, slot.what)) out.value = std::move(ast);
}

/// Or the name of what is asked at every place.
void read_field_surface(const FieldSlot& slot, SpecValue& out) {
  const bool named = slot.node.type == YamlNode::Type::scalar && !is_expression(slot.node);
  if (named && slot.node.scalar != "true" && slot.node.scalar != "false") {
    return read_field_address(slot, out);
  }
  read_field_expression(slot, out);
}

void read_field_address(const FieldSlot& slot, SpecValue& out) {
  if (AstPtr ast = read_address(slot.context, slot.node, slot.what)) out.value = std::move(ast);
}

void read_field_ease(const FieldSlot& slot, SpecValue& out) {
  if (auto ease = read_ease(slot.context, slot.node)) out.value = std::move(*ease);
}

void read_field_step(const FieldSlot& slot, SpecValue& out) {
  const auto text = read_scalar(slot.context, slot.node, slot.what, "a step or `last`");
  if (!text) return;
  if (*text == "last") out.value = Word{*text, false};
  else read_field_number(slot, out);
}

}  // namespace lantern
