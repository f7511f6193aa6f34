#include <fmt/format.h>

#include "config/read/declaration.h"
#include "config/read/each_reader.h"
#include "config/read/map_reader.h"
#include "config/read/record_reader.h"
#include "config/read/sections.h"
#include "core/base/text.h"

namespace lantern {
namespace {

MarkSpec read_mark(const ReadContext& context, const YamlNode::Entry& entry) {
  MarkSpec out{entry.key->scalar, entry.key->at, {}, {}};
  const auto found = read_declaration(context, *entry.value, context.vocabulary.marks, "mark");
  if (!found) return out;
  out.each = found->each;
  out.record = read_record(context, *found->fields, *found->kind, Completeness::whole);
  out.record.at = found->key->at;
  return out;
}

std::vector<MarkSpec> read_marks(const ReadContext& context, const YamlNode& node) {
  std::vector<MarkSpec> out;
  if (node.type != YamlNode::Type::map) {
    context.error("wrong-type", node.at,
                  fmt::format("\"marks\" wants a map from names to marks, not {}", describe(node)),
                  "write marks: {line: {line: {…}}, dots: {dot: {…}}}");
    return out;
  }
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.value->type == YamlNode::Type::null) report_null(context, entry);
    else if (check_name(context, *entry.key, "mark")) out.push_back(read_mark(context, entry));
  }
  return out;
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
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.value->type == YamlNode::Type::null) report_null(context, entry);
    else if (check_name(context, *entry.key, "view")) out.push_back(read_view(context, entry));
  }
  return out;
}

}  // namespace lantern
