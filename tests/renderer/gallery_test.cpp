#include <filesystem>

#include <catch2/catch.hpp>

#include "renderer/effects/effect.h"
#include "renderer/layouts/layout.h"
#include "renderer/marks/mark.h"
#include "tests/support/golden.h"
#include "tests/support/shown.h"

// A small scene for each mark, layout and effect, and what it draws. The registries say which there
// must be.

namespace lantern::test::gallery_test {
namespace {

void check_picture(const std::string& name, const std::vector<double>& times) {
  INFO(name);
  const std::string script = test_path("golden/" + name + ".yaml");
  if (!std::filesystem::exists(script)) {
    FAIL_CHECK("there is no scene tests/golden/" << name << ".yaml");
    return;
  }
  const Shown shown = shown_file(script);
  std::string pictures;
  for (const double time : times) pictures += dump(shown.frame(time), 1);
  check_golden("golden/" + name + ".txt", pictures);
}

void check_nothing_else(const std::string& folder, size_t count) {
  size_t scenes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test_path("golden/" + folder))) {
    scenes += entry.path().extension() == ".yaml";
  }
  CHECK(scenes == count);
}

}  // namespace

TEST_CASE("every mark has a picture", "[gallery]") {
  for (const MarkType* mark : marks()) {
    const std::string name(mark->kind.name);
    DYNAMIC_SECTION(name) {
      check_picture("marks/" + name, {0});
    }
  }
  check_nothing_else("marks", marks().size());
}

TEST_CASE("every layout has a picture", "[gallery]") {
  for (const LayoutType* layout : layouts()) {
    const std::string name(layout->kind.name);
    DYNAMIC_SECTION(name) {
      check_picture("layouts/" + name, {0});
    }
  }
  check_nothing_else("layouts", layouts().size());
}

TEST_CASE("every effect has a picture on the way in and on the way out", "[gallery]") {
  for (const EffectType* effect : effects()) {
    const std::string name(effect->kind.name);
    DYNAMIC_SECTION(name) {
      check_picture("effects/" + name, {0.5, 1.5});
    }
  }
  check_nothing_else("effects", effects().size());
}

}  // namespace lantern::test::gallery_test
