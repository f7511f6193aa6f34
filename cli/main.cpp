#include <algorithm>
#include <csignal>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/project/batch.h"
#include "cli/project/commands.h"
#include "cli/project/standard_streams.h"
#include "cli/project/tell.h"
#include "cli/version.h"
#include "core/base/cancel.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "output/staging/signals.h"

namespace lantern {
namespace {

constexpr const char* kExamples = R"(
examples:
  lantern render scene.yaml                                # scene.mp4 here
  lantern render scene.yaml -o talk.mp4 -o 'frames/%05d.png' --size 1920x1080
  lantern still scene.yaml --at 12s -o figure.png --theme slate
  lantern inspect scene.yaml --at 3s --set threshold=0.4   # the numbers, as JSON
  lantern preview scene.yaml --open                        # see it while you write it
  lantern check scene.yaml                                 # all mistakes, nothing written
  lantern list marks dot                                   # what a dot can say
  lantern new talk && lantern render talk/talk.yaml --watch

exit codes: 0 done, 1 run-time failure, 2 usage, 3 the scene is wrong, 4 a limit was passed or
a file was refused)";

void add_scene_options(CLI::App& app, Options& o, bool several) {
  auto* scenes = app.add_option("scene", o.scenes, "Scene script; - is standard input")->required();
  if (!several) scenes->expected(1);
  app.add_option("--set", o.set, "Hold a param at a value for the whole film: threshold=0.4")
      ->allow_extra_args(false);
  app.add_option("--data", o.data, "Read a table from another file: flowers=other.csv")
      ->allow_extra_args(false);
  app.add_option("--root", o.root,
                 "The folder below which the scene may read files; its own by default");
  app.add_option("--diagnostics", "How mistakes are printed: human or json")
      ->check(CLI::IsMember({"human", "json"}))
      ->each([&o](const std::string& how) { o.json_diagnostics = how == "json"; });
  app.add_flag("-q,--quiet", o.quiet, "Print errors only");
  app.add_option("--limit", o.limit, "Raise or lower a limit (`lantern list limits`): work=20")
      ->allow_extra_args(false)
      ->each([&o](const std::string& limit) { set_limit(o.limits, limit); });
}

void add_picture_options(CLI::App& app, Options& o) {
  app.add_option("--size", o.size, "Size in pixels: 1920x1080");
  app.add_option("--scale", o.scale, "Size as a multiple of the canvas: 2");
  app.add_option("--theme", o.theme, "Another theme");
}

/// For commands that build programs call.
void add_build_options(CLI::App& app, Options& o) {
  app.add_option("--deps", o.deps,
                 "Write what the output depends on, as a rule for make or a depfile for ninja");
  app.add_flag("--if-changed", o.if_changed, "Do nothing where the output is up to date");
}

void add_format_option(CLI::App& app, Options& o) {
  app.add_option("--format", o.format, "What goes to standard output with -o -: gif, svg …");
}

void add_strict_option(CLI::App& app, Options& o) {
  app.add_flag("--strict", o.strict, "Warnings are errors");
}

void add_render(CLI::App& app, Options& o) {
  add_scene_options(app, o, true);
  add_picture_options(app, o);
  add_build_options(app, o);
  add_format_option(app, o);
  add_strict_option(app, o);
  app.add_flag("--watch", o.watch,
               "Render again whenever the scene or what it reads changes, until Ctrl-C");
  app.add_option("-o,--output", o.outputs,
                 "Output file; its format comes from its name. Several come from one pass; - is "
                 "standard output")
      ->allow_extra_args(false);
  app.add_option("--fps", o.fps, "Frames a second: 60, or 30000/1001");
  app.add_option("--from", o.from, "Start here: 2.5s");
  app.add_option("--to", o.to, "Stop here");
  app.add_option("--section", o.section, "Only this section");
  app.add_flag("--sections", o.sections,
               "A clip for each section (film-1-name.mp4, …) and a manifest (film.json)");
  app.add_option("--poster", o.poster, "Also make the picture that stands for the film");
  app.add_option("--pair", o.pair,
                 "Two themes, light before dark: film-paper.svg and film-slate.svg");
  app.add_option("-j,--jobs", o.jobs, "Worker threads; as many as processors by default")
      ->check(CLI::Range(1, 256));
  app.add_option("--quality", "draft (fast) or final")
      ->check(CLI::IsMember({"draft", "final"}))
      ->each([&o](const std::string& q) {
        o.quality = q == "draft" ? Quality::draft : Quality::final;
      });
  app.add_flag("--outlines", o.outlines,
               "Draw texts as outlines in an SVG, instead of embedding their fonts");
  app.add_option("--crf", o.crf, "Constant rate factor of the video: 0 (lossless) to 51")
      ->check(CLI::Range(0, 51));
  app.add_option("--preset", o.preset, "Encoder preset of the video: ultrafast to veryslow");
}

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

int run(int argc, char** argv) {
  CLI::App app{
      "lantern draws animations and figures for essays about machine learning from YAML\n"
      "scripts; every number in them is computed by the model that the script names."};
  app.name("lantern");
  app.set_version_flag("--version", "lantern " + std::string(kVersion));
  app.footer(kExamples);
  app.require_subcommand(1);
  Options options;
  int (*command)(const Options&) = nullptr;

  CLI::App* render_app = app.add_subcommand("render", "Make films and frame sequences");
  add_render(*render_app, options);
  render_app->callback([&] { command = render; });

  CLI::App* still_app = app.add_subcommand("still", "Make one picture");
  add_scene_options(*still_app, options, false);
  add_picture_options(*still_app, options);
  add_build_options(*still_app, options);
  add_format_option(*still_app, options);
  still_app->add_option("--at", options.at,
                        "The moment: 2.5s, 300ms, 1:05, end or poster (the default)");
  still_app
      ->add_option("-o,--output", options.outputs, "Output file; - is standard output (as PNG)")
      ->allow_extra_args(false);
  still_app->add_flag("--outlines", options.outlines,
                      "Draw texts as outlines in an SVG, instead of embedding their fonts");
  still_app->callback([&] { command = still; });

  CLI::App* sheet_app =
      app.add_subcommand("sheet", "Make a contact sheet: the end of each section");
  add_scene_options(*sheet_app, options, false);
  add_picture_options(*sheet_app, options);
  add_build_options(*sheet_app, options);
  sheet_app->add_option("-o,--output", options.outputs, "Output file: PNG, PDF, SVG or WebP")
      ->allow_extra_args(false);
  sheet_app->add_option("--columns", options.columns, "Pictures in a row")
      ->check(CLI::Range(1, 20));
  sheet_app->callback([&] { command = sheet; });

  CLI::App* slides_app =
      app.add_subcommand("slides", "Make a page that plays section after section at a key press");
  add_scene_options(*slides_app, options, false);
  add_picture_options(*slides_app, options);
  add_build_options(*slides_app, options);
  slides_app->add_option("-o,--output", options.outputs, "Output file: HTML, with all films in it")
      ->allow_extra_args(false);
  slides_app->add_option("--fps", options.fps, "Frames a second: 60, or 30000/1001");
  slides_app->callback([&] { command = slides; });

  CLI::App* embed_app = app.add_subcommand("embed", "Print what to paste into a page");
  add_scene_options(*embed_app, options, false);
  add_picture_options(*embed_app, options);
  embed_app->add_option("--as", options.embed_as, "html, markdown, quarto, myst, rst or latex")
      ->check(CLI::IsMember({"html", "markdown", "quarto", "myst", "rst", "latex"}));
  embed_app->add_option("--pair", options.pair, "Two themes, light before dark: paper,slate");
  embed_app->callback([&] { command = embed; });

  CLI::App* lint_app =
      app.add_subcommand("lint", "Check what readers and viewers may have trouble with");
  add_scene_options(*lint_app, options, true);
  add_picture_options(*lint_app, options);
  add_strict_option(*lint_app, options);
  lint_app->callback([&] { command = lint; });

  CLI::App* check_app = app.add_subcommand("check", "Report all mistakes in scenes");
  add_scene_options(*check_app, options, true);
  add_picture_options(*check_app, options);
  add_strict_option(*check_app, options);
  check_app->callback([&] { command = check; });

  CLI::App* inspect_app = app.add_subcommand("inspect", "Print all state at a moment as JSON");
  add_scene_options(*inspect_app, options, false);
  add_picture_options(*inspect_app, options);
  inspect_app->add_option("--at", options.at, "The moment: 2.5s, 300ms, 1:05 or end")->required();
  inspect_app->callback([&] { command = inspect; });

  CLI::App* preview_app = app.add_subcommand(
      "preview", "Serve a page that shows the scene and follows its files as they change");
  add_scene_options(*preview_app, options, false);
  preview_app->add_option("--theme", options.theme, "Another theme");
  preview_app->add_option("--port", options.port, "Port of 127.0.0.1; one that is free by default")
      ->check(CLI::Range(0, 65535));
  preview_app->add_flag("--open", options.open, "Open the page in the browser");
  preview_app->callback([&] { command = preview; });

  CLI::App* list_app = app.add_subcommand("list", "Show what scripts can name");
  list_app->add_option("what", options.list_what, "What to list; everything if not given")
      ->check(CLI::IsMember(list_topics()));
  list_app->add_option("name", options.list_name, "One of them, with its fields");
  list_app->callback([&] { command = list; });

  CLI::App* new_app = app.add_subcommand("new", "Start a scene from a template, with its data");
  new_app->add_option("name", options.new_name, "The scene's folder: talk makes talk/talk.yaml");
  new_app->add_option("--from", options.new_from, "The template; minimal by default");
  new_app->add_flag("--list", options.new_list, "Show all templates");
  new_app->callback([&] { command = create; });

  CLI::App* fmt_app = app.add_subcommand("fmt", "Put scripts into the one way of writing them");
  fmt_app
      ->add_option("scene", options.scenes, "Scene script; - is standard input, to standard output")
      ->required();
  fmt_app->add_flag("--check", options.only_check,
                    "Write nothing; exit code 1 where something would change");
  fmt_app->add_flag("-q,--quiet", options.quiet, "Print errors only");
  fmt_app->callback([&] { command = format; });

  CLI::App* explain_app = app.add_subcommand(
      "explain", "Say what the code of a mistake means, with an example and its mend");
  explain_app->add_option("code", options.codes,
                          "A code such as unknown-key; all are listed if not given");
  explain_app->callback([&] { command = explain; });

  CLI::App* schema_app =
      app.add_subcommand("schema", "Print the JSON Schema of scenes, for editors");
  schema_app->callback([&] { command = schema; });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e);
    if (code == 0) return 0;
    tell("{}", near_word(app, argc, argv));
    return 2;
  }
  if (command == preview) return command(options);  // runs as long as it is looked at
  const WorkBudget budget(options.limits.work_steps());
  return command(options);
}

int guarded(int argc, char** argv) {
  try {
    install_signal_handlers();
    return run(argc, argv);
  } catch (const Cancelled& cancelled) {
    std::signal(cancelled.signal(), SIG_DFL);
    std::raise(cancelled.signal());
    return 128 + cancelled.signal();
  } catch (...) {
    return report_failure();
  }
}

}  // namespace
}  // namespace lantern

int main(int argc, char** argv) {
  lantern::fill_standard_streams();
  return lantern::flush_standard_output(lantern::guarded(argc, argv));
}
