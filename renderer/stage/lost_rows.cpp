#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "core/base/text.h"
#include "renderer/marks/common.h"
#include "renderer/stage/in_sight.h"
#include "renderer/stage/shared_keys.h"
#include "renderer/stage/stage.h"

namespace lantern {
namespace {

size_t rows_in(const std::vector<LeftOut>& list) {
  return std::accumulate(list.begin(), list.end(), size_t{0},
                         [](size_t sum, const LeftOut& one) { return sum + one.count; });
}

/// Rows of a mark that are not drawn, at the moment at which there are the most.
struct LostRows {
  std::string mark;
  Location at;
  size_t count = 0;  ///< rows of the mark; 0: it has no data
  std::vector<LeftOut> left_out;
  std::vector<std::string> first;  ///< the key of the first row of each
  double time = 0;
  bool always = true;  ///< the same are left out whenever the mark is seen
  bool sides = false;  ///< of its sides, those that are not given are at the area's edges
};

/// What rows lack, in words.
std::string said(const Lack& lack) {
  const std::string field = lack.field.empty() ? "its place" : in_quotes(lack.field);
  switch (lack.what) {
    case Lack::What::value:
      return field + " is missing";
    case Lack::What::end:
    case Lack::What::limit:
      return field + " is infinite";
    case Lack::What::size:
      return field + " is larger than any picture";
    case Lack::What::place:
      return field + " has no place on the axis";
    case Lack::What::log:
      return field + " is 0 or of the other sign, and the axis's scale is log";
    case Lack::What::domain:
      return field + " is outside of the axis's domain";
    case Lack::What::target:
      return "what it stands at is not drawn";
    case Lack::What::part:
      return "what it stands at has no part of that name";
  }
  return "";
}

std::string message_of(const LostRows& lost) {
  const std::string when = lost.always ? "" : " at " + in_seconds(lost.time);
  if (lost.count == 0) {
    return fmt::format("{} is not drawn{}: {}", lost.mark, when, said(lost.left_out.front().lack));
  }
  std::vector<std::string> parts;
  for (size_t i = 0; i < lost.left_out.size(); ++i) {
    const LeftOut& one = lost.left_out[i];
    parts.push_back(fmt::format("{} ({}{})", said(one.lack), one.count > 1 ? "first " : "",
                                in_quotes(lost.first[i])));
  }
  const size_t rows = rows_in(lost.left_out);
  return fmt::format("{} of {} rows of {} {} not drawn{}: {}", rows, lost.count, lost.mark,
                     rows == 1 ? "is" : "are", when, fmt::join(parts, "; "));
}

std::string mend_of(const LostRows& lost) {
  const auto any = [&](Lack::What what) {
    return std::any_of(lost.left_out.begin(), lost.left_out.end(),
                       [&](const LeftOut& one) { return one.lack.what == what; });
  };
  if (any(Lack::What::domain)) return "widen the domain, or write clip: false to draw beyond it";
  if (any(Lack::What::place))
    return "what has a place stands in the axis's domain: is it spelled so?";
  if (any(Lack::What::log)) {
    return lost.sides ? "leave that side out: it is at the area's edge then"
                      : "`where` says which rows are meant; without `scale: log` all have a place";
  }
  if (any(Lack::What::part)) {
    return "is the key spelled so? nodes of a network are called as in its data, those of `layers` "
           "a1, a2, b1 …";
  }
  if (any(Lack::What::target)) return "is that shown, and does it have a place then?";
  return lost.count == 0 ? "where its numbers are numbers, it is drawn"
                         : "`where` says which rows are meant";
}

Diagnostic warning_of(const LostRows& lost) {
  return {Severity::warning, "not-drawn", lost.at, message_of(lost), mend_of(lost)};
}

/// What marks draw and nobody sees, whenever they are there.
class Unseen {
 public:
  void add(const MarkState& mark, Sight sight) {
    const Location& at = mark.values->fields->at;
    const auto [known, fresh] = marks_.try_emplace(at, mark.id, sight);
    if (fresh) return;
    Sight& before = known->second.second;
    if (before != Sight::seen && sight != Sight::sizeless) before = sight;
  }

  void tell(std::vector<Diagnostic>& out) const {
    for (const auto& [at, mark] : marks_) {
      const auto& [id, sight] = mark;
      if (sight == Sight::seen) continue;
      const bool outside = sight == Sight::outside;
      out.push_back({Severity::warning, "not-drawn", at,
                     id + (outside ? " is outside of the picture at all times"
                                   : " draws nothing that can be seen, at any time"),
                     outside ? "a place in its view: 50%, 40px, or a number of its axes"
                             : "are its numbers 0, are both ends at one place, is it beyond its "
                               "view?"});
    }
  }

 private:
  std::map<Location, std::pair<std::string, Sight>> marks_;
};

/// Of those whose picture is all that they are: labels and parts of others are looked after
/// elsewhere.
bool is_a_picture_alone(const MarkState& mark) {
  const MarkType& type = *find_mark(mark.kind);
  return !type.holds && !type.calls_out && !bind<LabelText>(*mark.values->fields).label;
}

/// Takes in what marks leave out at one moment after the other.
class Losses {
 public:
  /// Whether all rows of a mark that has some are left out.
  static bool are_all(const MarkState& mark, const std::vector<LeftOut>& left_out) {
    return rows_in(left_out) >= mark.values->count();
  }

  void add(const MarkState& mark, std::vector<LeftOut> left_out, double time) {
    const Location& at = mark.values->fields->at;
    if (mark.values->rows) {
      Rowless& rowless = rowless_.try_emplace(at, Rowless{mark.id, true}).first->second;
      rowless.always = rowless.always && mark.values->rows->rows() == 0;
    }
    const size_t rows = rows_in(left_out);
    const auto [known, fresh] = places_.try_emplace(at, list_.size());
    const bool sides = find_mark(mark.kind)->endless;
    if (fresh) list_.push_back({mark.id, at, 0, {}, {}, time, true, sides});
    LostRows& lost = list_[known->second];
    const size_t most = rows_in(lost.left_out);
    if (!fresh && most != rows) lost.always = false;
    if (rows <= most) return;
    lost = {mark.id, at, 0, std::move(left_out), {}, time, lost.always, sides};
    if (!mark.values->rows) return;
    lost.count = mark.values->count();
    for (const LeftOut& one : lost.left_out) {
      lost.first.push_back(mark.values->rows->keys()[one.first]);
    }
  }

  std::vector<Diagnostic> found() const {
    std::vector<Diagnostic> out;
    for (const LostRows& lost : list_) {
      if (!lost.left_out.empty()) out.push_back(warning_of(lost));
    }
    for (const auto& [at, rowless] : rowless_) {
      if (!rowless.always) continue;
      out.push_back({Severity::warning, "not-drawn", at,
                     rowless.mark + " draws nothing: it has no rows at any time",
                     "`where` lets none through, or its table is empty"});
    }
    return out;
  }

 private:
  /// A mark with a table, whether that has no rows whenever the mark is seen.
  struct Rowless {
    std::string mark;
    bool always = true;
  };
  std::map<Location, Rowless> rowless_;
  std::vector<LostRows> list_;
  std::map<Location, size_t> places_;
};

struct Sample {
  double time = 0;
  bool inside = false;  // of a step
};

/// The ends of the steps and moments in between; long films need not take forever.
std::vector<Sample> samples_of(const std::vector<double>& ends) {
  const int parts = ends.size() <= 40 ? 4 : 2;
  if (ends.size() == 1) return {{ends[0], true}};  // nothing comes or goes
  std::vector<Sample> out;
  for (size_t i = 0; i < ends.size(); ++i) {
    const double before = i > 0 ? ends[i - 1] : ends[i];
    for (int part = 1; part < parts && before < ends[i]; ++part) {
      out.push_back({before + (ends[i] - before) * part / parts, true});
    }
    out.push_back({ends[i], false});
  }
  return out;
}

/// What a mark stands at may go in the step in which the mark leaves, as it may come in the one in
/// which it enters.
bool goes_along(const LeftOut& one, const MarkState& mark, const Sample& sample) {
  const bool hangs = one.lack.what == Lack::What::target || one.lack.what == Lack::What::part;
  return hangs && (!sample.inside || !mark.presence.full());
}

}  // namespace

std::vector<Diagnostic> Stage::lost_rows() const {
  Losses out;
  Unseen unseen;
  SharedKeys shared;
  for (const Sample& sample : samples_of(scene_.step_ends())) {
    try {
      const State state = scene_.state(sample.time);
      const Snapshot& snapshot = state.snapshots.back();
      const Arrangement layouts = arrange(snapshot);
      StagePicture picture(tools(), extents_, snapshot, layouts, {});
      for (size_t v = 0; v < snapshot.views.size(); ++v) {
        for (const MarkState& mark : snapshot.views[v].marks) {
          if (!mark.values || mark.presence.hidden()) continue;
          const ViewSpec& spec = scene_.spec().views[size_t(snapshot.views[v].view)];
          shared.add(mark, spec.marks[size_t(mark.mark)]);
          std::vector<LeftOut> left_out = picture.left_out(v, mark);
          if (!Losses::are_all(mark, left_out) && is_a_picture_alone(mark)) {
            unseen.add(mark, sight_of(picture.items(v, mark), bands_.canvas, theme_["ground"]));
          }
          std::erase_if(left_out, [&](const LeftOut& one) {
            return one.lack.what == Lack::What::limit || goes_along(one, mark, sample);
          });
          out.add(mark, std::move(left_out), sample.time);
        }
      }
    } catch (const SceneError&) {
      // The picture at that moment says it.
    }
  }
  std::vector<Diagnostic> found = out.found();
  unseen.tell(found);
  shared.tell(found);
  return found;
}

}  // namespace lantern
