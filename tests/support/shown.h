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
  explicit Shown(const std::string& script, const std::string& folder = "",
                 const SceneOptions& options = {});

  const Scene& scene() const { return *test_.scene; }
  const Stage& stage() const { return *production_->stage; }
  Frame frame(double time) const { return production_->stage->frame(time, true); }
  double duration() const { return scene().film().duration; }
  /// Throws std::logic_error where there is no such section.
  double start_of(const std::string& section) const;
  double param(double time, const std::string& name) const;
  /// An output of a model at a moment.
  Value output(double time, const std::string& model, const std::string& output) const;

 private:
  TestScene test_;
  std::optional<Production> production_;
};

/// The scripts of the essays, and those in tests/odd, which are as no essay is: paths, sorted.
std::vector<std::string> all_scenes();

/// The scene of a script's file.
Shown shown_file(const std::string& path);

/// Calls `f` with every item and its opacity with that of the groups around it.
void visit(const std::vector<ItemPtr>& items, const std::function<void(const Item&, double)>& f);

/// What can be read (at least half visible), by id.
std::map<std::string, std::string> texts(const Frame& frame);

/// Where texts are, by id.
std::map<std::string, Box> text_boxes(const Frame& frame, double least_opacity = 0);

/// The outline of that item; empty where there is none.
Path path_of(const Frame& frame, const std::string& id);

}  // namespace lantern::test
