#include <filesystem>

#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/program.h"

// The manual page and what shells complete, as readers and shells have them.

namespace lantern::test::shell_test {
namespace {

namespace fs = std::filesystem;

/// What bash offers where these words stand and the last one is being written.
std::string offered(const std::string& words, const std::string& folder = ".") {
  const std::string script =
      "source <(\"$0\" completion bash); COMP_WORDS=(\"$0\" " + words +
      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _lantern; printf '%s\\n' \"${COMPREPLY[@]}\"";
  const Run shell = run({"bash", "-c", script, program_path()}, folder);
  INFO(shell.err);
  CHECK(shell.err.empty());
  return shell.out;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the manual page has all commands and no mistakes", "[shell]") {
  const TemporaryFolder folder;
  const Run page = lantern({"man"});
  CHECK(page.code == 0);
  write_file(folder.file("lantern.1"), page.out);
  for (const char* part : {".SS render\n", ".SS explain\n", "\\fB\\-\\-if\\-changed\\fR",
                           ".SH EXIT STATUS\n", "\\fBhuman\\fR|\\fBjson\\fR"})
    CHECK(has(page.out, part));
  if (!has_program("man")) return;
  const Run read = run({"man", "--warnings", "-l", folder.file("lantern.1")}, ".",
                       {"MANWIDTH=80", "LC_ALL=C.UTF-8", "MANPAGER=cat"});
  CHECK(read.code == 0);
  CHECK(read.err.empty());
  CHECK(has(read.out, "lantern - animations and figures"));
  CHECK(has(read.out, "--quality draft|final"));
}

TEST_CASE("bash completes commands, options and their values", "[shell]") {
  const TemporaryFolder folder;
  write_file(folder.file("my talk.yaml"), "");
  write_file(folder.file("points.csv"), "");
  CHECK(offered("re") == "render\n");
  CHECK(has(offered("''"), "explain\n"));
  CHECK(offered("render --if") == "--if-changed\n");
  CHECK(offered("render talk.yaml --quality ''") == "draft\nfinal\n");
  CHECK(offered("render --quality = d") == "draft\n");
  CHECK(offered("render --theme sl") == "slate\n");
  CHECK(offered("list mar") == "marks\n");
  CHECK(offered("list marks bou") == "boundary\n");
  CHECK(offered("list functions cla") == "clamp\n");
  CHECK(offered("explain unknown-k") == "unknown-key\nunknown-kind\n");
  CHECK(offered("check --limit wo") == "work=\n");
  CHECK(offered("completion z") == "zsh\n");
  CHECK(offered("render m", folder.path()) == "my talk.yaml\n");
  CHECK(offered("render p", folder.path()) == "\n");
  CHECK(offered("still --deps p", folder.path()) == "points.csv\n");
}

TEST_CASE("fish completes them too", "[shell]") {
  if (!has_program("fish")) return;
  const std::string folder = fs::path(program_path()).parent_path();
  const auto offered = [&](const std::string& line) {
    const Run shell = run({"fish", "--no-config", "-c",
                           "set -p PATH " + folder +
                               "; lantern completion fish | source; complete -C '" + line + "'"});
    INFO(shell.err);
    CHECK(shell.err.empty());
    return shell.out;
  };
  CHECK(offered("lantern rend") == "render\tMake films and frame sequences\n");
  CHECK(offered("lantern render --if") ==
        "--if-changed\tDo nothing where the output is up to date\n");
  CHECK(has(offered("lantern render --quality "), "draft"));
  CHECK(has(offered("lantern list marks bo"), "boundary"));
  CHECK(has(offered("lantern still --theme sl"), "slate"));
}

TEST_CASE("shells can read their completions", "[shell]") {
  const TemporaryFolder folder;
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Run script = lantern({"completion", shell});
    CHECK(script.code == 0);
    CHECK(has(script.out, "if-changed"));
    if (!has_program(shell)) continue;
    write_file(folder.file(shell), script.out);
    const Run read = run({shell, "-n", folder.file(shell)});
    INFO(read.err);
    CHECK(read.code == 0);
  }
  CHECK(lantern({"completion", "cmd"}).code == 2);
}

TEST_CASE("an install has the manual page and the completions where they are looked for",
          "[shell]") {
  if (!has_program("cmake")) return;
  const TemporaryFolder prefix;
  const std::string build = fs::path(program_path()).parent_path();
  const Run made = run({"cmake", "--install", build, "--prefix", prefix.path()});
  INFO(made.err);
  REQUIRE(made.code == 0);
  const auto same = [&](const std::string& file, const std::vector<std::string>& arguments) {
    CHECK(read_file(prefix.file("share/" + file)) == lantern(arguments).out);
  };
  same("man/man1/lantern.1", {"man"});
  same("bash-completion/completions/lantern", {"completion", "bash"});
  same("zsh/site-functions/_lantern", {"completion", "zsh"});
  same("fish/vendor_completions.d/lantern.fish", {"completion", "fish"});
  CHECK(fs::exists(prefix.file("share/lantern/fonts/Inter-Regular.otf")));
  CHECK(fs::exists(prefix.file("share/lantern/fonts/fonts-inter.txt")));
}

}  // namespace lantern::test::shell_test
