#include <cctype>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/films/film_job.h"
#include "cli/project/commands.h"
#include "cli/project/tell.h"
#include "core/base/error.h"
#include "output/markup/element.h"
#include "output/markup/markdown.h"
#include "output/markup/markup.h"
#include "output/markup/restructured.h"

namespace lantern {
namespace {

struct Embedded {
  std::string stem;  ///< the files' name without extension
  std::string url;   ///< the same, as a part of a URL
  std::string title;
  std::string description;
  int width, height;
  bool captions;
  std::string language;
};

/// Line ends and runs of blanks as one blank: an empty line would end an element of Markdown.
std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : printable(text)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

/// Percent-encoded (RFC 3986), but for what a URL's path may hold.
std::string url_of(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

/// As one word of a command line.
std::string shell_word(const std::string& text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:@%+=";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string latex_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) out += '\\';
    if (c == '\\') out += "\\textbackslash{}";
    else if (c == '~') out += "\\textasciitilde{}";
    else if (c == '^') out += "\\textasciicircum{}";
    else out += c;
  }
  return out;
}

std::string video(const Embedded& e) {
  std::string out = fmt::format(
      "<video controls muted playsinline preload=\"metadata\" width=\"{}\" height=\"{}\"\n"
      "       poster=\"{}.png\"{}>\n  <source src=\"{}.mp4\" type=\"video/mp4\">\n",
      e.width, e.height, e.url, attribute("aria-label", e.description), e.url);
  if (e.captions) {
    out += fmt::format("  <track kind=\"captions\" src=\"{}.vtt\"{} label=\"Captions\">\n", e.url,
                       e.language.empty() ? "" : attribute("srclang", e.language));
  }
  return out + "</video>\n";
}

std::string picture(const Embedded& e) {
  return fmt::format(
      "<picture>\n  <source media=\"(prefers-reduced-motion: reduce), print\" srcset=\"{0}.png\">\n"
      "  <img src=\"{0}.svg\" width=\"{1}\" height=\"{2}\"{3}>\n</picture>\n",
      e.url, e.width, e.height, attribute("alt", e.description));
}

/// Both themes, and the still one for readers who want less motion.
std::string themed(const Embedded& e, const std::string& light, const std::string& dark) {
  return fmt::format(
      "<picture>\n"
      "  <source media=\"(prefers-reduced-motion: reduce) and (prefers-color-scheme: dark)\" "
      "srcset=\"{0}-{2}.png\">\n"
      "  <source media=\"(prefers-reduced-motion: reduce), print\" srcset=\"{0}-{1}.png\">\n"
      "  <source media=\"(prefers-color-scheme: dark)\" srcset=\"{0}-{2}.svg\">\n"
      "  <img src=\"{0}-{1}.svg\" width=\"{3}\" height=\"{4}\"{5}>\n</picture>\n",
      e.url, url_of(light), url_of(dark), e.width, e.height, attribute("alt", e.description));
}

std::string html(const Embedded& e) {
  return fmt::format(
      "<!-- a film with controls -->\n<figure>\n{}{}\n</figure>\n\n"
      "<!-- or a picture that moves by itself, unless the reader wants less motion -->\n{}",
      video(e), Tag("figcaption").around_text(e.title), picture(e));
}

/// Pandoc reads backslashes in attributes of Markdown.
std::string quarto_attribute(std::string_view name, const std::string& text) {
  std::string doubled;
  for (const char c : text) doubled += c == '\\' ? "\\\\" : std::string(1, c);
  return attribute(name, doubled).substr(1);
}

std::string quarto(const Embedded& e) {
  return fmt::format(
      "::: {{.content-visible when-format=\"html\"}}\n{}:::\n\n"
      "::: {{.content-visible unless-format=\"html\"}}\n![{}]({}.png){{{}}}\n:::\n",
      video(e), markdown_words(e.title), e.url, quarto_attribute("fig-alt", e.description));
}

/// A text as a value in YAML: in quotes where it could be read as something else.
std::string yaml_text(const std::string& text) {
  const bool letter = !text.empty() && std::isalpha(static_cast<unsigned char>(text[0]));
  const bool plain = letter && text.find(' ') != std::string::npos && text.back() != ':' &&
                     text.find(": ") == std::string::npos && text.find(" #") == std::string::npos;
  return plain ? text : nlohmann::json(text).dump();
}

/// Whoever makes the page takes the file that it can show.
std::string myst(const Embedded& e) {
  return fmt::format(":::{{figure}} {}.*\n:alt: {}\n\n{}\n:::\n", e.stem, yaml_text(e.description),
                     markdown_words(e.title));
}

std::string rst(const Embedded& e) {
  const std::string alt = e.description.empty() ? "" : "\n   :alt: " + e.description;
  return fmt::format(".. figure:: {}.*{}\n\n   {}\n", e.stem, alt, restructured_words(e.title));
}

std::string latex(const Embedded& e) {
  return fmt::format(
      "\\begin{{figure}}\n  \\centering\n  "
      "\\includegraphics[width=\\linewidth,alt={{{}}}]{{{}.pdf}}\n"
      "  \\caption{{{}}}\n\\end{{figure}}\n",
      latex_text(e.description), e.stem, latex_text(e.title));
}

std::string snippet(const Embedded& e, const std::string& as) {
  if (as == "markdown") return fmt::format("![{}]({}.gif)\n", markdown_words(e.description), e.url);
  if (as == "quarto") return quarto(e);
  if (as == "myst") return myst(e);
  if (as == "rst") return rst(e);
  if (as == "latex") return latex(e);
  return html(e);
}

/// The command that makes the files that a snippet names.
std::string command(const Embedded& e, const std::string& scene_path, const std::string& as) {
  const auto file = [&](const char* extension) { return shell_word(e.stem + extension); };
  const std::string scene = shell_word(scene_path);
  if (as == "markdown") return fmt::format("lantern render {} -o {}", scene, file(".gif"));
  if (as == "latex") return fmt::format("lantern still {} -o {}", scene, file(".pdf"));
  if (as == "rst") {
    return fmt::format("lantern render {} -o {} --poster {}", scene, file(".svg"), file(".png"));
  }
  std::string out = fmt::format("lantern render {} -o {}", scene, file(".mp4"));
  if (as == "html" || as == "myst") out += " -o " + file(".svg");
  if (e.captions) out += " -o " + file(".vtt");
  return out + " --poster " + file(".png");
}

}  // namespace

int embed(const Options& options) {
  if (!options.pair.empty() && options.embed_as != "html") throw UsageError("--pair is for HTML");
  Desk desk(options);
  const auto scene = open_scene(options.scenes[0], options, desk);
  if (!scene) return desk.report(options);
  const Production production(*scene, options, desk);
  const Film& film = scene->film();
  const std::string& name = scene->spec().name;
  const Embedded e{name,
                   url_of(name),
                   one_line(film.title),
                   one_line(film.description.empty() ? film.title : film.description),
                   production.width,
                   production.height,
                   !film.cues.empty(),
                   film.language};
  std::string text, made_by;
  if (options.pair.empty()) {
    text = snippet(e, options.embed_as);
    made_by = command(e, options.scenes[0], options.embed_as);
  } else {
    const auto [light, dark] = theme_pair(options);
    for (const std::string& theme : {light, dark}) {
      Options one = options;
      one.theme = theme;
      const Production known(*scene, one, desk);  // refuses a theme that is not there
    }
    text = themed(e, light, dark);
    made_by = fmt::format("lantern render {} --pair {} -o {} --poster {}",
                          shell_word(options.scenes[0]), shell_word(options.pair),
                          shell_word(e.stem + ".svg"), shell_word(e.stem + ".png"));
  }
  fmt::print("{}", text);
  // On standard error, so that what is on standard output can be pasted as it is.
  if (!options.quiet) tell("made by: {}\n", made_by);
  return desk.report(options);
}

}  // namespace lantern
