#include <fmt/format.h>

#include "config/read/entries.h"
#include "config/read/scalars.h"
#include "config/read/sections.h"
#include "core/base/text.h"

namespace lantern {

std::vector<GlyphFileSpec> read_glyph_files(const ReadContext& context, const YamlNode& node) {
  std::vector<GlyphFileSpec> out;
  for_each_entry(context, node, "glyphs", [&](const YamlNode::Entry& entry) {
    const auto path = read_text(context, *entry.value, "a glyph's file");
    if (!path) return;
    const std::string& name = entry.key->scalar;
    if (!path->ends_with(".svg") && !path->ends_with(".yaml")) {
      context.error("wrong-type", entry.value->at,
                    fmt::format("{} is no file of a glyph", in_quotes(*path)),
                    "an .svg of outlines, or a .yaml as ours are");
      return;
    }
    out.push_back({name, entry.key->at, *path, entry.value->at});
  });
  return out;
}

}  // namespace lantern
