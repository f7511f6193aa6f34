#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/shown.h"

// The numbers that every essay shows, as they were checked: a model that says something else, or a
// file of data that was changed, is seen here.

namespace lantern::test::pinned_numbers_test {
namespace {

bool has_figure(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}

/// What can be read at the end of a section, where there is a figure in it; not the ticks of axes.
std::string numbers_at(const Shown& shown, double time) {
  std::string out;
  for (auto [id, text] : texts(shown.frame(time))) {
    if (!has_figure(text) || id.find(".tick@") != std::string::npos) continue;
    std::replace(text.begin(), text.end(), '\n', ' ');
    out += fmt::format("  {}: {}\n", id, text);
  }
  return out;
}

std::string numbers_of(const Shown& shown) {
  const Film& film = shown.scene().film();
  std::string out;
  for (const Section& section : film.sections) {
    out += section.name + "\n" + numbers_at(shown, std::min(section.end - 0.05, film.duration));
  }
  return out + "end\n" + numbers_at(shown, film.duration);
}

}  // namespace

TEST_CASE("essays show the numbers that were checked", "[scenes][golden]") {
  for (const std::string& path : essays()) {
    const std::filesystem::path scene(path);
    const std::string name =
        scene.parent_path().filename().string() + "-" + scene.stem().string() + ".txt";
    INFO(name);
    check_golden("golden/numbers/" + name, numbers_of(shown_file(path)));
  }
}

}  // namespace lantern::test::pinned_numbers_test
