#pragma once

namespace lantern {

/// For this process and all its threads, for good: the kernel answers no system call but those
/// that reading files, computing and writing files take. There is no network, no other program is
/// started, no other process is looked into. Throws RuntimeError where the kernel cannot do that.
void forbid_system_calls();

}  // namespace lantern
