#include "cli/preview/guard.h"

#include <array>

namespace lantern {

std::optional<Refusal> refusal(const RequestOrigin& request, int port) {
  const std::string number = std::to_string(port);
  const std::array<std::string, 2> hosts{"127.0.0.1:" + number, "localhost:" + number};
  bool ours = false, same_origin = request.origin.empty();
  for (const std::string& host : hosts) {
    ours = ours || request.host == host;
    same_origin = same_origin || request.origin == "http://" + host;
  }
  if (!ours) return Refusal{421, "this is not the server of that name"};
  if (!same_origin) return Refusal{403, "not for other sites"};
  const bool typed = request.fetch_site.empty() || request.fetch_site == "none";
  // Links from elsewhere may open the page; nothing but the page may ask for more.
  const bool opens_page = request.path == "/";
  if (!typed && !opens_page && request.fetch_site != "same-origin") {
    return Refusal{403, "not for other sites"};
  }
  if (request.method != "GET" && request.method != "HEAD") {
    return Refusal{405, "there is nothing here to change"};
  }
  return std::nullopt;
}

}  // namespace lantern
