#pragma once

#include <string>

#include "core/base/limits.h"
#include "core/diagnostics/diagnostics.h"
#include "core/record/image_file.h"
#include "core/spec/vocabulary.h"

namespace lantern {

/// Where pictures come from beside the script.
struct PictureContext {
  const Vocabulary& vocabulary;
  Diagnostics& diagnostics;
  const std::string& folder;  ///< of the script
  const std::string& root;    ///< of what it may read; empty: its folder
  Limits limits{};
};

/// Reads a picture that the script names at `at`. Reports what is wrong, and is null then.
ImagePtr load_picture(const std::string& path, const Location& at, const PictureContext& context);

}  // namespace lantern
