#include "tests/support/places.h"

// The only source that is told where it is built: what others compile to is the same in every
// working copy, so that ccache can share it.

namespace lantern::test {

const char* tests_folder() {
  return LANTERN_TEST_DIR;
}

const char* program_path() {
  return LANTERN_PROGRAM;
}

const char* fault_injector() {
  return LANTERN_FAULT_INJECTOR;
}

}  // namespace lantern::test
