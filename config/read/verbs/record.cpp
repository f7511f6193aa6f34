#include "config/read/entries.h"
#include "config/read/expressions.h"
#include "config/read/verbs/assignments.h"

namespace lantern::record_verb {
namespace {

/// What a cell's value is as an expression; null where it is none.
AstPtr expression_of(const SpecValue& value) {
  if (const auto* ast = value.as<AstPtr>()) return *ast;
  if (const auto* number = value.as<Quantity>()) {
    return std::make_shared<const Ast>(Ast{value.at, number->value});
  }
  if (const auto* word = value.as<Word>()) {
    return std::make_shared<const Ast>(Ast{value.at, word->text});
  }
  return nullptr;
}

/// `score@train`, or a map from columns to constants and expressions.
void add_row(const ReadContext& context, const YamlNode& node, RecordedSpec& table) {
  AddedRowSpec row{node.at, nullptr, {}};
  if (node.type != YamlNode::Type::map) {
    row.source = read_address(context, node, "record");
    if (row.source) table.rows.push_back(std::move(row));
    return;
  }
  for (const YamlNode::Entry& entry : node.entries) {
    AstPtr value = expression_of(read_assigned(context, *entry.value));
    if (value) row.cells.push_back({entry.key->scalar, entry.key->at, std::move(value)});
  }
  table.rows.push_back(std::move(row));
}

std::vector<RecordedSpec> read(const VerbContext& in, const YamlNode& node) {
  std::vector<RecordedSpec> out;
  const auto read_table = [&](const YamlNode::Entry& entry) {
    RecordedSpec table{entry.key->scalar, entry.key->at, {}};
    if (entry.value->type != YamlNode::Type::sequence) add_row(in.read, *entry.value, table);
    else
      for (const YamlPtr& item : entry.value->items) add_row(in.read, *item, table);
    if (!table.rows.empty()) out.push_back(std::move(table));
  };
  for_each_entry(in.read, node, "record", read_table, "write record: {log: score@train}");
  return out;
}

}  // namespace

extern const VerbReader kReader;
constinit const VerbReader kReader = verb_reader<&StepSpec::record, read>(
    {.form = "recorded",
     .doc = "Rows that are added to tables of the script: {log: score@train}."});

}  // namespace lantern::record_verb
