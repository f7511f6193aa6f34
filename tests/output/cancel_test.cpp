#include "core/base/cancel.h"

#include <signal.h>

#include <cstring>

#include <catch2/catch.hpp>

#include "core/base/error.h"
#include "output/staging/signals.h"
#include "output/staging/staging.h"
#include "tests/output/child.h"
#include "tests/output/pictures.h"
#include "tests/support/golden.h"

namespace lantern::test::cancel_test {

using lantern::StagedFile;
using lantern::StagedFolder;
using lantern::test::contents;
using lantern::test::in_child;
using Folder = lantern::test::TemporaryFolder;

TEST_CASE("the first signal is a request", "[output]") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const auto child = in_child([&] {
      lantern::install_signal_handlers();
      lantern::throw_if_cancelled();
      raise(signal);
      if (lantern::cancel_requested() != signal) throw lantern::RuntimeError("not noticed");
      try {
        lantern::throw_if_cancelled();
      } catch (const lantern::Cancelled& cancelled) {
        if (cancelled.signal() == signal) return;
      }
      throw lantern::RuntimeError("not thrown");
    });
    CHECK(child.exit_code == 0);
    CHECK(child.error == "");
  }
}

TEST_CASE("a second SIGINT ends the program and leaves nothing", "[output]") {
  const Folder folder;
  const auto child = in_child([&] {
    lantern::install_signal_handlers();
    StagedFile file(folder.file("x.mp4"), StagedFile::Streams::refused);
    StagedFolder files([&](std::int64_t n) { return folder.file(std::to_string(n)); });
    const std::uint8_t bytes[] = {1, 2, 3};
    for (int i = 0; i < 12; ++i) files.add(bytes);
    if (contents(folder.path()).size() != 14) throw lantern::RuntimeError("nothing is staged");
    raise(SIGINT);
    raise(SIGINT);
  });
  CHECK(child.exit_code == 128 + SIGINT);
  CHECK(contents(folder.path()).empty());
}

TEST_CASE("signals that were ignored stay ignored", "[output]") {
  const auto child = in_child([] {
    signal(SIGHUP, SIG_IGN);
    lantern::install_signal_handlers();
    raise(SIGHUP);
    raise(SIGPIPE);
    raise(SIGXFSZ);
    lantern::throw_if_cancelled();
  });
  CHECK(child.exit_code == 0);
  CHECK(child.signal == 0);
}

}  // namespace lantern::test::cancel_test
