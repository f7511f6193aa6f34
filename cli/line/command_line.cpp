#include "cli/line/command_line.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/line/describe.h"
#include "cli/line/options_of_commands.h"
#include "cli/project/commands.h"
#include "cli/project/safe.h"
#include "cli/project/tell.h"
#include "cli/version.h"
#include "core/base/error.h"
#include "core/base/text.h"

namespace lantern {
namespace {

constexpr const char* kDoc =
    "lantern draws animations and figures for essays about machine learning from YAML\n"
    "scripts; every number in them is computed by the model that the script names.";

/// The program's commands, in the order of its help. What they are called with goes to `wish`.
class Commands {
 public:
  Commands(CLI::App& app, Wish& wish) : app_(app), wish_(wish), o_(wish.options) {}

  void add_all() {
    add_makers();
    add_readers();
    add_preview();
    add_helpers();
    add_shell();
  }

 private:
  CLI::App& add(const char* name, const char* doc, std::function<int(const Options&)> run,
                bool writes = false) {
    CLI::App* command = app_.add_subcommand(name, doc);
    command->callback([this, run = std::move(run), writes] {
      wish_.command = run;
      wish_.writes = writes;
    });
    return *command;
  }

  /// What makes one file of one scene.
  CLI::App& add_maker(const char* name, const char* doc, int (*run)(const Options&)) {
    CLI::App& command = add(name, doc, run, true);
    add_scene_options(command, o_, false);
    add_safe_option(command, o_);
    add_picture_options(command, o_);
    add_build_options(command, o_);
    add_strict_option(command, o_);
    return command;
  }

  void add_makers() {
    add_render_options(add("render", "Make films and frame sequences", render, true), o_);
    CLI::App& one = add_maker("still", "Make one picture", still);
    one.add_option("--at", o_.at, "The moment: 2.5s, 300ms, 1:05, end or poster (the default)")
        ->type_name("TIME");
    add_format_option(one, o_);
    add_output_option(one, o_, "Output file; - is standard output (as PNG)");
    one.add_flag("--outlines", o_.outlines,
                 "Draw texts as outlines in an SVG, instead of embedding their fonts");
    CLI::App& many = add_maker("sheet", "Make a contact sheet: the end of each section", sheet);
    add_format_option(many, o_);
    add_output_option(many, o_,
                      "Output file: PNG, PDF, SVG or WebP; - is standard output (as PNG)");
    many.add_option("--columns", o_.columns, "Pictures in a row")->check(CLI::Range(1, 20));
    CLI::App& page =
        add_maker("slides", "Make a page that plays section after section at a key press", slides);
    add_output_option(page, o_, "Output file: HTML, with all films in it; - is standard output");
    add_rate_option(page, o_);
  }

  /// What only looks at scenes.
  CLI::App& add_reader(const char* name, const char* doc, int (*run)(const Options&),
                       bool several) {
    CLI::App& command = add(name, doc, run);
    add_scene_options(command, o_, several);
    add_safe_option(command, o_);
    add_picture_options(command, o_);
    return command;
  }

  void add_readers() {
    const std::vector<std::string> hosts{"html", "markdown", "quarto", "myst", "rst", "latex"};
    CLI::App& snippet = add_reader("embed", "Print what to paste into a page", embed, false);
    snippet.add_option("--as", o_.embed_as, join_or(hosts))
        ->type_name("WORD")
        ->check(CLI::IsMember(hosts));
    snippet.add_option("--pair", o_.pair, "Two themes, light before dark: paper,slate")
        ->type_name("THEME,THEME");
    add_strict_option(
        add_reader("lint", "Check what readers and viewers may have trouble with", lint, true), o_);
    add_strict_option(add_reader("check", "Report all mistakes in scenes", check, true), o_);
    add_reader("inspect", "Print all state at a moment as JSON", inspect, false)
        .add_option("--at", o_.at, "The moment: 2.5s, 300ms, 1:05 or end")
        ->required()
        ->type_name("TIME");
  }

  void add_preview() {
    CLI::App& page =
        add("preview", "Serve a page that shows the scene and follows its files as they change",
            preview);
    page.parse_complete_callback([this] { wish_.bounded = false; });
    add_scene_options(page, o_, false);
    page.add_option("--theme", o_.theme, "Another theme")->type_name("THEME");
    page.add_option("--port", o_.port, "Port of 127.0.0.1; one that is free by default")
        ->check(CLI::Range(0, 65535));
    page.add_flag("--open", o_.open, "Open the page in the browser");
  }

  void add_helpers() {
    CLI::App& names = add("list", "Show what scripts can name", list);
    names.add_option("what", o_.list_what, "What to list; everything if not given")
        ->check(CLI::IsMember(list_topics()));
    names.add_option("name", o_.list_name, "One of them, with its fields")->type_name("LISTED");
    CLI::App& start = add("new", "Start a scene from a template, with its data", create);
    start.add_option("name", o_.new_name, "The scene's folder: talk makes talk/talk.yaml")
        ->type_name("FOLDER");
    start.add_option("--from", o_.new_from, "The template; minimal by default")
        ->type_name("TEMPLATE");
    start.add_flag("--list", o_.new_list, "Show all templates");
    CLI::App& tidy = add("fmt", "Put scripts into the one way of writing them", format);
    tidy.add_option("scene", o_.scenes, "Scene script; - is standard input, to standard output")
        ->required()
        ->type_name("SCENE");
    tidy.add_flag("--check", o_.only_check,
                  "Write nothing; exit code 1 where something would change");
    tidy.add_flag("-q,--quiet", o_.quiet, "Print errors only");
    add("explain", "Say what the code of a mistake means, with an example and its mend", explain)
        .add_option("code", o_.codes, "A code such as unknown-key; all are listed if not given")
        ->type_name("CODE");
    add("schema", "Print the JSON Schema of scenes, for editors", schema);
  }

  /// Prints what is made of the descriptions of all others, while they are there.
  void add_printer(CLI::App& command, std::function<std::string(const ProgramWords&)> make) {
    command.callback([this, make = std::move(make)] {
      wish_.command = [text = make(describe(app_))](const Options&) {
        fmt::print("{}", text);
        return 0;
      };
    });
  }

  void add_shell() {
    add_printer(*app_.add_subcommand("man", "Print the manual page: lantern man | man -l -"),
                man_page);
    CLI::App& complete =
        *app_.add_subcommand("completion", "Print what lets a shell complete this command line");
    complete.add_option("shell", o_.shell, "In bash: eval \"$(lantern completion bash)\"")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    add_printer(complete, [this](const ProgramWords& words) {
      if (o_.shell == "zsh") return zsh_completion(words);
      if (o_.shell == "fish") return fish_completion(words);
      return bash_completion(words);
    });
  }

  CLI::App& app_;
  Wish& wish_;
  Options& o_;
};

std::vector<std::string> names_of_options(const CLI::App& command) {
  std::vector<std::string> out;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
  }
  return out;
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> out;
  for (const CLI::App* command : app.get_subcommands({})) out.push_back(command->get_name());
  return out;
}

std::string question(std::string_view what, const std::string& word,
                     const std::vector<std::string>& known) {
  const auto near = nearest(word, known);
  return fmt::format("There is no {} {}{}\n", what, word,
                     near ? fmt::format("; did you mean {}?", *near) : ".");
}

/// About the first command or option that there is not, with one that is called nearly so.
std::string near_word(const CLI::App& app, int argc, char** argv) {
  const CLI::App* command = &app;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    if (command == &app && !word.starts_with('-')) {
      const auto known = names_of_commands(app);
      if (std::find(known.begin(), known.end(), word) == known.end())
        return question("command", word, known);
      command = app.get_subcommand(word);
    } else if (word.starts_with("--") && word.size() > 2) {
      word.erase(std::min(word.find('='), word.size()));
      const auto known = names_of_options(*command);
      if (std::find(known.begin(), known.end(), word) == known.end())
        return question("option", word, known);
    }
  }
  return "";
}

}  // namespace

Wish read_command_line(int argc, char** argv) {
  CLI::App app{kDoc};
  app.name("lantern");
  app.set_version_flag("--version", "lantern " + std::string(kVersion));
  app.footer(footer());
  app.require_subcommand(1);
  Wish wish;
  Commands commands(app, wish);
  commands.add_all();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e);
    if (code != 0) tell("{}", near_word(app, argc, argv));
    return {nullptr, {}, false, true, code == 0 ? 0 : 2};
  }
  wish.options.limits = limits_of(wish.options);
  return wish;
}

}  // namespace lantern
