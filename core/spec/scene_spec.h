#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/rational.h"
#include "core/spec/glyph_art.h"
#include "core/spec/spec_value.h"
#include "core/spec/theme.h"
#include "core/spec/verbs.h"

namespace lantern {

enum class Captions { by_format, burn, track, both, none };

/// Rows of view names; a name that is repeated spans the cells. "" is an empty cell, written as
/// `.`.
struct LayoutGrid {
  std::vector<std::vector<std::string>> cells;
  std::vector<double> columns;  ///< relative widths; empty: all equal
  std::vector<double> rows;     ///< relative heights; empty: all equal

  bool has(const std::string& view) const {
    return std::any_of(cells.begin(), cells.end(), [&](const std::vector<std::string>& row) {
      return std::find(row.begin(), row.end(), view) != row.end();
    });
  }
};

/// One canvas layout: the grid of wide pictures, and those of other shapes where the script gives
/// them. All have the same views.
struct LayoutSpec : LayoutGrid {
  std::string name;
  Location at;
  std::optional<LayoutGrid> square, tall;
};

struct StepDefaults {
  double duration = 1;  ///< seconds
  Ease ease;
};

struct CanvasSpec {
  Location at;
  double width = 960;  ///< canvas units
  double height = 540;
  Rational fps;
  std::string theme = "paper";
  Location theme_at;
  std::shared_ptr<const Theme> own_theme{};  ///< what a file beside the scene says it is
  bool transparent = false;                  ///< no ground, in formats that can
  std::string background;  ///< a theme name or "#rrggbb"; empty: the theme's ground
  Location background_at;
  bool show_title = true;
  Captions captions = Captions::by_format;
  bool loop = true;
  double hold = 1.5;             ///< seconds
  std::optional<double> poster;  ///< seconds: the picture that stands for the film
  Location poster_at;
  std::optional<double> first;   ///< seconds: what moving pictures begin with
  bool first_is_poster = false;  ///< that is the poster
  Location first_at;
  std::string language;             ///< of its texts, as BCP 47 has it: "pt-BR"
  std::vector<LayoutSpec> layouts;  ///< the first one holds at the start
  StepDefaults step;
};

/// The one look that a value has in the whole scene.
struct MeaningSpec {
  std::string value;
  Location at;
  std::optional<Word> color;
  Location color_at;
  std::optional<Word> glyph;
  Location glyph_at;
  std::optional<Word> shape;    ///< of dots
  std::optional<Word> pattern;  ///< of what is filled
  std::string text;             ///< how it reads; the value itself where the script is silent
  RichText spans;               ///< the same as it is drawn
};

/// Whether a theme is named by its file, which stands beside the scene.
inline bool is_theme_file(std::string_view theme) {
  return theme.ends_with(".yaml") || theme.ends_with(".yml");
}

/// A glyph of the scene's own, in a file beside it.
struct GlyphFileSpec {
  std::string name;
  Location at;
  std::string path;
  Location path_at;
};

/// A function of the script: loss(p) is -log(p).
struct FunctionSpec {
  std::string name;
  Location at;
  std::vector<std::string> parameters;
  std::vector<Location> parameters_at;
  AstPtr body;  ///< null where it could not be read
};
using FunctionSpecs = std::vector<FunctionSpec>;

/// A named live value.
struct ValueSpec {
  std::string name;
  Location at;
  AstPtr value;  ///< null where it could not be read
};

enum class ParamType { real, count, choice, key };

struct ParamSpec {
  std::string name;
  Location at;
  ParamType type = ParamType::real;
  SpecValue value;
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  /// Of a choice: its names and what each stands for (a list of columns; empty where it is just
  /// its name).
  std::vector<std::pair<std::string, std::vector<std::string>>> options;
  std::string of;  ///< of a key: the table
  Location of_at;
};

/// Variables bound to lists: those that the script writes out zipped by place, others by key.
struct EachSpec {
  Location at;
  struct Variable {
    std::string name;
    Location at;
    SpecValue list;  ///< a Range, a SpecList of constants, or a Word naming a list or table
  };
  std::vector<Variable> variables;
};

/// A table read from a file, written in the script, or generated.
struct DataSpec {
  std::string name;
  Location at;
  std::string csv;  ///< path as written; empty where the data is not a file
  Location csv_at;
  bool json = false;  ///< what is in that file, if its name does not end with .json already
  bool inline_rows = false;
  std::vector<SpecValue> rows;  ///< each a map, a list or a single value
  std::vector<Word> columns;    ///< names for rows that are lists or single values
  std::vector<Location> columns_at;
  RecordSpecPtr generate;
  std::vector<std::string> key;  ///< columns; several are joined by '/'
  Location key_at;
  SpecMap derive;  ///< new column → expression over the row
  std::optional<EachSpec> each;
};

struct ModelSpec {
  std::string name;
  Location at;
  std::optional<EachSpec> each;
  RecordSpec record;
};

struct MarkSpec {
  std::string name;
  Location at;
  std::optional<EachSpec> each;
  RecordSpec record;
  int group = -1;  ///< the mark of its view that it is a part of, which stands before it; −1: none
};

struct ViewSpec {
  std::string name;
  Location at;
  std::optional<EachSpec> each;
  RecordSpec record;  ///< of `view_kind()`
  std::vector<MarkSpec> marks;
};

/// A mark or a view's marks as a step names them: "fits", "plot.fits@3", "trees". Keys are texts
/// or expressions of the variables of an `each` block; null means all.
struct SelectionSpec {
  int view = -1;
  AstPtr view_instance;  ///< of a view with `each`
  int mark = -1;         ///< −1: all marks of the view
  AstPtr mark_instance;  ///< of a mark with `each`
  AstPtr row;
  Location at;
  std::string text;  ///< as written
};

/// What a step does with a value: "threshold: 0.5", "gd.step: last", "pets@rex.weight: [1, 2]".
struct AssignmentSpec {
  Address address;
  Location at;
  SpecValue value;
};

/// Fields of a mark or view that hold from a step on.
struct ChangeSpec {
  SelectionSpec selection;
  RecordSpec fields;  ///< only the changed ones are given
};

/// A row that a step adds to a table: a row of another one (or a model's outputs), its columns by
/// name, or an expression for each column.
struct AddedRowSpec {
  Location at;
  AstPtr source;  ///< null where there are cells
  struct Cell {
    std::string column;
    Location at;
    AstPtr value;
  };
  std::vector<Cell> cells;
};
struct RecordedSpec {
  std::string table;
  Location at;
  std::vector<AddedRowSpec> rows;
};

struct StepSpec;

/// A step's caption.
struct SaySpec {
  Template text;
  bool when_start = false;  ///< holes are filled in as of the step's start, not its end
  Location at;
};

/// Where the camera goes.
struct CameraSpec {
  std::optional<SelectionSpec> to;  ///< nothing: back to all
  double zoom = 0;                  ///< 0: as far as shows all of it
  std::string inset;                ///< the corner of a small picture of all; empty: none
  Location at;
};

struct StepSpec {
  enum class Type { step, pause, together, sequence, each };
  Type type = Type::step;
  Location at;

  // What it does: a member for each verb.
#define LANTERN_MEMBER(verb, Data) Data verb;
  LANTERN_VERBS(LANTERN_MEMBER)
#undef LANTERN_MEMBER

  std::optional<double> duration;  ///< `for`, seconds
  std::optional<Ease> ease;
  std::string effect;  ///< overrides the marks' own for show and hide
  double delay = 0;
  std::optional<double> at_time;  ///< `at`
  double stagger = 0;
  bool by_instance = false;  ///< marks and instances follow each other, not rows
  double one_by_one = 0;     ///< seconds of each of them; 0: not given
  /// Whether its marks and instances each have a time of their own.
  bool takes_turns() const {
    return by_instance || one_by_one > 0;
  }
  AstPtr order;
  AstPtr where;
  int loop = 1;
  bool back = false;  ///< each run of the loop goes back to where it began
  double hold = 0;
  bool hold_read = false;  ///< until the caption can have been read

  std::vector<StepSpec> steps;  ///< of together, sequence and each
  std::optional<EachSpec> each;
};

/// The key of the verb that a member of a step is for, and whether blocks may have it.
template <auto member>
inline constexpr std::string_view verb_key;
template <auto member>
inline constexpr bool verb_of_blocks = false;

#define LANTERN_KEY(verb, Data) \
  template <>                   \
  inline constexpr std::string_view verb_key<&StepSpec::verb> = #verb;
#define LANTERN_OF_BLOCKS(verb, Data) \
  template <>                         \
  inline constexpr bool verb_of_blocks<&StepSpec::verb> = true;
LANTERN_VERBS(LANTERN_KEY)
LANTERN_BLOCK_VERBS(LANTERN_OF_BLOCKS)
#undef LANTERN_KEY
#undef LANTERN_OF_BLOCKS

/// A script, checked for shape, with the place of every part.
struct SceneSpec {
  std::string name;  ///< the script's file name without folder and extension
  std::int32_t file = -1;
  std::string folder;  ///< that paths in the script are relative to
  RichText title;
  std::string description;
  Location at;
  CanvasSpec canvas;
  std::vector<GlyphFileSpec> glyphs;
  std::vector<GlyphArt> own_glyphs;  ///< what those files hold
  std::vector<MeaningSpec> meaning;
  std::vector<ParamSpec> params;
  std::vector<ValueSpec> values;
  FunctionSpecs functions;
  std::vector<DataSpec> data;
  std::vector<ModelSpec> models;
  std::vector<ViewSpec> views;
  std::vector<StepSpec> timeline;
};

}  // namespace lantern
