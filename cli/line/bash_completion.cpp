#include <fmt/format.h>

#include "cli/line/shell_words.h"

namespace lantern {
namespace {

/// `=` is a word of its own to bash, and a file's name is not cut at blanks.
constexpr const char* kBashHead =
    R"bash(# bash completion for lantern; made by `lantern completion bash`

# The first word of each line that lantern prints.
_lantern_words() {
  "${COMP_WORDS[0]/#\~/$HOME}" "$@" 2>/dev/null | sed 's/[ (].*//'
}

_lantern_offer() {
  mapfile -t COMPREPLY < <(compgen "$@" -- "$word")
}

_lantern_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$@" -- "$word"; compgen -d -- "$word")
}

_lantern_scenes() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -X '!*.y*ml' -- "$word"; compgen -d -- "$word")
}

_lantern() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= topic= i
  if [[ $word == = ]]; then word=
  elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    [[ ${COMP_WORDS[i]} == -* ]] && continue
    if [[ -z $command ]]; then command=${COMP_WORDS[i]}
    elif [[ -z $topic ]]; then topic=${COMP_WORDS[i]}
    fi
  done
  COMPREPLY=()
  case $command:$before in
)bash";

std::string words(const std::vector<std::string>& all) {
  return quoted(fmt::format("{}", fmt::join(all, " ")));
}

/// The shell's command that offers what an option or argument wants.
std::string offering(const OptionWords& option) {
  const Offer offer = offer_for(option);
  const std::string_view command = command_for(offer);
  if (offer == Offer::choices) return "_lantern_offer -W " + words(option.choices);
  if (offer == Offer::scenes) return "_lantern_scenes";
  if (offer == Offer::files) return "_lantern_files -f";
  if (offer == Offer::folders) return "_lantern_files -d";
  if (offer == Offer::limits)
    return "compopt -o nospace 2>/dev/null; _lantern_offer -S = -W \"$(_lantern_words list "
           "limits)\"";
  if (offer == Offer::listed) return "_lantern_offer -W \"$(_lantern_words list \"$topic\")\"";
  if (!command.empty()) return fmt::format("_lantern_offer -W \"$(_lantern_words {})\"", command);
  return ":";
}

std::string values_of(const CommandWords& command) {
  std::string out;
  for (const OptionWords& option : command.options) {
    if (option.argument || option.value.empty()) continue;
    out += fmt::format("    {}:{}", command.name, option.name);
    if (!option.letter.empty()) out += fmt::format(" | {}:{}", command.name, option.letter);
    out += fmt::format(") {}; return ;;\n", offering(option));
  }
  return out;
}

/// The n-th argument of a command is offered after n words; the last one that repeats always.
std::string arguments_of(const CommandWords& command) {
  std::vector<std::string> options, offers;
  for (const OptionWords& option : command.options) {
    if (option.argument) offers.push_back(offering(option));
    else options.push_back(option.name);
  }
  std::string out =
      fmt::format("    {}:-*) _lantern_offer -W {} ;;\n", command.name, words(options));
  if (offers.size() == 2) {
    out += fmt::format("    {}:*) if [[ -z $topic ]]; then {}; else {}; fi ;;\n", command.name,
                       offers[0], offers[1]);
  } else if (offers.size() == 1) {
    out += fmt::format("    {}:*) {} ;;\n", command.name, offers[0]);
  }
  return out;
}

}  // namespace

std::string bash_completion(const ProgramWords& program) {
  std::string out = kBashHead;
  for (const CommandWords& command : program.commands) out += values_of(command);
  out += "  esac\n  case $command:$word in\n";
  std::vector<std::string> commands, options;
  for (const CommandWords& command : program.commands) {
    out += arguments_of(command);
    commands.push_back(command.name);
  }
  for (const OptionWords& option : program.options) options.push_back(option.name);
  out += fmt::format("    :-*) _lantern_offer -W {} ;;\n", words(options));
  out += fmt::format("    :*) _lantern_offer -W {} ;;\n", words(commands));
  return out + "  esac\n}\n\ncomplete -F _lantern lantern\n";
}

}  // namespace lantern
