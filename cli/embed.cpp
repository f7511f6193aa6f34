#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/film_job.h"
#include "core/base/error.h"
#include "output/svg/document.h"

namespace lantern {
namespace {

struct Embedded {
  std::string stem;         ///< the files' name without extension
  std::string title;
  std::string description;
  int width, height;
  bool captions;
};

/// Markdown reads these in alternative texts.
std::string markdown_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
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
      "       poster=\"{}.png\" aria-label=\"{}\">\n  <source src=\"{}.mp4\" type=\"video/mp4\">\n",
      e.width, e.height, e.stem, svg::escaped(e.description), e.stem);
  if (e.captions) {
    out += fmt::format("  <track kind=\"captions\" src=\"{}.vtt\" srclang=\"en\" label=\"English\">\n", e.stem);
  }
  return out + "</video>\n";
}

std::string picture(const Embedded& e) {
  return fmt::format(
      "<picture>\n  <source media=\"(prefers-reduced-motion: reduce)\" srcset=\"{0}.png\">\n"
      "  <img src=\"{0}.svg\" width=\"{1}\" height=\"{2}\" alt=\"{3}\">\n</picture>\n",
      e.stem, e.width, e.height, svg::escaped(e.description));
}

/// Both themes, and the still one for readers who want less motion.
std::string themed(const Embedded& e, const std::string& light, const std::string& dark) {
  return fmt::format(
      "<picture>\n"
      "  <source media=\"(prefers-reduced-motion: reduce) and (prefers-color-scheme: dark)\" srcset=\"{0}-{2}.png\">\n"
      "  <source media=\"(prefers-reduced-motion: reduce)\" srcset=\"{0}-{1}.png\">\n"
      "  <source media=\"(prefers-color-scheme: dark)\" srcset=\"{0}-{2}.svg\">\n"
      "  <img src=\"{0}-{1}.svg\" width=\"{3}\" height=\"{4}\" alt=\"{5}\">\n</picture>\n",
      e.stem, light, dark, e.width, e.height, svg::escaped(e.description));
}

std::string html(const Embedded& e) {
  return fmt::format("<!-- a film with controls -->\n<figure>\n{}<figcaption>{}</figcaption>\n</figure>\n\n"
                     "<!-- or a picture that moves by itself, unless the reader wants less motion -->\n{}",
                     video(e), svg::escaped(e.title), picture(e));
}

std::string quarto(const Embedded& e) {
  return fmt::format(
      "::: {{.content-visible when-format=\"html\"}}\n{}:::\n\n"
      "::: {{.content-visible unless-format=\"html\"}}\n![{}]({}.png){{fig-alt=\"{}\"}}\n:::\n",
      video(e), markdown_text(e.title), e.stem, svg::escaped(e.description));
}

std::string myst(const Embedded& e) {
  return fmt::format(":::{{figure}} {}.mp4\n:alt: {}\n:placeholder: {}.png\n\n{}\n:::\n", e.stem,
                     markdown_text(e.description), e.stem, e.title);
}

std::string latex(const Embedded& e) {
  return fmt::format(
      "\\begin{{figure}}\n  \\centering\n  \\includegraphics[width=\\linewidth,alt={{{}}}]{{{}.pdf}}\n"
      "  \\caption{{{}}}\n\\end{{figure}}\n",
      latex_text(e.description), e.stem, latex_text(e.title));
}

std::string snippet(const Embedded& e, const std::string& as) {
  if (as == "markdown") return fmt::format("![{}]({}.gif)\n", markdown_text(e.description), e.stem);
  if (as == "quarto") return quarto(e);
  if (as == "myst") return myst(e);
  if (as == "latex") return latex(e);
  return html(e);
}

/// The command that makes the files that a snippet names goes to standard error, so that what is
/// on standard output can be pasted as it is.
void print_command(const Embedded& e, const std::string& scene, const std::string& as) {
  const std::string captions = e.captions ? fmt::format(" -o {}.vtt", e.stem) : "";
  const std::string render =
      as == "markdown" ? fmt::format("lantern render {} -o {}.gif", scene, e.stem)
      : as == "latex"  ? fmt::format("lantern still {} -o {}.pdf", scene, e.stem)
      : as == "html"   ? fmt::format("lantern render {0} -o {1}.mp4 -o {1}.svg{2} --poster {1}.png", scene,
                                     e.stem, captions)
                       : fmt::format("lantern render {0} -o {1}.mp4{2} --poster {1}.png", scene, e.stem,
                                     captions);
  fmt::print(stderr, "made by: {}\n", render);
}

}  // namespace

int embed(const Options& options) {
  Desk desk(options);
  const auto scene = open_scene(options.scenes[0], options, desk);
  if (!scene) return desk.report(options);
  const Production production(*scene, options, desk);
  const Film& film = scene->film();
  const Embedded e{scene->spec().name,
                   film.title,
                   film.description.empty() ? film.title : film.description,
                   production.width,
                   production.height,
                   !film.cues.empty()};
  if (options.pair.empty()) {
    fmt::print("{}", snippet(e, options.embed_as));
    if (!options.quiet) print_command(e, options.scenes[0], options.embed_as);
    return desk.report(options);
  }
  if (options.embed_as != "html") throw UsageError("--pair is for HTML");
  const auto [light, dark] = theme_pair(options);
  fmt::print("{}", themed(e, light, dark));
  if (!options.quiet) {
    fmt::print(stderr, "made by: lantern render {0} --pair {1} -o {2}.svg --poster {2}.png\n",
               options.scenes[0], options.pair, e.stem);
  }
  return desk.report(options);
}

}  // namespace lantern
