#pragma once

#include <string>
#include <vector>

#include "cli/project/options.h"
#include "core/base/hash.h"

// Whether there is anything to render (`--if-changed`). What files were made of is kept beside the
// first of them: "film.mp4" has ".film.mp4.lantern". Contents count, not times, so that a copied or
// checked-out folder is as fresh as it was.

namespace lantern {

/// The file that says what an output was made of.
std::string record_of(const std::string& output);

/// Stands for all that decides over the files: this program and its command, the contents of the
/// inputs, the options.
Key render_key(const std::vector<std::string>& inputs, const Options& options,
               const std::string& command);

/// Whether the files that were made of `key` are there as they were made.
bool is_fresh(const std::string& first_output, const Key& key);

/// Notes what these files were made of. Sequences are given by their patterns.
void note_fresh(const std::string& first_output, const std::vector<std::string>& files,
                const Key& key);

}  // namespace lantern
