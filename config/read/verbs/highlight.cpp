#include "config/read/verbs/selections.h"

namespace lantern::highlight_verb {

extern const VerbReader kReader;
constinit const VerbReader kReader = verb_reader<&StepSpec::highlight, read_selections>(
    {.form = "pictures", .doc = "Marks that stand out while the rest dims.", .selects_rows = true});

}  // namespace lantern::highlight_verb
