#include "config/read/record_reader.h"

#include <fmt/format.h>

#include "config/read/expressions.h"
#include "config/read/field_lists.h"
#include "config/read/field_scalars.h"
#include "config/read/kinds.h"
#include "config/read/map_reader.h"
#include "core/base/text.h"
#include "core/record/color_scale.h"

namespace lantern {
namespace {

/// A field that may be given by an expression, else by a constant, which `constant` reads.
void read_live(const FieldSlot& slot, void (*constant)(const FieldSlot&, SpecValue&),
               SpecValue& out) {
  if (is_expression(slot.node)) return read_field_expression(slot, out);
  if (slot.node.type == YamlNode::Type::scalar &&
      slot.node.scalar.find("{=") != std::string::npos) {
    slot.context.error("text-hole", slot.node.at,
                       fmt::format("{} is no text: a hole cannot stand here", slot.what),
                       "write =expression without the braces");
    return;
  }
  constant(slot, out);
}

void read_field_kind(const FieldSlot& slot, SpecValue& out) {
  if (auto spec = read_kind(slot.context, slot.node, slot.field.kinds(), slot.field.name)) {
    out.value = std::move(spec);
  }
}

void read_field_record(const FieldSlot& slot, SpecValue& out) {
  out.value = std::make_shared<const RecordSpec>(
      read_record(slot.context, slot.node, *slot.field.record, Completeness::whole));
}

void read_color_scale(const FieldSlot& slot, SpecValue& out) {
  const Kind& kind = slot.field.scale ? *slot.field.scale : color_scale_kind();
  out.value = std::make_shared<const RecordSpec>(
      read_record(slot.context, slot.node, kind, Completeness::whole));
}

void read_into(const FieldSlot& slot, SpecValue& out) {
  switch (slot.field.kind) {
    case FieldKind::number:
    case FieldKind::count:
      return read_live(slot, read_field_number, out);
    case FieldKind::boolean:
      return read_live(slot, read_field_boolean, out);
    case FieldKind::text:
    case FieldKind::picture:
      return read_field_text(slot, out);
    case FieldKind::key:
      return read_live(slot, read_field_text, out);
    case FieldKind::choice:
      if (slot.field.live) return read_live(slot, read_field_choice, out);
      return read_field_choice(slot, out);
    case FieldKind::live_text:
      return read_field_label(slot, out);
    case FieldKind::tex:
      return read_field_tex(slot, out);
    case FieldKind::channel:
      return read_live(slot, read_field_channel, out);
    case FieldKind::color:
      if (slot.node.type == YamlNode::Type::map) return read_color_scale(slot, out);
      return read_live(slot, read_field_color, out);
    case FieldKind::domain:
      return read_field_domain(slot, out);
    case FieldKind::ticks:
      return read_field_ticks(slot, out);
    case FieldKind::word:
      return read_live(slot, read_field_word, out);
    case FieldKind::glyph:
    case FieldKind::category:
    case FieldKind::column:
      return read_live(slot, read_field_name, out);
    case FieldKind::family:
    case FieldKind::model:
    case FieldKind::table:
    case FieldKind::mark:
      return read_field_address(slot, out);
    case FieldKind::columns:
      return read_live(slot, read_field_names, out);
    case FieldKind::numbers:
      return read_field_numbers(slot, out);
    case FieldKind::texts:
      return read_field_names(slot, out);
    case FieldKind::condition:
    case FieldKind::formula:
    case FieldKind::order:
      return read_field_expression(slot, out);
    case FieldKind::surface:
      return read_field_surface(slot, out);
    case FieldKind::kind:
      return read_field_kind(slot, out);
    case FieldKind::record:
      return read_field_record(slot, out);
    case FieldKind::ease:
      return read_field_ease(slot, out);
    case FieldKind::param:
      return read_field_params(slot, out);
    case FieldKind::points:
      return read_field_points(slot, out);
    case FieldKind::range:
      return read_field_range(slot, out);
    case FieldKind::settings:
      return read_field_settings(slot, out);
    case FieldKind::takes:
      return read_field_takes(slot, out);
    case FieldKind::step:
      return read_field_step(slot, out);
    case FieldKind::special:
      return;
  }
}

SpecValue read_field(const ReadContext& context, const YamlNode& node, const Field& field) {
  SpecValue out;
  out.at = node.at;
  read_into({context, node, field, in_quotes(field.name)}, out);
  return out;
}

YamlNode scalar_node(std::string_view text, const Location& at) {
  YamlNode node;
  node.type = YamlNode::Type::scalar;
  node.scalar = text;
  node.at = at;
  return node;
}

/// A fallback is written as the script would write it, a scalar or a list of scalars in brackets,
/// so it is read the same way.
SpecValue read_fallback(const ReadContext& context, const Field& field, const Location& at) {
  const std::string_view text = field.fallback;
  YamlNode node = scalar_node(text, at);
  if (text.starts_with('[') && text.ends_with(']')) {
    node.type = YamlNode::Type::sequence;
    std::string_view rest = text.substr(1, text.size() - 2);
    while (!rest.empty()) {
      const size_t comma = std::min(rest.find(','), rest.size());
      node.items.push_back(
          std::make_shared<YamlNode>(scalar_node(trimmed(rest.substr(0, comma)), at)));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return read_field(context, node, field);
}

void report_no_kind(const ReadContext& context, const YamlNode& node, KindList kinds,
                    std::string_view what) {
  if (node.reported) return;
  context.error("wrong-type", node.at,
                fmt::format("{} wants one of {}, not {}", in_quotes(what), names_of(kinds),
                            node.type == YamlNode::Type::map ? "several keys" : describe(node)));
}

}  // namespace

RecordSpec read_record(const ReadContext& context, const YamlNode& node, const Kind& kind,
                       Completeness completeness) {
  const bool whole = completeness == Completeness::whole;
  RecordSpec out{&kind, node.at, std::vector<SpecValue>(kind.fields.size())};
  const MapReader map(context, node, kind, kind.name, whole);
  for (size_t i = 0; i < kind.fields.size(); ++i) {
    const Field& field = kind.fields[i];
    out.values[i].at = node.at;
    if (const YamlNode* value = map[field.name]) {
      out.values[i] = read_field(context, *value, field);
    }
    // In place of what could not be read, too: whoever plans it has a value that it may have.
    if (!out.values[i].given() && whole && !field.fallback.empty()) {
      out.values[i] = read_fallback(context, field, node.at);
    }
  }
  return out;
}

RecordSpecPtr read_kind(const ReadContext& context, const YamlNode& node, KindList kinds,
                        std::string_view what) {
  const bool bare = node.type == YamlNode::Type::scalar;
  if (!bare && (node.type != YamlNode::Type::map || node.entries.size() != 1)) {
    report_no_kind(context, node, kinds, what);
    return nullptr;
  }
  const YamlNode& name = bare ? node : *node.entries[0].key;
  const Kind* kind = find_kind(kinds, name.scalar);
  if (!kind) {
    report_unknown_kind(context, name.at, name.scalar, kinds, what);
    return nullptr;
  }
  YamlNode no_fields = empty_map();
  no_fields.at = name.at;
  const bool has_fields = !bare && node.entries[0].value->type != YamlNode::Type::null;
  const YamlNode& fields = has_fields ? *node.entries[0].value : no_fields;
  RecordSpec spec = read_record(context, fields, *kind, Completeness::whole);
  spec.at = name.at;
  return std::make_shared<const RecordSpec>(std::move(spec));
}

}  // namespace lantern
