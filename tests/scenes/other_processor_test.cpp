#include <cmath>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "core/base/hash.h"
#include "core/expr/builtins.h"
#include "tests/support/golden.h"
#include "tests/support/other_processor.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"

namespace lantern::test::other_processor_test {
namespace {

/// "pow(abs(t), 1.7)"
std::string call_of(const Builtin& builtin) {
  if (builtin.name == "format") return "format(t, '.3f')";
  if (builtin.name == "date") return "date(t*1e6, '%Y %b %e %H:%M:%S')";
  if (builtin.takes == "t") return fmt::format("{}(format(t))", builtin.name);
  if (builtin.takes == "b") return fmt::format("{}(exp(t/4) > 1.5)", builtin.name);
  if (builtin.name == "quantile" || builtin.takes == "?n") {
    return fmt::format("{}(exp(t/4) + t, {})", builtin.name, builtin.window ? "2" : "0.3");
  }
  if (builtin.window) {
    return fmt::format("{}(exp(t/4) + t{})", builtin.name, builtin.takes == "nn" ? ", 3" : "");
  }
  if (builtin.reduces() && !builtin.apply) return fmt::format("{}(exp(t/4) + t)", builtin.name);
  const char* more[] = {"t", "abs(t), 1.7", "t, -1.3, 2.9"};
  const int count = builtin.reduces() ? 2 : builtin.least_arguments;
  return fmt::format("{}({})", builtin.name, more[count - 1]);
}

/// Every function of expressions and the power, over numbers of many sizes.
std::string scene_of_functions() {
  std::string columns;
  for (const Builtin& builtin : builtins()) {
    if (builtin.draws) continue;  // only where there is chance
    columns += fmt::format("        f_{}: \"={}\"\n", builtin.name, call_of(builtin));
  }
  return "lantern: 1\ntitle: Functions\nmodels:\n"
         "  line: {sample: {of: \"=sin(x) * 10 ^ (x / 9)\", over: {x: -40..40}, points: 1500}}\n"
         "  all:\n    derive:\n      data: line\n      columns:\n"
         "        t: =value\n" +
         columns +
         "        power: \"=abs(t) ^ 0.37\"\n"
         "        logistic: =1/(1 + exp(-t))\n"
         "        wave: =sin(t * 1000) + cos(t / 7)\n"
         "views: {plot: {marks: {dots: {dot: {data: all, x: f_sin, y: f_tanh}}}}}\n"
         "timeline: [{show: plot, for: 1s}]\n";
}

/// All that the program says about a scene in numbers: its state and its pictures' drawings.
std::string told(const std::string& scene, const std::vector<std::string>& times,
                 const std::vector<std::string>& environment) {
  const TemporaryFolder folder;
  const std::string picture = folder.file("picture.svg");
  std::string out;
  for (const std::string& time : times) {
    const Run state = lantern({"inspect", scene, "--at", time}, ".", environment);
    const Run still =
        lantern({"still", scene, "--at", time, "-q", "-o", picture}, ".", environment);
    INFO(scene << state.err << still.err);
    REQUIRE(state.code == 0);
    REQUIRE(still.code == 0);
    out += state.out + read_file(picture);
  }
  return out;
}

std::vector<std::string> scenes_below(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(repository() + "/" + folder)) {
    if (entry.path().extension() == ".yaml") out.push_back(entry.path().string());
  }
  return out;
}

void check_same(const std::vector<std::string>& scenes, const std::vector<std::string>& times) {
  for (const std::string& scene : scenes) {
    INFO(scene);
    CHECK(told(scene, times, {}) == told(scene, times, without_fma()));
  }
  CHECK(scenes.size() > 5);
}

}  // namespace

TEST_CASE("the bits of the C library, printed", "[.c-library-bits]") {
  Hasher hasher;
  for (double x = 0.01; x < 30; x += 0.01) hasher.add(std::sin(x)), hasher.add(std::exp(x));
  std::printf("<<%llx>>\n", static_cast<unsigned long long>(hasher.finish().lo));
}

TEST_CASE("the C library's functions depend on the processor", "[determinism]") {
  // Were it not so, the tests below would look at nothing.
  if (!__builtin_cpu_supports("fma")) return;
  CHECK(printed_by("[.c-library-bits]", {}) != printed_by("[.c-library-bits]", without_fma()));
}

TEST_CASE("essays have the same bits on a processor without FMA", "[determinism]") {
  check_same(kSanitized ? longest_essays() : essays(), {"3.7s", "end"});
}

TEST_CASE("scenes of the gallery have the same bits on a processor without FMA", "[determinism]") {
  if (!kSanitized) check_same(scenes_below("scenes/gallery"), {"end"});
}

TEST_CASE("odd scenes have the same bits on a processor without FMA", "[determinism]") {
  check_same(scenes_below("tests/odd"), {"end"});
}

TEST_CASE("the tutorial has the same bits on a processor without FMA", "[determinism]") {
  check_same(scenes_below("docs/tutorial"), {"end"});
}

TEST_CASE("expressions have the same bits on a processor without FMA", "[determinism]") {
  const TemporaryFolder folder;
  write_file(folder.file("scene.yaml"), scene_of_functions());
  const std::string here = told(folder.file("scene.yaml"), {"0.7s"}, {});
  CHECK(here.find("f_tanh") != std::string::npos);
  CHECK(here == told(folder.file("scene.yaml"), {"0.7s"}, without_fma()));
}

}  // namespace lantern::test::other_processor_test
