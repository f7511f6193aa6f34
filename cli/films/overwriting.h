#pragma once

#include <string>
#include <vector>

#include "cli/project/options.h"

namespace lantern {

/// Refuses to write over what is read, and to write one file twice. Files are compared, not names:
/// a link to a file, or another way to write its path, is that file. Outputs may be sequences
/// ("frames/%05d.png"), of which every number counts; pipes and devices can be written by many.
/// Nothing is opened. Throws UsageError.
void refuse_overwriting(const std::vector<std::string>& outputs,
                        const std::vector<std::string>& inputs);

/// The outputs and what is written beside them: `--deps`, and what `--if-changed` notes.
std::vector<std::string> written_files(std::vector<std::string> outputs, const Options& options);

}  // namespace lantern
