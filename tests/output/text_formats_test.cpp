#include <sstream>

#include <fmt/format.h>

#include "core/base/random.h"
#include "output/captions/caption_files.h"
#include "output/markup/element.h"
#include "output/markup/markdown.h"
#include "output/markup/markup.h"
#include "tests/output/other_programs.h"
#include "tests/support/golden.h"
#include "tests/support/markup.h"

// What a parser of each text format reads back is what was said.

namespace lantern::test::text_formats_test {
namespace {

using Json = nlohmann::json;

const std::vector<std::string> kNasty{"a",          "Bb",
                                      "word",       " ",
                                      "  ",         "\n",
                                      "\n\n",       "\n \n",
                                      "\t",         "\r",
                                      "-->",        "00:00:01,000 --> 00:00:02,000",
                                      "42",         "<b>",
                                      "</b>",       "<",
                                      ">",          "&",
                                      "&amp;",      "&#65;",
                                      "<!--",       "]]>",
                                      "<script>",   "{\\an8}",
                                      "*",          "**",
                                      "_",          "__init__",
                                      "`",          "```",
                                      "~~",         "#",
                                      "##",         "# ",
                                      "- ",         "+ ",
                                      "1. ",        "1) ",
                                      "iv) ",       "> ",
                                      "|",          "---",
                                      "===",        "$x$",
                                      "$5",         "^2^",
                                      "[a](b)",     "[^1]",
                                      "![",         "\\",
                                      "\\n",        "{",
                                      "}",          "{#id}",
                                      ":cat:",      "::: ",
                                      ": b",        "%",
                                      "\"",         "'",
                                      "@me",        "http://a.b/c_d_e",
                                      "(@)",        "NOTE",
                                      "STYLE",      "WEBVTT",
                                      "\u00e9",     "\u6f22",
                                      "\U0001F431", "\u00a0",
                                      "\u200d",     "\uFFFE",
                                      "\uFFFF",     "\x01",
                                      "\x7f"};

std::string nasty(Random& random) {
  std::string out;
  for (auto n = 1 + random.below(9); n > 0; --n) out += kNasty[size_t(random.below(kNasty.size()))];
  return out;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
  return text;
}

/// What cannot be written is U+FFFD.
std::string characters(std::string text) {
  for (char c = 1; c < 0x20; ++c) {
    if (c != '\n' && c != '\t' && c != '\r') text = replaced(text, std::string(1, c), "\uFFFD");
  }
  return replaced(replaced(text, "\uFFFE", "\uFFFD"), "\uFFFF", "\uFFFD");
}

std::vector<std::string> split(const std::string& text, const std::string& by) {
  std::vector<std::string> out;
  for (size_t from = 0; from <= text.size();) {
    const size_t end = std::min(text.find(by, from), text.size());
    out.push_back(text.substr(from, end - from));
    from = end + by.size();
  }
  return out;
}

/// The lines of a caption that say something, without blanks at their ends.
std::vector<std::string> said_lines(const std::string& text) {
  std::vector<std::string> out;
  for (std::string line : split(replaced(characters(text), "\r", "\n"), "\n")) {
    line = replaced(line, "\t", " ");
    line.erase(0, line.find_first_not_of(' '));
    line.erase(line.find_last_not_of(' ') + 1);
    if (!line.empty()) out.push_back(line);
  }
  return out;
}

std::string joined(const std::vector<std::string>& lines, const std::string& by) {
  std::string out;
  for (size_t i = 0; i < lines.size(); ++i) out += (i > 0 ? by : "") + lines[i];
  return out;
}

std::string said(const std::string& text) {
  return joined(said_lines(text), "\n");
}

/// A film of many captions, and those that say something.
Film talk(std::uint64_t seed, size_t captions, std::vector<std::string>& all) {
  Random random(seed);
  Film film;
  film.title = nasty(random);
  film.duration = double(captions);
  for (size_t i = 0; i < captions; ++i) {
    film.cues.push_back({double(i), double(i) + 1, nasty(random)});
    if (!said(film.cues[i].text).empty()) all.push_back(film.cues[i].text);
  }
  return film;
}

std::string unescaped(std::string text) {
  for (const auto& [name, letter] : std::map<std::string, std::string>{{"&lt;", "<"},
                                                                       {"&gt;", ">"},
                                                                       {"&quot;", "\""},
                                                                       {"&#10;", "\n"},
                                                                       {"&#9;", "\t"},
                                                                       {"&#13;", "\r"}}) {
    text = replaced(text, name, letter);
  }
  return replaced(text, "&amp;", "&");
}

/// What stands between two texts.
std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const size_t at = text.find(before);
  REQUIRE(at != std::string::npos);
  const size_t from = at + before.size();
  return text.substr(from, text.find(after, from) - from);
}

/// The payloads of a file of cues: blocks after blank lines, from the line after their times.
std::vector<std::string> payloads(const std::string& file) {
  std::vector<std::string> out;
  for (const std::string& block : split(file, "\n\n")) {
    const std::vector<std::string> lines = split(block, "\n");
    size_t times = 0;
    while (times < lines.size() && lines[times].find(" --> ") == std::string::npos) ++times;
    if (times >= lines.size()) continue;
    std::vector<std::string> text(lines.begin() + std::ptrdiff_t(times) + 1, lines.end());
    if (!text.empty() && text.back().empty()) text.pop_back();  // the end of the file
    out.push_back(joined(text, "\n"));
  }
  return out;
}

/// What a player makes of SubRip: tags are styles.
std::string shown_of_subrip(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    const bool tag =
        (text[i] == '<' && (next == '/' || std::isalpha(static_cast<unsigned char>(next)))) ||
        (text[i] == '{' && next == '\\');
    const size_t end = tag ? text.find(text[i] == '<' ? '>' : '}', i) : std::string::npos;
    if (end != std::string::npos) i = end;
    else out += text[i];
  }
  return replaced(out, "\u2060", "");
}

bool has_pandoc() {
  static const bool has = run({"pandoc", "--version"}).code == 0;
  return has;
}

/// The words of what pandoc read: a break of a line is '\n', a note or a link its words.
std::string words_of(const Json& node) {
  std::string out;
  if (node.is_array()) {
    for (const Json& child : node) out += words_of(child);
    return out;
  }
  if (!node.is_object() || !node.contains("t")) return "";
  const std::string type = node["t"];
  if (type == "Str") return node["c"];
  if (type == "Space" || type == "SoftBreak") return " ";
  if (type == "LineBreak") return "\n";
  if (type == "Link" || type == "Span") return words_of(node["c"][1]);
  if (type == "Para" || type == "Plain") return words_of(node["c"]);
  if (type == "Header") return words_of(node["c"][2]);
  return "<" + type + ">";
}

/// Runs of blanks are one, as in a page.
std::string in_page(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += c;
  }
  return out;
}

}  // namespace

TEST_CASE("WebVTT and SubRip read back as what was said", "[text-formats]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::vector<std::string> all;
    const Film film = talk(seed, 100, all);
    const auto vtt = payloads(write_webvtt(film)), srt = payloads(write_subrip(film));
    REQUIRE(vtt.size() == all.size());
    REQUIRE(srt.size() == all.size());
    for (size_t i = 0; i < all.size(); ++i) {
      INFO(all[i]);
      CHECK(vtt[i].find('<') == std::string::npos);
      CHECK(unescaped(vtt[i]) == said(all[i]));
      std::string wanted = said(all[i]);
      for (const std::string& line : said_lines(all[i])) {
        const size_t arrow = line.find("-->");
        if (line.substr(0, arrow).find_first_not_of("0123456789:,. ") != std::string::npos)
          continue;
        if (arrow != std::string::npos) {
          wanted = replaced(wanted, line, std::string(line).replace(arrow, 3, "\u2192"));
        }
      }
      CHECK(shown_of_subrip(srt[i]) == wanted);
    }
  }
}

TEST_CASE("other programs read all cues, at their times", "[text-formats]") {
  std::vector<std::string> all;
  const Film film = talk(7, 200, all);
  const TemporaryFolder folder;
  write_file(folder.file("a.vtt"), write_webvtt(film));
  write_file(folder.file("a.srt"), write_subrip(film));
  for (const char* name : {"a.vtt", "a.srt"}) {
    const Json read = Json::parse(
        output_of({"ffprobe", "-v", "error", "-show_packets", "-of", "json", folder.file(name)}));
    REQUIRE(read["packets"].size() == all.size());
    for (const Json& packet : read["packets"]) CHECK(packet["duration_time"] == "1.000000");
  }
}

TEST_CASE("a transcript reads back as what was said", "[text-formats]") {
  if (!has_pandoc()) {
    WARN("pandoc is not there: transcripts are not read back");
    return;
  }
  std::vector<std::string> all;
  const Film film = talk(11, 600, all);
  for (const char* format : {"gfm", "commonmark", "markdown-smart"}) {
    INFO(format);
    const Json read = Json::parse(
        run({"pandoc", "-f", format, "-t", "json"}, ".", {}, write_transcript(film)).out);
    std::vector<std::string> paragraphs;
    for (const Json& block : read["blocks"]) paragraphs.push_back(in_page(words_of(block)));
    std::vector<std::string> wanted{in_page(joined(said_lines(film.title), " "))};
    if (wanted[0].empty()) wanted[0] = "Transcript";
    for (const std::string& text : all) {
      std::string paragraph;
      for (std::string line :
           split(replaced(replaced(characters(text), "\r", "\n"), "\t", " "), "\n")) {
        line.erase(0, line.find_first_not_of(' '));
        line.erase(line.find_last_not_of(' ') + 1);
        if (!line.empty()) paragraph += (paragraph.empty() ? "" : "\n") + line;
        else if (!paragraph.empty()) wanted.push_back(in_page(std::exchange(paragraph, "")));
      }
      if (!paragraph.empty()) wanted.push_back(in_page(paragraph));
    }
    REQUIRE(paragraphs.size() == wanted.size());
    for (size_t i = 0; i < wanted.size(); ++i) CHECK(paragraphs[i] == wanted[i]);
  }
}

TEST_CASE("elements and their values read back as what was said", "[text-formats]") {
  Random random(3);
  std::string document;
  for (int i = 0; i < 1000; ++i) {
    // U+0001 in a value stands for the document's name.
    const std::string text = nasty(random), value = replaced(text, "\x01", "");
    const std::string element = Tag("text").attribute("name", value).around_text(text);
    INFO(text);
    CHECK(unescaped(between(element, "name=\"", "\"")) == characters(value));
    CHECK(unescaped(between(element, ">", "</text>")) == characters(text));
    document += element;
  }
  check_well_formed(Tag("all").around(document));
}

TEST_CASE("a scene's words read back from all its files", "[text-formats]") {
  const std::string words = R"(C & A <b>: "5" \ {x} *s* _u_ `c` # ~ ^ | $1 @ %)";
  std::string markup;
  for (const char c : words) {
    if (std::string("*[]${}\\").find(c) != std::string::npos) markup += '\\';
    markup += c;
  }
  const std::string quoted = Json(markup).dump(), plain = Json(words).dump();
  const TemporaryFolder folder;
  write_file(
      folder.file("s.yaml"),
      fmt::format("lantern: 1\ntitle: {0}\ndescription: {1}\ncanvas: {{size: 64x36}}\n"
                  "views: {{v: {{marks: {{t: {{text: {{x: 50%, y: 50%, text: {0}}}}}}}}}}}\n"
                  "timeline:\n  - section: {0}\n  - {{say: {0}, for: 1s}}\n  - section: Next\n"
                  "  - {{hold: 1s}}\n",
                  quoted, plain));
  const Run made = lantern({"render", "s.yaml", "-q", "--sections", "-o", "s.mp4"}, folder.path());
  INFO(made.err);
  REQUIRE(made.code == 0);
  REQUIRE(lantern({"render", "s.yaml", "-q", "-o", "s.mp4", "-o", "s.svg"}, folder.path()).code ==
          0);
  const Json film = probe(folder.file("s.mp4"));
  CHECK(film["format"]["tags"]["title"] == words);
  CHECK(film["format"]["tags"]["description"] == words);
  CHECK(film["chapters"][0]["tags"]["title"] == words);
  const Json manifest = Json::parse(read_file(folder.file("s.json")));
  CHECK(manifest["title"] == words);
  CHECK(manifest["sections"][0]["name"] == words);
  CHECK(manifest["sections"][0]["caption"] == words);
  const std::string svg = read_file(folder.file("s.svg"));
  check_document(svg);
  CHECK(unescaped(between(between(svg, "<title ", "</title>") + "<", ">", "<")) == words);
  CHECK(unescaped(between(between(svg, "<desc ", "</desc>") + "<", ">", "<")) == words);
  const std::string page = lantern({"embed", "s.yaml"}, folder.path()).out;
  CHECK(unescaped(between(page, "alt=\"", "\"")) == words);
  CHECK(unescaped(between(page, "<figcaption>", "<")) == words);
  REQUIRE(lantern({"slides", "s.yaml", "-q", "-o", "s.html"}, folder.path()).code == 0);
  const std::string slides = read_file(folder.file("s.html"));
  CHECK(unescaped(between(slides, "<title>", "</title>")) == words);
  CHECK(unescaped(between(slides, "data-notes=\"", "\"")) == words);
  if (!has_pandoc()) return;
  const auto read = [&](const char* as, const char* format) {
    const std::string snippet = lantern({"embed", "s.yaml", "--as", as}, folder.path()).out;
    return Json::parse(run({"pandoc", "-f", format, "-t", "json"}, ".", {}, snippet).out)["blocks"];
  };
  // Image: attributes, words, target.
  const Json markdown = read("markdown", "gfm")[0]["c"][0]["c"];
  CHECK(words_of(markdown[1]) == words);
  const Json quarto = read("quarto", "markdown-smart")[1]["c"][1][0];
  CHECK(quarto.dump().find(Json(Json::array({"fig-alt", words})).dump()) != std::string::npos);
}

}  // namespace lantern::test::text_formats_test
