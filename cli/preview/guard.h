#pragma once

#include <optional>
#include <string>

namespace lantern {

/// What a request says about where it comes from; empty where it is silent.
struct RequestOrigin {
  std::string method;
  std::string path;
  std::string host;        ///< Host
  std::string origin;      ///< Origin
  std::string fetch_site;  ///< Sec-Fetch-Site, which every present browser sends
};

/// Why a request is refused, and the status to say so with; nothing for one that is answered. A
/// page of another site can make a browser send requests here, and, by a name that it lets point to
/// 127.0.0.1, have them look like its own: so the name must be ours, and who asks must be our page.
struct Refusal {
  int status;
  std::string reason;
};
std::optional<Refusal> refusal(const RequestOrigin& request, int port);

}  // namespace lantern
