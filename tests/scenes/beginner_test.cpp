#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test::beginner_test {
namespace {

/// A mistake of the page: a script, what `lantern check` says, and the mended script.
struct Mistake {
  std::string heading, wrong, message, right;
};

/// Takes the next code block of that language from `page`, from `at` on.
std::string block(const std::string& page, const std::string& language, size_t& at) {
  const std::string open = "```" + language + "\n";
  const size_t start = page.find(open, at) + open.size();
  REQUIRE(start != std::string::npos + open.size());
  const size_t end = page.find("```", start);
  at = end + 3;
  return page.substr(start, end - start);
}

std::vector<Mistake> mistakes_of(const std::string& page) {
  std::vector<Mistake> out;
  for (size_t at = page.find("\n## "); at != std::string::npos; at = page.find("\n## ", at)) {
    Mistake one;
    one.heading = page.substr(at + 4, page.find('\n', at + 4) - at - 4);
    one.wrong = block(page, "yaml", at);
    one.message = block(page, "text", at);
    one.right = block(page, "yaml", at);
    out.push_back(one);
  }
  return out;
}

std::string check(const std::string& script) {
  const TemporaryFolder folder;
  write_file(folder.file("flowers.csv"),
             "length,width,kind\n1.4,0.2,setosa\n4.7,1.4,versicolor\n6.0,2.5,virginica\n");
  write_file(folder.file("scene.yaml"), script);
  const std::string text = lantern({"check", "scene.yaml"}, folder.path()).err;
  return text.substr(0, text.find("for more: "));
}

}  // namespace

TEST_CASE("ten mistakes of beginners get a message that names the mend", "[docs][beginner]") {
  const std::string page = read_file(repository() + "/docs/mistakes.md");
  const std::vector<Mistake> mistakes = mistakes_of(page);
  CHECK(mistakes.size() == 10);
  std::string actual = page;
  for (const Mistake& mistake : mistakes) {
    INFO(mistake.heading);
    const std::string message = check(mistake.wrong);
    CHECK((message.find("\n  = ") != std::string::npos ||
           message.find("did you mean") != std::string::npos));
    CHECK(check(mistake.right) == "");
    const size_t at = actual.find("```text\n", actual.find("## " + mistake.heading)) + 8;
    actual.replace(at, actual.find("```", at) - at, message);
  }
  check_golden("../docs/mistakes.md", actual);
}

}  // namespace lantern::test::beginner_test
