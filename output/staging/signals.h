#pragma once

namespace lantern {

/// From here on SIGINT, SIGTERM and SIGHUP are a request to stop (see core/base/cancel.h), unless
/// they were ignored before (as under nohup). A SIGINT after such a request removes staging files
/// and ends the program at once with 128 + the signal's number. SIGPIPE and SIGXFSZ are ignored, so
/// that writing reports an error instead. System calls that a signal interrupts are not restarted.
/// Throws RuntimeError where the system refuses.
void install_signal_handlers();

}  // namespace lantern
