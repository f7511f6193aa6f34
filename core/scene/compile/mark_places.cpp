#include "core/scene/compile/mark_places.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/text.h"

namespace lantern {
namespace {

using Selectors = std::vector<Selector>;

/// The selector that names a mark after its view's name; the end where there is none.
Selectors::const_iterator member_of(const Selectors& selectors) {
  return std::find_if(selectors.begin(), selectors.end(),
                      [](const Selector& s) { return s.type == Selector::Type::member; });
}

std::vector<MarkPlace> marks_named(const Address& address, const std::vector<ViewSpec>& views) {
  const auto member = member_of(address.selectors);
  const bool bare = member == address.selectors.end();
  std::vector<MarkPlace> found;
  for (size_t v = 0; v < views.size(); ++v) {
    if (!bare && views[v].name != address.head) continue;
    for (size_t m = 0; m < views[v].marks.size(); ++m) {
      if (views[v].marks[m].name != (bare ? address.head : member->name)) continue;
      found.push_back({static_cast<int>(v), static_cast<int>(m)});
    }
  }
  return found;
}

/// The selector that names a part of a mark: the last name of the address; the end where that is
/// the mark's own.
Selectors::const_iterator part_of(const Address& address, const MarkSpec& mark, bool bare) {
  auto member = member_of(address.selectors);
  if (!bare && member != address.selectors.end()) {
    member = std::find_if(member + 1, address.selectors.end(),
                          [](const Selector& s) { return s.type == Selector::Type::member; });
  }
  if (member == address.selectors.end() || !mark.record.kind) return address.selectors.end();
  const Kind& kind = *mark.record.kind;
  const bool known = std::count(kind.parts.begin(), kind.parts.end(), member->name) > 0;
  return known ? member : address.selectors.end();
}

/// Marks whose part is meant: "net.nodes", where no view has a mark of that name.
std::vector<MarkPlace> marks_with_part(const Address& address, const std::vector<ViewSpec>& views) {
  std::vector<MarkPlace> found;
  for (size_t v = 0; v < views.size(); ++v) {
    for (size_t m = 0; m < views[v].marks.size(); ++m) {
      const MarkSpec& mark = views[v].marks[m];
      if (mark.name != address.head) continue;
      if (part_of(address, mark, true) == address.selectors.end()) continue;
      found.push_back({static_cast<int>(v), static_cast<int>(m)});
    }
  }
  return found;
}

/// Of several, the one in the view where the address stands.
void prefer_own(std::vector<MarkPlace>& found, int own) {
  const auto mine = std::find_if(found.begin(), found.end(),
                                 [&](const MarkPlace& place) { return place.view == own; });
  if (mine != found.end()) found = {*mine};
}

/// "net.knots", where there is a mark net that has other parts; false where it is not that.
bool report_no_part(const Address& address, const std::vector<ViewSpec>& views,
                    Diagnostics& diagnostics) {
  const auto member = member_of(address.selectors);
  if (member == address.selectors.end()) return false;
  for (const ViewSpec& view : views) {
    for (const MarkSpec& mark : view.marks) {
      const Kind* kind = mark.record.kind;
      if (mark.name != address.head || !kind || kind->parts.empty()) continue;
      diagnostics.error(
          "unknown-name", member->at,
          fmt::format("the mark {} has no part {}", mark.name, in_quotes(member->name)),
          fmt::format("it has {}", fmt::join(kind->parts, " and ")));
      return true;
    }
  }
  return false;
}

void report_no_mark(const Address& address, const Location& at, const std::vector<ViewSpec>& views,
                    Diagnostics& diagnostics) {
  if (report_no_part(address, views, diagnostics)) return;
  std::vector<std::string> names;
  for (const ViewSpec& view : views) {
    for (const auto& mark : view.marks) names.push_back(mark.name);
  }
  diagnostics.error("unknown-name", at,
                    fmt::format("there is no mark {}{}", in_quotes(to_string(address)),
                                did_you_mean(address.head, names)));
}

void report_several(const Address& address, const Location& at, const std::vector<MarkPlace>& found,
                    const std::vector<ViewSpec>& views, Diagnostics& diagnostics) {
  std::vector<std::string> ways;
  for (const MarkPlace& place : found) {
    ways.push_back(fmt::format("{}.{}", views[size_t(place.view)].name, address.head));
  }
  diagnostics.error("ambiguous-name", at,
                    fmt::format("{} is a mark of several views", in_quotes(address.head)),
                    fmt::format("write {}", join_or(ways)));
}

bool wrong(Diagnostics& diagnostics, const Selector& selector, std::string message,
           std::string hint) {
  diagnostics.error("unknown-name", selector.at, std::move(message), std::move(hint));
  return false;
}

/// Keys before the mark's name choose an instance of its view; of those after it, the first one an
/// instance of a mark with `each`, the last one a row.
bool add_key(const Selector& selector, bool of_view, const ViewSpec& view, MarkPlace& out,
             Diagnostics& diagnostics) {
  const MarkSpec& mark = view.marks[size_t(out.mark)];
  if (selector.type == Selector::Type::member) {
    const Kind* kind = mark.record.kind;
    const bool parted = kind && !kind->parts.empty();
    return wrong(diagnostics, selector,
                 fmt::format("the mark {} has no part {}", mark.name, in_quotes(selector.name)),
                 parted ? fmt::format("it has {}", fmt::join(kind->parts, " and "))
                        : "a row of it is chosen by its key: mark@key");
  }
  if (of_view) {
    if (!view.each || out.view_instance) {
      return wrong(diagnostics, selector,
                   fmt::format("{} has no instances to choose from", view.name),
                   "a view has them with `each`");
    }
    out.view_instance = &selector;
  } else if (mark.each && !out.mark_instance) {
    out.mark_instance = &selector;
  } else if (!out.row) {
    out.row = &selector;
  } else {
    return wrong(diagnostics, selector, "this address names a row already",
                 mark.each ? "an instance, then a row: mark@instance@row" : "one row: mark@key");
  }
  return true;
}

/// `bare`: the address begins with the mark's name, not with that of its view.
bool add_keys(const Address& address, bool bare, const ViewSpec& view, MarkPlace& out,
              Diagnostics& diagnostics) {
  const Selectors& selectors = address.selectors;
  const MarkSpec& mark = view.marks[size_t(out.mark)];
  const auto member = bare ? selectors.end() : member_of(selectors);
  const auto part = part_of(address, mark, bare);
  if (part != selectors.end()) out.part = part->name;
  for (auto selector = selectors.begin(); selector != selectors.end(); ++selector) {
    if (selector == member || selector == part) continue;
    const bool of_view = member != selectors.end() && selector < member;
    if (!add_key(*selector, of_view, view, out, diagnostics)) return false;
  }
  return true;
}

}  // namespace

std::optional<MarkPlace> find_mark_place(const AstPtr& ast, const std::vector<ViewSpec>& views,
                                         int own, Diagnostics& diagnostics) {
  const auto* address = std::get_if<Address>(&ast->node);
  if (!address) return std::nullopt;
  bool bare = member_of(address->selectors) == address->selectors.end();
  std::vector<MarkPlace> found = marks_named(*address, views);
  if (found.empty() && !bare) {
    found = marks_with_part(*address, views);
    bare = !found.empty();
  }
  prefer_own(found, own);
  if (found.empty()) {
    report_no_mark(*address, ast->at, views, diagnostics);
  } else if (found.size() > 1) {
    report_several(*address, ast->at, found, views, diagnostics);
  } else if (add_keys(*address, bare, views[size_t(found[0].view)], found[0], diagnostics)) {
    return found[0];
  }
  return std::nullopt;
}

}  // namespace lantern
