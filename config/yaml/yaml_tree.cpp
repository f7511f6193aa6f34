#include "config/yaml/yaml_tree.h"

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "config/yaml/yaml_repair.h"
#include "config/yaml/yaml_syntax.h"
#include "core/base/text.h"

namespace lantern {
namespace {

/// Thrown inside this file only, after the mistake has been reported.
struct Stop {};

using MutableNode = std::shared_ptr<YamlNode>;

/// Builds the tree from the parser's events.
class Builder : public YAML::EventHandler {
 public:
  Builder(const Sources& sources, std::int32_t file, Diagnostics& diagnostics,
          const YamlLimits& limits)
      : sources_(sources), file_(file), diagnostics_(diagnostics), limits_(limits) {}

  YamlPtr root() const { return root_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    finish(start(YamlNode::Type::null, mark, "?"), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto done = anchors_.find(anchor);
    if (done == anchors_.end()) {
      stop("yaml-alias", place(mark), "this alias stands inside its own anchor");
    }
    attach(done->second);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    MutableNode node = start(YamlNode::Type::scalar, mark, tag);
    node->scalar = value;
    node->offset = after_properties(node->offset);
    node->style = style_at(node->offset);
    node->at = sources_.locate(file_, node->offset, written_length(*node));
    check_quote(*node);
    if (value.size() > limits_.scalar) {
      stop("limit", node->at, fmt::format("this value is longer than {} bytes", limits_.scalar));
    }
    finish(node, anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(start(YamlNode::Type::sequence, mark, tag), anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(start(YamlNode::Type::map, mark, tag), anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    MutableNode node;
    YAML::anchor_t anchor;
    YamlPtr key;  // of the entry whose value is still to come
  };

  MutableNode start(YamlNode::Type type, const YAML::Mark& mark, const std::string& tag) {
    auto node = std::make_shared<YamlNode>();
    node->type = type;
    node->offset = mark.pos < 0 ? 0 : static_cast<size_t>(mark.pos);
    node->at = place(mark);
    if (!tag.empty() && tag != "?" && tag != "!") {
      diagnostics_.error(
          "yaml-tag", node->at,
          fmt::format("tags such as {} are not part of the language", as_written(tag)),
          "values are read as their slot wants them; drop the tag");
    }
    return node;
  }

  /// The parser writes "!!str" out.
  static std::string as_written(const std::string& tag) {
    constexpr std::string_view kStandard = "tag:yaml.org,2002:";
    return tag.starts_with(kStandard) ? "!!" + tag.substr(kStandard.size()) : tag;
  }

  void open(MutableNode node, YAML::anchor_t anchor) {
    if (static_cast<int>(open_.size()) >= limits_.depth) {
      stop("limit", node->at, fmt::format("nested more than {} deep", limits_.depth));
    }
    open_.push_back({std::move(node), anchor, nullptr});
  }

  void close() {
    Open last = std::move(open_.back());
    open_.pop_back();
    if (last.node->type == YamlNode::Type::map) settle_map(*last.node);
    finish(last.node, last.anchor);
  }

  void finish(const MutableNode& node, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) anchors_[anchor] = node;
    attach(node);
  }

  void attach(const YamlPtr& node) {
    if (open_.empty()) {
      root_ = node;
      return;
    }
    Open& parent = open_.back();
    grow(*parent.node, *node);
    if (parent.node->type == YamlNode::Type::sequence) {
      parent.node->items.push_back(node);
    } else if (!parent.key) {
      parent.key = as_key(node);
    } else {
      parent.node->entries.push_back({std::move(parent.key), node});
      parent.key = nullptr;
    }
  }

  void grow(YamlNode& parent, const YamlNode& child) {
    parent.weight += child.weight;
    parent.height = std::max(parent.height, child.height + 1);
    if (parent.weight > limits_.nodes) {
      stop("limit", child.at,
           fmt::format("with its aliases written out the script has more than {} values",
                       limits_.nodes));
    }
    if (parent.height > limits_.depth) {
      stop("limit", child.at, fmt::format("nested more than {} deep", limits_.depth));
    }
  }

  YamlPtr as_key(const YamlPtr& node) {
    if (node->type == YamlNode::Type::scalar) return node;
    auto key = std::make_shared<YamlNode>();
    key->type = YamlNode::Type::scalar;
    key->at = node->at;
    key->offset = node->offset;
    if (node->type != YamlNode::Type::null) {
      diagnostics_.error("yaml-key", node->at, "a key must be a word");
    }
    return key;
  }

  /// Writes merge keys out and reports keys that stand twice.
  void settle_map(YamlNode& map) {
    std::map<std::string, Location> seen;
    std::vector<YamlNode::Entry> kept;
    std::vector<YamlPtr> merged;
    for (YamlNode::Entry& entry : map.entries) {
      if (entry.key->plain() && entry.key->scalar == "<<") {
        merged.push_back(entry.value);
        continue;
      }
      const auto [first, fresh] = seen.emplace(entry.key->scalar, entry.key->at);
      if (!fresh) {
        diagnostics_.error("duplicate-key", entry.key->at,
                           fmt::format("duplicate key {}", in_quotes(entry.key->scalar)),
                           fmt::format("it stands already in line {}", first->second.line));
        continue;
      }
      kept.push_back(std::move(entry));
    }
    for (const YamlPtr& from : merged) merge(*from, seen, kept);
    map.entries = std::move(kept);
  }

  void merge(const YamlNode& from, std::map<std::string, Location>& seen,
             std::vector<YamlNode::Entry>& kept) {
    if (from.type == YamlNode::Type::sequence) {
      for (const YamlPtr& item : from.items) merge(*item, seen, kept);
      return;
    }
    if (from.type != YamlNode::Type::map) {
      diagnostics_.error("yaml-key", from.at, "<<: merges a map or a list of maps");
      return;
    }
    for (const YamlNode::Entry& entry : from.entries) {
      if (seen.emplace(entry.key->scalar, entry.key->at).second) kept.push_back(entry);
    }
  }

  /// Past "&anchor" and "!tag", which the parser counts to the scalar.
  size_t after_properties(size_t offset) const {
    const std::string& text = sources_.text(file_);
    while (offset < text.size() && (text[offset] == '&' || text[offset] == '!')) {
      offset = std::min(text.find_first_of(" \n", offset), text.size());
      offset = std::min(text.find_first_not_of(" \n\r", offset), text.size());
    }
    return offset;
  }

  YamlNode::Style style_at(size_t offset) const {
    const std::string& text = sources_.text(file_);
    const char c = offset < text.size() ? text[offset] : ' ';
    if (c == '\'') return YamlNode::Style::single_quoted;
    if (c == '"') return YamlNode::Style::double_quoted;
    if (c == '|' || c == '>') return YamlNode::Style::block;
    return YamlNode::Style::plain;
  }

  /// The parser takes the end of the file for the missing quote.
  void check_quote(const YamlNode& scalar) {
    const bool quoted = scalar.style == YamlNode::Style::single_quoted ||
                        scalar.style == YamlNode::Style::double_quoted;
    if (quoted && end_of_quoted(sources_.text(file_), scalar.offset) == std::string_view::npos) {
      stop("yaml-syntax", sources_.locate(file_, scalar.offset), "this quote is not closed");
    }
  }

  /// On its first line, quotes included.
  size_t written_length(const YamlNode& scalar) const {
    if (scalar.style == YamlNode::Style::block) return 1;
    const size_t length = scalar.scalar.size() + (scalar.style == YamlNode::Style::plain ? 0 : 2);
    const Location first = sources_.locate(file_, scalar.offset);
    const std::string_view line = sources_.line(file_, first.line);
    const size_t left = line.size() - std::min(line.size(), size_t(first.column) - 1);
    return std::max<size_t>(1, std::min(length, left));
  }

  Location place(const YAML::Mark& mark) const {
    if (mark.is_null()) return sources_.locate(file_, 0);
    return sources_.locate(file_, static_cast<size_t>(mark.pos));
  }

  [[noreturn]] void stop(std::string_view code, const Location& at, std::string message) {
    diagnostics_.error(code, at, std::move(message));
    throw Stop{};
  }

  const Sources& sources_;
  std::int32_t file_;
  Diagnostics& diagnostics_;
  YamlLimits limits_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, YamlPtr> anchors_;
  YamlPtr root_;
};

void read_document(const Sources& sources, std::int32_t file, Builder& builder,
                   Diagnostics& diagnostics) {
  std::istringstream stream(sources.text(file));
  YAML::Parser parser(stream);
  if (!parser.HandleNextDocument(builder)) {
    diagnostics.error("yaml-empty", sources.locate(file, 0), "the script is empty",
                      "a scene starts with `lantern: 1`");
    throw Stop{};
  }
  Builder second(sources, file, diagnostics, YamlLimits{});
  if (parser.HandleNextDocument(second)) {
    const Location at = second.root() ? second.root()->at : sources.locate(file, 0);
    diagnostics.error("yaml-documents", at, "a second document starts here",
                      "a script is one document: check the indentation, and drop `---`");
    throw Stop{};
  }
}

}  // namespace

YamlPtr parse_yaml(const Sources& sources, std::int32_t file, Diagnostics& diagnostics,
                   const YamlLimits& limits) {
  const std::string& text = sources.text(file);
  if (text.size() > limits.bytes) {
    diagnostics.error("limit", sources.locate(file, 0),
                      fmt::format("the script is longer than {} bytes", limits.bytes));
    return nullptr;
  }
  if (!check_text(sources, file, diagnostics)) return nullptr;
  Builder builder(sources, file, diagnostics, limits);
  try {
    read_document(sources, file, builder, diagnostics);
    return rejoin_split_expressions(sources, builder.root(), diagnostics);
  } catch (const Stop&) {
  } catch (const YAML::DeepRecursion& e) {
    diagnostics.error("limit", sources.locate(file, static_cast<size_t>(std::max(0, e.mark.pos))),
                      fmt::format("nested more than {} deep", limits.depth));
  } catch (const YAML::Exception& e) {
    report_syntax_error(sources, file, static_cast<size_t>(std::max(0, e.mark.pos)), e.msg,
                        diagnostics);
  }
  return nullptr;
}

}  // namespace lantern
