#include "core/scene/run/start_check.h"

#include <optional>

#include "core/base/work.h"
#include "core/diagnostics/at_place.h"

namespace lantern {
namespace {

class StartCheck {
 public:
  StartCheck(const Graph& graph, Memo& memo, const Leaves& leaves, const TellMistake& tell)
      : graph_(graph), memo_(memo), leaves_(leaves), tell_(tell), lone_(graph.nodes.size(), true) {
    for (const FamilyNodes& family : graph.families) {
      for (const NodeId node : family.instances) lone_[size_t(node)] = false;
      lone_[size_t(family.table)] = false;
    }
  }

  void run() const {
    for (size_t node = 0; node < lone_.size(); ++node) {
      if (!lone_[node]) continue;
      if (auto mistake = wrong(static_cast<NodeId>(node)); mistake && !tell_(std::move(*mistake))) {
        return;
      }
    }
    for (const FamilyNodes& family : graph_.families) {
      if (!one_of(family)) return;
    }
  }

 private:
  std::optional<Diagnostic> wrong(NodeId node) const {
    try {
      // One each: none holds what only another one needs.
      Evaluation(graph_, memo_, leaves_).output(node, 0);
      return std::nullopt;
    } catch (const SceneError& e) {
      return e.diagnostic();
    }
  }

  /// What is wrong where one of many that cost about as much is done, but not all can be.
  std::optional<Diagnostic> too_many(NodeId node, Repeated& all) const {
    try {
      at_place(graph_.nodes[size_t(node)]->at(), [&] { all.done(); });
      return std::nullopt;
    } catch (const SceneError& e) {
      return e.diagnostic();
    }
  }

  /// Whether to go on.
  bool one_of(const FamilyNodes& family) const {
    std::vector<Diagnostic> mistakes;
    std::optional<Repeated> others;  // the first may compute what all of them need
    for (const NodeId node : family.instances) {
      auto mistake = wrong(node);
      if (mistake && mistake->code == "limit") return tell_(std::move(*mistake));
      if (!others) others.emplace(family.instances.size() - 1);
      else if (auto limit = too_many(node, *others)) return tell_(std::move(*limit));
      if (mistake) mistakes.push_back(std::move(*mistake));
    }
    if (mistakes.size() < family.instances.size()) return true;
    for (Diagnostic& mistake : mistakes) {
      if (!tell_(std::move(mistake))) return false;
    }
    return true;
  }

  const Graph& graph_;
  Memo& memo_;
  const Leaves& leaves_;
  const TellMistake& tell_;
  std::vector<bool> lone_;  // of each node
};

}  // namespace

void check_start(const Graph& graph, Memo& memo, const Leaves& leaves, const TellMistake& tell) {
  StartCheck(graph, memo, leaves, tell).run();
}

}  // namespace lantern
