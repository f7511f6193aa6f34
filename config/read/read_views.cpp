#include <fmt/format.h>

#include "config/read/declaration.h"
#include "config/read/each_reader.h"
#include "config/read/map_reader.h"
#include "config/read/record_reader.h"
#include "config/read/sections.h"
#include "core/base/text.h"

namespace lantern {
namespace {

/// The marks of a view, those of a group after it.
class MarksReader {
 public:
  explicit MarksReader(const ReadContext& context) : context_(context) {}

  void read(const YamlNode& node, int group = -1) {
    if (node.type != YamlNode::Type::map) {
      context_.error(
          "wrong-type", node.at,
          fmt::format("\"marks\" wants a map from names to marks, not {}", describe(node)),
          "write marks: {line: {line: {…}}, dots: {dot: {…}}}");
      return;
    }
    for (const YamlNode::Entry& entry : node.entries) {
      if (entry.value->type == YamlNode::Type::null) report_null(context_, entry);
      else if (check_name(context_, *entry.key, "mark")) add(entry, group);
    }
  }

  std::vector<MarkSpec> taken() { return std::move(out_); }

 private:
  void add(const YamlNode::Entry& entry, int group) {
    check_new(*entry.key);
    MarkSpec mark{entry.key->scalar, entry.key->at, {}, {}, group};
    const auto found = read_declaration(context_, *entry.value, context_.vocabulary.marks, "mark");
    if (!found) return out_.push_back(std::move(mark));
    mark.each = found->each;
    mark.record = read_record(context_, *found->fields, *found->kind, Completeness::whole);
    mark.record.at = found->key->at;
    if (group >= 0) join(mark, *found->fields, out_[size_t(group)]);
    out_.push_back(std::move(mark));
    if (found->kind->find("marks") < 0) return;
    const YamlNode* parts = found->fields->find("marks");
    if (parts && parts->type != YamlNode::Type::null)
      read(*parts, static_cast<int>(out_.size()) - 1);
  }

  /// Within one map the YAML says it.
  void check_new(const YamlNode& name) const {
    for (const MarkSpec& mark : out_) {
      if (mark.name != name.scalar) continue;
      context_.error("duplicate-name", name.at,
                     fmt::format("{} names a mark of this view already (line {})",
                                 in_quotes(mark.name), mark.at.line),
                     "the marks of a view and of its groups share one namespace");
      return;
    }
  }

  /// What a group has is its parts' as well.
  void join(MarkSpec& mark, const YamlNode& fields, const MarkSpec& group) const {
    if (mark.each && group.each) {
      context_.error("in-group", mark.each->at,
                     fmt::format("the group {} has an `each`, which is that of its marks too",
                                 in_quotes(group.name)),
                     "give the group both variables, or this mark `data`");
    }
    if (group.each) mark.each = group.each;
    for (const std::string_view whole : {"trail", "ghosts", "fixed"}) {
      const YamlNode* given = fields.find(whole);
      if (!given) continue;
      context_.error("in-group", given->at,
                     fmt::format("a mark of a group has no {} of its own", in_quotes(whole)),
                     fmt::format("give it to the group {}", in_quotes(group.name)));
    }
  }

  const ReadContext& context_;
  std::vector<MarkSpec> out_;
};

std::vector<MarkSpec> read_marks(const ReadContext& context, const YamlNode& node) {
  MarksReader reader(context);
  reader.read(node);
  return reader.taken();
}

ViewSpec read_view(const ReadContext& context, const YamlNode::Entry& entry) {
  ViewSpec out{entry.key->scalar, entry.key->at, {}, {}, {}};
  out.record = read_record(context, *entry.value, *context.vocabulary.view, Completeness::whole);
  out.record.at = entry.key->at;
  if (entry.value->type != YamlNode::Type::map) return out;
  if (const YamlNode* each = entry.value->find("each")) out.each = read_each(context, *each);
  if (const YamlNode* marks = entry.value->find("marks")) {
    if (marks->type != YamlNode::Type::null) out.marks = read_marks(context, *marks);
  }
  return out;
}

}  // namespace

std::vector<ViewSpec> read_views(const ReadContext& context, const YamlNode& node) {
  std::vector<ViewSpec> out;
  if (node.type != YamlNode::Type::map) {
    context.error("wrong-type", node.at,
                  fmt::format("\"views\" wants a map of views, not {}", describe(node)),
                  "write views: {plot: {marks: {…}}}");
    return out;
  }
  if (const YamlNode* marks = node.find("marks")) {
    context.error("wrong-type", marks->at, "\"views\" wants views by their names, not one's marks",
                  "write views: {plot: {marks: {…}}}");
    return out;
  }
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.value->type == YamlNode::Type::null) report_null(context, entry);
    else if (check_name(context, *entry.key, "view")) out.push_back(read_view(context, entry));
  }
  return out;
}

}  // namespace lantern
