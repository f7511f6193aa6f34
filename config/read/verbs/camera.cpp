#include "config/grammar/grammar.h"
#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/read/selections.h"
#include "config/read/verbs/verb_reader.h"

namespace lantern::camera_verb {
namespace {

bool read_target(const VerbContext& in, const YamlNode& node, CameraSpec& out) {
  if (node.type == YamlNode::Type::scalar && node.scalar == "all") return true;
  out.to = read_selection(in.read, node, in.views);
  return out.to.has_value();
}

std::optional<CameraSpec> read(const VerbContext& in, const YamlNode& node) {
  const MapReader map(in.read, node, camera_grammar(), "camera");
  const YamlNode* to = map["to"];
  CameraSpec out;
  out.at = node.at;
  if (!to || !read_target(in, *to, out)) return std::nullopt;
  if (const YamlNode* zoom = map["zoom"]) {
    const Field& field = map.field("zoom");
    out.zoom = read_number(in.read, *zoom, "\"zoom\"", field.least, field.most).value_or(0);
    if (!out.to) {
      in.read.error("two-kinds", zoom->at, "all is as large as it is without a `zoom`");
    }
  }
  if (const YamlNode* inset = map["inset"]) {
    out.inset = read_choice(in.read, *inset, "\"inset\"", map.field("inset").choices).value_or("");
    if (out.inset == "none") out.inset.clear();
  }
  return out;
}

}  // namespace

extern const VerbReader kReader;
constinit const VerbReader kReader = verb_reader<&StepSpec::camera, read>(
    {.form = "camera",
     .doc = "Goes nearer to something, or back to all: {to: plot.gap, zoom: 2.5}."});

}  // namespace lantern::camera_verb
