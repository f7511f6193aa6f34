#include "config/read/template_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "config/read/markup.h"
#include "config/yaml/scalar_place.h"
#include "core/base/text.h"
#include "core/expr/parser.h"

namespace lantern {
namespace {

struct Escape {
  char character;
  std::string_view written;
};
constexpr std::array kEscapes{Escape{'\a', "\\a"},  Escape{'\b', "\\b"}, Escape{'\f', "\\f"},
                              Escape{'\r', "\\r"},  Escape{'\t', "\\t"}, Escape{'\v', "\\v"},
                              Escape{'\033', "\\e"}};

/// U+FFFE and U+FFFF are no characters, and XML cannot hold them.
void check_no_characters(const ReadContext& context, const YamlNode& node) {
  for (const auto& [bytes, name] :
       {std::pair{"\xEF\xBF\xBE", "U+FFFE"}, std::pair{"\xEF\xBF\xBF", "U+FFFF"}}) {
    const size_t at = node.scalar.find(bytes);
    if (at == std::string::npos) continue;
    context.error("control-character", locate_in_scalar(context.sources, node, at, 3),
                  fmt::format("{} is no character", name), "leave it out");
  }
}

void check_control_characters(const ReadContext& context, const YamlNode& node) {
  check_no_characters(context, node);
  for (size_t i = 0; i < node.scalar.size(); ++i) {
    const char c = node.scalar[i];
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') continue;
    std::string written = fmt::format("\\x{:02x}", int(c));
    for (const Escape& escape : kEscapes) {
      if (escape.character == c) written = escape.written;
    }
    context.error("control-character", locate_in_scalar(context.sources, node, i, 1),
                  fmt::format("`{}` in double quotes is a control character", written),
                  "use single quotes, in which `\\` stands for itself");
    return;
  }
}

/// `say: Step #2`: YAML takes the rest of the line for a comment.
void check_comment(const ReadContext& context, const YamlNode& node) {
  if (!node.plain()) return;
  const std::string_view line = context.sources.line(node.at.file, node.at.line);
  const size_t end = size_t(node.at.column - 1) + size_t(node.at.length);
  const size_t hash = line.find_first_not_of(' ', std::min(end, line.size()));
  if (hash == std::string_view::npos || hash == end || line[hash] != '#') return;
  if (hash + 1 >= line.size() || line[hash + 1] == ' ' || line[hash + 1] == '#') return;
  Location at = node.at;
  at.column = static_cast<std::int32_t>(hash + 1);
  at.length = 1;
  context.warning("yaml-comment", at, "the rest of this line is a comment",
                  "put the text in quotes if `#` belongs to it");
}

/// The end of a hole's expression: the closing brace outside of quotes.
size_t hole_end(std::string_view text, size_t start) {
  bool in_quotes = false;
  for (size_t i = start; i < text.size(); ++i) {
    if (text[i] == '\'') in_quotes = !in_quotes;
    if (text[i] == '}' && !in_quotes) return i;
  }
  return std::string_view::npos;
}

size_t format_colon(std::string_view hole) {
  bool in_quotes = false;
  size_t colon = std::string_view::npos;
  for (size_t i = 0; i < hole.size(); ++i) {
    if (hole[i] == '\'') in_quotes = !in_quotes;
    if (hole[i] == ':' && !in_quotes) colon = i;
  }
  return colon;
}

/// Whether braces that start with an equals sign are a group of TeX where they stand in a formula:
/// a live value holds a name or a format, so a letter, and has no commands. \overset{!}{=}, x_{=3}.
bool is_tex_group(std::string_view inside) {
  bool letters = false;
  for (const char c : inside) {
    if (c == '\\') return true;
    letters = letters || std::isalpha(static_cast<unsigned char>(c)) || c == '_' || c == '\'' ||
              static_cast<unsigned char>(c) >= 0x80;
  }
  return !letters;
}

class TemplateReader {
 public:
  TemplateReader(const ReadContext& context, const YamlNode& node)
      : context_(context), node_(node), text_(node.scalar) {}

  Template read() {
    if (text_.starts_with("=")) {
      add_expression(1, text_.size(), std::nullopt);
      return std::move(out_);
    }
    const std::vector<HolePlace> holes = find_holes();
    const auto locate = [this](size_t from, size_t length) { return place(from, length); };
    for (const MarkupPart& part : parse_markup(text_, holes, locate, context_)) {
      style_ = part.style;
      if (part.hole >= 0) add_hole(part.begin + 2, part.end - 1);
      else add_literal(part);
    }
    return std::move(out_);
  }

  Template read_tex() {
    check_degree();
    auto places = std::make_shared<std::vector<Location>>();
    size_t at = 0;
    const auto add_tex = [&](size_t to) {
      if (to > at) {
        out_.pieces.push_back(
            {std::string(text_.substr(at, to - at)), nullptr, std::nullopt, place(at, to - at)});
      }
      for (size_t i = at; i < to; ++i) places->push_back(place(i, 1));
      warn_of_bare_braces(at, text_.substr(at, to - at), true);
    };
    for (const HolePlace& hole : find_holes()) {
      if (hole.tex) continue;
      add_tex(hole.begin);
      add_hole(hole.begin + 2, hole.end - 1);
      at = hole.end;
    }
    add_tex(text_.size());
    out_.places = std::move(places);
    return std::move(out_);
  }

 private:
  std::vector<HolePlace> find_holes() {
    std::vector<HolePlace> holes;
    for (size_t at = text_.find("{="); at != std::string_view::npos; at = text_.find("{=", at)) {
      if (escaped(at)) {
        at += 2;
        continue;
      }
      const size_t end = hole_end(text_, at + 2);
      if (end == std::string_view::npos) {
        context_.error("text-hole", place(at, 2), "this hole is not closed",
                       "a hole is {=expression} or {=expression:.2f}");
        break;
      }
      holes.push_back({at, end + 1, is_tex_group(text_.substr(at + 2, end - at - 2))});
      at = end + 1;
    }
    return holes;
  }

  /// `\sqrt[=n]{x}`: TeX's brackets are not those of a hole.
  void check_degree() {
    constexpr std::string_view kRoot = "\\sqrt[=";
    const size_t root = text_.find(kRoot);
    const size_t end = root == std::string_view::npos ? root : text_.find(']', root);
    if (end == std::string_view::npos) return;
    const size_t name = root + kRoot.size();
    context_.error("text-hole", place(name - 1, end - name + 1), "a hole has braces around it",
                   fmt::format("write \\sqrt[{{={}}}]", text_.substr(name, end - name)));
  }

  /// Whether a backslash before it takes its meaning away.
  bool escaped(size_t at) const {
    size_t first = at;
    while (first > 0 && text_[first - 1] == '\\') --first;
    return (at - first) % 2 == 1;
  }

  void add_literal(const MarkupPart& part) {
    if (part.style.formula < 0) {
      warn_of_bare_braces(part.begin, text_.substr(part.begin, part.end - part.begin), false);
    }
    out_.pieces.push_back({part.letters, nullptr, std::nullopt,
                           place(part.begin, part.end - part.begin), part.style});
  }

  /// "{now.tpr}" and "{t:.2f}" are most likely meant to be holes. TeX has braces of its own, but
  /// none that hold a format.
  void warn_of_bare_braces(size_t from, std::string_view literal, bool tex) {
    for (size_t open = literal.find('{'); open != std::string_view::npos;
         open = literal.find('{', open + 1)) {
      const size_t end = literal.find_first_of("{}", open + 1);
      if (end == std::string_view::npos || literal[end] == '{') continue;
      const std::string_view inner = literal.substr(open + 1, end - open - 1);
      if (!tex && is_name(inner) && !escaped(from + open)) {
        out_.bare_names.push_back({std::string(inner), place(from + open, end - open + 1)});
      }
      if (!ends_with_format(inner) && (tex || !is_path(inner))) continue;
      context_.warning("text-hole", place(from + open, end - open + 1),
                       fmt::format("{{{}}} looks like a value", inner),
                       fmt::format("write {{={}}}", inner));
    }
  }

  static bool ends_with_format(std::string_view inner) {
    const size_t colon = inner.rfind(':');
    return colon != std::string_view::npos && colon > 0 && colon + 2 < inner.size() &&
           std::holds_alternative<NumberFormat>(parse_format(inner.substr(colon + 1)));
  }

  static bool is_name(std::string_view inner) {
    return !inner.empty() && !std::isdigit(static_cast<unsigned char>(inner[0])) &&
           std::all_of(inner.begin(), inner.end(),
                       [](unsigned char c) { return std::isalnum(c) || c == '_' || c >= 0x80; });
  }

  /// now.tpr, now@circle.tpr
  static bool is_path(std::string_view inner) {
    return !inner.empty() && std::isalpha(static_cast<unsigned char>(inner[0])) &&
           inner.find('.') != std::string_view::npos &&
           inner.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@:%f") ==
               std::string_view::npos;
  }

  /// C's way of writing them has a percent sign before, as the parts of dates have.
  static std::string format_meant(std::string_view value, std::string_view written) {
    const bool percent = written.starts_with("%");
    if (percent && std::holds_alternative<NumberFormat>(parse_format(written.substr(1)))) {
      return fmt::format("write {}", written.substr(1));
    }
    return percent ? fmt::format("of a date: {{=date({}, '{}')}}", value, written)
                   : "a format is like .2f, +d, .0% or ,d";
  }

  void add_hole(size_t from, size_t to) {
    const size_t colon = format_colon(text_.substr(from, to - from));
    if (colon == std::string_view::npos) {
      add_expression(from, to, std::nullopt);
      return;
    }
    const size_t format_at = from + colon + 1;
    const auto format = parse_format(text_.substr(format_at, to - format_at));
    if (const auto* mistake = std::get_if<FormatError>(&format)) {
      const std::string_view written = text_.substr(format_at, to - format_at);
      const std::string_view value = text_.substr(from, colon);
      context_.error("number-format", place(format_at + mistake->offset, 1), mistake->message,
                     format_meant(value, written));
      add_expression(from, from + colon, std::nullopt);
      return;
    }
    add_expression(from, from + colon, std::get<NumberFormat>(format));
  }

  void add_expression(size_t from, size_t to, std::optional<NumberFormat> format) {
    const Locate locate = locator(context_, node_, from);
    AstPtr ast = parse_expression(text_.substr(from, to - from), locate, context_.diagnostics);
    if (ast) out_.pieces.push_back({"", std::move(ast), format, place(from, to - from), style_});
  }

  Location place(size_t from, size_t length) const {
    return locate_in_scalar(context_.sources, node_, from, std::max<size_t>(1, length));
  }

  const ReadContext& context_;
  const YamlNode& node_;
  std::string_view text_;
  SpanStyle style_;  // of the part at hand
  Template out_;
};

}  // namespace

bool check_text_slot(const ReadContext& context, const YamlNode& node, std::string_view what) {
  if (node.type == YamlNode::Type::map && node.entries.size() == 1 &&
      node.entries[0].key->scalar.starts_with("=")) {
    context.error("yaml-hole", node.at, "YAML reads an unquoted {=…} as a map",
                  fmt::format("put the text in quotes: \"{{{}}}\"", node.entries[0].key->scalar));
    return false;
  }
  if (node.type != YamlNode::Type::scalar) {
    read_scalar(context, node, what, "a text");
    return false;
  }
  check_control_characters(context, node);
  check_comment(context, node);
  return true;
}

Template read_template(const ReadContext& context, const YamlNode& node) {
  return TemplateReader(context, node).read();
}

Template read_tex(const ReadContext& context, const YamlNode& node) {
  return TemplateReader(context, node).read_tex();
}

std::optional<RichText> read_words(const ReadContext& context, const YamlNode& node,
                                   std::string_view what) {
  if (!check_text_slot(context, node, what)) return std::nullopt;
  const Template text = read_template(context, node);
  for (const Template::Piece& piece : text.pieces) {
    if (!piece.hole) continue;
    context.error(
        "text-hole", piece.at, fmt::format("{} cannot hold live values", what),
        "a view's title, a text and `say` can; \\{= stands for the characters themselves");
    return std::nullopt;
  }
  return text.spans();
}

}  // namespace lantern
