#include <catch2/catch.hpp>

#include "tests/support/program.h"

namespace lantern::test::sheet_test {

TEST_CASE("the pictures of a sheet have the size that is asked for", "[program]") {
  const TemporaryFolder folder;
  write_file(folder.file("s.yaml"),
             "lantern: 1\nviews: {v: {marks: {t: {text: {x: 50%, y: 50%, text: Hi}}}}}\n");
  const auto width_with = [&](std::vector<std::string> more) {
    std::vector<std::string> command{"sheet", "s.yaml", "-q", "-o", "sheet.png"};
    command.insert(command.end(), more.begin(), more.end());
    REQUIRE(lantern(command, folder.path()).code == 0);
    const std::string png = read_file(folder.file("sheet.png"));
    return int(static_cast<unsigned char>(png[18])) << 8 | static_cast<unsigned char>(png[19]);
  };
  CHECK(width_with({}) == 480 + 2 * 24);
  CHECK(width_with({"--size", "960x540"}) == 2 * (480 + 2 * 24));
  CHECK(width_with({"--scale", "3"}) == 3 * (480 + 2 * 24));
  CHECK(lantern({"sheet", "s.yaml", "-q", "--scale", "99"}, folder.path()).code == 4);
}

}  // namespace lantern::test::sheet_test
