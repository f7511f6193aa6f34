#include <fmt/format.h>

#include "config/grammar/grammar.h"
#include "config/read/each_reader.h"
#include "config/read/entries.h"
#include "config/read/expressions.h"
#include "config/read/map_reader.h"
#include "config/read/record_reader.h"
#include "config/read/scalars.h"
#include "config/read/sections.h"
#include "core/base/text.h"

namespace lantern {
namespace {

/// A cell as it is written, whatever it may be; not given where there is nothing (~, null).
SpecValue read_cell(const ReadContext& context, const YamlNode& node) {
  SpecValue out{node.at, {}};
  if (node.type == YamlNode::Type::null && !node.reported) return out;
  if (const auto text = read_scalar(context, node, "a cell", "a constant")) {
    out.value = Word{*text, !node.plain()};
  }
  return out;
}

SpecList read_cells_in_order(const ReadContext& context, const YamlNode& row) {
  SpecList cells;
  for (const YamlPtr& cell : row.items) cells.push_back(read_cell(context, *cell));
  return cells;
}

SpecMap read_cells_by_name(const ReadContext& context, const YamlNode& row) {
  SpecMap cells;
  for (const YamlNode::Entry& cell : row.entries) {
    if (cell.value->type == YamlNode::Type::null && !is_missing(context, cell)) {
      report_null(context, cell);
      continue;
    }
    SpecValue value = read_cell(context, *cell.value);
    cells.entries.push_back({cell.key->scalar, cell.key->at, std::move(value)});
  }
  return cells;
}

SpecValue read_row(const ReadContext& context, const YamlNode& row) {
  switch (row.type) {
    case YamlNode::Type::scalar:
    case YamlNode::Type::null:
      return read_cell(context, row);
    case YamlNode::Type::sequence:
      return {row.at, read_cells_in_order(context, row)};
    case YamlNode::Type::map:
      return {row.at, read_cells_by_name(context, row)};
  }
  return {row.at, {}};
}

void read_rows(const ReadContext& context, const YamlNode& node, DataSpec& out) {
  out.inline_rows = true;
  if (node.type != YamlNode::Type::sequence) {
    context.error("wrong-type", node.at,
                  fmt::format("\"rows\" wants a list of rows, not {}", describe(node)));
    return;
  }
  for (const YamlPtr& row : node.items) out.rows.push_back(read_row(context, *row));
}

void read_columns(const ReadContext& context, const YamlNode& node, DataSpec& out) {
  if (node.type != YamlNode::Type::sequence) {
    context.error("wrong-type", node.at,
                  fmt::format("\"columns\" wants a list of names, not {}", describe(node)),
                  "the values stand in rows: rows: [{a: 1, b: 2}, {a: 3, b: 4}]");
    return;
  }
  for (const YamlPtr& item : node.items) {
    if (const auto name = read_text(context, *item, "a column")) {
      out.columns.push_back({*name, !item->plain()});
      out.columns_at.push_back(item->at);
    }
  }
}

void read_key(const ReadContext& context, const YamlNode& node, DataSpec& out) {
  out.key_at = node.at;
  if (node.type == YamlNode::Type::sequence) {
    for (const YamlPtr& item : node.items) {
      if (const auto name = read_text(context, *item, "\"key\"")) out.key.push_back(*name);
    }
  } else if (const auto name = read_text(context, node, "\"key\"")) {
    out.key = {*name};
  }
}

void read_derive(const ReadContext& context, const YamlNode& node, DataSpec& out) {
  for_each_entry(context, node, "derive", [&](const YamlNode::Entry& entry) {
    if (AstPtr ast = read_expression(context, *entry.value, in_quotes(entry.key->scalar))) {
      out.derive.entries.push_back({entry.key->scalar, entry.key->at, {entry.value->at, ast}});
    }
  });
}

/// Exactly one of the ways to come by rows.
void read_source(const ReadContext& context, const MapReader& map, DataSpec& out) {
  const YamlNode* csv = map["csv"];
  const YamlNode* json = map["json"];
  const YamlNode* rows = map["rows"];
  const YamlNode* generate = map["generate"];
  if ((csv != nullptr) + (json != nullptr) + (rows != nullptr) + (generate != nullptr) != 1) {
    context.error(
        "missing-key", out.at,
        fmt::format("the table {} needs one of csv, json, rows and generate", in_quotes(out.name)));
  }
  if (const YamlNode* file = csv ? csv : json) {
    const std::string_view name = csv ? "\"csv\"" : "\"json\"";
    const auto path = read_text(context, *file, name);
    out.csv = path.value_or("");
    if (path && path->empty()) {
      context.error("data-file", file->at, fmt::format("{} wants the path of a file", name));
    }
    out.csv_at = file->at;
    out.json = !csv;
  }
  if (const YamlNode* columns = map["columns"]) read_columns(context, *columns, out);
  if (rows) read_rows(context, *rows, out);
  if (generate) {
    out.generate = read_kind(context, *generate, context.vocabulary.generators, "generator");
  }
}

DataSpec read_one_table(const ReadContext& context, const YamlNode::Entry& entry) {
  DataSpec out;
  out.name = entry.key->scalar;
  out.at = entry.key->at;
  const MapReader map(context, *entry.value, data_grammar(), "a table");
  if (!map.valid()) return out;
  read_source(context, map, out);
  if (const YamlNode* key = map["key"]) read_key(context, *key, out);
  if (const YamlNode* each = map["each"]) {
    out.each = read_each(context, *each).value_or(EachSpec{each->at, {}});
  }
  if (const YamlNode* derive = map["derive"]) read_derive(context, *derive, out);
  return out;
}

}  // namespace

std::vector<DataSpec> read_data(const ReadContext& context, const YamlNode& node) {
  std::vector<DataSpec> out;
  for_each_entry(context, node, "data", [&](const YamlNode::Entry& entry) {
    if (check_name(context, *entry.key, "table")) out.push_back(read_one_table(context, entry));
  });
  return out;
}

}  // namespace lantern
