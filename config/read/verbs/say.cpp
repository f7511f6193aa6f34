#include "config/grammar/grammar.h"
#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/read/template_reader.h"
#include "config/read/verbs/verb_reader.h"

namespace lantern::say_verb {
namespace {

std::optional<SaySpec> read_text_of(const ReadContext& context, const YamlNode& node,
                                    std::string_view what) {
  if (!check_text_slot(context, node, what)) return std::nullopt;
  return SaySpec{read_template(context, node), false, node.at};
}

std::optional<SaySpec> read(const VerbContext& in, const YamlNode& node) {
  const bool has_keys = node.type == YamlNode::Type::map && node.find("text");
  if (!has_keys) return read_text_of(in.read, node, "\"say\"");
  const MapReader map(in.read, node, say_grammar(), "say");
  const YamlNode* text = map["text"];
  if (!text) return std::nullopt;
  auto out = read_text_of(in.read, *text, "\"text\"");
  const YamlNode* when = map["when"];
  if (!out || !when) return out;
  out->when_start = read_choice(in.read, *when, "\"when\"", map.field("when").choices) == "start";
  return out;
}

}  // namespace

extern const VerbReader kReader;
constinit const VerbReader kReader =
    verb_reader<&StepSpec::say, read>({.form = "say", .doc = "The caption from here on."});

}  // namespace lantern::say_verb
