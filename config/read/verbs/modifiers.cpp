#include "config/read/verbs/modifiers.h"

#include <cmath>

#include "config/grammar/grammar.h"
#include "config/grammar/key.h"
#include "config/read/expressions.h"
#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "core/base/text.h"

namespace lantern {
namespace {

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

void read_by(const ReadContext& context, const Field& key, const YamlNode& node, StepSpec& step) {
  step.by_instance =
      read_choice(context, node, in_quotes(key.name), key.choices).value_or("") == "instance";
}

void read_times(const ReadContext& context, const Field& key, const YamlNode& node,
                StepSpec& step) {
  const auto times = read_number(context, node, in_quotes(key.name), key.least, key.most);
  if (!times) return;
  if (*times == std::floor(*times)) step.loop = static_cast<int>(*times);
  else context.error("wrong-type", node.at, in_quotes(key.name) + " wants a whole number");
}

void read_loop(const ReadContext& context, const Field& key, const YamlNode& node, StepSpec& step) {
  if (node.type != YamlNode::Type::map) {
    read_times(context, key, node, step);
    return;
  }
  const MapReader map(context, node, loop_grammar(), "loop");
  if (const YamlNode* times = map["times"]) {
    read_times(context, map.field("times"), *times, step);
  }
  if (const YamlNode* back = map["back"]) {
    step.back = read_boolean(context, *back, "\"back\"").value_or(false);
  }
}

void read_hold(const ReadContext& context, const Field& key, const YamlNode& node, StepSpec& step) {
  step.hold_read = node.type == YamlNode::Type::scalar && node.scalar == "read";
  if (!step.hold_read) read_time_of<&StepSpec::hold>(context, key, node, step);
}

std::vector<Modifier> make_modifiers() {
  using grammar::key;
  return {
      {key("for", "time", "How long it lasts: 1.5s."), read_time_of<&StepSpec::duration>},
      {key("ease", "", "How it moves: `lantern list easings`.", {.kind = FieldKind::ease}),
       read_step_ease},
      {key("effect", "effect", "How marks enter or leave: `lantern list effects`."), read_effect,
       &VerbForm::enters_or_leaves},
      {key("delay", "signed_time",
           "Starts later, or, if negative, earlier than the step before ends."),
       read_time_of<&StepSpec::delay, true>, nullptr, true},
      {key("at", "time", "Starts at this time of the film."), read_time_of<&StepSpec::at_time>,
       nullptr, true},
      {key("stagger", "time", "Rows follow each other at this distance."),
       read_time_of<&StepSpec::stagger>},
      {key("by", "", "What follows at that distance: rows, or marks and instances of `each`.",
           {.fallback = "row", .choices = {"row", "instance"}}),
       read_by, &VerbForm::enters_or_leaves},
      {key("one_by_one", "time",
           "Marks, and instances of `each`, one after another, each for this long."),
       read_time_of<&StepSpec::one_by_one>, &VerbForm::enters_or_leaves},
      {key("order", "", "In which order they follow: =expression over the row.",
           {.kind = FieldKind::order}),
       read_row_expression<&StepSpec::order>, &VerbForm::in_order},
      {key("loop", "loop",
           "How many times the animation runs, each over `for`; {times: 2, back: true}: there and "
           "back.",
           {.least = 1, .most = kMostLoops}),
       read_loop},
      {key("where", "", "Only these rows: =condition.", {.kind = FieldKind::condition}),
       read_row_expression<&StepSpec::where>, &VerbForm::selects_rows},
      {key("hold", "hold", "Waits after it: 2s, or read, until the caption can be read."),
       read_hold}};
}

}  // namespace

const std::vector<Modifier>& modifiers() {
  static const std::vector<Modifier> kModifiers = make_modifiers();
  return kModifiers;
}

}  // namespace lantern
