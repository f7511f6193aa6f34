#include "config/read/template_reader.h"
#include "config/read/verbs/verb_reader.h"

namespace lantern::section_verb {
namespace {

std::optional<Template> read(const VerbContext& in, const YamlNode& node) {
  if (!check_text_slot(in.read, node, "\"section\"")) return std::nullopt;
  return read_template(in.read, node);
}

}  // namespace

extern const VerbReader kReader;
constinit const VerbReader kReader = verb_reader<&StepSpec::section, read>(
    {.form = "text", .doc = "Starts a section with this name."});

}  // namespace lantern::section_verb
