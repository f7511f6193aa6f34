#include <algorithm>
#include <filesystem>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/alias_bomb.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/program.h"

namespace lantern::test::program_test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kScene =
    "lantern: 1\n"
    "title: Points\n"
    "canvas: {size: 640x360, fps: 10, captions: burn}\n"
    "params: {t: {value: 0, range: [0, 1]}}\n"
    "data: {points: {generate: {moons: {n_samples: 30, noise: 0.1, seed: 3}}}}\n"
    "views:\n"
    "  plot:\n"
    "    x: {title: x}\n"
    "    y: {}\n"
    "    marks:\n"
    "      dots: {dot: {data: points, x: x, y: y, color: label, opacity: \"=1 if x > t else "
    "0.3\"}}\n"
    "      line: {rule: {x: =t, label: \"{=t:.2f}\"}}\n"
    "timeline:\n"
    "  - {show: dots, stagger: 10ms, for: 500ms, say: Two moons.}\n"
    "  - {section: Sweep, animate: {t: 1}, for: 1s, say: \"A line at {=t:.1f}.\"}\n"
    "  - {set: {t: 0.5}, for: 500ms}\n";

struct Workshop {
  Workshop() { write_file(folder.file("scene.yaml"), kScene); }
  TemporaryFolder folder;
  std::string file(const std::string& name) const { return folder.file(name); }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
      if (entry.is_regular_file())
        out.push_back(fs::relative(entry.path(), folder.path()).string());
    }
    std::sort(out.begin(), out.end());
    return out;
  }
};

}  // namespace

TEST_CASE("help, version and usage", "[program]") {
  CHECK(lantern({"--version"}).code == 0);
  CHECK(lantern({"--version"}).out.starts_with("lantern "));
  const Run help = lantern({"--help"});
  CHECK(help.code == 0);
  CHECK(help.out.find("lantern render") != std::string::npos);
  CHECK(lantern({}).code == 2);
  CHECK(lantern({"rendr", "x.yaml"}).code == 2);
  CHECK(lantern({"render"}).code == 2);
  CHECK(lantern({"render", "x.yaml", "--nope"}).code == 2);
  CHECK(lantern({"render", "/nonexistent/x.yaml"}).code == 1);
}

TEST_CASE("list shows what is registered", "[program]") {
  for (const char* what : {"models", "marks", "layouts", "generators", "effects", "easings",
                           "themes", "glyphs", "formats"}) {
    const Run run = lantern({"list", what});
    CHECK(run.code == 0);
    CHECK_FALSE(run.out.empty());
  }
  CHECK(lantern({"list", "marks", "dot"}).out.find("size") != std::string::npos);
  CHECK(lantern({"list", "marks", "dotz"}).code == 2);
  CHECK(lantern({"list", "cats"}).code == 2);
}

TEST_CASE("list without a word shows everything", "[program]") {
  const Run run = lantern({"list"});
  CHECK(run.code == 0);
  for (const char* word : {"roc_curve", "beeswarm", "paper", "cubic_in_out", "mp4", "moons"}) {
    CHECK(run.out.find(word) != std::string::npos);
  }
}

TEST_CASE("warnings come once, and not with --quiet", "[program]") {
  const Workshop shop;
  std::string text = kScene;
  text.replace(text.find("Two moons."), 10, "\"{points.count} moons.\"");
  write_file(shop.file("scene.yaml"), text);
  const Run run = lantern({"render", "scene.yaml", "-o", "a.mp4"}, shop.folder.path());
  CHECK(run.code == 0);
  const size_t first = run.err.find("warning[text-hole]");
  REQUIRE(first != std::string::npos);
  CHECK(run.err.find("warning[text-hole]", first + 1) == std::string::npos);
  CHECK(lantern({"render", "scene.yaml", "-o", "a.mp4", "-q"}, shop.folder.path()).err == "");
}

TEST_CASE("the option deps writes a rule for make", "[program]") {
  const Workshop shop;
  write_file(shop.file("a table.csv"), "x,y,label\n1,2,a\n2,3,b\n");
  std::string text = kScene;
  const std::string generated = "{generate: {moons: {n_samples: 30, noise: 0.1, seed: 3}}}";
  text.replace(text.find(generated), generated.size(), "{csv: a table.csv}");
  write_file(shop.file("scene.yaml"), text);
  const Run run = lantern({"still", "scene.yaml", "--at", "1s", "-o", "a.png", "--deps", "a.d"},
                          shop.folder.path());
  INFO(run.err);
  REQUIRE(run.code == 0);
  const std::string rule = read_file(shop.file("a.d"));
  CHECK(rule.starts_with("a.png:"));
  CHECK(rule.find(" \\\n  a\\ table.csv") != std::string::npos);
  CHECK(rule.find(" \\\n  scene.yaml") != std::string::npos);
  CHECK(rule.find("themes/paper.yaml") != std::string::npos);
}

TEST_CASE("check prints a summary, and what is wrong", "[program]") {
  const Workshop shop;
  const Run right = lantern({"check", "scene.yaml"}, shop.folder.path());
  CHECK(right.code == 0);
  CHECK(right.out == "scene.yaml: 2.00 s, 20 frames at 10 fps, 1 section, 2 captions\n");
  CHECK(right.err.empty());
  // The end that it prints can be asked for, whatever its steps add up to in binary.
  for (const char* essay : {"train-test-validation/split", "precision-recall/sweep"}) {
    const std::string path = repository() + "/scenes/" + essay + ".yaml";
    const std::string summary = lantern({"check", path}).out;
    const std::string end = summary.substr(path.size() + 2, summary.find(" s,") - path.size() - 2);
    CHECK(lantern({"inspect", path, "--at", end + "s"}).code == 0);
  }
  write_file(shop.file("wrong.yaml"), "lantern: 1\nviews: {plot: {markz: {}}}\n");
  const Run wrong = lantern({"check", "wrong.yaml"}, shop.folder.path());
  CHECK(wrong.code == 3);
  CHECK(wrong.err.starts_with("wrong.yaml:2:16: error[unknown-key]: "));
  const Run json = lantern({"check", "wrong.yaml", "--diagnostics", "json"}, shop.folder.path());
  CHECK(json.code == 3);
  const auto parsed = nlohmann::json::parse(json.err);
  CHECK(parsed["file"] == "wrong.yaml");
  CHECK(parsed["line"] == 2);
  CHECK(parsed["column"] == 16);
  CHECK(parsed["code"] == "unknown-key");
}

TEST_CASE("a scene can come on standard input", "[program]") {
  const Workshop shop;
  CHECK(lantern({"check", "-"}, shop.folder.path(), {}, kScene).code == 0);
}

TEST_CASE("inspect prints the state at full precision", "[program]") {
  const Workshop shop;
  const Run run = lantern({"inspect", "scene.yaml", "--at", "1s"}, shop.folder.path());
  REQUIRE(run.code == 0);
  const auto state = nlohmann::json::parse(run.out);
  CHECK(state["time"] == 1.0);
  CHECK(state["frame"] == 10);
  CHECK(state["params"]["t"] == Approx(0.5));
  CHECK(state["data"]["points"]["x"].size() == 30);
  CHECK(state["items"].size() > 5);
  const Run held =
      lantern({"inspect", "scene.yaml", "--at", "1.2s", "--set", "t=0.125"}, shop.folder.path());
  CHECK(nlohmann::json::parse(held.out)["params"]["t"] == 0.125);
  CHECK(lantern({"inspect", "scene.yaml", "--at", "1s", "--set", "t=7"}, shop.folder.path()).code ==
        2);
  CHECK(
      lantern({"inspect", "scene.yaml", "--at", "1s", "--set", "tt=1"}, shop.folder.path()).code ==
      2);
  CHECK(lantern({"inspect", "scene.yaml", "--at", "7s"}, shop.folder.path()).code == 2);
}

TEST_CASE("render makes several outputs in one pass, under their names only", "[program]") {
  const Workshop shop;
  const Run run = lantern({"render", "scene.yaml", "-o", "film.mp4", "-o", "frames/%03d.png"},
                          shop.folder.path());
  INFO(run.err);
  REQUIRE(run.code == 0);
  const auto names = shop.names();
  CHECK(names.size() == 22);
  CHECK(std::count(names.begin(), names.end(), "film.mp4") == 1);
  CHECK(std::count(names.begin(), names.end(), "frames/000.png") == 1);
  CHECK(std::count(names.begin(), names.end(), "frames/019.png") == 1);
  CHECK(lantern({"render", "scene.yaml"}, shop.folder.path()).code == 0);
  CHECK(fs::exists(shop.file("scene.mp4")));
}

TEST_CASE("a still is the film's frame of that time, byte for byte", "[program][determinism]") {
  const Workshop shop;
  REQUIRE(lantern({"render", "scene.yaml", "-o", "frames/%03d.png"}, shop.folder.path()).code == 0);
  for (const auto& [time, frame] : std::vector<std::pair<std::string, std::string>>{
           {"0s", "000"}, {"300ms", "003"}, {"0.7s", "007"}, {"1.6s", "016"}, {"end", "019"}}) {
    REQUIRE(lantern({"still", "scene.yaml", "--at", time, "-o", "still.png"}, shop.folder.path())
                .code == 0);
    CHECK(read_file(shop.file("still.png")) == read_file(shop.file("frames/" + frame + ".png")));
  }
}

TEST_CASE("a still can go to standard output", "[program]") {
  const Workshop shop;
  REQUIRE(
      lantern({"still", "scene.yaml", "--at", "1s", "-o", "still.png"}, shop.folder.path()).code ==
      0);
  const Run run = lantern({"still", "-", "--at", "1s", "-o", "-"}, shop.folder.path(), {}, kScene);
  CHECK(run.code == 0);
  CHECK(run.out == read_file(shop.file("still.png")));
}

TEST_CASE("nothing outside the script changes the bytes", "[program][determinism]") {
  const Workshop shop;
  const auto film = [&](const std::string& name, const std::vector<std::string>& more,
                        const std::vector<std::string>& environment, const std::string& folder) {
    std::vector<std::string> arguments{
        "render", shop.file("scene.yaml"),       "-o", shop.file(name + ".mp4"),
        "-o",     shop.file(name + "/%03d.png"), "-o", shop.file(name + ".gif")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    REQUIRE(lantern(arguments, folder, environment).code == 0);
    REQUIRE(
        lantern({"still", shop.file("scene.yaml"), "--at", "1s", "-o", shop.file(name + ".svg")},
                folder, environment)
            .code == 0);
    std::string bytes;
    for (const char* ending : {".mp4", "/012.png", ".gif", ".svg"}) {
      bytes += read_file(shop.file(name + ending));
    }
    return bytes;
  };
  const std::string first = film("first", {"-j", "1"}, {}, "/");
  CHECK(film("again", {"-j", "1"}, {}, "/") == first);
  CHECK(film("two", {"-j", "2"}, {}, "/") == first);
  CHECK(film("five", {"-j", "5"}, {}, "/") == first);
  CHECK(film("german", {}, {"LC_ALL=de_DE.UTF-8", "LANG=de_DE.UTF-8"}, "/") == first);
  CHECK(film("zone", {}, {"TZ=Asia/Tokyo"}, shop.folder.path()) == first);
  CHECK(film("fonts", {}, {"FONTCONFIG_FILE=/nowhere", "HOME=/nowhere"}, "/tmp") == first);
}

TEST_CASE("sections and times choose frames of the film", "[program]") {
  const Workshop shop;
  REQUIRE(lantern({"render", "scene.yaml", "-o", "all/%03d.png"}, shop.folder.path()).code == 0);
  REQUIRE(lantern({"render", "scene.yaml", "-o", "part/%03d.png", "--section", "Sweep"},
                  shop.folder.path())
              .code == 0);
  CHECK(read_file(shop.file("part/000.png")) == read_file(shop.file("all/005.png")));
  CHECK(read_file(shop.file("part/014.png")) == read_file(shop.file("all/019.png")));
  CHECK_FALSE(fs::exists(shop.file("part/015.png")));
  REQUIRE(lantern({"render", "scene.yaml", "-o", "cut/%03d.png", "--from", "0.3s", "--to", "0.7s"},
                  shop.folder.path())
              .code == 0);
  CHECK(read_file(shop.file("cut/000.png")) == read_file(shop.file("all/003.png")));
  CHECK(read_file(shop.file("cut/003.png")) == read_file(shop.file("all/006.png")));
  CHECK_FALSE(fs::exists(shop.file("cut/004.png")));
  CHECK(lantern({"render", "scene.yaml", "--section", "Swep"}, shop.folder.path()).code == 2);
}

TEST_CASE("a wrong scene writes nothing and leaves the old file alone", "[program]") {
  const Workshop shop;
  write_file(shop.file("wrong.yaml"),
             "lantern: 1\n"
             "canvas: {size: 960x540, theme: papper}\n"
             "params: {threshold: {value: 2, range: [0, 1]}}\n"
             "data: {points: {rows: [[1, 2]], columns: [a, b]}}\n"
             "views:\n"
             "  plot:\n"
             "    marks:\n"
             "      dots: {dot: {data: points, x: a, y: bb, sise: 4}}\n"
             "timeline:\n"
             "  - {show: dotz}\n");
  write_file(shop.file("film.mp4"), "old");
  const Run run = lantern({"render", "wrong.yaml", "-o", "film.mp4"}, shop.folder.path());
  CHECK(run.code == 3);
  for (const char* place : {":2:32: ", ":3:29: ", ":8:43: ", ":8:47: ", ":10:12: "}) {
    CHECK(run.err.find("wrong.yaml" + std::string(place) + "error") != std::string::npos);
  }
  CHECK(run.err.find("5 errors") != std::string::npos);
  CHECK(read_file(shop.file("film.mp4")) == "old");
  CHECK(shop.names() == std::vector<std::string>{"film.mp4", "scene.yaml", "wrong.yaml"});
}

TEST_CASE("usage faults read no scene", "[program]") {
  const Workshop shop;
  const auto code = [&](std::vector<std::string> arguments) {
    return lantern(arguments, shop.folder.path()).code;
  };
  CHECK(code({"render", "scene.yaml", "-o", "film.mpg4"}) == 2);
  CHECK(code({"render", "scene.yaml", "-o", "still.png"}) == 2);
  CHECK(code({"render", "scene.yaml", "-o", "a.mp4", "-o", "a.mp4"}) == 2);
  CHECK(code({"still", "scene.yaml", "--at", "1s", "-o", "film.mp4"}) == 2);
  CHECK(code({"still", "scene.yaml", "--at", "1", "-o", "a.png"}) == 2);
  CHECK(code({"still", "scene.yaml", "--at", "1s", "-o", "a.png", "--theme", "none"}) == 2);
  CHECK(code({"still", "scene.yaml", "--at", "1s", "-o", "a.png", "--size", "100"}) == 2);
  CHECK(code({"still", "scene.yaml", "--at", "1s", "-o", "a.png", "--size", "99999x99999"}) == 4);
  CHECK(code({"render", "scene.yaml", "--data", "point=x.csv"}) == 2);
  CHECK(shop.names() == std::vector<std::string>{"scene.yaml"});
}

TEST_CASE("disk faults leave the old file alone", "[program]") {
  const Workshop shop;
  fs::create_directory(shop.file("film.mp4"));
  CHECK(lantern({"render", "scene.yaml", "-o", "film.mp4"}, shop.folder.path()).code == 1);
  write_file(shop.file("file"), "");
  CHECK(lantern({"render", "scene.yaml", "-o", "file/film.mp4"}, shop.folder.path()).code == 1);
  for (const std::string verb : {"render -o full.mp4", "render -o full.gif", "still -o full.svg"}) {
    const std::string name = verb.substr(verb.find("full"));
    write_file(shop.file(name), "old");
    const Run full =
        run({"sh", "-c", "ulimit -f 2; exec \"$0\" " + verb + " scene.yaml -q", program_path()},
            shop.folder.path());
    CHECK(full.code == 1);
    CHECK(read_file(shop.file(name)) == "old");
    CHECK(shop.names() == std::vector<std::string>{"file", name, "scene.yaml"});
    fs::remove(shop.file(name));
  }
}

TEST_CASE("hostile scripts are refused", "[program][fault]") {
  const Workshop shop;
  const auto check = [&](const std::string& text) {
    write_file(shop.file("bad.yaml"), text);
#ifdef __SANITIZE_ADDRESS__
    const std::string limit;  // shadow memory is as large as all addresses
#else
    const std::string limit = "ulimit -v 500000; ";  // address space, most of it never touched
#endif
    return run({"sh", "-c", limit + "exec \"$0\" check bad.yaml", program_path()},
               shop.folder.path());
  };
  CHECK(check(alias_bomb()).code == 4);
  CHECK(check("lantern: " + std::string(100'000, '[')).code == 4);
  CHECK(check("lantern: " + std::string(100'000, '{')).code == 4);
  CHECK(check("title: \"" + std::string(20'000'000, 'x') + "\"\n").code == 4);
  CHECK(check("lantern: 1\ntitle: \"" + std::string(100'000, 'x') + "\"\n").code == 4);
  CHECK(check("lantern: 1\ntitle: \"\xff\xfe\"\n").code == 3);
  CHECK(check("lantern: 1\ntitle: \"\xc3(\"\n").code == 3);
  CHECK(check("lantern: 1\nviews: &v {a: *v}\n").code == 3);
  CHECK(check("").code == 3);
  CHECK(check(std::string("lantern: 1\0", 11)).code == 3);
}

}  // namespace lantern::test::program_test
