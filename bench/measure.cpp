// Times whole commands against each other: `measure RUNS WIDTHxHEIGHT NAME FILE COMMAND… [-- NAME
// FILE COMMAND…]…`. The commands take turns, so that what else the machine does meets all of them
// alike; of each, the run with the median CPU time counts. CPU is user and system time of the whole
// process tree, memory the peak resident size, both as the kernel counts them.
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Run {
  double cpu = 0;        // seconds
  double wall = 0;       // seconds
  double megabytes = 0;  // peak
};

struct Contender {
  std::string name;
  std::string file;
  std::vector<char*> command;  // ends with null
  std::vector<Run> runs;

  Run median() const {
    std::vector<Run> sorted = runs;
    std::sort(sorted.begin(), sorted.end(),
              [](const Run& a, const Run& b) { return a.cpu < b.cpu; });
    return sorted[sorted.size() / 2];
  }
};

double seconds(const timeval& t) {
  return double(t.tv_sec) + double(t.tv_usec) * 1e-6;
}

Run run(const Contender& contender) {
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    execv(contender.command[0], contender.command.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
    throw std::runtime_error(contender.name + " failed");
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {seconds(usage.ru_utime) + seconds(usage.ru_stime), wall.count(),
          double(usage.ru_maxrss) / 1024};
}

double kilobytes(const std::string& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) throw std::runtime_error("there is no " + file);
  return double(status.st_size) / 1000;
}

std::vector<Contender> contenders(int count, char** arguments) {
  std::vector<Contender> out(1);
  int word = 0;
  for (int i = 0; i < count; ++i) {
    const std::string text = arguments[i];
    if (text == "--") {
      out.emplace_back();
      word = 0;
      continue;
    }
    Contender& last = out.back();
    if (word == 0) last.name = text;
    else if (word == 1) last.file = text;
    else last.command.push_back(arguments[i]);
    ++word;
  }
  for (Contender& contender : out) {
    if (contender.command.empty()) throw std::runtime_error("a command is missing");
    contender.command.push_back(nullptr);
  }
  return out;
}

void print(const std::string& size, const std::vector<Contender>& all) {
  const Run yardstick = all.back().median();
  std::printf("%s, median of %zu\n%-16s %8s %8s %9s %9s %12s\n", size.c_str(), all[0].runs.size(),
              "", "CPU s", "wall s", "peak MB", "size kB", "CPU ratio");
  for (const Contender& one : all) {
    const Run r = one.median();
    std::printf("%-16s %8.2f %8.2f %9.0f %9.0f %12.2f\n", one.name.c_str(), r.cpu, r.wall,
                r.megabytes, kilobytes(one.file), r.cpu / yardstick.cpu);
  }
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 6) throw std::runtime_error("measure RUNS SIZE NAME FILE COMMAND… [-- …]");
  std::vector<Contender> all = contenders(count - 3, arguments + 3);
  for (int i = 0; i < std::max(1, std::atoi(arguments[1])); ++i) {
    for (Contender& one : all) one.runs.push_back(run(one));
  }
  print(arguments[2], all);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "measure: %s\n", error.what());
  return 1;
}
