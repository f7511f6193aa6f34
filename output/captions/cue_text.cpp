#include "output/captions/cue_text.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/base/text.h"
#include "output/markup/markup.h"

namespace lantern {
namespace {

constexpr std::string_view kJoiner = "\u2060";
constexpr std::string_view kTimesArrow = "-->";

/// A blank line ends a cue, whatever follows it.
std::string cue_lines(std::string_view text) {
  std::string clean = printable(text), out;
  std::replace(clean.begin(), clean.end(), '\t', ' ');
  std::replace(clean.begin(), clean.end(), '\r', '\n');
  for (size_t from = 0; from <= clean.size();) {
    const size_t end = std::min(clean.find('\n', from), clean.size());
    const std::string_view line = trimmed(std::string_view(clean).substr(from, end - from));
    if (!line.empty()) out += (out.empty() ? "" : "\n") + std::string(line);
    from = end + 1;
  }
  return out;
}

/// Whether players take what starts here for a tag: of HTML, or of the styles of Advanced
/// SubStation.
bool starts_tag(std::string_view text, size_t at) {
  if (at + 1 >= text.size()) return false;
  const char next = text[at + 1];
  if (text[at] == '{') return next == '\\';
  return text[at] == '<' && (next == '/' || std::isalpha(static_cast<unsigned char>(next)));
}

/// 00:00:01,000 --> 00:00:02,000
size_t arrow_of_times(std::string_view line) {
  const size_t arrow = line.find(kTimesArrow);
  const bool times =
      line.substr(0, std::min(arrow, line.size())).find_first_not_of("0123456789:,. ") ==
      std::string_view::npos;
  return times ? arrow : std::string_view::npos;
}

std::string srt_line(std::string_view line) {
  std::string out;
  const size_t arrow = arrow_of_times(line);
  for (size_t i = 0; i < line.size(); ++i) {
    if (i == arrow) {
      out += "\u2192";
      i += kTimesArrow.size() - 1;
      continue;
    }
    out += line[i];
    if (starts_tag(line, i)) out += kJoiner;
  }
  return out;
}

}  // namespace

std::int64_t milliseconds_of(double seconds) {
  return std::llround(seconds * 1000);
}

std::vector<TimedCue> timed_cues(const Film& film) {
  std::vector<TimedCue> out;
  for (const Cue& cue : film.cues) {
    TimedCue timed{milliseconds_of(cue.start), milliseconds_of(cue.end), cue_lines(cue.text)};
    if (timed.end > timed.start && !timed.text.empty()) out.push_back(std::move(timed));
  }
  return out;
}

std::string vtt_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else out += c;
  }
  return out;
}

std::string srt_text(std::string_view text) {
  std::string out;
  for (size_t from = 0; from <= text.size();) {
    const size_t end = std::min(text.find('\n', from), text.size());
    out += (from > 0 ? "\n" : "") + srt_line(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

}  // namespace lantern
