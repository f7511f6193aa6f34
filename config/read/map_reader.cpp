#include "config/read/map_reader.h"

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {

std::string list_fields(const Kind& kind) {
  std::vector<std::string> names;
  for (const Field& f : kind.fields) names.emplace_back(f.name);
  return join_and(names);
}

MapReader::MapReader(const ReadContext& context, const YamlNode& node, const Kind& kind,
                     std::string_view name, bool check_required)
    : node_(node), kind_(kind) {
  if (node.type != YamlNode::Type::map) {
    if (!node.reported) {
      context.error("wrong-type", node.at,
                    fmt::format("{} wants a map, not {}", name, describe(node)),
                    fmt::format("its keys are {}", list_fields(kind)));
    }
    return;
  }
  valid_ = true;
  for (const YamlNode::Entry& entry : node.entries) check_key(context, entry, kind, name);
  if (!check_required) return;
  for (const Field& f : kind.fields) {
    if (!f.unless.empty() && node.find(f.unless)) continue;
    if (f.required && !node.find(f.name)) {
      context.error("missing-key", node.at, fmt::format("{} needs {}", name, in_quotes(f.name)),
                    std::string(f.doc));
    }
  }
}

void MapReader::check_key(const ReadContext& context, const YamlNode::Entry& entry,
                          const Kind& kind, std::string_view name) const {
  const std::string& key = entry.key->scalar;
  if (kind.find(key) >= 0) {
    if (entry.value->type == YamlNode::Type::null) report_null(context, entry);
    return;
  }
  if (entry.value->type == YamlNode::Type::null && key.find(':') != std::string::npos) {
    report_null(context, entry);
    return;
  }
  std::vector<std::string_view> known;
  for (const Field& f : kind.fields) known.push_back(f.name);
  context.error(
      "unknown-key", entry.key->at,
      fmt::format("unknown key {} in {}{}", in_quotes(key), name, did_you_mean(key, known)),
      fmt::format("{} has {}", name, list_fields(kind)));
}

const Field& MapReader::field(std::string_view key) const {
  return kind_.fields[size_t(kind_.find(key))];
}

const YamlNode* MapReader::operator[](std::string_view key) const {
  if (!valid_) return nullptr;
  const YamlNode* value = node_.find(key);
  return value && value->type != YamlNode::Type::null ? value : nullptr;
}

}  // namespace lantern
