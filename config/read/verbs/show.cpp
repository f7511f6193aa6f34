#include "config/read/verbs/selections.h"

namespace lantern::show_verb {

extern const VerbReader kReader;
constinit const VerbReader kReader =
    verb_reader<&StepSpec::show, read_selections>({.form = "pictures",
                                                   .doc = "Marks that enter.",
                                                   .selects_rows = true,
                                                   .enters_or_leaves = true,
                                                   .in_order = true});

}  // namespace lantern::show_verb
