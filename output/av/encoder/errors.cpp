#include "output/av/encoder/errors.h"

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <mutex>
#include <string_view>

#include <fmt/format.h>

#include "core/base/error.h"
#include "output/av/encoder/handles.h"

namespace lantern {
namespace {

// Global because FFmpeg's log has one callback, which gets no argument of ours. It may be called
// from any thread of an encoder.
std::mutex message_mutex;
char last_message[256] = "";

void on_message(void*, int level, const char* format, va_list arguments) {
  if (level > AV_LOG_ERROR) return;
  const std::lock_guard lock(message_mutex);
  std::vsnprintf(last_message, sizeof last_message, format, arguments);
}

std::string take_last_message() {
  const std::lock_guard lock(message_mutex);
  std::string_view text = last_message;
  while (text.ends_with('\n') || text.ends_with('.')) text.remove_suffix(1);
  std::string out(text);
  last_message[0] = '\0';
  return out;
}

bool says_little(int result) {
  return result == AVERROR(EINVAL) || result == AVERROR_EXTERNAL || result == AVERROR_UNKNOWN ||
         result == AVERROR_BUG || result == AVERROR_INVALIDDATA;
}

}  // namespace

void capture_av_messages() {
  av_log_set_callback(on_message);
}

void check_av(int result) {
  if (result >= 0) return;
  if (result == AVERROR(ENOMEM)) throw std::bad_alloc();
  char reason[AV_ERROR_MAX_STRING_SIZE] = "";
  av_strerror(result, reason, sizeof reason);
  const std::string message = take_last_message();
  if (message.empty() || !says_little(result)) throw RuntimeError(reason);
  throw RuntimeError(fmt::format("{} ({})", reason, message));
}

}  // namespace lantern
