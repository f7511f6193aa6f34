#include "config/read/selections.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "config/read/expressions.h"
#include "core/base/text.h"

namespace lantern {
namespace {

int find_view(const std::vector<ViewSpec>& views, std::string_view name) {
  for (size_t i = 0; i < views.size(); ++i) {
    if (views[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

int mark_index(const ViewSpec& view, std::string_view name) {
  for (size_t i = 0; i < view.marks.size(); ++i) {
    if (view.marks[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

std::vector<std::string> all_names(const std::vector<ViewSpec>& views) {
  std::vector<std::string> names;
  for (const ViewSpec& view : views) {
    names.push_back(view.name);
    for (const MarkSpec& mark : view.marks) names.push_back(mark.name);
  }
  return names;
}

AstPtr key_of(const Selector& selector) {
  if (selector.type == Selector::Type::computed_key) return selector.expr;
  if (selector.name == "*") return nullptr;  // all of them
  return std::make_shared<const Ast>(Ast{selector.at, selector.name});
}

class Resolver {
 public:
  Resolver(const ReadContext& context, const Address& address, const Location& at,
           const std::vector<ViewSpec>& views)
      : context_(context), address_(address), at_(at), views_(views) {
    out_.at = at;
    out_.text = to_string(address);
  }

  std::optional<SelectionSpec> resolve() {
    if (!head()) return std::nullopt;
    while (next_ < address_.selectors.size()) {
      if (!step(address_.selectors[next_++])) return std::nullopt;
    }
    return out_;
  }

 private:
  bool head() {
    const std::string& name = address_.head;
    const int view = find_view(views_, name);
    if (view >= 0 && has_member()) {  // marks have no parts
      out_.view = view;
      return true;
    }
    std::vector<int> holders;  // views with a mark of that name
    for (size_t i = 0; i < views_.size(); ++i) {
      if (mark_index(views_[i], name) >= 0) holders.push_back(static_cast<int>(i));
    }
    if (view < 0 && holders.empty()) {
      const bool everything = name == "all" || name == "everything";
      return wrong("unknown-name",
                   fmt::format("there is no mark or view {}{}", in_quotes(name),
                               did_you_mean(name, all_names(views_))),
                   everything ? fmt::format("name them: [{}]", fmt::join(view_names(), ", ")) : "");
    }
    if (holders.size() + (view >= 0 ? 1 : 0) > 1) return ambiguous(name, view, holders);
    if (view >= 0) {
      out_.view = view;
    } else {
      out_.view = holders[0];
      out_.mark = mark_index(views_[size_t(holders[0])], name);
    }
    return true;
  }

  std::vector<std::string> view_names() const {
    std::vector<std::string> names;
    for (const ViewSpec& view : views_) names.push_back(view.name);
    return names;
  }

  bool has_member() const {
    return std::any_of(address_.selectors.begin(), address_.selectors.end(),
                       [](const Selector& s) { return s.type == Selector::Type::member; });
  }

  bool ambiguous(const std::string& name, int view, const std::vector<int>& holders) {
    std::vector<std::string> ways;
    for (const int holder : holders) {
      ways.push_back(fmt::format("{}.{}", views_[size_t(holder)].name, name));
    }
    if (view >= 0) {
      return wrong(
          "ambiguous-name", fmt::format("{} is both a view and a mark", in_quotes(name)),
          fmt::format("write {} for the mark, or give the view another name", join_or(ways)));
    }
    return wrong("ambiguous-name", fmt::format("{} is a mark of several views", in_quotes(name)),
                 fmt::format("write {}", join_or(ways)));
  }

  bool step(const Selector& selector) {
    if (selector.type == Selector::Type::member) return member(selector);
    const ViewSpec& view = views_[size_t(out_.view)];
    if (out_.mark < 0) {
      if (!view.each || out_.view_instance) {
        return wrong("unknown-name", fmt::format("{} has no instances to choose from", view.name),
                     "a view has them with `each`");
      }
      out_.view_instance = key_of(selector);
      return true;
    }
    const MarkSpec& mark = view.marks[size_t(out_.mark)];
    if (mark.each && !instance_chosen_) {
      instance_chosen_ = true;
      out_.mark_instance = key_of(selector);
    } else if (!row_chosen_) {
      row_chosen_ = true;
      out_.row = key_of(selector);
    } else {
      return wrong("unknown-name", fmt::format("{} names a row already", out_.text));
    }
    return true;
  }

  bool member(const Selector& selector) {
    const ViewSpec& view = views_[size_t(out_.view)];
    if (out_.mark >= 0) {
      return wrong("unknown-name",
                   fmt::format("the mark {} has no part {}", view.marks[size_t(out_.mark)].name,
                               in_quotes(selector.name)));
    }
    out_.mark = mark_index(view, selector.name);
    if (out_.mark >= 0) return true;
    std::vector<std::string> names;
    for (const MarkSpec& mark : view.marks) names.push_back(mark.name);
    return wrong("unknown-name",
                 fmt::format("the view {} has no mark {}{}", view.name, in_quotes(selector.name),
                             did_you_mean(selector.name, names)));
  }

  bool wrong(std::string_view code, std::string message, std::string hint = "") {
    context_.error(code, at_, std::move(message), std::move(hint));
    return false;
  }

  const ReadContext& context_;
  const Address& address_;
  const Location& at_;
  const std::vector<ViewSpec>& views_;
  SelectionSpec out_;
  size_t next_ = 0;
  bool instance_chosen_ = false;
  bool row_chosen_ = false;
};

}  // namespace

std::optional<SelectionSpec> resolve_selection(const ReadContext& context, const Address& address,
                                               const Location& at,
                                               const std::vector<ViewSpec>& views) {
  return Resolver(context, address, at, views).resolve();
}

std::optional<SelectionSpec> read_selection(const ReadContext& context, const YamlNode& node,
                                            const std::vector<ViewSpec>& views) {
  const AstPtr ast = read_address(context, node, "a step");
  if (!ast) return std::nullopt;
  const auto* address = std::get_if<Address>(&ast->node);
  if (!address) {
    context.error("wrong-type", node.at, "a step wants the name of a mark or view here");
    return std::nullopt;
  }
  return resolve_selection(context, *address, node.at, views);
}

}  // namespace lantern
