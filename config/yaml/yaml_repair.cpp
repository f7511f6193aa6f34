#include "config/yaml/yaml_repair.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

namespace lantern {
namespace {

/// How many parentheses are open in a text that is read bit by bit.
class Parentheses {
 public:
  explicit Parentheses(std::string_view text) { read(text); }

  void read(std::string_view text) {
    for (const char c : text) {
      if (c == '\'') quoted_ = !quoted_;
      if (quoted_) continue;
      if (c == '(') ++open_;
      if (c == ')') --open_;
    }
  }
  bool open() const { return open_ > 0; }

 private:
  int open_ = 0;
  bool quoted_ = false;
};

bool is_cut_expression(const YamlNode& value) {
  return value.plain() && !value.scalar.empty() && value.scalar.front() == '=' &&
         Parentheses(value.scalar).open();
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
         Parentheses(text).open();
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
      const auto piece = [&](size_t place) -> const std::string* {
        if (place >= node->items.size()) return nullptr;
        const YamlNode& next = *node->items[place];
        return next.type == YamlNode::Type::scalar ? &next.scalar : nullptr;
      };
      auto whole = whole_of(*item, i, piece);
      out->items.push_back(whole ? rejoined(*item, *std::move(whole)) : visit(item));
    }
    return out;
  }

  YamlPtr visit_map(const YamlPtr& node) {
    auto out = std::make_shared<YamlNode>(*node);
    out->entries.clear();
    for (size_t i = 0; i < node->entries.size(); ++i) {
      const YamlNode::Entry& entry = node->entries[i];
      const auto piece = [&](size_t place) -> const std::string* {
        if (place >= node->entries.size()) return nullptr;
        const YamlNode::Entry& next = node->entries[place];
        return next.value->type == YamlNode::Type::null ? &next.key->scalar : nullptr;
      };
      auto whole = whole_of(*entry.value, i, piece);
      out->entries.push_back(
          {entry.key, whole ? rejoined(*entry.value, *std::move(whole)) : visit(entry.value)});
    }
    return out;
  }

  /// What was meant by a value that YAML has cut at commas, of its pieces in their order; `last` is
  /// the place of the last one then. Nothing where it is no such value.
  template <class Piece>
  static std::optional<std::string> whole_of(const YamlNode& value, size_t& last,
                                             const Piece& piece) {
    constexpr size_t kMostOfCall = 16;  // of what may be a text as well
    if (value.type != YamlNode::Type::scalar) return std::nullopt;
    const bool computed = is_cut_expression(value);
    if (!computed && !begins_call(value)) return std::nullopt;
    std::string out = value.scalar;
    Parentheses parentheses(out);
    size_t place = last;
    while (parentheses.open() && (computed || place - last < kMostOfCall)) {
      const std::string* next = piece(place + 1);
      if (!next) break;
      ++place;
      out += ", " + *next;
      parentheses.read(*next);
    }
    if (!computed && parentheses.open()) return std::nullopt;
    last = place;
    return out;
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
