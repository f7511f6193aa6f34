#pragma once

#include <string>
#include <vector>

#include "cli/project/options.h"
#include "core/diagnostics/diagnostics.h"
#include "core/spec/vocabulary.h"

namespace lantern {

/// Everything that is registered, for the reader.
Vocabulary vocabulary(const std::string& resources);

/// The words of a script's reader and where its mistakes go.
struct Desk {
  explicit Desk(const Options& options);

  std::string resources;
  Vocabulary words;
  Sources sources;
  Diagnostics diagnostics;
  std::vector<std::string>
      inputs;  ///< files that the last opened scene was read from, wrong or not

  /// Whether anything is to be made: with --strict, not where there are warnings.
  bool may_go_on(const Options& options) const;

  /// Prints the diagnostics since the last report to standard error, warnings and notes only if not
  /// --quiet.
  /// Returns the exit code that they mean.
  int report(const Options& options);
};

}  // namespace lantern
