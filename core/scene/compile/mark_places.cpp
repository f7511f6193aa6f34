#include "core/scene/compile/mark_places.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

/// The selector that names a mark after its view's name; the end where there is none.
std::vector<Selector>::const_iterator member_of(const std::vector<Selector>& selectors) {
  return std::find_if(selectors.begin(), selectors.end(),
                      [](const Selector& s) { return s.type == Selector::Type::member; });
}

std::vector<MarkRef> marks_named(const Address& address, const std::vector<ViewSpec>& views) {
  const auto member = member_of(address.selectors);
  const bool bare = member == address.selectors.end();
  std::vector<MarkRef> found;
  for (size_t v = 0; v < views.size(); ++v) {
    if (!bare && views[v].name != address.head) continue;
    for (size_t m = 0; m < views[v].marks.size(); ++m) {
      if (views[v].marks[m].name != (bare ? address.head : member->name)) continue;
      found.push_back({static_cast<int>(v), static_cast<int>(m), "", {}, "", {}});
    }
  }
  return found;
}

/// Keys before the mark's name choose an instance of its view, those after it a row.
void add_keys(const std::vector<Selector>& selectors, MarkRef& out) {
  const auto member = member_of(selectors);
  for (auto selector = selectors.begin(); selector != selectors.end(); ++selector) {
    if (selector->type != Selector::Type::key) continue;
    const bool of_view = member != selectors.end() && selector < member;
    (of_view ? out.instance : out.key) = selector->name;
  }
}

void report_no_mark(const Address& address, const Location& at, const std::vector<ViewSpec>& views,
                    Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const ViewSpec& view : views) {
    for (const auto& mark : view.marks) names.push_back(mark.name);
  }
  diagnostics.error("unknown-name", at,
                    fmt::format("there is no mark {}{}", in_quotes(to_string(address)),
                                did_you_mean(address.head, names)));
}

}  // namespace

std::optional<MarkRef> find_mark_place(const AstPtr& ast, const std::vector<ViewSpec>& views,
                                       Diagnostics& diagnostics) {
  const auto* address = std::get_if<Address>(&ast->node);
  if (!address) return std::nullopt;
  std::vector<MarkRef> found = marks_named(*address, views);
  if (found.size() == 1) {
    add_keys(address->selectors, found[0]);
    return found[0];
  }
  if (found.empty()) {
    report_no_mark(*address, ast->at, views, diagnostics);
  } else {
    diagnostics.error("ambiguous-name", ast->at,
                      fmt::format("{} is a mark of several views", in_quotes(to_string(*address))),
                      "write view.mark");
  }
  return std::nullopt;
}

}  // namespace lantern
