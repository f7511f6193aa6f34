#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/resources/resource_file.h"
#include "config/resources/resources.h"

namespace lantern {
namespace {

const Kind& explanation_grammar() {
  static const Kind kind{
      "the explanation",
      "What a diagnostic code means to an author.",
      {key("why", "What is behind it."), key("wrong", "A whole scene that has it."),
       key("mended", "The same scene without it.")}};
  return kind;
}

}  // namespace

Explanation load_explanation(const std::string& resources, std::string_view code) {
  Explanation out;
  read_resource_file(resources + "/codes/" + std::string(code) + ".yaml",
                     [&](const ReadContext& context, const YamlNode& root) {
                       const MapReader map(context, root, explanation_grammar(), "the explanation");
                       const std::pair<const char*, std::string*> parts[] = {
                           {"why", &out.why}, {"wrong", &out.wrong}, {"mended", &out.mended}};
                       for (const auto& [name, part] : parts) {
                         if (const YamlNode* n = map[name])
                           *part = read_text(context, *n, name).value_or("");
                       }
                     });
  return out;
}

}  // namespace lantern
