#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <regex>

#include <catch2/catch.hpp>

#include "tests/faults/workshop.h"
#include "tests/support/alias_bomb.h"

// Bad inputs and faults by number: the exit code, the first line that is printed, that nothing new
// is there and what was there is as it was, and that it does not take long. What signals do is in
// cli/signals_test.cpp, failing system calls are in injection_test.cpp, odd data in
// core/csv_test.cpp.

namespace lantern::test::named_faults_test {
namespace {

namespace fs = std::filesystem;
using Arguments = std::vector<std::string>;

/// Files of every kind, so that what is wrong with a scene is seen to stop all of them.
const Arguments kOutputs{"a.mp4", "a.webm", "a.gif", "a.apng", "a.webp",
                         "a.svg", "a.pdf",  "a.vtt", "a.md",   "f/%02d.png"};

struct Bad {
  std::string script;
  std::string first;  ///< a regular expression for the first line
  int code = 3;
};

/// Old outputs, whose contents and times are to stay.
struct Kept : FaultShop {
  Kept() {
    for (const std::string& output : kOutputs)
      write(output == "f/%02d.png" ? "f/00.png" : output, "old");
    const auto early = fs::file_time_type::clock::now() - std::chrono::hours(1);
    for (const auto& [name, text] : contents()) fs::last_write_time(file(name), early);
  }
  std::map<std::string, fs::file_time_type> times() const {
    std::map<std::string, fs::file_time_type> out;
    for (const auto& [name, text] : contents()) out[name] = fs::last_write_time(file(name));
    return out;
  }
};

void refuses(const Kept& shop, const Arguments& arguments, const std::string& first, int code) {
  const auto before = shop.contents();
  const auto times = shop.times();
  const Run run = shop.here(arguments);
  INFO(run.err);
  CHECK(run.code == code);
  CHECK(std::regex_search(run.err.substr(0, run.err.find('\n')), std::regex("^" + first)));
  CHECK(shop.contents() == before);
  CHECK(shop.times() == times);
  if (kSanitized) return;
  CHECK(run.seconds < 5);
  CHECK(run.megabytes < 500);
}

Arguments render_all(Arguments more = {}) {
  Arguments out{"render", "scene.yaml", "-q"};
  for (const std::string& output : kOutputs) out.insert(out.end(), {"-o", output});
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

void check_bad(const std::vector<Bad>& all) {
  for (const Bad& bad : all) {
    const Kept shop;
    shop.write("scene.yaml", bad.script);
    INFO(bad.script.substr(0, 300));
    refuses(shop, render_all(), bad.first, bad.code);
  }
}

/// The scene with one part changed.
std::string with(const std::string& old, const std::string& now) {
  std::string text = FaultShop::kScene;
  const size_t at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), now);
}

std::string error(const std::string& place, const std::string& code) {
  return "scene\\.yaml:" + place + ": error\\[" + code + "\\]: ";
}

}  // namespace

TEST_CASE("fault_01_yaml_syntax", "[faults]") {
  check_bad({{"lantern: 1\nviews:\n\tplot: {}\n", error("3:1", "yaml-tab")},
             {"lantern: 1\ntitle: \"open\n", error("\\d+:\\d+", "yaml-syntax")},
             {"lantern: 1\ntitle: \xff\n", error("2:8", "yaml-encoding")},
             {std::string("lantern: 1\ntitle: a\0b\n", 22), error("2:9", "yaml-encoding")},
             {"\xff\xfel\0a\0", error("1:1", "yaml-encoding")},
             {"", error("1:1", "yaml-empty")}});
}

TEST_CASE("fault_02_unknown_keys", "[faults]") {
  check_bad({{with("marks:", "markz:"), error("5:30", "unknown-key") + ".*did you mean \"marks\""},
             {with("dot:", "dott:"), error("5:45", "unknown-kind") + ".*did you mean \"dot\""},
             {with("title: Points", "title: A\ntitle: B"), error("3:1", "duplicate-key")}});
}

TEST_CASE("fault_03_types_and_ranges", "[faults]") {
  const auto canvas = [](const std::string& now) { return with("fps: 4", now); };
  check_bad({{canvas("fps: -1"), error("3:30", "[a-z-]+")},
             {canvas("fps: 0"), error("3:30", "[a-z-]+")},
             {with("500ms", ".inf"), error("6:44", "[a-z-]+")},
             {with("640x360", "640.5x360"), error("3:16", "[a-z-]+")},
             {with("x: x,", "opacity: 7, x: x,"), error("5:\\d+", "out-of-range")},
             {with("x: x,", "size: 1e309, x: x,"), error("5:\\d+", "[a-z-]+")},
             {with("x: x,", "size: nan, x: x,"), error("5:\\d+", "[a-z-]+")},
             {with("500ms", "1:30:00"), error("6:44", "[a-z-]+")}});
}

TEST_CASE("fault_04_aliases", "[faults]") {
  check_bad({{alias_bomb(), error("\\d+:\\d+", "limit"), 4},
             {"lantern: 1\nviews: &v {a: *v}\n", error("2:\\d+", "yaml-alias")}});
}

TEST_CASE("fault_05_depth_and_length", "[faults]") {
  check_bad({{"lantern: " + std::string(100'000, '['), error("1:\\d+", "limit"), 4},
             {"title: \"" + std::string(20'000'000, 'x') + "\"\n", error("1:\\d+", "limit"), 4}});
}

TEST_CASE("fault_06_includes", "[faults]") {
  // Scripts take in no others, themselves neither: nothing goes round in a circle.
  for (const char* key : {"include: scene.yaml", "include: [other.yaml]", "!include scene.yaml"})
    check_bad(
        {{std::string("lantern: 1\n") + key + "\nviews: {}\n", error("[23]:\\d+", "[a-z-]+")}});
}

TEST_CASE("fault_07_path_escapes", "[faults]") {
  const Kept shop;
  REQUIRE(mkfifo(shop.file("pipe.csv").c_str(), 0600) == 0);
  fs::create_symlink("/etc/passwd", shop.file("link.csv"));
  for (const char* path : {"../../etc/passwd", "/etc/passwd", "link.csv", "file://host/x",
                           "http://host/x", "/dev/zero", "pipe.csv"}) {
    CAPTURE(path);
    shop.write_scene_of(path);
    refuses(shop, render_all(), error("4:22", "refused-file"), 4);
  }
}

TEST_CASE("fault_08_missing_files", "[faults]") {
  const Kept shop;
  fs::create_directory(shop.file("folder"));
  for (const char* path : {"none.csv", "none/points.csv", "folder"}) {
    shop.write_scene_of(path);
    refuses(shop, render_all(), error("4:22", "data-file") + "cannot read \"", 3);
  }
  // What is missing is in the rule all the same: once it is there, there is something to make.
  shop.write_scene_of("none.csv");
  CHECK(shop.here({"render", "scene.yaml", "-q", "-o", "a.gif", "--deps", "a.d"}).code == 3);
  CHECK(read_file(shop.file("a.d")).find("none.csv") != std::string::npos);
}

TEST_CASE("fault_09_csv", "[faults]") {
  for (const auto& [text, place] : std::map<std::string, std::string>{
           {"x,y\n1,2,3\n", "2:\\d+"}, {"", "1:1"}, {"x,y\n\"1,2\n", "2:1"}}) {
    const Kept shop;
    shop.write("points.csv", text);
    INFO(text);
    refuses(shop, render_all(), "points\\.csv:" + place + ": error\\[data-format\\]: ", 3);
  }
  for (const char* text :
       {"\xEF\xBB\xBFx,y\n1,2\n", "x,y\r\n1,2\r\n", "x,y\n\"1\n\",2\n", "x;y\n1;2\n"}) {
    const Kept shop;
    shop.write("points.csv", text);
    INFO(text);
    CHECK(shop.here({"check", "scene.yaml"}).code == 0);
  }
}

TEST_CASE("fault_10_degenerate_data", "[faults]") {
  const std::string roc = with("views:",
                               "models: {roc: {roc_curve: {data: points, score: x, target: kind, "
                               "positive: a}}}\nviews:");
  const Kept shop;
  shop.write("points.csv", "x,y,kind\n1,2,a\n2,3,a\n");
  shop.write("scene.yaml", roc);
  refuses(shop, render_all(), error("5:\\d+", "model-data"), 3);
}

TEST_CASE("fault_11_infinite_places", "[faults]") {
  const Kept shop;
  shop.write("scene.yaml", with("x: x, y: y", "x: \"=1/0\", y: y"));
  const Run run = shop.here({"check", "scene.yaml"});
  INFO(run.err);
  CHECK((run.code == 0 || run.code == 3));
  CHECK(run.err.find("scene.yaml:5:") != std::string::npos);  // told, with its place
}

TEST_CASE("fault_12_sizes", "[faults]") {
  check_bad({{with("640x360", "100000x100000"), error("3:16", "out-of-range")},
             {with("640x360", "0x0"), error("3:\\d+", "[a-z-]+")}});
  const Kept shop;
  refuses(shop, render_all({"--size", "99999x99999"}), "lantern: .*limit", 4);
}

TEST_CASE("fault_13_lengths", "[faults]") {
  check_bad({{with("500ms", "2592000s"), error("6:44", "out-of-range")},
             {"lantern: 1\ncanvas: {fps: 240}\nviews: {}\ntimeline: [{hold: 80000s}]\n",
              error("\\d+:\\d+", "limit"), 4},
             {with("fps: 4", "fps: 100000"), error("3:30", "[a-z-]+")}});
}

TEST_CASE("fault_14_missing_characters", "[faults]") {
  const FaultShop shop;
  shop.write("scene.yaml", with("title: Points", "title: \"Points \xF3\xB0\x80\x80\""));
  const Run loose = shop.here({"check", "scene.yaml"});
  CHECK(loose.code == 0);
  CHECK(loose.err.starts_with("scene.yaml:2:16: warning[missing-glyph]: "));
  const Run strict = shop.here({"check", "scene.yaml", "--strict"});
  CHECK(strict.code == 3);
  CHECK(strict.err.starts_with("scene.yaml:2:16: error[missing-glyph]: "));
}

TEST_CASE("fault_15_pictures", "[faults]") {
  // A table is the only file that a scene reads: pictures in its place are told to be none.
  const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x06", 26);
  const Kept shop;
  shop.write("points.csv", png);
  refuses(shop, render_all(), "points\\.csv:1:\\d+: error\\[data-format\\]: ", 3);
  shop.write(
      "points.csv",
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>");
  refuses(shop, render_all(), "points\\.csv:1:\\d+: error\\[data-format\\]: ", 3);
  check_bad({{with("dot:", "image: {file: bomb.png}, dot:"), error("5:\\d+", "[a-z-]+")}});
}

TEST_CASE("fault_16_expressions_and_formulas", "[faults]") {
  check_bad({{with("x: x,", "x: \"=x +\","), error("5:\\d+", "expression")},
             {with("x: x,", "color: nocolour, x: x,"), error("5:\\d+", "[a-z-]+")},
             {with("marks: {", "marks: {f: {formula: {x: 1, y: 1, tex: '\\frac{1'}}, "),
              error("5:\\d+", "tex")}});
}

TEST_CASE("fault_17_usage", "[faults]") {
  const Kept shop;
  const auto usage = [&](const Arguments& arguments) { refuses(shop, arguments, "", 2); };
  usage({"render", "scene.yaml", "--nope"});
  usage({"render", "scene.yaml", "-o", "a.mpg4"});
  usage({"render", "scene.yaml", "-o", "a.gif", "-o", "./a.gif"});
  usage({"render", "scene.yaml", "-o", "a.gif", "--format", "mp4"});
  usage({"still", "scene.yaml", "-o", "a.mp4"});
  usage({"fmt"});
}

TEST_CASE("fault_18_targets", "[faults]") {
  const Kept shop;
  fs::create_directory(shop.file("folder.gif"));
  shop.write("plain", "");
  const std::string longest(300, 'x');
  for (const std::string& target :
       {std::string("folder.gif"), std::string("plain/a.gif"), longest + ".gif"}) {
    refuses(shop, {"render", "scene.yaml", "-q", "-o", target}, "lantern: writing .*: ", 1);
  }
  CHECK(shop.here({"render", "scene.yaml", "-q", "-o", "new/folder/a.gif"}).code == 0);
}

TEST_CASE("fault_19_full_disks", "[faults]") {
  for (const std::string& output : kOutputs) {
    const Kept shop;
    const auto before = shop.contents();
    const std::string call = "ulimit -f 0; exec \"$0\" render scene.yaml -q -o " + output;
    const Run run = shop.shell("(" + call + ") 2>&1 | cat");
    const Run code = shop.shell(call + " 2> /dev/null");
    INFO(output << run.out);
    CHECK(run.out.starts_with("lantern: writing "));
    CHECK(run.out.find("File too large") != std::string::npos);
    CHECK(code.code == 1);
    CHECK(shop.contents() == before);
  }
}

TEST_CASE("fault_22_closed_streams", "[faults]") {
  const Kept shop;
  const Run pipe = shop.shell(
      "set -o pipefail; \"$0\" render scene.yaml -q -o - --format gif --size 1920x1080 | head -c "
      "10 >/dev/null");
  CHECK((pipe.code == 0 || pipe.code == 1));  // head may have come too late
  CHECK(shop.shell("\"$0\" inspect scene.yaml --at 0s >&-").code == 1);
}

TEST_CASE("fault_23_memory", "[faults]") {
  if (kSanitized) return;  // takes terabytes of addresses by itself
  const Kept shop;
  const auto before = shop.contents();
  for (const char* command : {"still scene.yaml -q -o a.svg --size 9000x9000 -o -",
                              "still scene.yaml -q -o - --size 9000x9000",
                              "render scene.yaml -q -o a.gif --size 9000x9000 -j 64",
                              "render scene.yaml -q -o a.mp4 --size 8000x8000 -j 64"}) {
    INFO(command);
    const Run run = shop.shell(std::string("ulimit -v 400000; exec \"$0\" ") + command);
    INFO(run.err);
    CHECK((run.code == 1 || run.code == 2));
    CHECK(std::regex_search(run.err, std::regex("(^|\n)lantern: ")));
    CHECK(shop.contents() == before);
  }
}

TEST_CASE("fault_24_encoders", "[faults]") {
  const Kept shop;
  const TemporaryFolder alone;  // the program without its module
  const fs::path build = fs::path(program_path()).parent_path();
  fs::copy(program_path(), alone.file("lantern"));
  fs::copy(build / "share", alone.file("share"), fs::copy_options::recursive);
  const auto before = shop.contents();
  const auto fails = [&](const std::string& output, const std::string& first) {
    const Run run =
        test::run({alone.file("lantern"), "render", "scene.yaml", "-q", "-o", output}, shop.path());
    INFO(run.err);
    CHECK(run.code == 1);
    CHECK(std::regex_search(run.err, std::regex("^" + first)));
    CHECK(shop.contents() == before);
  };
  for (const std::string output : {"a.mp4", "a.webm", "a.apng"})
    fails(output, "lantern: writing " + output + ": no encoder: .*\\.gif.* need none");
  write_file(alone.file("lantern_av.so"), "this is no library");
  fails("a.mp4", "lantern: writing a\\.mp4: no encoder: ");
  const Run gif =
      test::run({alone.file("lantern"), "render", "scene.yaml", "-q", "-o", "a.gif"}, shop.path());
  CHECK(gif.code == 0);  // needs none
  CHECK(shop.here({"render", "scene.yaml", "-q", "-o", "a.mp4", "--preset", "nonsense"}).code == 1);
}

TEST_CASE("fault_25_surroundings", "[faults]") {
  const FaultShop shop;
  const Run plain = shop.here({"still", "scene.yaml", "-q", "-o", "-"});
  CHECK(plain.code == 0);
  const auto same = [&](const std::string& before) {
    INFO(before);
    CHECK(shop.shell(before + " \"$0\" still " + shop.file("scene.yaml") + " -q -o -").out ==
          plain.out);
  };
  same("env -i");
  same("env -u HOME LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo");
  same("umask 077;");
  same("mkdir gone && cd gone && rmdir ../gone;");
}

}  // namespace lantern::test::named_faults_test
