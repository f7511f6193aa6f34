#include "config/read/context.h"

#include <algorithm>

#include <fmt/format.h>

#include "config/yaml/scalar_place.h"
#include "core/base/text.h"
#include "core/expr/words.h"

namespace lantern {
namespace {

bool is_identifier(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
  });
}

}  // namespace

Locate locator(const ReadContext& context, const YamlNode& scalar, size_t skip) {
  return [&context, &scalar, skip](size_t offset, size_t length) {
    return locate_in_scalar(context.sources, scalar, skip + offset, length);
  };
}

std::string describe(const YamlNode& node) {
  switch (node.type) {
    case YamlNode::Type::null:
      return "nothing";
    case YamlNode::Type::sequence:
      return "a list";
    case YamlNode::Type::map:
      return "a map";
    case YamlNode::Type::scalar:
      break;
  }
  constexpr size_t kMost = 40;
  if (node.scalar.size() <= kMost) return in_quotes(node.scalar);
  return "a text of " + std::to_string(node.scalar.size()) + " bytes";
}

namespace {

/// The slip that leaves a key without its value; empty where it looks meant.
std::string cause_of_null(const ReadContext& context, const YamlNode::Entry& entry) {
  const std::string& key = entry.key->scalar;
  const std::string& text = context.sources.text(entry.key->at.file);
  const size_t after = text.find_first_not_of(" :", entry.key->offset + key.size());
  const size_t colon = key.find(':');
  if (colon != std::string::npos && colon > 0) {
    return fmt::format("put a space after the colon: {}: {}", key.substr(0, colon),
                       key.substr(colon + 1));
  }
  if (after != std::string::npos && text[after] == '#' && after + 1 < text.size() &&
      text[after + 1] != ' ') {
    const size_t end = std::min(text.find_first_of(" ,}]\n", after), text.size());
    return fmt::format("`#` starts a comment: quote the value: \"{}\"",
                       text.substr(after, end - after));
  }
  return "";
}

}  // namespace

void report_null(const ReadContext& context, const YamlNode::Entry& entry) {
  if (entry.value->reported) return;
  context.error("no-value", entry.key->at,
                fmt::format("{} has no value", in_quotes(entry.key->scalar)),
                cause_of_null(context, entry));
}

bool is_missing(const ReadContext& context, const YamlNode::Entry& entry) {
  return entry.value->type == YamlNode::Type::null && !entry.value->reported &&
         cause_of_null(context, entry).empty();
}

bool check_name(const ReadContext& context, const YamlNode& name, std::string_view what) {
  if (!is_identifier(name.scalar)) {
    context.error("bad-name", name.at,
                  fmt::format("{} cannot name a {}", in_quotes(name.scalar), what),
                  "names are letters, digits and `_`, and do not start with a digit");
    return false;
  }
  const ReservedWord* word = find_word(name.scalar);
  const bool drawn = what == "view" || what == "mark";  // expressions do not speak of those
  // What is called `p` hides the progress of a step only inside a function; elsewhere that is told
  // where both could be meant.
  const bool progress = name.scalar == "p" && (what == "value" || what == "parameter");
  if (!word || progress || (drawn && !word->grammar)) return true;
  context.error(
      "bad-name", name.at,
      fmt::format("`{}` is a word of the language and cannot name a {}", word->name, what),
      fmt::format("words are {}", all_words()));
  return false;
}

}  // namespace lantern
