#include "config/yaml/yaml_repair.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace lantern {
namespace {

int open_parentheses(std::string_view text) {
  int open = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '\'') quoted = !quoted;
    if (quoted) continue;
    if (c == '(') ++open;
    if (c == ')') --open;
  }
  return open;
}

bool is_cut_expression(const YamlNode& value) {
  return value.plain() && !value.scalar.empty() && value.scalar.front() == '=' &&
         open_parentheses(value.scalar) > 0;
}

/// `f(u` of `f(u, v)`, without blanks: what looks like a call, and is not to be taken for a text.
bool begins_call(const YamlNode& value) {
  const std::string& text = value.scalar;
  const size_t open = text.find('(');
  if (!value.plain() || open == 0 || open == std::string::npos) return false;
  const auto in_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return std::all_of(text.begin(), text.begin() + std::ptrdiff_t(open), in_name) &&
         open_parentheses(text) > 0;
}

class Rejoiner {
 public:
  Rejoiner(const Sources& sources, Diagnostics& diagnostics)
      : sources_(sources), diagnostics_(diagnostics) {}

  YamlPtr visit(const YamlPtr& node) {
    if (node->items.empty() && node->entries.empty()) return node;
    const auto known = visited_.find(node.get());  // aliases share nodes: visit each once
    if (known != visited_.end()) return known->second;
    YamlPtr out = node->type == YamlNode::Type::sequence ? visit_sequence(node) : visit_map(node);
    visited_.emplace(node.get(), out);
    return out;
  }

 private:
  YamlPtr visit_sequence(const YamlPtr& node) {
    auto out = std::make_shared<YamlNode>(*node);
    out->items.clear();
    for (size_t i = 0; i < node->items.size(); ++i) {
      const YamlPtr& item = node->items[i];
      std::string whole = item->scalar;
      size_t last = i;
      while (open_parentheses(whole) > 0 && last + 1 < node->items.size() &&
             node->items[last + 1]->type == YamlNode::Type::scalar) {
        whole += ", " + node->items[++last]->scalar;
      }
      if (!is_cut(*item, whole)) {
        out->items.push_back(visit(item));
        continue;
      }
      i = last;
      out->items.push_back(rejoined(*item, std::move(whole)));
    }
    return out;
  }

  YamlPtr visit_map(const YamlPtr& node) {
    auto out = std::make_shared<YamlNode>(*node);
    out->entries.clear();
    for (size_t i = 0; i < node->entries.size(); ++i) {
      const YamlNode::Entry& entry = node->entries[i];
      std::string whole = entry.value->scalar;
      size_t last = i;
      while (open_parentheses(whole) > 0 && last + 1 < node->entries.size() &&
             node->entries[last + 1].value->type == YamlNode::Type::null) {
        whole += ", " + node->entries[++last].key->scalar;
      }
      if (!is_cut(*entry.value, whole)) {
        out->entries.push_back({entry.key, visit(entry.value)});
        continue;
      }
      i = last;
      out->entries.push_back({entry.key, rejoined(*entry.value, std::move(whole))});
    }
    return out;
  }

  /// Whether `whole` is what was meant by a value that YAML has cut at a comma.
  static bool is_cut(const YamlNode& value, const std::string& whole) {
    if (value.type != YamlNode::Type::scalar) return false;
    return is_cut_expression(value) || (begins_call(value) && open_parentheses(whole) == 0);
  }

  YamlPtr rejoined(const YamlNode& cut, std::string whole) {
    const std::string& text = sources_.text(cut.at.file);
    const size_t comma = std::min(text.find(',', cut.offset), text.size());
    const bool was_cut = whole != cut.scalar, computed = whole.starts_with('=');
    diagnostics_.error(
        "yaml-comma", sources_.locate(cut.at.file, was_cut ? comma : cut.offset),
        !was_cut   ? "this expression has an open parenthesis"
        : computed ? "this comma ends the expression for YAML"
                   : "this comma ends the value for YAML",
        fmt::format("quote the expression{}: \"{}{}\"",
                    computed ? "" : ", which begins with =", computed ? "" : "=", whole));
    auto out = std::make_shared<YamlNode>(cut);
    // Null, so that the reader does not judge a text that it cannot place.
    out->type = YamlNode::Type::null;
    out->reported = true;
    return out;
  }

  const Sources& sources_;
  Diagnostics& diagnostics_;
  std::map<const YamlNode*, YamlPtr> visited_;
};

}  // namespace

YamlPtr rejoin_split_expressions(const Sources& sources, const YamlPtr& root,
                                 Diagnostics& diagnostics) {
  return root ? Rejoiner(sources, diagnostics).visit(root) : root;
}

}  // namespace lantern
