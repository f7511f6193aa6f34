#include "config/read/scalars.h"
#include "config/read/verbs/verb_reader.h"

namespace lantern::layout_verb {
namespace {

std::string read(const VerbContext& in, const YamlNode& node) {
  std::vector<std::string_view> names;
  for (const LayoutSpec& layout : in.canvas.layouts) names.push_back(layout.name);
  return read_choice(in.read, node, "\"layout\"", names).value_or("");
}

}  // namespace

extern const VerbReader kReader;
constinit const VerbReader kReader = verb_reader<&StepSpec::layout, read>(
    {.form = "name", .doc = "The canvas layout from here on."});

}  // namespace lantern::layout_verb
