#include <algorithm>
#include <filesystem>
#include <regex>

#include <catch2/catch.hpp>

#include "tests/faults/workshop.h"

// Which files a run opens, whatever its scene says: what strace sees.

namespace lantern::test::opened_files_test {
namespace {

namespace fs = std::filesystem;

/// All that was opened, by their real paths.
std::vector<std::string> opened(const FaultShop& shop, const std::string& program,
                                std::vector<std::string> arguments) {
  std::vector<std::string> command{
      "strace", "-f", "-qq",        "-e",   "trace=open,openat,openat2,creat",
      "-y",     "-o", "opened.txt", program};
  command.insert(command.end(), arguments.begin(), arguments.end());
  run(command, shop.path(), {"ASAN_OPTIONS=detect_leaks=0"});
  const std::string text = read_file(shop.file("opened.txt"));
  fs::remove(shop.file("opened.txt"));
  REQUIRE(text.find("scene.yaml") != std::string::npos);
  const std::regex result(R"re(= \d+<([^>]*)>)re");
  std::vector<std::string> out;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), result);
       it != std::sregex_iterator(); ++it)
    out.push_back((*it)[1]);
  return out;
}

bool is_below_any(const std::string& path, const std::vector<std::string>& folders) {
  return std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) {
    return path == folder || path.starts_with(folder + "/");
  });
}

/// What the program is made of, and what its libraries ask about the machine.
std::vector<std::string> of_the_system() {
  return {"/usr/lib",
          "/lib",
          "/lib64",
          "/etc/ld.so.cache",
          "/sys/devices/system",
          "/proc/sys",
          "/proc/filesystems",
          "/proc/meminfo",
          "/proc/cpuinfo",
          "/sys/fs/cgroup",
          "/etc/ssl/openssl.cnf",
          "/etc/localtime",
          "/usr/share/zoneinfo"};
}

/// The program with all that it is installed with, under no other prefix.
std::string installed(const TemporaryFolder& prefix) {
  const std::string build = fs::path(program_path()).parent_path();
  const Run made = run({"cmake", "--install", build, "--prefix", prefix.path()});
  INFO(made.out << made.err);
  REQUIRE(made.code == 0);
  return prefix.path() + "/bin/lantern";
}

bool is_own_process(const std::string& path) {
  return std::regex_match(path, std::regex("/proc/(self|\\d+)/.*"));
}

void check_opened(const FaultShop& shop, const std::string& program,
                  const std::vector<std::string>& arguments, std::vector<std::string> folders) {
  folders.push_back(fs::canonical(shop.path()));
  folders.push_back(fs::canonical(fs::path(program).parent_path().parent_path()));
  for (const std::string& path : opened(shop, program, arguments)) {
    INFO(path);
    CHECK((is_below_any(path, folders) || is_own_process(path) || path == "/dev/null"));
  }
}

}  // namespace

TEST_CASE("an installed program brings its fonts, and opens nothing else of the system",
          "[opened]") {
  if (!has_program("strace") || !has_program("cmake")) return;
  const TemporaryFolder prefix;
  const std::string program = installed(prefix);
  const FaultShop shop;
  shop.write("scene.yaml", std::string(FaultShop::kScene) +
                               "# texts of all families, and formulas\n"
                               "description: none\n");
  check_opened(shop, program,
               {"render", "scene.yaml", "-q", "-o", "a.mp4", "-o", "a.svg", "-o", "a.pdf", "-o",
                "%d.png", "--deps", "a.d", "--if-changed"},
               of_the_system());
  CHECK(fs::exists(shop.file("a.mp4")));
  // The same picture as with the system's fonts.
  const FaultShop other;
  CHECK(other.here({"still", "scene.yaml", "-q", "-o", "a.svg"}).code == 0);
  CHECK(run({program, "still", "scene.yaml", "-q", "-o", "b.svg"}, other.path()).code == 0);
  CHECK(read_file(other.file("a.svg")) == read_file(other.file("b.svg")));
}

TEST_CASE("no file outside of the scene's folder is opened, whatever the scene says", "[opened]") {
  if (!has_program("strace")) return;
  const TemporaryFolder elsewhere;
  write_file(elsewhere.file("secret.csv"), "x,y\n1,2\n");
  const FaultShop shop;
  fs::create_symlink(elsewhere.file("secret.csv"), shop.file("link.csv"));
  fs::create_directory_symlink(elsewhere.path(), shop.file("linked"));
  fs::create_symlink("/proc/self/fd", shop.file("fd"));
  std::vector<std::string> folders = of_the_system();
  folders.push_back("/usr/share/fonts");
  for (const std::string& name :
       {elsewhere.file("secret.csv"), std::string("/etc/passwd"), std::string("/proc/self/mem"),
        std::string("../../../../../../../etc/passwd"), std::string("link.csv"),
        std::string("linked/secret.csv"), std::string("fd/0"), std::string("file:///etc/passwd")}) {
    CAPTURE(name);
    shop.write_scene_of(name);
    check_opened(shop, program_path(), {"check", "scene.yaml"}, folders);
  }
}

}  // namespace lantern::test::opened_files_test
