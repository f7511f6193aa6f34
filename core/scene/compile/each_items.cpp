#include "core/scene/compile/each_items.h"

#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/diagnostics/at_place.h"
#include "core/scene/bind/binder.h"

namespace lantern {
namespace {

/// What one variable goes through: keys and values.
struct EachList : std::vector<std::pair<std::string, decltype(Variable::value)>> {
  bool live = false;  ///< rows that come and go
};

/// Counted before it is written out.
bool is_short(double items, const Location& at, const PlanContext& context) {
  const double most = context.limits.items;
  if (items <= most) return true;
  context.diagnostics.error("limit", at,
                            fmt::format("this list has {} items; the limit is {}", items, most),
                            fmt::format("`--limit items={}` raises it", items));
  return false;
}

std::optional<EachList> list_of_range(const Range& range, const Location& at,
                                      const PlanContext& context) {
  if (!is_short(std::floor(range.last - range.first) + 1, at, context)) return std::nullopt;
  EachList out;
  for (double i = 0; range.first + i <= range.last; ++i) {
    const double value = range.first + i;
    if (i > 0 && value == std::get<double>(out.back().second)) continue;  // beyond 2⁵³
    out.emplace_back(shortest(value), value);
  }
  return out;
}

EachList list_of_constants(const SpecList& list) {
  EachList out;
  for (const SpecValue& item : list) {
    if (const auto* quantity = item.as<Quantity>()) {
      out.emplace_back(quantity->text(), quantity->value);
    } else {
      out.emplace_back(item.as<Word>()->text, item.as<Word>()->text);
    }
  }
  return out;
}

/// All rows that there are at some time, in the order in which they come.
EachList list_of_live_rows(const TableRef& table, const PlanContext& context) {
  constexpr std::uint64_t kRow = 50;  // steps of work
  EachList out;
  out.live = true;
  std::unordered_set<std::string> known;
  for (const TablePtr& rows : context.tables_ever(table)) {
    spend(kRow * rows->rows());
    if (double(out.size()) > context.limits.items) break;  // told by the caller
    for (size_t row = 0; row < rows->rows(); ++row) {
      const std::string& key = rows->keys()[row];
      if (known.insert(key).second) out.emplace_back(key, RowRef{table.node, table.output, key});
    }
  }
  return out;
}

std::optional<EachList> list_of_rows(const AstPtr& ast, const PlanContext& context) {
  const auto table = bind_table(ast, context.scope, context.graph, context.diagnostics);
  if (!table) return std::nullopt;
  const Table* rows = context.scope.names->fixed_table(table->node, table->output);
  if (!rows && context.scope.names->fails(table->node)) return std::nullopt;
  if (!rows && context.tables_ever) return list_of_live_rows(*table, context);
  if (!rows) {
    context.diagnostics.error(
        "live-list", ast->at,
        fmt::format("the rows of {} change with time; `each` wants a fixed list",
                    in_quotes(to_string(std::get<Address>(ast->node)))),
        "views and marks can go through rows that change; a model goes through all that there may "
        "be (`each: {k: 1..12}`): one that nobody reads is not computed");
    return std::nullopt;
  }
  EachList out;
  for (const std::string& key : *rows->keys().names()) {
    out.emplace_back(key, RowRef{table->node, table->output, key});
  }
  return out;
}

/// The instances of a model, or the rows of a table.
std::optional<EachList> list_named(const AstPtr& ast, const PlanContext& context) {
  const auto* address = std::get_if<Address>(&ast->node);
  const auto name = address && address->selectors.empty() ? context.scope.names->find(address->head)
                                                          : std::nullopt;
  if (name && name->type == SceneName::Type::broken) return std::nullopt;
  if (!name || name->type != SceneName::Type::family) return list_of_rows(ast, context);
  EachList out;
  for (const auto& [key, node] : name->family.instances) {
    out.emplace_back(key, SceneName{SceneName::Type::node, node, {}});
  }
  return out;
}

std::optional<EachList> list_written(const SpecValue& list, const PlanContext& context) {
  if (const auto* range = list.as<Range>()) {
    return list_of_range(*range, list.at, context);
  }
  if (const auto* constants = list.as<SpecList>()) return list_of_constants(*constants);
  return list_named(*list.as<AstPtr>(), context);
}

std::optional<EachList> list_of(const SpecValue& list, const PlanContext& context) {
  try {
    return at_place(list.at, [&] { return list_written(list, context); });
  } catch (const SceneError& e) {  // of a table that is there at some time
    context.diagnostics.add(e.diagnostic());
    return std::nullopt;
  }
}

/// Lists that the script writes out go by place: the first with the first.
bool is_written_out(const SpecValue& list) {
  return list.as<Range>() || list.as<SpecList>();
}

bool add_by_place(const EachSpec& each, const EachSpec::Variable& variable, const EachList& list,
                  Diagnostics& diagnostics, std::vector<EachItem>& items) {
  if (list.size() != items.size()) {
    const std::string& first = each.variables[0].name;
    diagnostics.error("each-keys", variable.at,
                      fmt::format("{} has {} items and {} has {}", first, items.size(),
                                  variable.name, list.size()),
                      "lists that are gone through together are equally long");
    return false;
  }
  for (size_t i = 0; i < items.size(); ++i) {
    items[i].variables.push_back({variable.name, list[i].second});
  }
  return true;
}

/// Gives every item the variable's value; false where the keys are not those of the items.
bool add_variable(const EachSpec& each, const EachSpec::Variable& variable, const EachList& list,
                  Diagnostics& diagnostics, std::vector<EachItem>& items) {
  std::unordered_map<std::string_view, const decltype(Variable::value)*> by_key;
  for (const auto& [key, value] : list) by_key.emplace(key, &value);
  for (EachItem& item : items) {
    const auto same = by_key.find(item.key);
    if (same == by_key.end() || list.size() != items.size()) {
      const std::string& first = each.variables[0].name;
      diagnostics.error(
          "each-keys", variable.at,
          fmt::format("{} and {} have different keys", first, variable.name),
          same == by_key.end() ? fmt::format("{} is only in {}", item.key, first) : "");
      return false;
    }
    item.variables.push_back({variable.name, *same->second});
  }
  return true;
}

}  // namespace

std::optional<std::vector<EachItem>> each_items(const EachSpec& each, const PlanContext& context) {
  std::vector<EachItem> out;
  for (const EachSpec::Variable& variable : each.variables) {
    const auto list = list_of(variable.list, context);
    if (!list || !is_short(double(list->size()), variable.list.at, context)) return std::nullopt;
    if (&variable == &each.variables.front()) {
      for (const auto& entry : *list) out.push_back({entry.first, *context.scope.variables});
    }
    const bool by_place =
        is_written_out(variable.list) && is_written_out(each.variables.front().list);
    const auto add = by_place ? add_by_place : add_variable;
    if (!add(each, variable, *list, context.diagnostics, out)) return std::nullopt;
    for (EachItem& item : out) {
      if (list->live) item.there.push_back(std::get<RowRef>(item.variables.back().value));
    }
  }
  return out;
}

}  // namespace lantern
