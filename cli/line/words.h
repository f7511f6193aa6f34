#pragma once

#include <string>
#include <vector>

namespace lantern {

/// An option or an argument of a command, as its help describes it.
struct OptionWords {
  std::string name;                  ///< "--size"; an argument's is "scene"
  std::string letter;                ///< "-o"; empty where it has none
  std::string value;                 ///< what it wants: "FILE"; empty for a flag
  std::vector<std::string> choices;  ///< the values that it knows; empty: any
  std::string doc;
  bool argument = false;
  bool required = false;
  bool repeats = false;
};

struct CommandWords {
  std::string name, doc;
  std::vector<OptionWords> options;
};

/// Two words that belong together: a command and what it does, a number and what it means.
struct Explained {
  std::string word, meaning;
};

/// All that the program's help says: what its manual page and the shells' completions are made of.
struct ProgramWords {
  std::string name, version, doc;
  std::vector<CommandWords> commands;
  std::vector<OptionWords> options;  ///< of the program itself
  std::vector<Explained> examples, exit_codes;
};

/// The manual page, in the language of man(7).
std::string man_page(const ProgramWords& program);

/// Scripts with which shells complete the command line.
std::string bash_completion(const ProgramWords& program);
std::string zsh_completion(const ProgramWords& program);
std::string fish_completion(const ProgramWords& program);

}  // namespace lantern
