#include "config/read/verbs/read_timeline.h"

#include <fmt/format.h>

#include "config/read/each_reader.h"
#include "config/read/map_reader.h"
#include "config/read/verbs/modifiers.h"
#include "config/read/verbs/step_grammar.h"
#include "config/read/verbs/verb_reader.h"
#include "core/base/text.h"

namespace lantern {
namespace {

class TimelineReader {
 public:
  explicit TimelineReader(const VerbContext& in) : in_(in), context_(in.read) {}

  std::vector<StepSpec> steps(const YamlNode& node, std::string_view what) const {
    std::vector<StepSpec> out;
    if (node.type != YamlNode::Type::sequence) {
      if (!node.reported) {
        context_.error(
            "wrong-type", node.at,
            fmt::format("{} wants a list of steps, not {}", in_quotes(what), describe(node)),
            "each step starts with `- `");
      }
      return out;
    }
    for (const YamlPtr& item : node.items) out.push_back(step(*item));
    return out;
  }

 private:
  StepSpec step(const YamlNode& node) const {
    StepSpec out;
    out.at = node.at;
    if (node.type == YamlNode::Type::scalar) {
      out.type = StepSpec::Type::pause;
      if (node.scalar != "pause") {
        context_.error("unknown-word", node.at,
                       fmt::format("a step is a map, or `pause`, not {}", describe(node)));
      }
      return out;
    }
    const MapReader map(context_, node, step_grammar(), "a step");
    if (!map.valid()) return out;
    for (const VerbReader* verb : verb_readers()) {
      if (const YamlNode* n = map[verb->key]) verb->read(in_, *n, out);
    }
    read_modifiers(map, out);
    check_pace(map);
    read_blocks(map, out);
    return out;
  }

  void read_modifiers(const MapReader& map, StepSpec& out) const {
    for (const Modifier& modifier : modifiers()) {
      const YamlNode* n = map[modifier.key.name];
      if (!n) continue;
      modifier.read(context_, modifier.key, *n, out);
      if (modifier.wants) check_wanted(map, modifier, *n);
    }
  }

  /// What says how marks follow each other is said once.
  void check_pace(const MapReader& map) const {
    const YamlNode* each = map["one_by_one"];
    for (const char* other : {"for", "stagger", "by"}) {
      if (!each || !map[other]) continue;
      context_.error("two-kinds", map[other]->at,
                     fmt::format("`one_by_one` and `{}` both say how long it takes", other),
                     "one_by_one: 400ms is the time of each mark");
    }
    if (map["by"] && !map["stagger"] && !each) {
      context_.error("no-target", map["by"]->at, "`by` has nothing to work on: there is no stagger",
                     "write stagger: 200ms, by: instance");
    }
  }

  /// Some modifiers work on some verbs only.
  void check_wanted(const MapReader& map, const Modifier& modifier, const YamlNode& node) const {
    std::vector<std::string> wanted;
    for (const VerbReader* verb : verb_readers()) {
      if (!(verb->form.*modifier.wants)) continue;
      if (map[verb->key]) return;
      wanted.emplace_back(verb->key);
    }
    context_.error("no-target", node.at,
                   fmt::format("`{}` has nothing to work on: the step has no {}", modifier.key.name,
                               join_or(wanted)));
  }

  void read_blocks(const MapReader& map, StepSpec& out) const {
    const YamlNode* together = map["together"];
    const YamlNode* sequence = map["sequence"];
    const YamlNode* repeated = map["steps"];
    const YamlNode* each = map["each"];
    if (!together && !sequence && !repeated && !each) return;
    if ((together != nullptr) + (sequence != nullptr) + (repeated != nullptr) > 1) {
      context_.error("two-kinds", map.node().at,
                     "a block has one of `together`, `sequence` and `steps`");
      return;
    }
    if ((each != nullptr) != (repeated != nullptr)) {
      context_.error("missing-key", map.node().at, "`each` and `steps` go together");
      return;
    }
    check_of_blocks(map);
    if (together) {
      out.type = StepSpec::Type::together;
      out.steps = steps(*together, "together");
    } else if (sequence) {
      out.type = StepSpec::Type::sequence;
      out.steps = steps(*sequence, "sequence");
    } else {
      out.type = StepSpec::Type::each;
      out.each = read_each(context_, *each);
      out.steps = steps(*repeated, "steps");
    }
  }

  void check_of_blocks(const MapReader& map) const {
    const auto check = [&](std::string_view key, bool of_blocks) {
      const YamlNode* n = of_blocks ? nullptr : map[key];
      if (!n) return;
      context_.error("two-kinds", n->at,
                     fmt::format("`{}` belongs to a step inside the block", key));
    };
    for (const VerbReader* verb : verb_readers()) check(verb->key, verb->of_blocks);
    for (const Modifier& modifier : modifiers()) {
      // One that wants a verb is reported with it, or for the want of it.
      check(modifier.key.name, modifier.of_blocks || modifier.wants);
    }
  }

  const VerbContext& in_;
  const ReadContext& context_;
};

}  // namespace

std::vector<StepSpec> read_timeline(const ReadContext& context, const YamlNode& node,
                                    const CanvasSpec& canvas, const std::vector<ViewSpec>& views) {
  const VerbContext in{context, canvas, views};
  return TimelineReader(in).steps(node, "timeline");
}

}  // namespace lantern
