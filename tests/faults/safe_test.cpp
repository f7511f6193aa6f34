#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "cli/project/safe.h"
#include "tests/faults/workshop.h"
#include "tests/output/child.h"

// What a process that is safe can no longer do, and that it can do all it is for.

namespace lantern::test::safe_test {
namespace {

namespace fs = std::filesystem;

/// Leaks are looked for with system calls that are refused.
const std::vector<std::string> kNoLeaks{"ASAN_OPTIONS=detect_leaks=0"};

/// Runs `work` in a process that is safe for the shop's scene.
ChildResult safely(const FaultShop& shop, const std::function<void()>& work) {
  return in_child([&] {
    Options options;
    options.safe = true;
    options.scenes = {shop.file("scene.yaml")};
    options.outputs = {shop.file("film.mp4")};
    be_safe(options, true);
    work();
  });
}

void refused(const char* what, long result, int error) {
  if (result != -1 || errno != error)
    throw std::runtime_error(fmt::format("{}: {} ({})", what, result, errno));
}

void open_refused(const std::string& path, int how) {
  refused(path.c_str(), open(path.c_str(), how, 0600), EACCES);
}

Run render(const FaultShop& shop, std::vector<std::string> more) {
  std::vector<std::string> arguments{"render", "scene.yaml", "-q"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return shop.here(arguments, kNoLeaks);
}

}  // namespace

TEST_CASE("a safe process has no network, starts nothing and looks into nobody", "[safe]") {
  const FaultShop shop;
  const ChildResult child = safely(shop, [] {
    for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK})
      refused("socket", socket(family, SOCK_STREAM, 0), EPERM);
    char* none[] = {nullptr};
    refused("exec", execve("/bin/true", none, none), EPERM);
    refused("fork", fork(), EPERM);
    refused("ptrace", ptrace(PTRACE_TRACEME, 0, nullptr, nullptr), EPERM);
    refused("kill", kill(getppid(), SIGTERM), ENOSYS);
    refused("unshare", unshare(CLONE_NEWUSER), EPERM);
    refused("typing", ioctl(0, TIOCSTI, "x"), ENOSYS);
  });
  INFO(child.error);
  CHECK(child.exit_code == 0);
}

TEST_CASE("threads of a safe process are safe too", "[safe]") {
  const FaultShop shop;
  const ChildResult child = safely(shop, [] {
    long result = 0;
    int error = 0;
    std::thread([&] {
      result = socket(AF_INET, SOCK_STREAM, 0);
      error = errno;
    }).join();
    errno = error;
    refused("socket", result, EPERM);
  });
  INFO(child.error);
  CHECK(child.exit_code == 0);
}

TEST_CASE("a safe process opens what is its own", "[safe]") {
  const FaultShop shop;
  const TemporaryFolder elsewhere;
  write_file(elsewhere.file("secret"), "secret");
  const ChildResult child = safely(shop, [&] {
    if (!std::ifstream(shop.file("points.csv"))) throw std::runtime_error("no data");
    if (!std::ofstream(shop.file("new"))) throw std::runtime_error("no output");
    open_refused("/etc/passwd", O_RDONLY);
    open_refused(elsewhere.file("secret"), O_RDONLY);
    open_refused(elsewhere.file("new"), O_WRONLY | O_CREAT);
    open_refused("/usr/share/fonts/new", O_WRONLY | O_CREAT);
  });
  INFO(child.error);
  CHECK(child.exit_code == 0);
}

TEST_CASE("with --safe the same files are made", "[safe]") {
  const std::vector<std::string> outputs{"a.mp4", "a.webm", "a.gif", "a.apng",    "a.webp",
                                         "a.svg", "a.pdf",  "a.vtt", "f/%02d.png"};
  std::vector<std::string> made;
  for (const bool safe : {false, true}) {
    const FaultShop shop;
    std::vector<std::string> arguments{"--poster", "p.png", "--deps", "a.d", "--if-changed"};
    for (const std::string& output : outputs) arguments.insert(arguments.end(), {"-o", output});
    if (safe) arguments.push_back("--safe");
    const Run run = render(shop, arguments);
    INFO(run.err);
    CHECK(run.code == 0);
    CHECK(run.err.empty());
    std::string all;
    for (const auto& [name, text] : shop.contents()) {
      if (name != ".a.mp4.lantern" && name != "a.d") all += name + "\n" + text;
    }
    made.push_back(all);
  }
  CHECK(made.at(0) == made.at(1));
}

TEST_CASE("all commands that read scenes can be safe", "[safe]") {
  const FaultShop shop;
  const std::vector<std::vector<std::string>> commands{{"check", "scene.yaml"},
                                                       {"lint", "scene.yaml"},
                                                       {"inspect", "scene.yaml", "--at", "end"},
                                                       {"embed", "scene.yaml"},
                                                       {"still", "scene.yaml", "-o", "new/a.png"},
                                                       {"still", "scene.yaml", "-o", "-"},
                                                       {"sheet", "scene.yaml"},
                                                       {"slides", "scene.yaml"},
                                                       {"slides", "scene.yaml", "-o", "-"}};
  for (std::vector<std::string> command : commands) {
    const Run plain = shop.here(command, kNoLeaks);
    command.push_back("--safe");
    const Run run = shop.here(command, kNoLeaks);
    INFO(command[0] << run.err);
    CHECK(run.code == plain.code);
    CHECK(run.out == plain.out);
  }
  CHECK(shop.here({"preview", "scene.yaml", "--safe"}).code == 2);  // it is a server
}

TEST_CASE("with --safe, links that a stranger made and data from elsewhere are refused", "[safe]") {
  const FaultShop shop;
  const TemporaryFolder elsewhere;
  write_file(elsewhere.file("secret.yaml"), "secret: 1\n");
  write_file(elsewhere.file("other.csv"), "x,y\n1,2\n");
  fs::create_symlink(elsewhere.file("secret.yaml"), shop.file("link.yaml"));
  fs::create_symlink(elsewhere.file("film.gif"), shop.file("a.gif"));
  const Run script = shop.here({"check", "link.yaml", "--safe"});
  CHECK(script.code == 4);
  CHECK(script.err == "lantern: --safe: link.yaml is not in this folder\n");
  const std::string data = "points=" + elsewhere.file("other.csv");
  CHECK(shop.here({"check", "scene.yaml", "--data", data}).code == 0);
  const Run table = shop.here({"check", "scene.yaml", "--data", data, "--safe"});
  CHECK(table.code == 4);
  CHECK(table.err.starts_with("lantern: --safe: --data points="));
  CHECK(render(shop, {"-o", "a.gif", "--safe"}).code == 1);
  CHECK_FALSE(fs::exists(elsewhere.file("film.gif")));
}

TEST_CASE("with --safe there is a quarter of each limit, which --limit raises", "[safe]") {
  const FaultShop shop;
  std::string rows = "x,y\n";
  for (int i = 0; i < 70'000; ++i) rows += "1,2\n";
  shop.write("points.csv", rows);
  const Run safe = shop.here({"check", "scene.yaml", "--safe"}, kNoLeaks);
  INFO(safe.err);
  CHECK(safe.code == 4);
  CHECK(safe.err.find("points has 70000 rows; the limit is 62500") != std::string::npos);
  CHECK(shop.here({"check", "scene.yaml", "--limit", "rows=62500"}).code == 4);
  for (const auto& order : {std::vector<std::string>{"--safe", "--limit", "rows=1e5"},
                            std::vector<std::string>{"--limit", "rows=1e5", "--safe"}}) {
    std::vector<std::string> arguments{"check", "scene.yaml"};
    arguments.insert(arguments.end(), order.begin(), order.end());
    CHECK(shop.here(arguments, kNoLeaks).err.find("has 70000 rows") == std::string::npos);
  }
  CHECK(render(FaultShop(), {"-o", "a.gif", "--safe", "--size", "8000x8000"}).err ==
        "lantern: a picture of 8000x8000 is over the limit of 16384 pixels a side and 33.5 million "
        "in all\n");
}

TEST_CASE("with --safe there are no fonts of the system", "[safe]") {
  const FaultShop shop;
  std::string scene = FaultShop::kScene;
  shop.write("scene.yaml", scene.replace(scene.find("Points"), 6, "\"飛行機 λ\""));
  CHECK(shop.here({"check", "scene.yaml"}, kNoLeaks).err.empty());
  const Run safe = shop.here({"check", "scene.yaml", "--safe"}, kNoLeaks);
  CHECK(safe.code == 0);
  CHECK(safe.err.find("no font has the characters 飛") != std::string::npos);
  CHECK(safe.err.find("--safe") != std::string::npos);
}

}  // namespace lantern::test::safe_test
