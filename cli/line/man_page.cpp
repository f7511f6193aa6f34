#include <fmt/format.h>

#include "cli/line/words.h"

namespace lantern {
namespace {

/// As text of man(7): a backslash, a hyphen that is to be copied as one, a dot or quote that would
/// begin a request.
std::string roff(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if (c == '\'') out += "\\(aq";
    else if (c == '"') out += "\\(dq";
    else if (c == '`') out += "\\(ga";
    else if (c == '.' && (i == 0 || text[i - 1] == '\n')) out += "\\&.";
    else out += c;
  }
  return out;
}

std::string bold(const std::string& text) {
  return "\\fB" + roff(text) + "\\fR";
}

std::string slanted(const std::string& text) {
  return "\\fI" + roff(text) + "\\fR";
}

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

/// What is written for its value.
std::string value_of(const OptionWords& option) {
  if (option.choices.empty()) return slanted(option.value);
  std::vector<std::string> out;
  for (const std::string& choice : option.choices) out.push_back(bold(choice));
  return joined(out, "|");
}

std::string tag_of(const OptionWords& option) {
  if (option.argument) return slanted(option.name) + (option.repeats ? " ..." : "");
  const std::string letter = option.letter.empty() ? "" : bold(option.letter) + ", ";
  const std::string value = option.value.empty() ? "" : " " + value_of(option);
  return letter + bold(option.name) + value;
}

std::string text_of(const OptionWords& option) {
  std::string out = roff(option.doc) + ".";
  if (option.argument && !option.choices.empty())
    out += " One of " + joined(option.choices, ", ") + ".";
  if (!option.argument && option.repeats) out += " May stand several times.";
  return out;
}

std::string synopsis_of(const ProgramWords& program, const CommandWords& command) {
  std::string out = fmt::format(".B {} {}\n", roff(program.name), roff(command.name));
  for (const OptionWords& option : command.options) {
    if (!option.argument) continue;
    const std::string word = slanted(option.name) + (option.repeats ? " ..." : "");
    out += option.required ? word + "\n" : "[" + word + "]\n";
  }
  return out + "[" + slanted("options") + "]\n";
}

std::string section(const ProgramWords& program, const CommandWords& command) {
  std::string out = fmt::format(".SS {}\n{}.PP\n{}.\n", roff(command.name),
                                synopsis_of(program, command), roff(command.doc));
  for (const OptionWords& option : command.options) {
    if (option.name == "--help") continue;
    out += fmt::format(".TP\n{}\n{}\n", tag_of(option), text_of(option));
  }
  return out;
}

std::string tagged(const std::vector<Explained>& words) {
  std::string out;
  for (const Explained& one : words)
    out += fmt::format(".TP\n{}\n{}.\n", bold(one.word), roff(one.meaning));
  return out;
}

}  // namespace

std::string man_page(const ProgramWords& program) {
  const std::string name = roff(program.name);
  std::string out = fmt::format(
      ".TH LANTERN 1 \"\" \"{0} {1}\" \"User commands\"\n"
      ".SH NAME\n{0} \\- animations and figures for essays about machine learning\n"
      ".SH SYNOPSIS\n.B {0}\n{2} [{3}]\n"
      ".SH DESCRIPTION\n{4}\n",
      name, roff(program.version), slanted("command"), slanted("options"), roff(program.doc));
  out += ".SH COMMANDS\n";
  for (const CommandWords& command : program.commands) out += section(program, command);
  out += ".SH OPTIONS\n";
  for (const OptionWords& option : program.options)
    out += fmt::format(".TP\n{}\n{}.\n", tag_of(option), roff(option.doc));
  out += ".SH EXAMPLES\n" + tagged(program.examples);
  out += ".SH EXIT STATUS\n" + tagged(program.exit_codes);
  out += fmt::format(
      ".SH FILES\n.TP\n.I share/lantern\n"
      "Themes, glyphs, templates and fonts, below the prefix that {0} is installed to.\n"
      ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nWhere it is set, messages have no colours.\n"
      ".SH SEE ALSO\n.BR ffmpeg (1),\n.BR rsvg\\-convert (1)\n",
      name);
  return out;
}

}  // namespace lantern
