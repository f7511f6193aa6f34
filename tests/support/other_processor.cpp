#include "tests/support/other_processor.h"

#include <stdexcept>

#include "tests/support/program.h"

namespace lantern::test {

std::vector<std::string> without_fma() {
  return {"GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4"};
}

std::string printed_by(const std::string& tag, const std::vector<std::string>& environment) {
  const Run out = run({"/proc/self/exe", tag}, ".", environment);
  const size_t from = out.out.find("<<"), to = out.out.find(">>");
  if (out.code != 0 || from == std::string::npos || to == std::string::npos) {
    throw std::runtime_error("the hidden test " + tag + " failed:\n" + out.out + out.err);
  }
  return out.out.substr(from + 2, to - from - 2);
}

}  // namespace lantern::test
