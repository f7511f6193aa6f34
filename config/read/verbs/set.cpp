#include "config/read/verbs/assignments.h"

namespace lantern::set_verb {
namespace {

std::vector<AssignmentSpec> read(const VerbContext& in, const YamlNode& node) {
  return read_assignments(in, node, "set");
}

}  // namespace

extern const VerbReader kReader;
constinit const VerbReader kReader = verb_reader<&StepSpec::set, read>(
    {.form = "assignments",
     .doc = "Values that jump; the picture tweens to them over `for`.",
     .in_order = true});

}  // namespace lantern::set_verb
