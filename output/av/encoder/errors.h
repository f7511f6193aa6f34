#pragma once

#include <string>

namespace lantern {

/// Keeps FFmpeg's and x264's messages off standard error from now on, for the whole process:
/// FFmpeg knows only one receiver of messages. Those about errors are kept for `check`.
void capture_av_messages();

/// Throws RuntimeError with the reason where `result` is an AVERROR. Where the reason says little,
/// the last message about an error follows it.
void check_av(int result);

}  // namespace lantern
