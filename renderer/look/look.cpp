#include "renderer/look/look.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"
#include "renderer/frame/symbols.h"
#include "renderer/look/oklab.h"

namespace lantern {
namespace {

std::vector<size_t> places_without(const std::vector<bool>& taken) {
  std::vector<size_t> out;
  for (size_t i = 0; i < taken.size(); ++i) {
    if (!taken[i]) out.push_back(i);
  }
  return out;
}

}  // namespace

Look::Look(const Theme& theme, const Meanings& meanings, const std::vector<GlyphArt>& glyphs,
           ValuePlaces places)
    : theme_(theme), meanings_(meanings), places_(std::move(places)) {
  const auto add = [&](const SymbolPtr& glyph) { glyphs_.emplace(glyph->name, glyph); };
  for (const GlyphArt& art : glyphs) {
    add(glyph_symbol(art));
    for (const std::string& mood : art.moods()) {
      add(glyph_symbol(art, mood));
      moods_.insert(mood);
    }
  }
  for (const auto& [value, meaning] : meanings) {
    if (!meaning.color) continue;
    if (const auto hex = parse_hex_color(meaning.color->text)) hex_.emplace(value, *hex);
    if (const auto own = own_color(value)) meant_.push_back(place_of_hue(*own));
  }
}

const Color* Look::find_named(const std::string& name) const {
  const MeaningSpec* meaning = find_meaning(name);
  if (meaning && meaning->color) {
    const auto hex = hex_.find(meaning->value);
    return hex != hex_.end() ? &hex->second : theme_.find(meaning->color->text);
  }
  return theme_.find(name);
}

std::optional<Color> Look::own_color(const std::string& value) const {
  if (const Color* color = find_named(value)) return *color;
  if (const auto hex = parse_hex_color(value)) return hex;
  const auto mixed = parse_mixed_color(value);
  const auto from = mixed ? own_color(mixed->from) : std::nullopt;
  const auto to = mixed ? own_color(mixed->to) : std::nullopt;
  if (!from || !to) return std::nullopt;
  return mix_oklab(*from, *to, mixed->t);
}

const MeaningSpec* Look::find_meaning(const std::string& value) const {
  auto found = meanings_.find(value);
  if (found != meanings_.end()) return &found->second;
  const auto number = meanings_.empty() ? std::nullopt : parse_number(value);
  if (number) found = meanings_.find(shortest(*number));
  return found == meanings_.end() ? nullptr : &found->second;
}

bool Look::has_look(const std::string& value) const {
  return own_color(value).has_value();
}

Color Look::named(const std::string& name, const Location& at) const {
  if (name == kNoColor) return {0, 0, 0, 0};
  if (const auto color = own_color(name)) return *color;
  if (const auto mixed = parse_mixed_color(name)) {  // says which of the two it is
    named(mixed->from, at);
    named(mixed->to, at);
  }
  throw SceneError(
      {Severity::error, "bad-color", at,
       fmt::format("{} is no value with a colour and no colour of the theme", in_quotes(name)),
       "give it one in `meaning`"});
}

std::vector<Color> Look::of_values(const std::vector<std::string>& values) const {
  const auto own_place = [&](const std::string& value) {
    const auto own = own_color(value);
    return own ? std::optional(place_of_hue(*own)) : std::nullopt;
  };
  const std::vector<size_t> places = places_of(values, theme_.sequence.size(), own_place, meant_);
  std::vector<Color> out;
  for (size_t i = 0; i < values.size(); ++i) {
    const auto own = own_color(values[i]);
    out.push_back(own ? *own : hue(places[i]));
  }
  return out;
}

size_t Look::place_of_hue(const Color& color) const {
  for (size_t i = 0; i < theme_.sequence.size(); ++i) {
    if (hue(i) == color) return i;
  }
  return kElsewhere;
}

std::vector<size_t> Look::places_of(
    const std::vector<std::string>& values, size_t length,
    const std::function<std::optional<size_t>(const std::string&)>& own,
    const std::vector<size_t>& meant) const {
  const std::vector<std::string>* kind = places_.kind_of(values);
  std::unordered_map<std::string_view, size_t> first;  // place of each value without a look
  std::vector<bool> taken(length);
  for (const std::string& value : kind ? *kind : values) {
    const auto place = own(value);
    if (!place) first.emplace(value, first.size());
    else if (*place < length) taken[*place] = true;
  }
  std::vector<size_t> free = places_without(taken);
  for (const size_t place : meant) {
    if (place < length) taken[place] = true;
  }
  const std::vector<size_t> freest = places_without(taken);
  if (freest.size() >= first.size()) free = freest;
  std::vector<size_t> out;
  for (const std::string& value : values) {
    const auto found = first.find(value);
    const size_t place = found == first.end() ? 0 : found->second;
    out.push_back(free.empty() ? place % length : free[place % free.size()]);
  }
  return out;
}

Color Look::hue(size_t place) const {
  return theme_[theme_.sequence[place]];
}

SymbolPtr Look::glyph(const std::string& name, const Location& at) const {
  const MeaningSpec* meaning = find_meaning(name);
  const auto found = glyphs_.find(meaning && meaning->glyph ? meaning->glyph->text : name);
  if (found != glyphs_.end()) return found->second;
  throw SceneError({Severity::error, "unknown-name", at,
                    fmt::format("{} is no value with a glyph and no glyph", in_quotes(name)),
                    "give it one in `meaning`"});
}

double least_contrast(const Font& font) {
  const bool large = font.size >= 24 || (font.size >= 18.66 && font.weight >= 700);
  return large ? 3 : 4.5;
}

Color readable(const Color& color, const Font& font, const Color& ground, const Color& ink) {
  constexpr double kMeantForOther = 1.7;
  const double least = least_contrast(font), present = contrast(color, ground);
  if (present >= least || present < kMeantForOther || color.a < 1) return color;
  double low = 0, high = 1;
  for (int i = 0; i < 12; ++i) {
    const double middle = (low + high) / 2;
    (contrast(mix(color, ink, middle), ground) < least ? low : high) = middle;
  }
  return mix(color, ink, high);
}

Color Look::for_text(const Color& color, const Font& font, const std::optional<Color>& on) const {
  return readable(color, font, on.value_or(theme_["ground"]), theme_["ink"]);
}

SymbolPtr Look::in_mood(const SymbolPtr& glyph, const std::string& mood, const Location& at) const {
  const auto found = glyphs_.find(glyph->name + "_" + mood);
  if (found != glyphs_.end()) return found->second;
  if (mood.empty() || moods_.count(mood) > 0) return glyph;
  const std::vector<std::string> known(moods_.begin(), moods_.end());
  throw SceneError(
      {Severity::error, "unknown-name", at,
       fmt::format("{} is no glyph's mood{}", in_quotes(mood), did_you_mean(mood, known)),
       fmt::format("moods are {}; a drawing that lacks one stays as it is", join_and(known))});
}

Color Look::letters_on(const Color& fill) const {
  const Color &ink = theme_["ink"], &ground = theme_["ground"];
  return contrast(ink, fill) >= contrast(ground, fill) ? ink : ground;
}

RichText Look::spans(const std::string& value) const {
  const MeaningSpec* meaning = find_meaning(value);
  return meaning ? meaning->spans : plain_spans(value);
}

const std::string& Look::text(const std::string& value) const {
  const MeaningSpec* meaning = find_meaning(value);
  return meaning ? meaning->text : value;
}

Ramp Look::ramp(const std::vector<std::string>& names, bool diverging, const Location& at) const {
  if (names.empty()) return *named_ramp(theme_, diverging ? kDivergingRamp : kSequentialRamp);
  if (names.size() == 1 && !names[0].starts_with("#")) {
    if (auto known = named_ramp(theme_, names[0])) return *std::move(known);
    std::vector<std::string> ramps;
    for (const RampKind& kind : ramp_kinds()) ramps.emplace_back(kind.name);
    throw SceneError({Severity::error, "unknown-name", at,
                      fmt::format("{} is no ramp and no colour of the theme{}", in_quotes(names[0]),
                                  did_you_mean(names[0], ramps)),
                      fmt::format("ramps are {}; a hue of the theme makes one too, and colours of "
                                  "your own are a list",
                                  join_and(ramps))});
  }
  Ramp out;
  for (const std::string& name : names) out.stops.push_back(named(name, at));
  return out;
}

}  // namespace lantern
