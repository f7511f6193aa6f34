#include "config/read/verbs/selections.h"

namespace lantern::hide_verb {

extern const VerbReader kReader;
constinit const VerbReader kReader =
    verb_reader<&StepSpec::hide, read_selections>({.form = "pictures",
                                                   .doc = "Marks that leave.",
                                                   .selects_rows = true,
                                                   .enters_or_leaves = true,
                                                   .in_order = true});

}  // namespace lantern::hide_verb
