#include "core/scene/evaluators/sweep_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/bind/binder.h"
#include "core/scene/compile/leaves.h"

namespace lantern::sweep_model {
namespace {

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
    const auto* name = value.as<Word>();
    if (!name) return false;
    const auto found = builder_.context().scope.names->find(name->text);
    if (found && found->type == SceneName::Type::broken) return false;
    if (!found || found->type != SceneName::Type::leaf) {
      return wrong(value.at, fmt::format("{} is not a param", in_quotes(name->text)));
    }
    plan_.vary = found->id;
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
    const auto found = find_leaf(entry.key, builder_.context().scope, builder_.graph());
    if (!found) {
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
    const Leaf& varied = leaf(plan_.vary);
    if (const auto* list = over.as<SpecList>()) {
      if (!read_list(*list, varied)) return false;
    } else if (const auto* range = over.as<Range>()) {
      if (!is_number(varied)) {
        return wrong(over.at, fmt::format("{} takes a list of words", in_quotes(varied.name)));
      }
      fill_range(*range, varied);
    } else {
      return false;
    }
    return check_values(over, varied);
  }

  bool read_list(const SpecList& list, const Leaf& varied) {
    const bool number = is_number(varied);
    for (const SpecValue& item : list) {
      const auto* quantity = item.as<Quantity>();
      if (number != (quantity != nullptr)) {
        return wrong(item.at, fmt::format("{} takes {}", in_quotes(varied.name),
                                          number ? "numbers" : "words"));
      }
      if (number) plan_.values.push_back(quantity->value);
      else plan_.values.push_back(item.as<Word>()->text);
    }
    return true;
  }

  void fill_range(const Range& range, const Leaf& varied) {
    if (varied.type == ParamType::count) {
      for (double v = range.first; v <= range.last && plan_.values.size() <= kMostEvaluations;
           ++v) {
        plan_.values.push_back(v);
      }
      return;
    }
    const auto* points = spec_["points"].as<Quantity>();
    const double count = points ? points->value : 101;
    for (double i = 0; i < count; ++i) {
      plan_.values.push_back(range.at(i, count));
    }
  }

  bool check_values(const SpecValue& over, const Leaf& varied) {
    if (plan_.values.empty()) return wrong(over.at, "there is nothing to vary over");
    if (plan_.values.size() > kMostEvaluations) {
      return wrong(over.at, fmt::format("the sweep would evaluate {} states; the limit is {}",
                                        plan_.values.size(), kMostEvaluations));
    }
    for (const LeafValue& value : plan_.values) {
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
      if (std::binary_search(leaves.begin(), leaves.end(), plan_.vary)) continue;
      return wrong(map->entries[i].value.at,
                   fmt::format("{} does not depend on {}", in_quotes(plan_.takes[i].name),
                               in_quotes(leaf(plan_.vary).name)));
    }
    return true;
  }

  bool wrong(const Location& at, std::string message) {
    builder_.context().diagnostics.error("sweep", at, std::move(message));
    return false;
  }

  const RecordSpec& spec_;
  GraphBuilder& builder_;
  SweepPlan plan_;
};

}  // namespace

std::optional<SweepPlan> read_sweep(const RecordSpec& spec, GraphBuilder& builder) {
  return SweepReader(spec, builder).read();
}

}  // namespace lantern::sweep_model
