#pragma once

#include "cli/project/options.h"
#include "renderer/text/font_source.h"

namespace lantern {

/// The limits of the command line: those that are usual, a quarter of them with `--safe`, or what
/// `--limit` says. Throws UsageError where that is none.
Limits limits_of(const Options& options);

/// With `--safe`, fonts of the system are not opened.
FontSource fonts_of(const Options& options);

/// What `--safe` asks for, for this process and for good, before any script is read: files of the
/// scenes' folders, the install and, where the command `writes`, its outputs' folders only, no
/// network, no other programs. Throws LimitError where the command line itself leads elsewhere.
void be_safe(const Options& options, bool writes);

}  // namespace lantern
