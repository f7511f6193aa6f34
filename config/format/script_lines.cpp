#include "config/format/script_lines.h"

#include <algorithm>

namespace lantern {
namespace {

constexpr int kStep = 2;

struct Line {
  int indent = 0;
  std::string_view content;  ///< without the spaces at its ends
  std::string_view whole;

  bool blank() const { return content.empty(); }
  bool comment() const { return content.starts_with('#'); }
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    Line line;
    line.whole = text.substr(0, end);
    if (line.whole.ends_with('\r')) line.whole.remove_suffix(1);
    const size_t first = line.whole.find_first_not_of(' ');
    if (first != std::string_view::npos) {
      const size_t last = line.whole.find_last_not_of(" \t");
      line.indent = static_cast<int>(first);
      line.content = line.whole.substr(first, last + 1 - first);
    }
    out.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Where the blocks of a script stand and where they go. A list may stand as far left as the key
/// that it belongs to: so its dashes count as half a step deeper.
class Levels {
 public:
  /// The new indentation of a line that starts there.
  int enter(int old_indent, bool dash) {
    const int old = 2 * old_indent + (dash ? 1 : 0);
    while (!levels_.empty() && levels_.back().old > old) levels_.pop_back();
    if (levels_.empty() || levels_.back().old < old) {
      levels_.push_back({old, levels_.empty() ? 0 : levels_.back().now + kStep});
    }
    return levels_.back().now;
  }

  /// The new indentation of a comment.
  int of_comment(int old_indent) const {
    int now = 0;
    for (const Level& level : levels_) {
      if (level.old <= 2 * old_indent + 1) now = level.now;
    }
    return now;
  }

 private:
  struct Level {
    int old;  ///< twice the indentation, and one for a dash
    int now;
  };
  std::vector<Level> levels_;
};

class ScriptWriter {
 public:
  ScriptWriter(std::string_view text, Rewrite rewrite)
      : lines_(lines_of(text)), rewrite_(rewrite) {}

  RewrittenScript write() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const Line& line = lines_[at_];
      if (open_.quote != 0) verbatim_start(line);
      else if (in_block_scalar(line)) block_text(line);
      else if (line.blank()) ++blanks_;
      else if (open_.flow() || goes_on(line)) continued(line);
      else if (line.comment()) comments_.push_back(at_);
      else structural(line);
    }
    write_comments(Levels(levels_), 0, 0);
    return std::move(out_);
  }

 private:
  bool spaces() const { return rewrite_ == Rewrite::space; }

  void put(int indent, std::string_view content) {
    if (!spaces()) {
      for (; blanks_ > 0; --blanks_) out_.text += "\n";
    } else if (blanks_ > 0 && !out_.text.empty()) {
      out_.text += "\n";
    }
    blanks_ = 0;
    out_.text.append(size_t(std::max(0, indent)), ' ');
    out_.text += content;
    out_.text += "\n";
  }

  std::string rewritten(std::string_view content) {
    const bool more = at_ + 1 < lines_.size() && !lines_[at_ + 1].blank() &&
                      lines_[at_ + 1].indent > owner_ && !lines_[at_ + 1].comment();
    RewrittenLine line = rewrite_line(content, open_, rewrite_, more);
    for (std::string& value : line.quoted)
      out_.quoted.emplace_back(static_cast<int>(at_) + 1, std::move(value));
    return std::move(line.text);
  }

  /// Inside of a quoted text: its spaces are not ours.
  void verbatim_start(const Line& line) {
    put(0, line.blank() ? std::string(line.whole)
                        : std::string(size_t(line.indent), ' ') + rewritten(line.content));
  }

  bool in_block_scalar(const Line& line) const {
    return open_.block && (line.blank() || line.indent > owner_);
  }

  /// The lines of a block scalar keep their distances.
  void block_text(const Line& line) {
    if (line.blank()) {
      ++blank_text_;
      return;
    }
    if (block_shift_ == kUnknown) block_shift_ = spaces() ? owner_now_ + kStep - line.indent : 0;
    for (; blank_text_ > 0; --blank_text_) out_.text += "\n";
    out_.text.append(size_t(std::max(0, line.indent + block_shift_)), ' ');
    out_.text += line.whole.substr(size_t(line.indent));
    out_.text += "\n";
  }

  bool goes_on(const Line& line) const {
    return open_.plain && line.indent > owner_ && !line.comment();
  }

  /// The next line of a flow collection or of an unquoted text.
  void continued(const Line& line) {
    const int indent = spaces() ? line.indent + shift_ : line.indent;
    if (open_.flow()) {
      put(indent, line.comment() ? std::string(line.content) : rewritten(line.content));
    } else {
      put(indent, line.content);
    }
  }

  void structural(const Line& line) {
    blanks_ = std::max(blanks_, blank_text_);
    blank_text_ = 0;
    Levels before = levels_;
    std::string_view content = line.content;
    int old = line.indent;
    int now = -1;
    std::string dashes;
    while (content == "-" || content.starts_with("- ")) {
      const int level = levels_.enter(old, true);
      if (now < 0) now = level;
      owner_ = old;
      owner_now_ = level;
      const size_t rest = std::min(content.find_first_not_of(' ', 1), content.size());
      dashes += spaces() ? std::string("- ").substr(0, rest < content.size() ? 2 : 1)
                         : std::string(content.substr(0, rest));
      old += static_cast<int>(rest);
      content.remove_prefix(rest);
    }
    if (!content.empty()) {
      const int level = levels_.enter(old, false);
      if (now < 0) now = level;
      const bool key = dashes.empty() || is_key(content);
      if (key) {
        owner_ = old;
        owner_now_ = level;
      }
    }
    write_comments(before, line.indent, now);
    shift_ = now - line.indent;
    block_shift_ = kUnknown;
    open_ = OpenYaml{};
    const int indent = spaces() ? now : line.indent;
    if (content.empty()) put(indent, dashes);
    else put(indent, dashes + rewritten(content));
  }

  /// Whether a line's content starts with a key; near enough to know what a continuation belongs
  /// to.
  static bool is_key(std::string_view content) {
    return content.front() != '{' && content.front() != '[' &&
           content.find(':') != std::string_view::npos;
  }

  /// Comments belong to the line below, or, if they stand deeper, to the block above.
  void write_comments(const Levels& before, int next_indent, int next_now) {
    for (const size_t index : comments_) {
      const Line& line = lines_[index];
      blanks_ = index > 0 && lines_[index - 1].blank() ? 1 : (spaces() ? 0 : blanks_);
      int indent = line.indent;
      if (spaces()) indent = line.indent <= next_indent ? next_now : before.of_comment(line.indent);
      put(indent, line.content);
    }
    if (!comments_.empty()) blanks_ = at_ < lines_.size() && lines_[at_ - 1].blank() ? 1 : 0;
    comments_.clear();
  }

  static constexpr int kUnknown = -10000;

  std::vector<Line> lines_;
  Rewrite rewrite_;
  RewrittenScript out_;
  Levels levels_;
  OpenYaml open_;
  size_t at_ = 0;
  std::vector<size_t> comments_;  ///< lines that wait for the next one
  int blanks_ = 0;
  int blank_text_ = 0;  ///< empty lines of a block scalar, or after it
  int owner_ = 0;       ///< the old indentation of what a continuation must be deeper than
  int owner_now_ = 0;
  int shift_ = 0;
  int block_shift_ = kUnknown;
};

}  // namespace

RewrittenScript rewrite_script(std::string_view text, Rewrite rewrite) {
  return ScriptWriter(text, rewrite).write();
}

}  // namespace lantern
