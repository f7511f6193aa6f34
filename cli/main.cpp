#include <csignal>

#include "cli/line/command_line.h"
#include "cli/project/batch.h"
#include "cli/project/safe.h"
#include "cli/project/standard_streams.h"
#include "core/base/cancel.h"
#include "core/base/work.h"
#include "output/staging/signals.h"

namespace lantern {
namespace {

int run(int argc, char** argv) {
  const Wish wish = read_command_line(argc, argv);
  if (!wish.command) return wish.code;
  if (wish.options.safe) be_safe(wish.options, wish.writes);
  if (!wish.bounded) return wish.command(wish.options);
  const WorkBudget budget(wish.options.limits.work_steps());
  return wish.command(wish.options);
}

int guarded(int argc, char** argv) {
  try {
    install_signal_handlers();
    return run(argc, argv);
  } catch (const Cancelled& cancelled) {
    std::signal(cancelled.signal(), SIG_DFL);
    std::raise(cancelled.signal());
    return 128 + cancelled.signal();
  } catch (...) {
    return report_failure();
  }
}

}  // namespace
}  // namespace lantern

int main(int argc, char** argv) {
  lantern::fill_standard_streams();
  return lantern::flush_standard_output(lantern::guarded(argc, argv));
}
