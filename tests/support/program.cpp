#include "tests/support/program.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/places.h"

namespace lantern::test {
namespace {

[[noreturn]] void become(const std::vector<std::string>& command, const std::string& folder,
                         const std::vector<std::string>& environment, const std::string& in,
                         const std::string& out, const std::string& err) {
  if (!freopen(in.c_str(), "r", stdin) || !freopen(out.c_str(), "w", stdout) ||
      !freopen(err.c_str(), "w", stderr) || chdir(folder.c_str()) != 0) {
    _exit(126);
  }
  for (const std::string& setting : environment) {
    const size_t equals = setting.find('=');
    setenv(setting.substr(0, equals).c_str(), setting.substr(equals + 1).c_str(), 1);
  }
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

Run run(const std::vector<std::string>& command, const std::string& folder,
        const std::vector<std::string>& environment, const std::string& input) {
  const TemporaryFolder files;
  write_file(files.file("in"), input);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    become(command, folder, environment, files.file("in"), files.file("out"), files.file("err"));
  }
  const auto start = std::chrono::steady_clock::now();
  int status = 0;
  rusage used = {};
  wait4(child, &status, 0, &used);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          read_file(files.file("out")), read_file(files.file("err")), took.count(),
          double(used.ru_maxrss) / 1024};
}

bool has_program(const std::string& name) {
  const bool there = run({"sh", "-c", "command -v \"$0\"", name}).code == 0;
  if (!there && std::getenv("CI")) FAIL(name << " is missing: script/bootstrap test");
  if (!there) WARN("left out, as " << name << " is missing: script/bootstrap test");
  return there;
}

Run lantern(const std::vector<std::string>& arguments, const std::string& folder,
            const std::vector<std::string>& environment, const std::string& input) {
  std::vector<std::string> command{program_path()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, folder, environment, input);
}

std::string repository() {
  return std::filesystem::path(tests_folder()).parent_path().string();
}

}  // namespace lantern::test
