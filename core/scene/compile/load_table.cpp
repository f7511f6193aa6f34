#include "core/scene/compile/load_table.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/cell_column.h"
#include "core/data/json_table.h"
#include "core/expr/as_column.h"
#include "core/files/scene_file.h"
#include "core/generators/generator.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/record_planner.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

class TableLoader {
 public:
  TableLoader(const DataSpec& spec, const TableContext& context) : spec_(spec), context_(context) {}

  std::optional<Table> load() {
    std::optional<Table> table;
    if (context_.csv_override) table = from_csv(*context_.csv_override);
    else if (!spec_.csv.empty()) table = from_csv(spec_.csv);
    else if (spec_.generate) table = generated();
    else if (spec_.inline_rows) table = inline_table();
    return table && is_short(*table) ? derived(std::move(*table)) : std::nullopt;
  }

 private:
  bool is_short(const Table& table) const {
    const double rows = double(table.rows()), most = context_.limits.rows;
    if (rows <= most) return true;
    context_.diagnostics.error(
        "limit", spec_.at,
        fmt::format("{} has {} rows; the limit is {}", spec_.name, table.rows(), most),
        fmt::format("take fewer of them, or raise it: `--limit rows={}`", table.rows()));
    return false;
  }

  // ---- files

  std::optional<Table> from_csv(const std::string& name) {
    auto text = text_of(name);
    if (!text) return std::nullopt;
    const bool own_json = spec_.json && !context_.csv_override;
    try {
      return own_json || name.ends_with(".json") ? read_json(*text, name, spec_.key)
                                                 : read_csv(*text, name, spec_.key);
    } catch (const DataError& e) {
      const std::int32_t file = context_.sources.add(name, std::move(*text));
      context_.diagnostics.error("data-format", {file, e.line, e.column, 1}, e.message);
      return std::nullopt;
    }
  }

  std::optional<std::string> text_of(const std::string& name) {
    const auto most = static_cast<std::int64_t>(context_.limits.file * (1 << 20));
    FileText text = context_.csv_override
                        ? read_given_file(name, most)
                        : read_scene_file(name, context_.folder, context_.root, most);
    if (auto* found = std::get_if<std::string>(&text)) return std::move(*found);
    const auto& refusal = std::get<FileRefusal>(text);
    const bool missing = refusal.why == FileRefusal::Why::missing;
    context_.diagnostics.error(code_of(refusal.why), spec_.csv_at.known() ? spec_.csv_at : spec_.at,
                               refusal.message, missing ? hint_for_missing(name) : refusal.hint);
    return std::nullopt;
  }

  /// A file in the same folder with nearly that name.
  static std::optional<std::string> near_file(const fs::path& path) {
    std::vector<std::string> names;
    std::error_code error;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      const fs::path name = entry.path().filename();
      if (name.extension() == path.extension() && name != path.filename())
        names.push_back(name.string());
    }
    std::sort(names.begin(), names.end());
    const auto near = nearest(path.filename().string(), names);
    return near ? std::optional(fmt::format("there is {} in that folder", in_quotes(*near)))
                : std::nullopt;
  }

  std::string hint_for_missing(const std::string& name) const {
    const fs::path path = context_.csv_override ? fs::path(name) : context_.folder / fs::path(name);
    const bool elsewhere = !context_.csv_override && !context_.folder.empty();
    return near_file(path).value_or(elsewhere ? "files are looked for from the script's folder"
                                              : "");
  }

  // ---- generators

  std::optional<Table> generated() {
    const GeneratorType* type = find_generator(spec_.generate->kind->name);
    Diagnostics& diagnostics = context_.diagnostics;
    static const Vocabulary kNone;
    const Schema rows = type->rows ? type->rows_schema() : Schema();
    Scope scope = scope_here();
    if (type->rows) {
      scope.row = &rows;
      scope.row_table = type->kind.name;
    }
    const PlanContext plan_context{context_.graph, kNone, diagnostics, scope, {}};
    const RecordPlanPtr plan = plan_record(*spec_.generate, plan_context);
    if (!plan) return std::nullopt;
    Memo memo(0);
    const Evaluation nothing(context_.graph, memo, {});
    try {
      TablePtr over;
      if (type->rows) {
        const auto none = std::make_shared<const Table>(empty_table(rows));
        over = std::make_shared<const Table>(type->rows(plan->evaluate(nothing, none)));
      }
      return keyed(type->make(plan->evaluate(nothing, over)));
    } catch (const SceneError& e) {
      diagnostics.add(e.diagnostic());
      return std::nullopt;
    }
  }

  /// What every expression in the table knows.
  Scope scope_here() const {
    Scope out;
    out.variables = context_.variables;
    out.functions = context_.functions;
    return out;
  }

  static Table empty_table(const Schema& schema) {
    std::vector<std::string> names;
    for (const ColumnDecl& column : schema) names.push_back(column.name);
    return Table("", Keys::numbered(0), std::move(names),
                 std::vector<Column>(schema.size(), Column::numbers({})));
  }

  // ---- rows in the script

  struct Cell {
    Location at;
    TextCells::Cell contents;
  };
  using Rows = std::vector<std::vector<Cell>>;

  std::optional<Table> inline_table() {
    std::vector<std::string> names = column_names();
    if (names.empty()) {
      return wrong(spec_.at, fmt::format("the table {} has no columns", in_quotes(spec_.name)),
                   "give `columns`, or rows that are maps");
    }
    Rows rows;
    for (const SpecValue& row : spec_.rows) {
      auto cells = read_row(row, names);
      if (!cells) return std::nullopt;
      rows.push_back(std::move(*cells));
    }
    std::vector<Column> columns;
    auto origin = std::make_shared<Origin>();
    for (size_t i = 0; i < names.size(); ++i) {
      columns.push_back(make_column(rows, i, names[i], *origin));
    }
    Table table("", Keys::numbered(rows.size()), std::move(names), std::move(columns));
    if (!origin->not_a_number.empty()) table.set_origin(std::move(origin));
    return keyed(std::move(table));
  }

  /// As given, else all keys of rows that are maps, in order of appearance.
  std::vector<std::string> column_names() const {
    std::vector<std::string> names;
    for (const Word& column : spec_.columns) names.push_back(column.text);
    if (!names.empty()) return names;
    for (const SpecValue& row : spec_.rows) {
      const auto* map = row.as<SpecMap>();
      if (!map) continue;
      for (const SpecMap::Entry& entry : map->entries) {
        if (std::find(names.begin(), names.end(), entry.key) == names.end()) {
          names.push_back(entry.key);
        }
      }
    }
    if (names.empty() && !spec_.key.empty() && spec_.key.size() == 1) names.push_back(spec_.key[0]);
    return names;
  }

  /// As in a file: only what has no quotes can be a number, true or missing.
  static Cell cell_of(const SpecValue& value) {
    Cell out{value.at, {}};
    const auto* word = value.as<Word>();
    if (!word) return out;
    const bool missing = word->text.empty() || (!word->quoted && means_missing(word->text));
    out.contents = {word->text, missing, !word->quoted};
    return out;
  }

  std::optional<std::vector<Cell>> read_row(const SpecValue& row,
                                            const std::vector<std::string>& names) {
    std::vector<Cell> cells(names.size());
    if (const auto* map = row.as<SpecMap>()) {
      for (const SpecMap::Entry& entry : map->entries) {
        const auto name = std::find(names.begin(), names.end(), entry.key);
        if (name == names.end()) {
          wrong(entry.key_at, fmt::format("the table has no column {}", in_quotes(entry.key)));
          return std::nullopt;
        }
        cells[size_t(name - names.begin())] = cell_of(entry.value);
      }
      return cells;
    }
    const auto* list = row.as<SpecList>();
    const size_t given = list ? list->size() : row.given() ? 1 : size_t(names.size() == 1);
    if (given != names.size()) {
      wrong(row.at, fmt::format("this row has {} cell{}, the table {} column{}", given,
                                given == 1 ? "" : "s", names.size(), names.size() == 1 ? "" : "s"));
      return std::nullopt;
    }
    for (size_t i = 0; i < given; ++i) cells[i] = cell_of(list ? (*list)[i] : row);
    return cells;
  }

  Column make_column(const Rows& rows, size_t index, const std::string& name, Origin& origin) {
    std::vector<TextCells::Cell> contents;
    for (const auto& row : rows) contents.push_back(row[index].contents);
    const TextCells cells(std::move(contents));
    const CellColumn<TextCells> reader(cells);
    Column out = reader.read();
    if (out.type() != ColumnType::text) return out;
    if (const auto stray = reader.stray_row()) {
      const Location& at = rows[*stray][index].at;
      origin.not_a_number[name] = *stray;
      origin.places[name] =
          fmt::format("{}:{}:{}", context_.sources.name(at.file), at.line, at.column);
    }
    return out;
  }

  // ---- keys and derived columns

  std::optional<Table> keyed(Table table) {
    if (spec_.key.empty()) return table;
    std::vector<std::string> keys(table.rows());
    std::string key_name;
    for (const std::string& name : spec_.key) {
      const auto column = table.find(name);
      if (!column) {
        return wrong(spec_.key_at, fmt::format("the table has no column {}", in_quotes(name)),
                     fmt::format("it has {}", join_and(table.names())));
      }
      key_name += (key_name.empty() ? "" : "/") + name;
      for (size_t row = 0; row < keys.size(); ++row) {
        if (table.columns()[*column].missing(row)) {
          return wrong(row < spec_.rows.size() ? spec_.rows[row].at : spec_.key_at,
                       fmt::format("row {} has no key: column {} names the rows and is empty here",
                                   row + 1, in_quotes(name)));
        }
        keys[row] += (&name == &spec_.key[0] ? "" : "/") + table.columns()[*column].text(row);
      }
    }
    if (const auto duplicate = first_duplicate(keys)) {
      const Location& at =
          *duplicate < spec_.rows.size() ? spec_.rows[*duplicate].at : spec_.key_at;
      return wrong(at, fmt::format("the key {} names two rows", in_quotes(keys[*duplicate])));
    }
    Table out(key_name, Keys(std::move(keys)), table.names(), table.columns());
    out.set_origin(table.origin());
    return out;
  }

  std::optional<Table> derived(Table table) {
    for (const SpecMap::Entry& entry : spec_.derive.entries) {
      const Schema schema = table.schema();
      Scope scope = scope_here();
      scope.row = &schema;
      scope.row_table = spec_.name;
      const auto program =
          bind_expression(*entry.value.as<AstPtr>(), scope, context_.graph, context_.diagnostics);
      if (!program) return std::nullopt;
      Memo memo(0);
      const Evaluation nothing(context_.graph, memo, {});
      try {
        table = table.with(entry.key, as_column(program->run(nothing, &table), table.rows()));
      } catch (const SceneError& e) {
        context_.diagnostics.add(e.diagnostic());
        return std::nullopt;
      }
    }
    return table;
  }

  std::nullopt_t wrong(const Location& at, std::string message, std::string hint = "") {
    context_.diagnostics.error("data-format", at, std::move(message), std::move(hint));
    return std::nullopt;
  }

  const DataSpec& spec_;
  const TableContext& context_;
};

}  // namespace

std::optional<Table> load_table(const DataSpec& spec, const TableContext& context) {
  return TableLoader(spec, context).load();
}

}  // namespace lantern
