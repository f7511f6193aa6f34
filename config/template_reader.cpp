#include "config/template_reader.h"

#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

struct Escape {
  char character;
  std::string_view written;
};
constexpr std::array kEscapes{Escape{'\a', "\\a"}, Escape{'\b', "\\b"}, Escape{'\f', "\\f"},
                              Escape{'\r', "\\r"}, Escape{'\t', "\\t"}, Escape{'\v', "\\v"},
                              Escape{'\033', "\\e"}};

void check_control_characters(const ReadContext& context, const YamlNode& node) {
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

class TemplateReader {
 public:
  TemplateReader(const ReadContext& context, const YamlNode& node)
      : context_(context), node_(node), text_(node.scalar) {}

  Template read() {
    if (text_.starts_with("=")) {
      add_expression(1, text_.size(), std::nullopt);
      return std::move(out_);
    }
    return read_pieces();
  }

  Template read_tex() {
    Template out = read_pieces();
    auto places = std::make_shared<std::vector<Location>>();
    for (const auto& [from, to] : literals_) {
      for (size_t i = from; i < to; ++i) places->push_back(place(i, 1));
    }
    out.places = std::move(places);
    return out;
  }

 private:
  Template read_pieces() {
    size_t at = 0;
    while (at < text_.size()) {
      const size_t hole = text_.find("{=", at);
      add_literal(at, std::min(hole, text_.size()));
      if (hole == std::string_view::npos) break;
      const size_t end = hole_end(text_, hole + 2);
      if (end == std::string_view::npos) {
        context_.error("text-hole", place(hole, 2), "this hole is not closed",
                       "a hole is {=expression} or {=expression:.2f}");
        break;
      }
      add_hole(hole + 2, end);
      at = end + 1;
    }
    return std::move(out_);
  }

  void add_literal(size_t from, size_t to) {
    if (from == to) return;
    literals_.emplace_back(from, to);
    const std::string_view literal = text_.substr(from, to - from);
    warn_of_bare_braces(from, literal);
    out_.pieces.push_back({std::string(literal), nullptr, std::nullopt, place(from, to - from)});
  }

  /// "{now.tpr}" is most likely meant to be a hole.
  void warn_of_bare_braces(size_t from, std::string_view literal) {
    const size_t open = literal.find('{');
    const size_t close = literal.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) return;
    const std::string_view inner = literal.substr(open + 1, close - open - 1);
    const bool name_like = !inner.empty() && std::isalpha(static_cast<unsigned char>(inner[0])) &&
        inner.find('.') != std::string_view::npos &&
        inner.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@:%f") ==
            std::string_view::npos;
    if (!name_like) return;
    context_.warning("text-hole", place(from + open, close - open + 1),
                     fmt::format("{{{}}} looks like a value", inner),
                     fmt::format("write {{={}}}", inner));
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
      context_.error("number-format", place(format_at + mistake->offset, 1), mistake->message,
                     "a format is like .2f, +d, .0% or ,d");
      add_expression(from, from + colon, std::nullopt);
      return;
    }
    add_expression(from, from + colon, std::get<NumberFormat>(format));
  }

  void add_expression(size_t from, size_t to, std::optional<NumberFormat> format) {
    const Locate locate = locator(context_, node_, from);
    AstPtr ast = parse_expression(text_.substr(from, to - from), locate, context_.diagnostics);
    if (ast) out_.pieces.push_back({"", std::move(ast), format, place(from, to - from)});
  }

  Location place(size_t from, size_t length) const {
    return locate_in_scalar(context_.sources, node_, from, std::max<size_t>(1, length));
  }

  const ReadContext& context_;
  const YamlNode& node_;
  std::string_view text_;
  std::vector<std::pair<size_t, size_t>> literals_;  // from, to
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
    if (!node.reported) {
      context.error("wrong-type", node.at,
                    fmt::format("{} wants a text, not {}", what, describe(node)));
    }
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

}  // namespace lantern
