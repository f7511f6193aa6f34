#include "tests/support/markup.h"

#include <catch2/catch.hpp>
#include <regex>

#include "tests/support/program.h"

namespace lantern::test {

std::set<std::string> ids_in(const std::string& svg, size_t& count) {
  std::set<std::string> out;
  const std::regex id(" id=\"([^\"]*)\"");
  count = 0;
  for (std::sregex_iterator i(svg.begin(), svg.end(), id), end; i != end; ++i, ++count) {
    out.insert((*i)[1]);
  }
  return out;
}

void check_well_formed(const std::string& svg) {
  const Run run = test::run({"xmllint", "--noout", "-"}, ".", {}, svg);
  INFO(run.err);
  CHECK(run.code == 0);
}

void check_document(const std::string& svg) {
  size_t count = 0;
  CHECK(ids_in(svg, count).size() == count);
  check_well_formed(svg);
}

}  // namespace lantern::test
