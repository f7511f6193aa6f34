#include "cli/line/describe.h"

#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/version.h"

namespace lantern {
namespace {

const std::vector<Explained>& examples() {
  static const std::vector<Explained> all{
      {"lantern render scene.yaml", "scene.mp4 here"},
      {"lantern render scene.yaml -o talk.mp4 -o 'frames/%05d.png' --size 1920x1080",
       "a film and its pictures"},
      {"lantern still scene.yaml --at 12s -o figure.png --theme slate", "one picture"},
      {"lantern inspect scene.yaml --at 3s --set threshold=0.4", "the numbers, as JSON"},
      {"lantern preview scene.yaml --open", "see it while you write it"},
      {"lantern check scene.yaml", "all mistakes, nothing written"},
      {"lantern list marks dot", "what a dot can say"},
      {"lantern new talk && lantern render talk/talk.yaml --watch", "make your own"}};
  return all;
}

const std::vector<Explained>& exit_codes() {
  static const std::vector<Explained> all{{"0", "done"},
                                          {"1", "run-time failure"},
                                          {"2", "usage"},
                                          {"3", "the scene is wrong"},
                                          {"4", "a limit was passed or a file was refused"}};
  return all;
}

/// Those that a check of the option knows: the last part of "TEXT:{bash,zsh,fish}".
std::vector<std::string> choices_in(const std::string& type) {
  const size_t open = type.find('{'), close = type.rfind('}');
  if (open == type.npos || close == type.npos) return {};
  return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

OptionWords words_of(const CLI::Option& option) {
  OptionWords out;
  out.argument = option.get_positional();
  out.name = out.argument ? option.get_name(true) : "--" + option.get_lnames().at(0);
  if (!option.get_snames().empty()) out.letter = "-" + option.get_snames()[0];
  if (option.get_items_expected_max() > 0) {
    const std::string type = option.get_type_name();
    out.value = type.substr(0, type.find(':'));
    out.choices = choices_in(type);
  }
  out.doc = option.get_description();
  out.required = option.get_required();
  out.repeats = option.get_items_expected_max() > 1;
  return out;
}

std::vector<OptionWords> words_of_options(const CLI::App& command) {
  std::vector<OptionWords> out;
  for (const CLI::Option* option : command.get_options()) out.push_back(words_of(*option));
  return out;
}

}  // namespace

std::string footer() {
  size_t widest = 0;
  for (const Explained& example : examples()) {
    if (example.word.size() < 60) widest = std::max(widest, example.word.size());
  }
  std::string out = "\nexamples:\n";
  for (const Explained& example : examples())
    out += fmt::format("  {:<{}}  # {}\n", example.word, widest, example.meaning);
  std::vector<std::string> codes;
  for (const Explained& code : exit_codes())
    codes.push_back(fmt::format("{} {}", code.word, code.meaning));
  return out + fmt::format("\nexit codes: {}", fmt::join(codes, ", "));
}

ProgramWords describe(const CLI::App& app) {
  ProgramWords out;
  out.name = app.get_name();
  out.version = kVersion;
  out.doc = app.get_description();
  out.options = words_of_options(app);
  out.examples = examples();
  out.exit_codes = exit_codes();
  for (const CLI::App* command : app.get_subcommands({}))
    out.commands.push_back(
        {command->get_name(), command->get_description(), words_of_options(*command)});
  return out;
}

}  // namespace lantern
