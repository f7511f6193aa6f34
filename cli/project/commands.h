#pragma once

#include "cli/project/options.h"

namespace lantern {

// The program's commands. They return the exit code: 0, or 3 or 4 after printing what is wrong with
// a scene; everything else comes as an exception.

int render(const Options& options);
int still(const Options& options);
int sheet(const Options& options);
int slides(const Options& options);
int embed(const Options& options);
int lint(const Options& options);
int preview(const Options& options);
int check(const Options& options);
int inspect(const Options& options);
/// What `list` knows.
std::vector<std::string> list_topics();
int list(const Options& options);
int format(const Options& options);
int create(const Options& options);
int explain(const Options& options);
int schema(const Options& options);

}  // namespace lantern
