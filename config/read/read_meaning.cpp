#include <algorithm>

#include <fmt/format.h>

#include "config/grammar/grammar.h"
#include "config/read/entries.h"
#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/read/sections.h"
#include "config/read/template_reader.h"
#include "core/base/color.h"
#include "core/base/text.h"

namespace lantern {
namespace {

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
                color_hint(context.vocabulary));
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
  if (entry.value->type == YamlNode::Type::scalar) {
    context.error("wrong-type", entry.value->at,
                  fmt::format("a meaning wants a map, not {}", describe(*entry.value)),
                  fmt::format("write {{color: {}}}; it has {}", entry.value->scalar,
                              list_fields(meaning_grammar())));
    return out;
  }
  const MapReader map(context, *entry.value, meaning_grammar(), "a meaning");
  if (const YamlNode* color = map["color"]) {
    out.color = read_meaning_color(context, *color);
    out.color_at = color->at;
  }
  if (const YamlNode* glyph = map["glyph"]) {
    out.glyph = read_meaning_glyph(context, *glyph);
    out.glyph_at = glyph->at;
  }
  if (const YamlNode* shape = map["shape"]) {
    if (const auto name = read_choice(context, *shape, "\"shape\"", context.vocabulary.shapes)) {
      out.shape = Word{*name, false};
    }
  }
  if (const YamlNode* pattern = map["pattern"]) {
    const auto& known = context.vocabulary.patterns;
    if (const auto name = read_choice(context, *pattern, "\"pattern\"", known)) {
      out.pattern = Word{*name, false};
    }
  }
  if (const YamlNode* text = map["text"]) {
    if (auto words = read_words(context, *text, "\"text\"")) out.spans = std::move(*words);
    out.text = words_of(out.spans);
  }
  return out;
}

}  // namespace

std::vector<MeaningSpec> read_meaning(const ReadContext& context, const YamlNode& node) {
  std::vector<MeaningSpec> out;
  if (node.type == YamlNode::Type::sequence) {
    const bool value = !node.items.empty() && node.items[0]->type == YamlNode::Type::scalar;
    context.error(
        "wrong-type", node.at, "\"meaning\" wants a map, not a list",
        fmt::format("as in {{{}: {{color: red}}}}", value ? node.items[0]->scalar : "value"));
    return out;
  }
  for_each_entry(context, node, "meaning", [&](const YamlNode::Entry& entry) {
    out.push_back(read_one_meaning(context, entry));
  });
  return out;
}

}  // namespace lantern
