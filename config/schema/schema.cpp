#include "config/schema/schema.h"

#include "config/grammar/grammar.h"
#include "config/schema/schema_parts.h"

namespace lantern {

Json scene_schema(const Vocabulary& vocabulary) {
  Json out{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "A lantern scene"}};
  out.update(kind_schema(scene_grammar()));
  Json definitions = Json::object();
  add_form_definitions(vocabulary, definitions);
  out["definitions"] = std::move(definitions);
  return out;
}

}  // namespace lantern
