#include "config/format/format_script.h"

#include "config/format/script_lines.h"
#include "config/yaml/yaml_tree.h"
#include "core/base/text.h"

namespace lantern {
namespace {

/// Null where it is no YAML.
YamlPtr parsed(const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  const YamlPtr tree = parse_yaml(sources, sources.add("script", text), diagnostics);
  return diagnostics.has_errors() ? nullptr : tree;
}

/// For the language, quotes make no difference to an expression or a text with holes.
bool same_style(const YamlNode& a, const YamlNode& b) {
  const bool indifferent = a.scalar.starts_with('=') || a.scalar.find("{=") != std::string::npos;
  return indifferent || (a.style == YamlNode::Style::plain) == (b.style == YamlNode::Style::plain);
}

bool same(const YamlNode& a, const YamlNode& b) {
  if (a.type != b.type || a.items.size() != b.items.size() || a.entries.size() != b.entries.size())
    return false;
  if (a.type == YamlNode::Type::scalar) return a.scalar == b.scalar && same_style(a, b);
  for (size_t i = 0; i < a.items.size(); ++i) {
    if (!same(*a.items[i], *b.items[i])) return false;
  }
  for (size_t i = 0; i < a.entries.size(); ++i) {
    if (!same(*a.entries[i].key, *b.entries[i].key)) return false;
    if (!same(*a.entries[i].value, *b.entries[i].value)) return false;
  }
  return true;
}

std::string without_mark(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

}  // namespace

std::optional<FormattedScript> format_script(const Sources& sources, std::int32_t file,
                                             Diagnostics& diagnostics) {
  const std::string text = without_mark(sources.text(file));
  Diagnostics problems;
  YamlPtr original = parse_yaml(sources, file, problems);
  if (problems.has_errors()) original = nullptr;
  RewrittenScript quoted = rewrite_script(text, Rewrite::quote);
  const YamlPtr meant = parsed(quoted.text);
  if (!meant) {
    for (Diagnostic& d : problems.sorted()) diagnostics.add(std::move(d));
    if (original) {
      diagnostics.error("yaml-syntax", original->at,
                        "this script cannot be formatted: its quotes are unclear");
    }
    return std::nullopt;
  }
  FormattedScript out;
  if (!original || !same(*original, *meant)) out.mended = std::move(quoted.quoted);
  out.text = rewrite_script(quoted.text, Rewrite::space).text;
  const YamlPtr after = parsed(out.text);
  if (!after || !same(*meant, *after)) {
    diagnostics.error("yaml-syntax", meant->at,
                      "this script cannot be formatted without a change of what it says",
                      "write its blocks and texts in a plainer way: one key a line, no `? ` keys");
    return std::nullopt;
  }
  return out;
}

}  // namespace lantern
