#include <fmt/format.h>

#include "cli/line/shell_words.h"

namespace lantern {
namespace {

constexpr const char* kZshHead = R"zsh(#compdef lantern
# zsh completion for lantern; made by `lantern completion zsh`

# Offers the first word of each line that lantern prints.
_lantern_words() {
  local -a found
  found=(${${(f)"$(_call_program words ${(q)lantern} "$@" 2>/dev/null)"}%%[ \(]*})
  compadd -a found
}

_lantern_limits() {
  local -a found
  found=(${${(f)"$(_call_program words ${(q)lantern} list limits 2>/dev/null)"}%%[ \(]*})
  compadd -S = -a found
}

_lantern() {
  local lantern=$words[1] state line curcontext=$curcontext
  local -a commands
)zsh";

/// Colons and brackets have a meaning to _arguments.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// What is offered for a value, as an action of _arguments; after a blank, it is called as it is.
std::string action(const OptionWords& option) {
  switch (offer_for(option)) {
    case Offer::nothing:
      return " ";
    case Offer::choices:
      return fmt::format("({})", fmt::join(option.choices, " "));
    case Offer::scenes:
      return "_files -g \"*.(yaml|yml)(-.)\"";
    case Offer::files:
      return "_files";
    case Offer::folders:
      return "_files -/";
    case Offer::limits:
      return " _lantern_limits";
    case Offer::listed:
      return " _lantern_words list $words[2]";
    default:
      return fmt::format(" _lantern_words {}", command_for(offer_for(option)));
  }
}

std::string specification(const OptionWords& option) {
  if (option.argument)
    return quoted(fmt::format("{}:{}:{}", option.repeats ? "*" : "", option.name, action(option)));
  const std::string value =
      option.value.empty() ? "" : fmt::format(":{}:{}", plain(option.value), action(option));
  const std::string rest = fmt::format("[{}]{}", plain(option.doc), value);
  const std::string many = option.repeats ? "*" : "";
  std::string out = quoted(many + option.name + rest);
  if (!option.letter.empty()) out += " " + quoted(many + option.letter + rest);
  return out;
}

std::string zsh_arguments(const std::vector<OptionWords>& options) {
  std::string out;
  for (const OptionWords& option : options) out += " \\\n        " + specification(option);
  return out;
}

}  // namespace

std::string zsh_completion(const ProgramWords& program) {
  std::string out = kZshHead;
  out += "  commands=(\n";
  for (const CommandWords& command : program.commands)
    out += "    " + quoted(plain(command.name) + ":" + command.doc) + "\n";
  out += fmt::format(
      "  )\n  _arguments -C{} \\\n        '1:command:->command' '*::argument:->arguments'\n"
      "  case $state in\n    command) _describe command commands ;;\n"
      "    arguments) case $words[1] in\n",
      zsh_arguments(program.options));
  for (const CommandWords& command : program.commands)
    out += fmt::format("      {}) _arguments{} ;;\n", command.name, zsh_arguments(command.options));
  return out +
         "    esac ;;\n  esac\n}\n\n"
         "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _lantern \"$@\"\n"
         "else compdef _lantern lantern\nfi\n";
}

}  // namespace lantern
