#include "core/scene/evaluators/sweep_reader.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/bind/binder.h"
#include "core/scene/compile/leaves.h"
#include "core/scene/evaluators/points.h"

namespace lantern::sweep_model {
namespace {

/// Of a range of reals: of the only param, and of each of several.
constexpr double kPoints = 101, kPointsOfEach = 21;

/// Every function reports what is wrong.
class SweepReader {
 public:
  SweepReader(const RecordSpec& spec, GraphBuilder& builder) : spec_(spec), builder_(builder) {}

  std::optional<SweepPlan> read() {
    const bool ok = int(read_vary()) & int(read_takes()) & int(read_settings());
    if (!ok || !read_values() || !read_best() || !check_dependence()) return std::nullopt;
    return std::move(plan_);
  }

 private:
  const Leaf& leaf(LeafId id) const { return builder_.graph().leaves[size_t(id)]; }
  static bool is_number(const Leaf& leaf) { return std::holds_alternative<double>(leaf.initial); }

  bool read_vary() {
    const SpecValue& value = spec_["vary"];
    if (value.as<Word>()) return read_varied(value);
    const auto* list = value.as<SpecList>();
    bool right = list != nullptr;
    for (size_t i = 0; list && i < list->size(); ++i) right = read_varied((*list)[i]) && right;
    return right;
  }

  /// What is computed moves with the params that it hangs on.
  std::string what_to_vary(const SceneName& name) const {
    if (name.type != SceneName::Type::value) return "a sweep varies what `params` declares";
    std::vector<std::string> params;
    for (const LeafId id : builder_.graph().nodes[size_t(name.id)]->leaves()) {
      if (leaf(id).source == Leaf::Source::param) params.push_back(leaf(id).name);
    }
    return params.empty() ? "it is computed, and no param moves it"
                          : fmt::format("it is computed: vary {}", join_or(params));
  }

  bool read_varied(const SpecValue& value) {
    const auto* name = value.as<Word>();
    const auto found = builder_.context().scope.names->find(name->text);
    if (found && found->type == SceneName::Type::broken) return false;
    if (!found || found->type != SceneName::Type::leaf) {
      return wrong(value.at, fmt::format("{} is not a param", in_quotes(name->text)),
                   found                         ? what_to_vary(*found)
                   : name->text.starts_with("=") ? "write " + name->text.substr(1)
                                                 : "");
    }
    if (std::find(plan_.vary.begin(), plan_.vary.end(), found->id) != plan_.vary.end()) {
      return wrong(value.at, fmt::format("{} is varied already", in_quotes(name->text)));
    }
    plan_.vary.push_back(found->id);
    return true;
  }

  bool read_takes() {
    const auto* map = spec_["take"].as<SpecMap>();
    if (!map) return false;
    bool ok = true;
    for (const SpecMap::Entry& entry : map->entries) {
      auto program = bind_expression(*entry.value.as<AstPtr>(), builder_.context().scope,
                                     builder_.graph(), builder_.context().diagnostics);
      if (program) plan_.takes.push_back({entry.key, std::move(*program)});
      else ok = false;
    }
    return ok;
  }

  bool read_settings() {
    const auto* map = spec_["with"].as<SpecMap>();
    bool ok = true;
    if (!map) return ok;
    for (const SpecMap::Entry& entry : map->entries) ok = read_setting(entry) && ok;
    return ok;
  }

  bool read_setting(const SpecMap::Entry& entry) {
    const Scope& scope = builder_.context().scope;
    const auto found = find_leaf(entry.key, scope, builder_.graph());
    if (!found) {
      const auto head = scope.names->find(entry.key.substr(0, entry.key.find_first_of(".@")));
      if (head && head->type == SceneName::Type::broken) return false;
      return wrong(entry.key_at,
                   fmt::format("{} is no param and no step of a trace", in_quotes(entry.key)));
    }
    Setting setting{*found, 0.0, false};
    const auto* word = entry.value.as<Word>();
    const auto* quantity = entry.value.as<Quantity>();
    const bool number = is_number(leaf(*found));
    if (word && word->text == "last" && number) setting.last = true;
    else if (word && !number) setting.value = word->text;
    else if (quantity && number) setting.value = quantity->value;
    else
      return wrong(entry.value.at, fmt::format("{} wants {}", in_quotes(entry.key),
                                               number ? "a number or last" : "a word"));
    plan_.settings.push_back(std::move(setting));
    return true;
  }

  // ---- the values

  bool read_values() {
    const SpecValue& over = spec_["over"];
    if (!(int(check_keys(over)) & int(check_keys(spec_["points"])))) return false;
    double count = 1;
    for (const LeafId id : plan_.vary) {
      const SpecValue* values = values_for(over, leaf(id).name);
      if (!values || !read_axis(*values, leaf(id))) return false;
      count *= double(plan_.values.back().size());
    }
    if (count <= double(kMostEvaluations)) return true;
    return wrong(over.at, fmt::format("the sweep would evaluate {} states; the limit is {}", count,
                                      kMostEvaluations));
  }

  /// Whatever is said for each param is said for one that is varied.
  bool check_keys(const SpecValue& value) {
    const auto* map = value.as<SpecMap>();
    std::vector<std::string> varied;
    for (const LeafId id : plan_.vary) varied.push_back(leaf(id).name);
    bool right = true;
    for (size_t i = 0; map && i < map->entries.size(); ++i) {
      const SpecMap::Entry& entry = map->entries[i];
      if (std::find(varied.begin(), varied.end(), entry.key) != varied.end()) continue;
      right = wrong(
          entry.key_at,
          fmt::format("{} is not varied{}", in_quotes(entry.key), did_you_mean(entry.key, varied)),
          fmt::format("`vary` names {}", join_and(varied)));
    }
    return right;
  }

  /// What is said for one of several params; null where that is wrong.
  const SpecValue* values_for(const SpecValue& over, const std::string& name) {
    const auto* map = over.as<SpecMap>();
    if (!map && plan_.vary.size() == 1) return &over;
    for (size_t i = 0; map && i < map->entries.size(); ++i) {
      if (map->entries[i].key == name) return &map->entries[i].value;
    }
    wrong(over.at, fmt::format("\"over\" says no values for {}", in_quotes(name)),
          fmt::format("write over: {{{}: 0..1, …}}", name));
    return nullptr;
  }

  bool read_axis(const SpecValue& over, const Leaf& varied) {
    plan_.values.emplace_back();
    known_.clear();
    if (const auto* list = over.as<SpecList>()) {
      if (!read_list(*list, varied)) return false;
    } else if (const auto* range = over.as<Range>()) {
      if (!is_number(varied)) {
        return wrong(over.at, fmt::format("{} takes a list of words", in_quotes(varied.name)));
      }
      fill_range(*range, varied);
    } else if (const auto* column = over.as<AstPtr>()) {
      if (!read_column(*column, varied)) return false;
    } else {
      return false;
    }
    return check_values(over, varied);
  }

  /// `over: pets.weight`: the different values of the column, in its order.
  bool read_column(const AstPtr& ast, const Leaf& varied) {
    Address table = std::get<Address>(ast->node);
    const Selector last = table.selectors.back();
    table.selectors.pop_back();
    const PlanContext& context = builder_.context();
    const auto found = bind_table(std::make_shared<const Ast>(Ast{ast->at, table}), context.scope,
                                  builder_.graph(), context.diagnostics);
    if (!found) return false;
    const Table* rows = context.scope.names->fixed_table(found->node, found->output);
    if (!rows && context.scope.names->fails(found->node)) return false;
    if (!rows) return wrong(ast->at, "a sweep goes over a table that does not change with time");
    if (last.type != Selector::Type::member || !rows->find(last.name)) {
      return wrong(last.at,
                   fmt::format("{} has no column {}{}", to_string(table), in_quotes(last.name),
                               did_you_mean(last.name, rows->names())));
    }
    const Column& column = rows->column(last.name);
    if (is_number(varied) != (column.type() == ColumnType::number)) {
      return wrong(ast->at, fmt::format("{} takes {}", in_quotes(varied.name),
                                        is_number(varied) ? "numbers" : "words"));
    }
    if (is_number(varied)) return add_numbers(column, ast->at);
    for (const std::string& text : column.distinct()) add_value(text);
    return true;
  }

  /// A number counts once, however its cells are written; missing ones do not.
  bool add_numbers(const Column& column, const Location& at) {
    for (const double number : column.numbers()) {
      if (std::isinf(number)) {
        return wrong(at, "this column has an infinite number, which no param can be",
                     "a division by 0? `derive` with `where` leaves such rows out");
      }
      if (!std::isnan(number)) add_value(number);
    }
    return true;
  }

  /// False where it is among the values already: each is the key of a row.
  bool add_value(const LeafValue& value) {
    if (!known_.insert(value).second) return false;
    plan_.values.back().push_back(value);
    return true;
  }

  bool read_list(const SpecList& list, const Leaf& varied) {
    const bool number = is_number(varied);
    for (const SpecValue& item : list) {
      const auto* quantity = item.as<Quantity>();
      if (number != (quantity != nullptr)) {
        return wrong(item.at, fmt::format("{} takes {}", in_quotes(varied.name),
                                          number ? "numbers" : "words"));
      }
      const LeafValue value =
          number ? LeafValue(quantity->value) : LeafValue(item.as<Word>()->text);
      if (!add_value(value)) return wrong(item.at, "this value is in the list already");
    }
    return true;
  }

  void fill_range(const Range& range, const Leaf& varied) {
    if (varied.type == ParamType::count) {
      for (double i = 0; i <= kMostEvaluations && range.first + i <= range.last; ++i) {
        add_value(range.first + i);
      }
      return;
    }
    const bool alone = plan_.vary.size() == 1;
    const double count = points_of(spec_["points"], varied.name, alone ? kPoints : kPointsOfEach);
    for (double i = 0; i < count; ++i) add_value(range.at(i, count));
  }

  bool check_values(const SpecValue& over, const Leaf& varied) {
    const std::vector<LeafValue>& values = plan_.values.back();
    if (values.empty()) return wrong(over.at, "there is nothing to vary over");
    for (const LeafValue& value : values) {
      const auto* number = std::get_if<double>(&value);
      if (!number || (*number >= varied.least && *number <= varied.most)) continue;
      return wrong(over.at,
                   fmt::format("{} is {} to {}; {} is outside", in_quotes(varied.name),
                               shortest(varied.least), shortest(varied.most), shortest(*number)));
    }
    return true;
  }

  // ---- what is taken

  bool read_best() {
    const SpecValue& value = spec_["best"];
    const auto* word = value.as<Word>();
    if (!word) return true;
    const size_t space = word->text.find(' ');
    const std::string how = word->text.substr(0, space);
    const std::string what = space == std::string::npos ? "" : word->text.substr(space + 1);
    std::vector<std::string> names;
    for (const Take& take : plan_.takes) names.push_back(take.name);
    const auto found = std::find(names.begin(), names.end(), what);
    if ((how != "least" && how != "most") || found == names.end()) {
      return wrong(value.at,
                   fmt::format("\"best\" wants `least` or `most` and one of {}", join_and(names)));
    }
    plan_.best = Best{how == "least", size_t(found - names.begin())};
    return true;
  }

  bool check_dependence() {
    const auto* map = spec_["take"].as<SpecMap>();
    for (size_t i = 0; i < plan_.takes.size(); ++i) {
      const auto& leaves = plan_.takes[i].program.leaves();
      const bool depends = std::any_of(plan_.vary.begin(), plan_.vary.end(), [&](LeafId vary) {
        return std::binary_search(leaves.begin(), leaves.end(), vary);
      });
      if (depends) continue;
      std::vector<std::string> names;
      for (const LeafId vary : plan_.vary) names.push_back(in_quotes(leaf(vary).name));
      return wrong(
          map->entries[i].value.at,
          fmt::format("{} does not depend on {}", in_quotes(plan_.takes[i].name), join_or(names)));
    }
    return true;
  }

  bool wrong(const Location& at, std::string message, std::string hint = "") {
    builder_.context().diagnostics.error("sweep", at, std::move(message), std::move(hint));
    return false;
  }

  const RecordSpec& spec_;
  GraphBuilder& builder_;
  SweepPlan plan_;
  std::set<LeafValue> known_;  // of the param at hand
};

}  // namespace

std::optional<SweepPlan> read_sweep(const RecordSpec& spec, GraphBuilder& builder) {
  return SweepReader(spec, builder).read();
}

}  // namespace lantern::sweep_model
