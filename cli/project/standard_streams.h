#pragma once

namespace lantern {

/// Opens those of the three standard streams that are closed, so that no file that is opened later
/// is taken for one of them. Reading such an input and writing such an output fail.
void fill_standard_streams();

/// Writes what is left for standard output. Where something of it was lost, that is told, and an
/// exit code of 0 becomes 1; where that is because nobody reads on, SIGPIPE ends the program.
int flush_standard_output(int code);

}  // namespace lantern
