#pragma once

#include "cli/project/options.h"

namespace CLI {
class App;
}

namespace lantern {

// Options that commands share, each with what its help says. The word for a value (FILE, SCENE,
// FOLDER, THEME, LIMIT, CODE, TOPIC, TEMPLATE) is also what shells complete it by.

/// Of commands that read scenes, one or several.
void add_scene_options(CLI::App& app, Options& options, bool several);
void add_safe_option(CLI::App& app, Options& options);
void add_picture_options(CLI::App& app, Options& options);
/// For commands that build programs call.
void add_build_options(CLI::App& app, Options& options);
void add_format_option(CLI::App& app, Options& options);
void add_strict_option(CLI::App& app, Options& options);
void add_output_option(CLI::App& app, Options& options, const char* doc);
void add_rate_option(CLI::App& app, Options& options);
/// All of `render`.
void add_render_options(CLI::App& app, Options& options);

}  // namespace lantern
