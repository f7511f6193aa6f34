#include "cli/line/options_of_commands.h"

#include <CLI/CLI.hpp>

namespace lantern {

void add_scene_options(CLI::App& app, Options& o, bool several) {
  auto* scenes = app.add_option("scene", o.scenes, "Scene script; - is standard input")
                     ->required()
                     ->type_name("SCENE");
  if (!several) scenes->expected(1);
  app.add_option("--set", o.set, "Hold a param at a value for the whole film: threshold=0.4")
      ->allow_extra_args(false)
      ->type_name("NAME=VALUE");
  app.add_option("--data", o.data, "Read a table from another file: flowers=other.csv")
      ->allow_extra_args(false)
      ->type_name("NAME=FILE");
  app.add_option("--root", o.root,
                 "The folder below which the scene may read files; its own by default")
      ->type_name("FOLDER");
  app.add_option("--diagnostics", "How mistakes are printed: human or json")
      ->type_name("WORD")
      ->check(CLI::IsMember({"human", "json"}))
      ->each([&o](const std::string& how) { o.json_diagnostics = how == "json"; });
  app.add_flag("-q,--quiet", o.quiet, "Print errors only");
  app.add_option("--limit", o.limit, "Raise or lower a limit (`lantern list limits`): work=20")
      ->allow_extra_args(false)
      ->type_name("LIMIT");
}

void add_safe_option(CLI::App& app, Options& o) {
  app.add_flag("--safe", o.safe,
               "For scenes of strangers: no network, no other programs, no files but the scene's "
               "and the outputs', no fonts of the system, a quarter of each limit");
}

void add_picture_options(CLI::App& app, Options& o) {
  app.add_option("--size", o.size, "Size in pixels: 1920x1080")->type_name("SIZE");
  app.add_option("--scale", o.scale, "Size as a multiple of the canvas: 2");
  app.add_option("--theme", o.theme, "Another theme")->type_name("THEME");
}

void add_build_options(CLI::App& app, Options& o) {
  app.add_option("--deps", o.deps,
                 "Write what the output depends on, as a rule for make or a depfile for ninja")
      ->type_name("FILE");
  app.add_flag("--if-changed", o.if_changed, "Do nothing where the output is up to date");
}

void add_format_option(CLI::App& app, Options& o) {
  app.add_option("--format", o.format, "What goes to standard output with -o -: gif, svg …");
}

void add_strict_option(CLI::App& app, Options& o) {
  app.add_flag("--strict", o.strict, "Warnings are errors");
}

void add_output_option(CLI::App& app, Options& o, const char* doc) {
  app.add_option("-o,--output", o.outputs, doc)->allow_extra_args(false)->type_name("FILE");
}

void add_rate_option(CLI::App& app, Options& o) {
  app.add_option("--fps", o.fps, "Frames a second: 60, or 30000/1001")->type_name("RATE");
}

namespace {

/// Which part of the film.
void add_stretch_options(CLI::App& app, Options& o) {
  app.add_option("--from", o.from, "Start here: 2.5s")->type_name("TIME");
  app.add_option("--to", o.to, "Stop here")->type_name("TIME");
  app.add_option("--section", o.section, "Only this section")->type_name("NAME");
  app.add_flag("--sections", o.sections,
               "A clip for each section (film-1-name.mp4, …) and a manifest (film.json)");
}

void add_encoder_options(CLI::App& app, Options& o) {
  app.add_option("-j,--jobs", o.jobs, "Worker threads; as many as processors by default")
      ->check(CLI::Range(1, 256));
  app.add_option("--quality", "draft (fast) or final")
      ->type_name("WORD")
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

}  // namespace

void add_render_options(CLI::App& app, Options& o) {
  add_scene_options(app, o, true);
  add_safe_option(app, o);
  add_picture_options(app, o);
  add_build_options(app, o);
  add_format_option(app, o);
  add_strict_option(app, o);
  app.add_flag("--watch", o.watch,
               "Render again whenever the scene or what it reads changes, until Ctrl-C");
  add_output_option(app, o,
                    "Output file; its format comes from its name. Several come from one pass; - is "
                    "standard output");
  add_rate_option(app, o);
  add_stretch_options(app, o);
  app.add_option("--poster", o.poster, "Also make the picture that stands for the film")
      ->type_name("FILE");
  app.add_option("--pair", o.pair,
                 "Two themes, light before dark: film-paper.svg and film-slate.svg")
      ->type_name("THEME,THEME");
  add_encoder_options(app, o);
}

}  // namespace lantern
