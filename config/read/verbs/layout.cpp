#include <algorithm>

#include <fmt/format.h>

#include "config/read/scalars.h"
#include "config/read/verbs/verb_reader.h"
#include "core/base/text.h"

namespace lantern::layout_verb {
namespace {

std::string read(const VerbContext& in, const YamlNode& node) {
  std::vector<std::string> names;
  for (const LayoutSpec& layout : in.canvas.layouts) names.push_back(layout.name);
  const auto name = read_text(in.read, node, "\"layout\"");
  if (!name || std::find(names.begin(), names.end(), *name) != names.end())
    return name.value_or("");
  const bool named = in.canvas.layouts.size() > 1;
  in.read.error("unknown-word", node.at,
                fmt::format("the canvas has no layout {}{}", in_quotes(*name),
                            named ? did_you_mean(*name, names) : ""),
                named ? fmt::format("it has {}", join_and(names))
                      : "name some: canvas: {layouts: {all: [[a, b]], one: [[a]]}}");
  return "";
}

}  // namespace

extern const VerbReader kReader;
constinit const VerbReader kReader = verb_reader<&StepSpec::layout, read>(
    {.form = "name", .doc = "The canvas layout from here on.", .in_order = true});

}  // namespace lantern::layout_verb
