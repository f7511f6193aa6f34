#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace lantern {

/// What a page asks a scene to be shown with, beside the moment.
struct Wishes {
  std::string theme;                          ///< empty: as the command line or the scene says
  std::map<std::string, std::string> params;  ///< held for the whole film, as by --set

  friend auto operator<=>(const Wishes&, const Wishes&) = default;
};

enum class PictureFormat { png, svg };

/// One request of the page: a picture, the state, or what lies at a place.
struct PreviewRequest {
  double time = 0;  ///< seconds
  int width = 960;  ///< pixels
  PictureFormat format = PictureFormat::png;
  Wishes wishes;
  double x = 0, y = 0;  ///< canvas units
  /// Requests of one page are numbered: an older one need not be answered once a newer one is here.
  std::string client;
  std::uint64_t number = 0;
};

/// Reads the query of a URL, names and values decoded. Throws UsageError, saying what is wrong.
PreviewRequest parse_request(const std::multimap<std::string, std::string>& query);

}  // namespace lantern
