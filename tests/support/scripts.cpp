#include "tests/support/scripts.h"

#include <algorithm>
#include <filesystem>

#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test {
namespace {

namespace fs = std::filesystem;

void add_files(const std::string& folder, std::vector<Script>& out) {
  for (const auto& entry : fs::recursive_directory_iterator(repository() + "/" + folder)) {
    if (entry.path().extension() != ".yaml") continue;
    out.push_back({entry.path().string(), read_file(entry.path().string()),
                   entry.path().parent_path().string()});
  }
}

}  // namespace

std::vector<std::string> scenes_in(const std::string& page) {
  std::vector<std::string> out;
  const std::string open = "```yaml\n", close = "```";
  for (size_t at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
    at += open.size();
    const size_t end = page.find(close, at);
    const std::string text = page.substr(at, end - at);
    // Whole scenes; the others are excerpts.
    if (text.starts_with("lantern: 1\ntitle: ") && text.find("…") == std::string::npos) {
      out.push_back(text);
    }
    at = end;
  }
  return out;
}

std::vector<Script> right_scripts() {
  std::vector<Script> out;
  for (const char* folder :
       {"scenes", "config/templates", "docs/images", "docs/tutorial", "bench"}) {
    add_files(folder, out);
  }
  for (const std::string page : {"README.md", "docs/scene-language.md"}) {
    size_t number = 0;
    for (std::string& text : scenes_in(read_file(repository() + "/" + page))) {
      out.push_back({page + " " + std::to_string(++number), std::move(text), test_path("cli")});
    }
  }
  std::sort(out.begin(), out.end(),
            [](const Script& a, const Script& b) { return a.name < b.name; });
  return out;
}

}  // namespace lantern::test
