#include "config/read/record_reader.h"

#include <cmath>

#include <fmt/format.h>

#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/read/template_reader.h"
#include "core/base/color.h"
#include "core/base/text.h"
#include "core/expr/parser.h"

namespace lantern {
namespace {

bool is_expression(const YamlNode& node) {
  return node.type == YamlNode::Type::scalar && node.scalar.starts_with("=");
}

/// Reads the value of one field; every function reports what it cannot read.
class FieldReader {
 public:
  FieldReader(const ReadContext& context, const YamlNode& node, const Field& field)
      : context_(context), node_(node), field_(field), what_(in_quotes(field.name)) {}

  SpecValue read() const {
    SpecValue out;
    out.at = node_.at;
    read_into(out);
    return out;
  }

 private:
  void read_into(SpecValue& out) const {
    switch (field_.kind) {
      case FieldKind::number:
      case FieldKind::count:
        return live(out, [&](SpecValue& o) { constant_number(o); });
      case FieldKind::boolean:
        return live(out, [&](SpecValue& o) { boolean(o); });
      case FieldKind::text:
        return text(out);
      case FieldKind::choice:
        return choice(out);
      case FieldKind::label:
        return label(out);
      case FieldKind::tex:
        return tex(out);
      case FieldKind::channel:
        return live(out, [&](SpecValue& o) { channel(o); });
      case FieldKind::color:
        return live(out, [&](SpecValue& o) { color(o); });
      case FieldKind::glyph:
      case FieldKind::category:
        return live(out, [&](SpecValue& o) { name(o); });
      case FieldKind::table:
      case FieldKind::mark:
        return address(out);
      case FieldKind::column:
        return live(out, [&](SpecValue& o) { name(o); });
      case FieldKind::columns:
        return live(out, [&](SpecValue& o) { names(o); });
      case FieldKind::numbers:
        return numbers(out);
      case FieldKind::texts:
        return names(out);
      case FieldKind::condition:
      case FieldKind::order:
        return expression(out);
      case FieldKind::kind:
        return kind(out);
      case FieldKind::record:
        return record(out);
      case FieldKind::ease:
        return ease(out);
      case FieldKind::param:
        return name(out);
      case FieldKind::range:
        return range(node_, out);
      case FieldKind::settings:
        return settings(out);
      case FieldKind::takes:
        return takes(out);
      case FieldKind::step:
        return step(out);
      case FieldKind::special:
        return;
    }
  }

  template <class Constant>
  void live(SpecValue& out, Constant constant) const {
    if (is_expression(node_)) return expression(out);
    if (node_.type == YamlNode::Type::scalar && node_.scalar.find("{=") != std::string::npos) {
      context_.error("text-hole", node_.at,
                     fmt::format("{} is no text: a hole cannot stand here", what_),
                     "write =expression without the braces");
      return;
    }
    constant(out);
  }

  void constant_number(SpecValue& out) const {
    const auto quantity = read_quantity(context_, node_, what_, {.px = field_.px});
    if (!quantity) return;
    const double value = quantity->value;
    const bool whole = field_.kind == FieldKind::count || field_.kind == FieldKind::step;
    if (whole && value != std::floor(value)) {
      context_.error("wrong-type", node_.at,
                     fmt::format("{} wants a whole number, not {}", what_, shortest(value)));
      return;
    }
    if (in_range(value)) out.value = *quantity;
  }

  void boolean(SpecValue& out) const {
    if (const auto value = read_boolean(context_, node_, what_)) out.value = *value;
  }

  void text(SpecValue& out) const {
    if (!check_text_slot(context_, node_, what_)) return;
    out.value = Word{node_.scalar, !node_.plain()};
  }

  void choice(SpecValue& out) const {
    if (const auto word = read_choice(context_, node_, what_, field_.choices)) {
      out.value = Word{*word, false};
    }
  }

  void label(SpecValue& out) const {
    if (check_text_slot(context_, node_, what_)) out.value = read_template(context_, node_);
  }

  void tex(SpecValue& out) const {
    if (check_text_slot(context_, node_, what_)) out.value = read_tex(context_, node_);
  }

  /// A number with its unit, else the name of a column.
  void channel(SpecValue& out) const {
    const auto word = read_scalar(context_, node_, what_, "a number, a column or =expression");
    if (!word) return;
    const char first = word->empty() ? ' ' : word->front();
    const bool numeric = (first >= '0' && first <= '9') || first == '-' || first == '+' ||
                         (first == '.' && word->size() > 1);
    if (!numeric) {
      out.value = Word{*word, !node_.plain()};
      return;
    }
    const bool placed = field_.scale != Scale::none;
    const auto quantity =
        read_quantity(context_, node_, what_, {.px = placed || field_.px, .percent = placed});
    if (quantity && in_range(quantity->value)) out.value = *quantity;
  }

  void color(SpecValue& out) const {
    const auto word = read_scalar(context_, node_, what_, "a colour, a column or =expression");
    if (!word) return;
    if (word->starts_with("#") && !parse_hex_color(*word)) {
      context_.error(
          "bad-color", node_.at, fmt::format("{} is not a colour", in_quotes(*word)),
          "write \"#rrggbb\", or a name of the theme, so that every theme stays legible");
      return;
    }
    out.value = Word{*word, !node_.plain()};
  }

  void name(SpecValue& out) const {
    if (const auto word = read_scalar(context_, node_, what_, "a name")) {
      out.value = Word{*word, !node_.plain()};
    }
  }

  void names(SpecValue& out) const {
    if (node_.type == YamlNode::Type::scalar) {
      context_.error("wrong-type", node_.at,
                     fmt::format("{} wants a list, not {}", what_, describe(node_)),
                     fmt::format("write [{}]", node_.scalar));
      return;
    }
    if (!is_list()) return;
    SpecList list;
    for (const YamlPtr& item : node_.items) {
      const auto word = read_scalar(context_, *item, "an entry of " + what_, "a name");
      if (word) list.push_back({item->at, Word{*word, !item->plain()}});
    }
    out.value = std::move(list);
  }

  void numbers(SpecValue& out) const {
    if (!is_list()) return;
    SpecList list;
    for (const YamlPtr& item : node_.items) {
      const std::string entry = "an entry of " + what_;
      if (is_expression(*item)) {
        if (AstPtr ast = read_expression(context_, *item, entry)) list.push_back({item->at, ast});
      } else if (const auto quantity = read_quantity(context_, *item, entry)) {
        list.push_back({item->at, *quantity});
      }
    }
    if (list.size() == node_.items.size()) out.value = std::move(list);
  }

  bool is_list() const {
    if (node_.type == YamlNode::Type::sequence) return true;
    if (!node_.reported) {
      context_.error("wrong-type", node_.at,
                     fmt::format("{} wants a list, not {}", what_, describe(node_)));
    }
    return false;
  }

  void expression(SpecValue& out) const {
    if (node_.plain() && (node_.scalar == "true" || node_.scalar == "false")) {
      YamlNode constant = node_;
      constant.scalar = "=" + constant.scalar;
      if (AstPtr ast = read_expression(context_, constant, what_)) out.value = std::move(ast);
      return;
    }
    if (AstPtr ast = read_expression(context_, node_, what_)) out.value = std::move(ast);
  }

  void address(SpecValue& out) const {
    if (AstPtr ast = read_address(context_, node_, what_)) out.value = std::move(ast);
  }

  void kind(SpecValue& out) const {
    if (RecordSpecPtr spec = read_kind(context_, node_, field_.kinds(), field_.name)) {
      out.value = std::move(spec);
    }
  }

  void record(SpecValue& out) const {
    out.value = std::make_shared<const RecordSpec>(
        read_record(context_, node_, *field_.record, Completeness::whole));
  }

  void ease(SpecValue& out) const {
    if (auto ease = read_ease(context_, node_)) out.value = std::move(*ease);
  }

  /// "1..9", or a list of numbers or words.
  void range(const YamlNode& node, SpecValue& out) const {
    if (node.type == YamlNode::Type::sequence) {
      SpecList list;
      for (const YamlPtr& item : node.items) {
        const auto word = read_scalar(context_, *item, "an entry of " + what_, "a constant");
        if (!word) continue;
        const auto number = parse_number(*word);
        if (number) list.push_back({item->at, Quantity{*number}});
        else list.push_back({item->at, Word{*word, !item->plain()}});
      }
      out.value = std::move(list);
      return;
    }
    const auto text = read_scalar(context_, node, what_, "a range such as 1..9");
    if (!text) return;
    if (const auto ends = parse_range(*text)) {
      out.value = *ends;
      return;
    }
    context_.error(
        "wrong-type", node.at,
        fmt::format("{} wants a range such as 1..9 or a list, not {}", what_, describe(node)));
  }

  void step(SpecValue& out) const {
    const auto text = read_scalar(context_, node_, what_, "a step or `last`");
    if (!text) return;
    if (*text == "last") out.value = Word{*text, false};
    else constant_number(out);
  }

  void settings(SpecValue& out) const { read_entries(out, false); }
  void takes(SpecValue& out) const { read_entries(out, true); }

  void read_entries(SpecValue& out, bool expressions) const {
    if (node_.type != YamlNode::Type::map) {
      context_.error("wrong-type", node_.at,
                     fmt::format("{} wants a map, not {}", what_, describe(node_)));
      return;
    }
    SpecMap map;
    for (const YamlNode::Entry& entry : node_.entries) {
      if (entry.value->type == YamlNode::Type::null) {
        report_null(context_, entry);
        continue;
      }
      SpecValue value = read_entry(*entry.value, expressions);
      if (value.given())
        map.entries.push_back({entry.key->scalar, entry.key->at, std::move(value)});
    }
    if (map.entries.size() == node_.entries.size()) out.value = std::move(map);
  }

  /// In `take`, a bare name stands for its value: {bias: parts.bias}. In `over`, a range or a list
  /// of values is one.
  SpecValue read_entry(const YamlNode& value, bool expressions) const {
    SpecValue out{value.at, {}};
    if (is_expression(value)) {
      if (AstPtr ast = read_expression(context_, value, what_)) out.value = ast;
    } else if (expressions) {
      if (AstPtr ast = read_address(context_, value, what_)) out.value = ast;
    } else if (value.type == YamlNode::Type::sequence) {
      range(value, out);
    } else if (const auto word = read_scalar(context_, value, what_, "a value")) {
      const auto number = parse_number(*word);
      const auto ends = parse_range(*word);
      if (number) out.value = Quantity{*number};
      else if (ends) out.value = *ends;
      else out.value = Word{*word, !value.plain()};
    }
    return out;
  }

  bool in_range(double value) const {
    return check_range(context_, node_.at, value, field_.least, field_.most, field_.above, what_);
  }

  const ReadContext& context_;
  const YamlNode& node_;
  const Field& field_;
  std::string what_;
};

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
  return FieldReader(context, node, field).read();
}

std::string names_of(KindList kinds) {
  std::vector<std::string> names;
  for (const Kind* kind : kinds) names.emplace_back(kind->name);
  return join_or(names);
}

const Kind* find_kind(KindList kinds, std::string_view name) {
  for (const Kind* kind : kinds) {
    if (kind->name == name) return kind;
  }
  return nullptr;
}

void report_unknown_kind(const ReadContext& context, const Location& at, std::string_view name,
                         KindList kinds, std::string_view what) {
  std::vector<std::string_view> known;
  for (const Kind* kind : kinds) known.push_back(kind->name);
  context.error(
      "unknown-kind", at,
      fmt::format("there is no {} {}{}", what, in_quotes(name), did_you_mean(name, known)),
      fmt::format("a {} is {}", what, names_of(kinds)));
}

const YamlNode& empty_map() {
  static const YamlNode kEmpty = [] {
    YamlNode node;
    node.type = YamlNode::Type::map;
    return node;
  }();
  return kEmpty;
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
      out.values[i] = FieldReader(context, *value, field).read();
    } else if (whole && !field.fallback.empty()) {
      out.values[i] = read_fallback(context, field, node.at);
    }
  }
  return out;
}

RecordSpecPtr read_kind(const ReadContext& context, const YamlNode& node, KindList kinds,
                        std::string_view what) {
  const bool bare = node.type == YamlNode::Type::scalar;
  if (!bare && (node.type != YamlNode::Type::map || node.entries.size() != 1)) {
    if (!node.reported) {
      context.error(
          "wrong-type", node.at,
          fmt::format("{} wants one of {}, not {}", in_quotes(what), names_of(kinds),
                      node.type == YamlNode::Type::map ? "several keys" : describe(node)));
    }
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
  RecordSpec spec = read_record(context, has_fields ? *node.entries[0].value : no_fields, *kind,
                                Completeness::whole);
  spec.at = name.at;
  return std::make_shared<const RecordSpec>(std::move(spec));
}

std::optional<Declaration> read_declaration(const ReadContext& context, const YamlNode& node,
                                            KindList kinds, std::string_view what) {
  if (node.type != YamlNode::Type::map) {
    if (!node.reported) {
      context.error("wrong-type", node.at,
                    fmt::format("a {} is declared by a map, not {}", what, describe(node)),
                    fmt::format("write {{{}: {{…}}}}", kinds.empty() ? "kind" : kinds[0]->name));
    }
    return std::nullopt;
  }
  Declaration out;
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.key->scalar == "each") {
      out.each = read_each(context, *entry.value);
      continue;
    }
    const Kind* kind = find_kind(kinds, entry.key->scalar);
    if (!kind) {
      report_unknown_kind(context, entry.key->at, entry.key->scalar, kinds, what);
      return std::nullopt;
    }
    if (out.kind) {
      context.error("two-kinds", entry.key->at,
                    fmt::format("this {} is a {} already", what, out.kind->name),
                    fmt::format("declare a second {} under a name of its own", what));
      return std::nullopt;
    }
    out.kind = kind;
    out.key = entry.key.get();
    out.fields = entry.value->type == YamlNode::Type::null ? nullptr : entry.value.get();
  }
  if (!out.kind) {
    context.error("missing-key", node.at, fmt::format("this {} has no kind", what),
                  fmt::format("a {} is {}", what, names_of(kinds)));
    return std::nullopt;
  }
  if (!out.fields) out.fields = &empty_map();
  return out;
}

AstPtr read_expression(const ReadContext& context, const YamlNode& node, std::string_view what) {
  const auto text = read_scalar(context, node, what, "an =expression");
  if (!text) return nullptr;
  if (!text->starts_with("=")) {
    context.error("wrong-type", node.at,
                  fmt::format("{} wants an expression, which starts with `=`", what),
                  fmt::format("write ={}", *text));
    return nullptr;
  }
  return parse_expression(std::string_view(*text).substr(1), locator(context, node, 1),
                          context.diagnostics);
}

AstPtr read_address(const ReadContext& context, const YamlNode& node, std::string_view what) {
  const auto text = read_scalar(context, node, what, "a name");
  if (!text) return nullptr;
  if (text->starts_with("=")) {
    context.error("wrong-type", node.at, fmt::format("{} wants a name, not an expression", what),
                  "drop the `=`");
    return nullptr;
  }
  return parse_address(*text, locator(context, node, 0), context.diagnostics);
}

}  // namespace lantern
