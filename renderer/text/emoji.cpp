#include "renderer/text/emoji.h"

#include <algorithm>
#include <array>

#include <glib.h>

namespace lantern {
namespace {

struct Range {
  char32_t first, last;
};

/// Characters with the property Emoji_Presentation (Unicode 15), those of flags among them.
constexpr std::array kEmoji{
    Range{0x231A, 0x231B},   Range{0x23E9, 0x23EC},   Range{0x23F0, 0x23F0},
    Range{0x23F3, 0x23F3},   Range{0x25FD, 0x25FE},   Range{0x2614, 0x2615},
    Range{0x2648, 0x2653},   Range{0x267F, 0x267F},   Range{0x2693, 0x2693},
    Range{0x26A1, 0x26A1},   Range{0x26AA, 0x26AB},   Range{0x26BD, 0x26BE},
    Range{0x26C4, 0x26C5},   Range{0x26CE, 0x26CE},   Range{0x26D4, 0x26D4},
    Range{0x26EA, 0x26EA},   Range{0x26F2, 0x26F3},   Range{0x26F5, 0x26F5},
    Range{0x26FA, 0x26FA},   Range{0x26FD, 0x26FD},   Range{0x2705, 0x2705},
    Range{0x270A, 0x270B},   Range{0x2728, 0x2728},   Range{0x274C, 0x274C},
    Range{0x274E, 0x274E},   Range{0x2753, 0x2755},   Range{0x2757, 0x2757},
    Range{0x2795, 0x2797},   Range{0x27B0, 0x27B0},   Range{0x27BF, 0x27BF},
    Range{0x2B1B, 0x2B1C},   Range{0x2B50, 0x2B50},   Range{0x2B55, 0x2B55},
    Range{0x1F004, 0x1F004}, Range{0x1F0CF, 0x1F0CF}, Range{0x1F18E, 0x1F18E},
    Range{0x1F191, 0x1F19A}, Range{0x1F1E6, 0x1F1FF}, Range{0x1F201, 0x1F201},
    Range{0x1F21A, 0x1F21A}, Range{0x1F22F, 0x1F22F}, Range{0x1F232, 0x1F236},
    Range{0x1F238, 0x1F23A}, Range{0x1F250, 0x1F251}, Range{0x1F300, 0x1F320},
    Range{0x1F32D, 0x1F335}, Range{0x1F337, 0x1F37C}, Range{0x1F37E, 0x1F393},
    Range{0x1F3A0, 0x1F3CA}, Range{0x1F3CF, 0x1F3D3}, Range{0x1F3E0, 0x1F3F0},
    Range{0x1F3F4, 0x1F3F4}, Range{0x1F3F8, 0x1F43E}, Range{0x1F440, 0x1F440},
    Range{0x1F442, 0x1F4FC}, Range{0x1F4FF, 0x1F53D}, Range{0x1F54B, 0x1F54E},
    Range{0x1F550, 0x1F567}, Range{0x1F57A, 0x1F57A}, Range{0x1F595, 0x1F596},
    Range{0x1F5A4, 0x1F5A4}, Range{0x1F5FB, 0x1F64F}, Range{0x1F680, 0x1F6C5},
    Range{0x1F6CC, 0x1F6CC}, Range{0x1F6D0, 0x1F6D2}, Range{0x1F6D5, 0x1F6D7},
    Range{0x1F6DC, 0x1F6DF}, Range{0x1F6EB, 0x1F6EC}, Range{0x1F6F4, 0x1F6FC},
    Range{0x1F7E0, 0x1F7EB}, Range{0x1F7F0, 0x1F7F0}, Range{0x1F90C, 0x1F93A},
    Range{0x1F93C, 0x1F945}, Range{0x1F947, 0x1F9FF}, Range{0x1FA70, 0x1FAFF}};

constexpr char32_t kAsText = 0xFE0E, kAsPicture = 0xFE0F, kJoiner = 0x200D, kKey = 0x20E3;

bool is_tone(char32_t c) {
  return c >= 0x1F3FB && c <= 0x1F3FF;
}
bool is_tag(char32_t c) {
  return c >= 0xE0020 && c <= 0xE007F;
}
bool is_flag_letter(char32_t c) {
  return c >= 0x1F1E6 && c <= 0x1F1FF;
}
bool may_be_key(char32_t c) {
  return (c >= '0' && c <= '9') || c == '#' || c == '*';
}

/// Reads characters one after another; 0 at the end.
struct Reader {
  std::string_view text;
  size_t at = 0;

  char32_t peek(size_t from) const {
    if (from >= text.size()) return 0;
    const gunichar c = g_utf8_get_char_validated(text.data() + from, gssize(text.size() - from));
    return c >= 0x80000000u ? 0xFFFD : c;
  }
  size_t after(size_t from) const {
    ++from;
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
    return from;
  }
};

/// The end of one picture without what may be joined to it; `at` where none starts there.
size_t end_of_picture(const Reader& in, size_t at) {
  const char32_t c = in.peek(at);
  size_t end = in.after(at);
  const char32_t next = in.peek(end);
  if (may_be_key(c)) {
    if (next == kAsPicture) end = in.after(end);
    return in.peek(end) == kKey ? in.after(end) : at;
  }
  if (is_flag_letter(c)) return is_flag_letter(next) ? in.after(end) : at;
  if (next == kAsText || c < 0xA9 || !(is_emoji(c) || next == kAsPicture)) return at;
  if (next == kAsPicture) end = in.after(end);
  while (is_tone(in.peek(end)) || is_tag(in.peek(end))) end = in.after(end);
  return end;
}

size_t end_of_sequence(const Reader& in, size_t at) {
  size_t end = end_of_picture(in, at);
  while (end > at && in.peek(end) == kJoiner) {
    const size_t next = in.after(end);
    // What is joined need not be a picture of its own: ♀ and ♂ are not.
    size_t joined = end_of_picture(in, next);
    if (joined == next && in.peek(next) != 0) joined = in.after(next);
    if (joined == next) break;
    end = joined;
  }
  return end;
}

}  // namespace

bool is_emoji(char32_t character) {
  const auto after =
      std::upper_bound(kEmoji.begin(), kEmoji.end(), character,
                       [](char32_t c, const Range& range) { return c < range.first; });
  return after != kEmoji.begin() && character <= std::prev(after)->last;
}

std::vector<ByteRange> find_emoji(std::string_view text) {
  std::vector<ByteRange> out;
  const bool possible = std::any_of(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0xE2; });
  if (!possible) return out;
  const Reader in{text};
  for (size_t at = 0; at < text.size();) {
    const size_t end = end_of_sequence(in, at);
    if (end > at) out.push_back({unsigned(at), unsigned(end)});
    at = end > at ? end : in.after(at);
  }
  return out;
}

}  // namespace lantern
