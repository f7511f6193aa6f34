#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lantern {

/// How far labels have to be from home at one moment, to lie on none of the others.
struct WayMoment {
  double time = 0;
  bool rests = false;  ///< a step ends: they have to be there, not only near
  std::vector<std::string> ids;
  std::vector<double> moves;  ///< down, by label
};

/// Where a label is on its way.
struct WayMade {
  double down = 0;
  double shown = 1;
  bool moving = false;  ///< it passes others, as long as it has to
};

/// How labels make way for each other over a film. Known for the whole film, so that any frame can
/// be drawn alone: each goes steadily and slowly from rest to rest, near to where it would have to
/// be at any moment. Two that change their order pass through each other. Where a step is too
/// short for that, a label fades out here and in there.
class WaysMade {
 public:
  WaysMade() = default;
  /// The moments of a view in the order of time; a film without any has nothing to make way for.
  void add(std::span<const WayMoment> moments);

  WayMade at(std::string_view id, double time) const;
  bool empty() const { return ways_.empty(); }

 private:
  struct Knot {
    double time = 0;
    double down = 0;
    bool rests = false;
    bool fades = false;  ///< on the way to the next one
  };
  using Way = std::vector<Knot>;

  static void smooth(Way& way, size_t from, size_t to);
  static Way calm(const Way& wanted);

  std::map<std::string, Way, std::less<>> ways_;
};

}  // namespace lantern
