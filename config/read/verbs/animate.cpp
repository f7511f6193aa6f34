#include "config/read/verbs/assignments.h"

namespace lantern::animate_verb {
namespace {

std::vector<AssignmentSpec> read(const VerbContext& in, const YamlNode& node) {
  return read_assignments(in, node, "animate");
}

}  // namespace

extern const VerbReader kReader;
constinit const VerbReader kReader = verb_reader<&StepSpec::animate, read>(
    {.form = "assignments", .doc = "Numbers that move over `for`: {threshold: 0.9}."});

}  // namespace lantern::animate_verb
