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
      if (!is_cut_expression(*item)) {
        out->items.push_back(visit(item));
        continue;
      }
      std::string whole = item->scalar;
      while (open_parentheses(whole) > 0 && i + 1 < node->items.size() &&
             node->items[i + 1]->type == YamlNode::Type::scalar) {
        whole += ", " + node->items[++i]->scalar;
      }
      out->items.push_back(rejoined(*item, std::move(whole)));
    }
    return out;
  }

  YamlPtr visit_map(const YamlPtr& node) {
    auto out = std::make_shared<YamlNode>(*node);
    out->entries.clear();
    for (size_t i = 0; i < node->entries.size(); ++i) {
      const YamlNode::Entry& entry = node->entries[i];
      if (!is_cut_expression(*entry.value)) {
        out->entries.push_back({entry.key, visit(entry.value)});
        continue;
      }
      std::string whole = entry.value->scalar;
      while (open_parentheses(whole) > 0 && i + 1 < node->entries.size() &&
             node->entries[i + 1].value->type == YamlNode::Type::null) {
        whole += ", " + node->entries[++i].key->scalar;
      }
      out->entries.push_back({entry.key, rejoined(*entry.value, std::move(whole))});
    }
    return out;
  }

  YamlPtr rejoined(const YamlNode& cut, std::string whole) {
    const std::string& text = sources_.text(cut.at.file);
    const size_t comma = std::min(text.find(',', cut.offset), text.size());
    const bool was_cut = whole != cut.scalar;
    diagnostics_.error("yaml-comma", sources_.locate(cut.at.file, was_cut ? comma : cut.offset),
                       was_cut ? "this comma ends the expression for YAML"
                               : "this expression has an open parenthesis",
                       fmt::format("quote the expression: \"{}\"", whole));
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
