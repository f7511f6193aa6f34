#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "renderer/labels/label_dodging.h"
#include "renderer/labels/placed_labels.h"
#include "renderer/motion/origins.h"
#include "renderer/stage/drawn_rows.h"
#include "renderer/stage/stage_extents.h"

namespace lantern {

/// A mark as drawn, before its rows' presence.
struct DrawnMark {
  ItemPtr group;
  Anchors anchors;
  std::vector<MarkLabel> labels;
  Key key;
  bool still = true;                 ///< neither it nor what it stands at is on its way
  std::optional<RowNumbers> rows{};  ///< of the mark: those that are drawn; nothing: all
  std::vector<LeftOut> left_out{};
  std::vector<Diagnostic> faults{};  ///< what it has no room for

  const std::vector<ItemPtr>& items() const { return std::get<Group>(group->shape).children; }
};

/// The labels of a view that make way for each other, by id, and the room that they have.
struct LineLabels {
  std::map<std::string, MovableLabel> labels;
  Box room;

  friend bool operator==(const LineLabels&, const LineLabels&) = default;
};

using Arrangement = std::vector<ViewLayout>;  // of a snapshot's views

/// Where nothing is seen any more, around a view.
Box far_from(const Plot& plot);

/// Draws the marks of one snapshot; a mark is computed once, when it or a mark placed by it is
/// reached.
class StagePicture {
 public:
  /// All but `tools`, which is small, must outlive the picture, and so must what those refer to.
  StagePicture(const Tools& tools, const StageExtents& extents, const Snapshot& snapshot,
               const Arrangement& layouts, const LabelsNow& labels)
      : tools_(tools), extents_(extents), snapshot_(snapshot), layouts_(layouts), labels_(labels) {}

  const Snapshot& snapshot() const { return snapshot_; }
  const Arrangement& layouts() const { return layouts_; }

  /// The groups of a view's marks, null for those that are not seen, with their labels in place.
  std::vector<ItemPtr> marks(size_t view);

  /// The values of a mark whose rows its layout can place.
  MarkValuesPtr placeable_rows(size_t view, const MarkState& state) const;

  /// The room that a mark has: its view's; of a part of a group one as large, wherever that is.
  Plot room_of(size_t view, const MarkState& state) const;

  /// What a mark has no room for.
  const std::vector<Diagnostic>& faults(size_t view, const MarkState& state) {
    return mark(view, state)->faults;
  }

  /// A mark without its labels, and before its rows' presence.
  struct Bare {
    ItemPtr group;
    Key key;
  };
  Bare bare(size_t view, const MarkState& state) {
    const auto drawn = mark(view, state);
    return {drawn->group, drawn->key};
  }

  /// What a mark draws, without its labels.
  std::vector<ItemPtr> items(size_t view, const MarkState& state);

  /// The labels of a view that are to be placed, and what is around them; null where it has none.
  std::shared_ptr<const LabelsThere> labels_there(size_t view);
  /// Those of them that make way for each other, where they would be alone.
  LineLabels line_labels(size_t view);
  /// What the places of those labels depend on.
  Key key_of_labels(size_t view);

  /// How far those rows of a mark that are drawn have entered, and which stand out.
  struct Shown {
    Presence presence;
    Emphasis emphasis;
  };
  Shown shown(size_t view, const MarkState& state);

  /// Where rows of a mark of view `view` come from in this picture; none unless it says so. `shown`
  /// is the picture in which the mark is drawn.
  Origins origins(int view, const MarkState& state, StagePicture& shown);

  /// What the rows of a mark lack that are not drawn.
  std::vector<LeftOut> left_out(size_t view, const MarkState& state);

  /// The marks that are seen and share this identity.
  std::vector<std::string> pool(const std::string& identity) const;

 private:
  /// What a mark stands at.
  struct Target {
    std::shared_ptr<const DrawnMark> drawn;
    TablePtr rows;
  };
  /// What a field of a mark names: one mark for all of its rows, or one for each.
  struct Targets {
    std::string_view field;
    MarkRef ref;
    std::vector<Target> marks{};   ///< each once
    std::vector<size_t> of_row{};  ///< empty: the first of them, for all rows
    size_t place_of(size_t row) const { return of_row.empty() ? 0 : of_row[row]; }
    const Target& of(size_t row) const { return marks[place_of(row)]; }
    /// What it names for a row; nowhere where that is not there.
    Anchor anchor(size_t row) const;
    bool found() const;
    bool still() const;
  };
  struct Addressed {
    std::optional<Targets> place{};   ///< of `at` or `along`
    std::optional<Targets> layout{};  ///< of what holds the rows of a layout
    std::vector<Targets> others{};
    bool still = true;  ///< neither these nor the mark are on their way
    bool found() const;
  };

  std::shared_ptr<const DrawnMark> mark(size_t view, const MarkState& state);
  std::shared_ptr<const DrawnMark> make(size_t view, const MarkState& state);
  DrawnMark emit(size_t view, const MarkState& state, const Addressed& addressed, const Plot& plot);
  /// The rows of a mark that are drawn, and where they are.
  struct Placed {
    DrawnRows rows;
    std::vector<Anchors> anchors{};                   ///< of the marks that they stand at
    std::vector<Anchor> stands_at{};                  ///< of each row; empty where there is no mark
    std::vector<std::shared_ptr<const Path>> ways{};  ///< the same of what they go along
    std::vector<Point> points{};
    void stand(const MarkState& state, const Targets& targets);
    void add_holders(const Targets& targets);
    bool names_no_part(const Addressed& addressed, size_t row) const;
    void sift(const Addressed& addressed, const Box* inside);
  };
  Placed place(size_t view, const MarkState& state, const Addressed& addressed, const Plot& plot);
  MarkOutput output_of(size_t view, const MarkState& state, const Addressed& addressed,
                       const Placed& placed, const Plot& plot) const;
  size_t view_of(int view, const MarkState& state) const;
  /// Where the mark counts from: its view, or the group that it is a part of.
  Plot plot_of(size_t view, const MarkState& state);
  bool is_still(size_t view, const MarkState& group) {
    return !group.values || mark(view, group)->still;
  }
  /// A group with the box of all that is in it; any other mark as it is.
  std::shared_ptr<const DrawnMark> with_parts(size_t view, const MarkState& state);
  /// Whether a mark ends at the axes that have a domain; a part of a group does not.
  bool is_clipped(size_t view, const MarkState& state) const;
  /// What can be seen of it.
  Box visible(size_t view, const MarkState& state) const;
  Target find(size_t view, const MarkState& state, const MarkRef& ref, size_t row);
  Targets targets_of(size_t view, const MarkState& state, std::string_view field,
                     const MarkRef& ref);
  Addressed addressed_by(size_t view, const MarkState& state);
  static std::vector<Anchors> anchors_for(const RecordValue& fields, const Targets& targets);

  /// A view's marks that are seen, with the homes of their labels.
  struct Seen {
    size_t mark;  ///< among the view's
    std::shared_ptr<const DrawnMark> drawn;
    LabelledGroup group;
  };
  std::vector<Seen> seen(size_t view);
  void make_way(Seen& one) const;
  void fade_beneath(size_t view, std::vector<Seen>& all) const;

  Tools tools_;
  const StageExtents& extents_;
  const Snapshot& snapshot_;
  const Arrangement& layouts_;
  LabelsNow labels_;
  std::map<std::string, std::shared_ptr<const DrawnMark>> drawn_;
  std::set<std::string> on_the_way_;
};

}  // namespace lantern
