#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/scene/run/plans.h"
#include "core/scene/run/timeline.h"

namespace lantern {

/// Whether what marks name as places is there: the instances of `each`, and the rows.
class AddressCheck {
 public:
  /// All must outlive it.
  AddressCheck(const std::vector<ViewPlan>& views, const SceneSpec& spec, const Timeline& timeline,
               const Graph& graph, Memo& memo)
      : views_(views), spec_(spec), timeline_(timeline), graph_(graph), memo_(memo) {}

  /// What keys that are constant name nothing, at whatever time their mark is seen.
  void constant_keys(Diagnostics& diagnostics);

  /// Rows that the camera goes to, and that are at no time.
  void camera_rows(Diagnostics& diagnostics);

  /// The first computed key that names nothing at a moment, as SceneError. What is computed of
  /// something missing stands nowhere, and so does what stands at a row that is not there now but
  /// at another time: neither is a mistake.
  void computed_keys(double time);

 private:
  /// The keys of an address, for one row of the mark that has it; null where it says none.
  struct Chosen {
    const std::string* view_instance = nullptr;
    const std::string* mark_instance = nullptr;
    const std::string* row = nullptr;
  };
  /// An address, and where it stands.
  struct Place {
    const ViewPlan& view;
    const MarkPlan& mark;
    const FieldPlan::Mark& address;
    std::string_view field;
    const Location& at;
  };
  using Marks = std::vector<const MarkPlan*>;

  void check(const Place& place, const Chosen& chosen);
  std::vector<const ViewPlan*> views_of(const Place& place, const std::string* key) const;
  Marks marks_of(const Place& place, const ViewPlan& view, const std::string* key) const;
  void check_way(const Place& place, const Marks& marks);
  void check_row(const Marks& marks, const std::string& key, const Location& at);
  void check_rows(const Place& place, const Evaluation& at, const TablePtr& rows);
  const std::set<std::string>& rows_ever(const MarkPlan& mark);
  Evaluation at(double time) const;

  const std::vector<ViewPlan>& views_;
  const SceneSpec& spec_;
  const Timeline& timeline_;
  const Graph& graph_;
  Memo& memo_;
  std::map<const MarkPlan*, std::set<std::string>> rows_ever_;
};

}  // namespace lantern
