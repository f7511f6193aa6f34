#pragma once

#include <memory>
#include <string>

#include "cli/preview/session.h"

namespace lantern {

/// Serves the page and the pictures of a session on the loopback interface, on threads of its own.
class PreviewServer {
 public:
  /// Port 0 is one that is free. Throws RuntimeError where the port cannot be had.
  PreviewServer(Session& session, const Options& options, int port);
  /// Ends all requests.
  ~PreviewServer();
  PreviewServer(const PreviewServer&) = delete;
  PreviewServer& operator=(const PreviewServer&) = delete;

  int port() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lantern
