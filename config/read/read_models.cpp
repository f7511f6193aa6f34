#include "config/read/declaration.h"
#include "config/read/entries.h"
#include "config/read/record_reader.h"
#include "config/read/sections.h"

namespace lantern {

std::vector<ModelSpec> read_models(const ReadContext& context, const YamlNode& node) {
  std::vector<ModelSpec> out;
  for_each_entry(context, node, "models", [&](const YamlNode::Entry& entry) {
    if (!check_name(context, *entry.key, "model")) return;
    ModelSpec model{entry.key->scalar, entry.key->at, {}, {}};
    const auto found = read_declaration(context, *entry.value, context.vocabulary.models, "model");
    if (found) {
      model.each = found->each;
      model.record = read_record(context, *found->fields, *found->kind, Completeness::whole);
      model.record.at = found->key->at;
    }
    out.push_back(std::move(model));  // known by name even where it could not be read
  });
  return out;
}

}  // namespace lantern
