#pragma once

#include "config/read/context.h"
#include "core/spec/scene_spec.h"

// One function for each section of a script but the timeline (config/read/verbs); every one reports
// what it cannot read and returns what it could.

namespace lantern {

class MapReader;

/// The layouts among the keys of a canvas: one, or several by name.
void read_all_layouts(const ReadContext& context, const MapReader& map, CanvasSpec& out);
CanvasSpec read_canvas(const ReadContext& context, const YamlNode& node);
/// The glyphs that stand in files beside the scene.
std::vector<GlyphFileSpec> read_glyph_files(const ReadContext& context, const YamlNode& node);
std::vector<MeaningSpec> read_meaning(const ReadContext& context, const YamlNode& node);
std::vector<ParamSpec> read_params(const ReadContext& context, const YamlNode& node);
std::vector<ValueSpec> read_values(const ReadContext& context, const YamlNode& node);
FunctionSpecs read_functions(const ReadContext& context, const YamlNode& node);
std::vector<DataSpec> read_data(const ReadContext& context, const YamlNode& node);
std::vector<ModelSpec> read_models(const ReadContext& context, const YamlNode& node);
std::vector<ViewSpec> read_views(const ReadContext& context, const YamlNode& node);

/// Functions speak of what is there, and call each other in no circle; those that are wrong are
/// left without a body.
void check_functions(const ReadContext& context, SceneSpec& scene);

/// Every view in a layout exists, every layout is a grid of rectangles; a scene without a layout
/// gets all its views in one row.
void settle_layouts(const ReadContext& context, const std::vector<ViewSpec>& views,
                    CanvasSpec& canvas);

}  // namespace lantern
