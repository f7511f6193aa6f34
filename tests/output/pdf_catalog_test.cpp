#include <catch2/catch.hpp>

#include "output/pdf/pdf_catalog.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

// What a PDF says of itself as a whole.

namespace lantern::test::pdf_catalog_test {
namespace {

/// A film of two sections, so that its catalog has an outline too.
const std::string kScene = R"(lantern: 1
title: Zwei (2)
canvas: {size: 320x180, language: de-AT}
views: {v: {marks: {t: {text: {x: 50%, y: 50%, text: eins}}}}}
timeline:
  - {section: A, show: v, for: 400ms}
  - {section: B, for: 400ms}
)";

size_t count(const std::string& text, const std::string& part) {
  size_t out = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
  return out;
}

}  // namespace

TEST_CASE("a PDF says its language, and that its title is to be shown", "[pdf][program]") {
  TemporaryFolder folder;
  write_file(folder.file("a.yaml"), kScene);
  REQUIRE(lantern({"render", "a.yaml", "-o", "a.pdf"}, folder.path()).code == 0);
  const std::string bytes = read_file(folder.file("a.pdf"));
  CHECK(count(bytes, "/Lang (de-AT)") == 1);
  CHECK(count(bytes, "/DisplayDocTitle true") == 1);
  CHECK(count(bytes, "%%EOF") == 2);
  const Run info = run({"pdfinfo", "a.pdf"}, folder.path());
  CHECK(info.err == "");
  CHECK(info.out.find("Zwei (2)") != std::string::npos);
  CHECK(info.out.find("Pages:           2") != std::string::npos);
  const Run words = run({"pdftotext", "a.pdf", "-"}, folder.path());
  CHECK(words.err == "");
  CHECK(words.out.find("eins") != std::string::npos);
}

TEST_CASE("what is no PDF, and what has nothing to say, stays as it is", "[pdf]") {
  const std::string text = "trailer\n<< /Root 9 0 R >> startxref\n1\n%%EOF\n";
  std::vector<std::uint8_t> bytes(text.begin(), text.end());
  add_to_catalog(bytes, "en", true);
  CHECK(bytes.size() == text.size());
  add_to_catalog(bytes, "", false);
  CHECK(bytes.size() == text.size());
}

}  // namespace lantern::test::pdf_catalog_test
