#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/limits.h"
#include "output/film/sink.h"

namespace lantern {

/// What the command line says, for all commands.
struct Options {
  std::vector<std::string> scenes;
  std::vector<std::string> outputs;
  std::string size;  ///< "1920x1080"; empty: the canvas's own
  double scale = 1;
  std::string fps;
  std::string theme;
  std::vector<std::string> set;   ///< "param=value"
  std::vector<std::string> data;  ///< "name=file.csv"
  std::string root;               ///< folder below which scenes may read; empty: their own
  std::string at;
  std::string from, to, section;
  bool sections = false;  ///< a clip for each section, and a manifest
  std::string poster;     ///< file for the poster; empty: none
  int jobs = 0;           ///< 0: as many as there are processors
  Quality quality = Quality::final;
  int crf = -1;
  std::string preset;
  bool outlines = false;
  std::string deps;  ///< file for a make rule; empty: none
  bool if_changed = false;
  bool strict = false;  ///< warnings are errors
  bool safe = false;    ///< for scenes of strangers
  std::string format;   ///< of what goes to standard output
  bool watch = false;
  bool quiet = false;
  std::vector<std::string> limit;  ///< "work=20"
  Limits limits{};                 ///< what follows from that
  bool json_diagnostics = false;
  int columns = 0;  ///< of a contact sheet; 0: as suits
  std::string embed_as = "html";
  std::string pair;         ///< "light,dark": two themes of an embedded picture
  int port = 0;             ///< of the preview; 0: any that is free
  bool open = false;        ///< the preview in a browser
  bool only_check = false;  ///< of fmt: say what is not formatted, write nothing
  std::string new_name;     ///< the folder of a scene to be made
  std::string new_from;     ///< the template it is made from
  bool new_list = false;
  std::vector<std::string> codes;  ///< to explain; none: all are listed
  std::string list_what, list_name;
  std::string shell;  ///< whose completions are printed
};

/// All options that decide over what a picture shows and how it is written, as one text.
std::string picture_options(const Options& options);

/// The two themes of `--pair`. Throws UsageError where they are not two.
std::array<std::string, 2> theme_pair(const Options& options);

/// Splits "name=value" arguments. Throws UsageError where there is no "=".
std::map<std::string, std::string> named_values(const std::vector<std::string>& arguments,
                                                const std::string& option);

/// Sets one of the limits: "work=20". Throws UsageError where there is none of that name.
void set_limit(Limits& limits, const std::string& argument);

/// A time of the command line: "2.5s", "300ms", "1:05", or "end". Throws UsageError for others.
double time_argument(const std::string& text, const std::string& option, double duration);

}  // namespace lantern
