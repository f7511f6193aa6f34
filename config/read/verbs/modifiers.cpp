#include "config/read/verbs/modifiers.h"

#include <cmath>

#include "config/grammar/key.h"
#include "config/read/expressions.h"
#include "config/read/scalars.h"
#include "core/base/text.h"

namespace lantern {
namespace {

constexpr double kMostLoops = 1000;

template <auto member, bool signed_time = false>
void read_time_of(const ReadContext& context, const Field& key, const YamlNode& node,
                  StepSpec& step) {
  const auto time = read_time(context, node, in_quotes(key.name), signed_time);
  if (time) step.*member = *time;
}

template <auto member>
void read_row_expression(const ReadContext& context, const Field& key, const YamlNode& node,
                         StepSpec& step) {
  step.*member = read_expression(context, node, in_quotes(key.name));
}

void read_step_ease(const ReadContext& context, const Field&, const YamlNode& node,
                    StepSpec& step) {
  step.ease = read_ease(context, node);
}

void read_effect(const ReadContext& context, const Field& key, const YamlNode& node,
                 StepSpec& step) {
  std::vector<std::string_view> effects;
  for (const Kind* kind : context.vocabulary.effects) effects.push_back(kind->name);
  step.effect = read_choice(context, node, in_quotes(key.name), effects).value_or("");
}

void read_loop(const ReadContext& context, const Field& key, const YamlNode& node, StepSpec& step) {
  const auto times = read_number(context, node, in_quotes(key.name), key.least, key.most);
  if (!times) return;
  if (*times == std::floor(*times)) step.loop = static_cast<int>(*times);
  else context.error("wrong-type", node.at, "\"loop\" wants a whole number");
}

std::vector<Modifier> make_modifiers() {
  using grammar::key;
  return {{key("for", "time", "How long it lasts: 1.5s."), read_time_of<&StepSpec::duration>},
          {key("ease", "", "How it moves: `lantern list easings`.", {.kind = FieldKind::ease}),
           read_step_ease},
          {key("effect", "effect", "How marks enter or leave: `lantern list effects`."),
           read_effect, &VerbForm::enters_or_leaves},
          {key("delay", "signed_time",
               "Starts later, or, if negative, earlier than the step before ends."),
           read_time_of<&StepSpec::delay, true>, nullptr, true},
          {key("at", "time", "Starts at this time of the film."), read_time_of<&StepSpec::at_time>,
           nullptr, true},
          {key("stagger", "time", "Rows follow each other at this distance."),
           read_time_of<&StepSpec::stagger>},
          {key("order", "", "In which order they follow: =expression over the row.",
               {.kind = FieldKind::order}),
           read_row_expression<&StepSpec::order>, &VerbForm::enters_or_leaves},
          {key("loop", "times", "How many times the animation runs, each over `for`.",
               {.least = 1, .most = kMostLoops}),
           read_loop},
          {key("where", "", "Only these rows: =condition.", {.kind = FieldKind::condition}),
           read_row_expression<&StepSpec::where>, &VerbForm::selects_rows},
          {key("hold", "time", "Waits after it."), read_time_of<&StepSpec::hold>}};
}

}  // namespace

const std::vector<Modifier>& modifiers() {
  static const std::vector<Modifier> kModifiers = make_modifiers();
  return kModifiers;
}

}  // namespace lantern
