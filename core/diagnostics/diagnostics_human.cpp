#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"

namespace lantern {
namespace {

// ANSI codes of the parts, as compilers choose them.
constexpr std::string_view kBold = "1", kRed = "1;31", kPurple = "1;35", kGreen = "1;32",
                           kBlue = "1;34";

constexpr size_t kTabWidth = 4;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

struct Letters {
  char32_t first, last;
};
// What takes two cells of a terminal: the letters of China, Japan and Korea, their signs, pictures.
constexpr Letters kWide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},
                             {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
                             {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
                             {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};
// What stands on the letter before it.
constexpr Letters kNone[] = {{0x300, 0x36f}, {0x200b, 0x200f}, {0xfe00, 0xfe0f}};

/// How many cells of a terminal a letter in UTF-8 takes.
size_t cells_of(std::string_view letter) {
  char32_t code = static_cast<unsigned char>(letter[0]);
  if (letter.size() > 1) code &= 0x7fu >> letter.size();
  for (const char c : letter.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3fu);
  const auto in = [&](const Letters& range) { return code >= range.first && code <= range.last; };
  if (std::any_of(std::begin(kWide), std::end(kWide), in)) return 2;
  return std::any_of(std::begin(kNone), std::end(kNone), in) ? 0 : 1;
}

/// What a terminal can show of a text, and how wide that is in its cells.
struct Shown {
  std::string text;
  size_t width = 0;
};

/// Control characters and bytes that are not UTF-8 become U+FFFD, so that a file cannot steer the
/// terminal.
Shown shown(std::string_view text) {
  Shown out;
  while (!text.empty()) {
    const size_t valid = validate_utf8(text.substr(0, 4)).value_or(4);  // may end in half a letter
    size_t length = 1;
    while (length < std::min(valid, text.size()) && (text[length] & 0xc0) == 0x80) ++length;
    const std::string_view letter = text.substr(0, length);
    const auto first = static_cast<unsigned char>(letter[0]);
    if (letter == "\t") {
      out.text.append(kTabWidth, ' ');
      out.width += kTabWidth;
    } else if (letter != kByteOrderMark) {
      const bool strange = first < 0x20 || first == 0x7f || validate_utf8(letter).has_value();
      out.text += strange ? std::string_view("\xef\xbf\xbd") : letter;
      out.width += strange ? 1 : cells_of(letter);
    }
    text.remove_prefix(length);
  }
  return out;
}

/// The part of a long line around its span, cut between letters.
struct Window {
  std::string_view line;
  size_t first;   ///< byte of the span's start in `line`
  size_t length;  ///< bytes of the span in `line`
  bool cut_before, cut_after;
};

Window window_of(std::string_view line, const Location& at) {
  constexpr size_t kBefore = 60, kAfter = 100;
  constexpr size_t kLetter = 4;  // bytes, where it is one: what follows may be any bytes
  const auto inside = [&](size_t byte) {
    const size_t least = byte - std::min(byte, kLetter - 1);
    while (byte > least && byte < line.size() && (line[byte] & 0xc0) == 0x80) --byte;
    return std::min(byte, line.size());
  };
  const size_t first = std::min(static_cast<size_t>(std::max(at.column, 1)) - 1, line.size());
  const bool is_long = line.size() > kBefore + kAfter;
  const size_t start = is_long && first > kBefore ? inside(first - kBefore) : 0;
  const size_t end = is_long ? inside(first + kAfter) : line.size();
  const size_t length = std::min(static_cast<size_t>(std::max(at.length, 1)), end - first);
  return {line.substr(start, end - start), first - start, length, start > 0, end < line.size()};
}

class Printer {
 public:
  Printer(const Sources& sources, bool color) : sources_(sources), color_(color) {}

  void add(const Diagnostic& d) {
    const bool error = d.severity == Severity::error;
    const std::string kind = fmt::format("{}[{}]:", name_of(d.severity), d.code);
    if (d.at.known()) out_ += fmt::format("{} ", styled(kBold, place(d.at)));
    out_ += fmt::format("{} {}\n", styled(error ? kRed : kPurple, kind),
                        styled(kBold, shown(d.message).text));
    if (d.at.known() && d.at.line > 0) add_source(d);
    if (!d.hint.empty()) {
      out_ += fmt::format("  {} {}\n", styled(kBlue, "="), shown(d.hint).text);
    }
  }

  void add_rest(size_t count) {
    if (count > 0) out_ += fmt::format("… and {} more\n", count);
  }

  std::string take() { return std::move(out_); }

 private:
  std::string place(const Location& at) const {
    const std::string& name = sources_.name(at.file);
    return at.line > 0 ? fmt::format("{}:{}:{}:", name, at.line, at.column)
                       : fmt::format("{}:", name);
  }

  void add_source(const Diagnostic& d) {
    const Window window = window_of(sources_.line(d.at.file, d.at.line), d.at);
    const Shown before = shown(window.line.substr(0, window.first));
    const Shown span = shown(window.line.substr(window.first, window.length));
    const Shown after = shown(window.line.substr(window.first + window.length));
    const std::string number = std::to_string(d.at.line);
    const std::string_view lead = window.cut_before ? "…" : "";
    const std::string caret = fmt::format("^{:~<{}}", "", std::max<size_t>(span.width, 1) - 1);

    out_ += fmt::format("  {} {}{}{}{}{}\n", styled(kBlue, fmt::format("{} |", number)), lead,
                        before.text, span.text, after.text, window.cut_after ? "…" : "");
    out_ += fmt::format("  {} {:{}}{}\n", styled(kBlue, fmt::format("{:{}} |", "", number.size())),
                        "", before.width + code_points(lead),
                        styled(d.severity == Severity::error ? kGreen : kPurple, caret));
  }

  std::string styled(std::string_view style, std::string_view text) const {
    return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", style, text) : std::string(text);
  }

  const Sources& sources_;
  bool color_;
  std::string out_;
};

}  // namespace

std::string to_human(const std::vector<Diagnostic>& sorted, const Sources& sources, bool color) {
  Printer printer(sources, color);
  const size_t count = std::min(sorted.size(), Diagnostics::kMostShown);
  for (size_t i = 0; i < count; ++i) printer.add(sorted[i]);
  printer.add_rest(sorted.size() - count);
  return printer.take();
}

}  // namespace lantern
