#include "renderer/stage/shared_keys.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "renderer/marks/common.h"

namespace lantern {

void SharedKeys::add(const MarkState& mark, const MarkSpec& spec) {
  const auto common = bind<CommonFields>(*mark.values->fields);
  if (common.identity.empty() || !mark.values->rows) return;
  std::vector<Home>& homes = homes_[common.identity];
  const Location& at = mark.values->fields->at;
  auto home = std::find_if(homes.begin(), homes.end(),
                           [&](const Home& one) { return one.mark == mark.id; });
  if (home == homes.end())
    home = homes.insert(home, {mark.id, at, spec.record["where"].given(), {}});
  const auto& keys = *mark.values->rows->keys().names();
  home->keys.insert(keys.begin(), keys.end());
}

void SharedKeys::tell(std::vector<Diagnostic>& out) const {
  for (const auto& [identity, homes] : homes_) {
    std::set<std::string> seen;
    size_t keys = 0;
    std::vector<const Home*> filled;
    for (const Home& home : homes) {
      seen.insert(home.keys.begin(), home.keys.end());
      keys += home.keys.size();
      if (!home.keys.empty()) filled.push_back(&home);
    }
    const bool chosen =
        std::any_of(homes.begin(), homes.end(), [](const Home& home) { return home.chosen; });
    if (chosen || filled.size() < 2 || seen.size() < keys) continue;
    const Home& first = *filled[0];
    const Home& other = *filled[1];
    out.push_back({Severity::warning, "no-effect", other.at,
                   fmt::format("no row of {} goes to {}: their rows have no key in common ({} and "
                               "{}, identity {})",
                               first.mark, other.mark, in_quotes(*first.keys.begin()),
                               in_quotes(*other.keys.begin()), identity),
                   "give both tables a `key` with the same values"});
  }
}

}  // namespace lantern
