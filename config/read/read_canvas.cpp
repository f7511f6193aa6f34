#include <algorithm>

#include <fmt/format.h>

#include "config/grammar/grammar.h"
#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/read/sections.h"
#include "core/base/color.h"
#include "core/base/text.h"

namespace lantern {
namespace {

void read_size(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  if (node.type == YamlNode::Type::sequence && node.items.size() == 2) {
    const std::string &width = node.items[0]->scalar, &height = node.items[1]->scalar;
    const std::string meant = width + "x" + height;
    context.error("wrong-type", node.at, "\"size\" wants 960x540, not a list",
                  parse_size(meant) ? "write " + meant : "");
    return;
  }
  const auto text = read_text(context, node, "\"size\"");
  if (!text) return;
  const auto size = parse_size(*text);
  constexpr int kLeast = 16, kMost = 16384;
  if (!size) {
    context.error("wrong-type", node.at,
                  fmt::format("\"size\" wants 960x540, not {}", describe(node)));
  } else if (size->first < kLeast || size->second < kLeast || size->first > kMost ||
             size->second > kMost) {
    context.error("out-of-range", node.at,
                  fmt::format("a canvas is {} to {} units wide and high", kLeast, kMost));
  } else {
    out.width = size->first;
    out.height = size->second;
  }
}

void read_rate(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  const auto text = read_text(context, node, "\"fps\"");
  if (!text) return;
  const auto rate = parse_rate(*text);
  constexpr double kMost = 240;
  if (!rate) {
    context.error("wrong-type", node.at,
                  fmt::format("\"fps\" wants frames a second, not {}", describe(node)),
                  "write 30, or a ratio such as 30000/1001");
  } else if (check_range(context, node.at, rate->value(), 0, kMost, true, "\"fps\"")) {
    out.fps = *rate;
  }
}

void read_theme(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  out.theme_at = node.at;
  if (node.type == YamlNode::Type::scalar && is_theme_file(node.scalar)) {
    out.theme = node.scalar;
    return;
  }
  const std::vector<std::string_view> themes(context.vocabulary.themes.begin(),
                                             context.vocabulary.themes.end());
  const auto theme = read_choice(context, node, "\"theme\"", themes);
  if (theme) out.theme = *theme;
}

void read_background(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  const auto text = read_text(context, node, "\"background\"");
  if (!text) return;
  if (*text == "transparent") {
    out.transparent = true;
    return;
  }
  if (text->starts_with("#")
          ? !parse_hex_color(*text).has_value()
          : std::find(context.vocabulary.colors.begin(), context.vocabulary.colors.end(), *text) ==
                context.vocabulary.colors.end()) {
    context.error("bad-color", node.at, fmt::format("{} is not a colour", in_quotes(*text)),
                  "write \"#rrggbb\", a name of the theme, or transparent");
    return;
  }
  out.background = *text;
  out.background_at = node.at;
}

void read_captions(const ReadContext& context, const YamlNode& node, const Field& field,
                   CanvasSpec& out) {
  const auto word = read_choice(context, node, "\"captions\"", field.choices);
  if (!word) return;
  out.captions = *word == "burn"    ? Captions::burn
                 : *word == "track" ? Captions::track
                 : *word == "both"  ? Captions::both
                                    : Captions::none;
}

void read_step_defaults(const ReadContext& context, const YamlNode& node, StepDefaults& out) {
  const MapReader map(context, node, step_defaults_grammar(), "step");
  if (const YamlNode* duration = map["for"]) {
    if (const auto seconds = read_time(context, *duration, "\"for\"")) out.duration = *seconds;
  }
  if (const YamlNode* ease = map["ease"]) {
    if (auto read = read_ease(context, *ease)) out.ease = std::move(*read);
  }
}

void read_first(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  out.first_at = node.at;
  out.first_is_poster = node.type == YamlNode::Type::scalar && node.scalar == "poster";
  if (!out.first_is_poster) out.first = read_time(context, node, "\"first\"");
}

/// As BCP 47 has it: a language of two or three letters, then its script, country …
bool is_language(std::string_view text) {
  size_t parts = 0;
  for (size_t at = 0; at <= text.size(); ++parts) {
    const size_t end = std::min(text.find('-', at), text.size());
    const std::string_view part = text.substr(at, end - at);
    const bool plain = std::all_of(part.begin(), part.end(), [&](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
             (parts > 0 && c >= '0' && c <= '9');
    });
    if (!plain || part.empty() || part.size() > (parts == 0 ? 3 : 8)) return false;
    if (parts == 0 && part.size() < 2) return false;
    at = end + 1;
  }
  return true;
}

void read_language(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  const auto text = read_text(context, node, "\"language\"");
  if (!text) return;
  if (is_language(*text)) out.language = *text;
  else
    context.error("unknown-word", node.at, fmt::format("{} is no language", in_quotes(*text)),
                  "write its code: en, de, pt-BR, zh-Hant");
}

/// The film's own settings, beside its picture.
void read_playing(const ReadContext& context, const MapReader& map, CanvasSpec& out) {
  if (const YamlNode* value = map["show_title"]) {
    out.show_title = read_boolean(context, *value, "\"show_title\"").value_or(true);
  }
  if (const YamlNode* value = map["loop"]) {
    out.loop = read_boolean(context, *value, "\"loop\"").value_or(true);
  }
  if (const YamlNode* value = map["hold"]) {
    out.hold = read_time(context, *value, "\"hold\"").value_or(out.hold);
  }
  if (const YamlNode* value = map["poster"]) {
    out.poster = read_time(context, *value, "\"poster\"");
    out.poster_at = value->at;
  }
  if (const YamlNode* value = map["first"]) read_first(context, *value, out);
  if (const YamlNode* value = map["language"]) read_language(context, *value, out);
}

}  // namespace

CanvasSpec read_canvas(const ReadContext& context, const YamlNode& node) {
  CanvasSpec out;
  out.at = node.at;
  const MapReader map(context, node, canvas_grammar(), "canvas");
  if (const YamlNode* value = map["size"]) read_size(context, *value, out);
  if (const YamlNode* value = map["fps"]) read_rate(context, *value, out);
  if (const YamlNode* value = map["theme"]) read_theme(context, *value, out);
  if (const YamlNode* value = map["background"]) read_background(context, *value, out);
  read_playing(context, map, out);
  if (const YamlNode* value = map["captions"])
    read_captions(context, *value, map.field("captions"), out);
  if (const YamlNode* value = map["step"]) read_step_defaults(context, *value, out.step);
  read_all_layouts(context, map, out);
  return out;
}

}  // namespace lantern
