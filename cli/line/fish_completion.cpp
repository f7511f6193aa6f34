#include <fmt/format.h>

#include "cli/line/shell_words.h"

namespace lantern {
namespace {

constexpr const char* kFishHead =
    R"fish(# fish completion for lantern; made by `lantern completion fish`

# The first word of each line that lantern prints.
function __lantern_words
  lantern $argv 2>/dev/null | string replace -r '[ (].*' ''
end

function __lantern_topic
  set -l words (commandline -opc)
  test (count $words) -ge 3; and echo $words[3]
end

complete -c lantern -f
)fish";

/// What is offered for a value, as options of `complete`.
std::string fish_offer(const OptionWords& option) {
  switch (offer_for(option)) {
    case Offer::nothing:
      return "";
    case Offer::choices:
      return fmt::format(" -a {}", quoted(fmt::format("{}", fmt::join(option.choices, " "))));
    case Offer::scenes:
      return " -k -a '(__fish_complete_suffix .yaml)'";
    case Offer::files:
      return " -F";
    case Offer::folders:
      return " -a '(__fish_complete_directories)'";
    case Offer::limits:
      return " -a '(__lantern_words list limits)='";
    case Offer::listed:
      return " -a '(__lantern_words list (__lantern_topic))'";
    default:
      return fmt::format(" -a '(__lantern_words {})'", command_for(offer_for(option)));
  }
}

std::string fish_line(const std::string& when, const OptionWords& option) {
  std::string out = fmt::format("complete -c lantern -n {}", quoted(when));
  if (option.argument) return out + fish_offer(option) + "\n";
  if (!option.letter.empty()) out += " -s " + option.letter.substr(1);
  out += " -l " + option.name.substr(2);
  if (!option.value.empty()) out += " -r" + fish_offer(option);
  return out + " -d " + quoted(option.doc) + "\n";
}

}  // namespace

std::string fish_completion(const ProgramWords& program) {
  std::string out = kFishHead;
  for (const OptionWords& option : program.options)
    out += fish_line("__fish_use_subcommand", option);
  for (const CommandWords& command : program.commands) {
    out += fmt::format("\ncomplete -c lantern -n __fish_use_subcommand -a {} -d {}\n", command.name,
                       quoted(command.doc));
    for (const OptionWords& option : command.options)
      out += fish_line("__fish_seen_subcommand_from " + command.name, option);
  }
  return out;
}

}  // namespace lantern
