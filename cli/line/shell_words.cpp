#include "cli/line/shell_words.h"

#include <map>

namespace lantern {

Offer offer_for(const OptionWords& option) {
  static const std::map<std::string_view, Offer> known{
      {"SCENE", Offer::scenes},  {"FILE", Offer::files},  {"FOLDER", Offer::folders},
      {"THEME", Offer::themes},  {"CODE", Offer::codes},  {"TEMPLATE", Offer::templates},
      {"LISTED", Offer::listed}, {"LIMIT", Offer::limits}};
  if (!option.choices.empty()) return Offer::choices;
  const auto found = known.find(option.value);
  return found == known.end() ? Offer::nothing : found->second;
}

std::string_view command_for(Offer offer) {
  switch (offer) {
    case Offer::themes:
      return "list themes";
    case Offer::codes:
      return "explain";
    case Offer::templates:
      return "new --list";
    case Offer::limits:
      return "list limits";
    case Offer::listed:
      return "list";
    default:
      return "";
  }
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += "'\\''";
    else out += c;
  }
  return out + "'";
}

}  // namespace lantern
