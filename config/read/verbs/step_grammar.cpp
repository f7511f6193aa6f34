#include "config/read/verbs/step_grammar.h"

#include "config/grammar/key.h"
#include "config/read/verbs/modifiers.h"
#include "config/read/verbs/verb_reader.h"

namespace lantern {
namespace {

void add_verbs(bool of_blocks, std::vector<Field>& keys) {
  for (const VerbReader* verb : verb_readers()) {
    if (verb->of_blocks != of_blocks) continue;
    keys.push_back(grammar::key(verb->key, verb->form.form, verb->form.doc));
  }
}

std::vector<Field> step_keys() {
  using grammar::key;
  std::vector<Field> out;
  add_verbs(false, out);
  for (const Modifier& modifier : modifiers()) out.push_back(modifier.key);
  add_verbs(true, out);
  out.push_back(key("together", "steps", "Steps that run at the same time."));
  out.push_back(key("sequence", "steps", "Steps that run one after another, inside `together`."));
  out.push_back(key("each", "each", "Variables for `steps`."));
  out.push_back(key("steps", "steps", "Steps that are repeated for each."));
  return out;
}

}  // namespace

const Kind& step_grammar() {
  static const Kind kind{"a step", "What happens at one place of the timeline.", step_keys()};
  return kind;
}

}  // namespace lantern
