#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "renderer/frame/frame.h"
#include "tests/support/scene.h"

namespace lantern::test {

/// A scene that is right, on its stage.
class Shown {
 public:
  /// Throws std::logic_error with the messages where the script is wrong.
  /// `size` in pixels ("720x720"): its own where it is empty.
  explicit Shown(const std::string& script, const std::string& folder = "",
                 const SceneOptions& options = {}, const std::string& size = "");

  const Scene& scene() const { return *test_.scene; }
  const Stage& stage() const { return *production_->stage; }
  Frame frame(double time) const { return production_->stage->frame(time, true); }
  double duration() const { return scene().film().duration; }
  /// Throws std::logic_error where there is no such section.
  double start_of(const std::string& section) const;
  double param(double time, const std::string& name) const;
  /// The moments whose values may be read at a moment: itself, and while jumps are on their way the
  /// moment before each.
  std::vector<double> readable_at(double time) const;
  /// An output of a model at a moment.
  Value output(double time, const std::string& model, const std::string& output) const;

 private:
  TestScene test_;
  std::optional<Production> production_;
};

/// The scripts of the essays, and those in tests/odd, which are as no essay is: paths, sorted.
std::vector<std::string> all_scenes();

/// The scripts of the essays alone.
std::vector<std::string> essays();

/// The longest script of each essay, for what takes long to look at.
std::vector<std::string> longest_essays();

/// Those, and the scripts in tests/odd.
std::vector<std::string> some_scenes();

/// The scene of a script's file.
Shown shown_file(const std::string& path, const std::string& size = "");

/// Calls `f` with every item and its opacity with that of the groups around it.
void visit(const std::vector<ItemPtr>& items, const std::function<void(const Item&, double)>& f);

/// What can be read (at least half visible), by id.
std::map<std::string, std::string> texts(const Frame& frame);

/// Where texts are, by id.
std::map<std::string, Box> text_boxes(const Frame& frame, double least_opacity = 0);

/// Where a place of the canvas lies in a view with axes: from (0, 0) at their beginnings to (1, 1).
Point place_in(const Frame& frame, const std::string& view, Point at);

/// The outline of that item; empty where there is none.
Path path_of(const Frame& frame, const std::string& id);

}  // namespace lantern::test
