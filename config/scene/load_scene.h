#pragma once

#include <optional>
#include <string>

#include "core/diagnostics/diagnostics.h"
#include "core/spec/scene_spec.h"
#include "core/spec/vocabulary.h"

namespace lantern {

/// A script's text, of "-" that of standard input; at most a byte more than the limit for scripts.
/// Throws RuntimeError where the file cannot be read.
std::string read_script(const std::string& path);

/// The words of a scene: ours, and the glyphs that it has beside it.
Vocabulary with_own_words(const Vocabulary& words, const SceneSpec& scene);

/// Reads a script. Mistakes go to `diagnostics`; what could be read is returned all the same, so
/// that the compiler can report its own: check `diagnostics.has_errors()`. Nothing is returned
/// where there is no script at all (a syntax error, a passed limit).
/// `path` may be "-" for standard input; paths in the script are then relative to the working
/// folder. Throws RuntimeError where the file cannot be read.
std::optional<SceneSpec> load_scene(const std::string& path, const Vocabulary& vocabulary,
                                    Sources& sources, Diagnostics& diagnostics);

/// The same for a text that is there already; `name` is what messages call it.
std::optional<SceneSpec> read_scene(const std::string& name, std::string text,
                                    const std::string& folder, const Vocabulary& vocabulary,
                                    Sources& sources, Diagnostics& diagnostics);

}  // namespace lantern
