#include <cerrno>

#include <catch2/catch.hpp>

#include "tests/faults/workshop.h"

// Every k-th call of a system function fails: the program says so, or what it made is right. Old
// files stay whole or become whole new ones, and nothing else is left.

namespace lantern::test::injection_test {
namespace {

using Arguments = std::vector<std::string>;
using Files = std::map<std::string, std::string>;

struct Fault {
  std::string call;
  int at = 0;
  int error = EIO;
};

std::vector<std::string> setting(const Fault& fault, const std::string& count = "") {
  std::vector<std::string> out{std::string("LD_PRELOAD=") + fault_injector(),
                               "FAULT_CALL=" + fault.call,
                               "FAULT_ERRNO=" + std::to_string(fault.error)};
  if (fault.at > 0) out.push_back("FAULT_AT=" + std::to_string(fault.at));
  if (!count.empty()) out.push_back("FAULT_COUNT=" + count);
  return out;
}

Files made_by(const Arguments& command) {
  const FaultShop shop;
  const Run run = shop.here(command);
  INFO(run.err);
  REQUIRE(run.code == 0);
  return shop.contents();
}

int count_of(const Arguments& command, const std::string& call) {
  const FaultShop shop;
  const TemporaryFolder elsewhere;
  REQUIRE(shop.here(command, setting({call, 0, EIO}, elsewhere.file("count"))).code == 0);
  return std::stoi(read_file(elsewhere.file("count")));
}

/// Inputs, which stand in the folder before.
bool is_input(const std::string& name) {
  return name == "scene.yaml" || name == "points.csv";
}

void check_files(const Run& run, const Files& right, const Files& found) {
  for (const auto& [name, text] : found) {
    INFO(name);
    REQUIRE(right.contains(name));  // nothing is left
    CHECK((text == right.at(name) || (run.code != 0 && text == "old")));
  }
  if (run.code == 0) CHECK(found.size() == right.size());
}

/// The film's files are there already, as another run left them.
Run strike(const Arguments& command, const Files& right, const Fault& fault) {
  const FaultShop shop;
  for (const auto& [name, text] : right) {
    if (!is_input(name)) shop.write(name, "old");
  }
  const Run run = shop.here(command, setting(fault));
  INFO(fault.call << " " << fault.at << " fails with " << fault.error << "\n" << run.err);
  CHECK((run.code == 0 || run.code == 1 || run.code == 3));
  if (run.code != 0) CHECK_FALSE(run.err.empty());
  if (fault.error == EINTR) CHECK(run.code == 0);
  check_files(run, right, shop.contents());
  return run;
}

[[maybe_unused]] void strike_all(const Arguments& command, const std::vector<std::string>& calls,
                                 int error) {
  const Files right = made_by(command);
  for (const std::string& call : calls) {
    const int count = count_of(command, call);
    CHECK(count > 0);
    for (int at = 1; at <= count; ++at) strike(command, right, {call, at, error});
  }
}

const Arguments kFilm{"render", "scene.yaml", "-q",       "--size",   "160x90", "-j",
                      "1",      "-o",         "a.mp4",    "-o",       "a.webm", "-o",
                      "a.gif",  "-o",         "a.apng",   "-o",       "a.webp", "-o",
                      "a.svg",  "-o",         "a.vtt",    "-o",       "a.srt",  "-o",
                      "a.md",   "-o",         "f/%d.png", "--poster", "p.png"};

}  // namespace

#ifndef __SANITIZE_ADDRESS__  // which has to be loaded first, and counts what it opens itself

TEST_CASE("no failing write, fsync, close or rename is lost", "[injection][fault]") {
  strike_all(kFilm, {"write", "fsync", "close", "rename"}, EIO);
}

TEST_CASE("no failing open or mmap is lost", "[injection][fault]") {
  strike_all(kFilm, {"open", "mmap"}, EIO);
}

TEST_CASE("a call that a signal interrupts is made again", "[injection][fault]") {
  strike_all(kFilm, {"write", "fsync", "close", "rename", "create"}, EINTR);
}

TEST_CASE("commands that make one file lose no failing call", "[injection][fault]") {
  for (const Arguments& command :
       std::vector<Arguments>{{"still", "scene.yaml", "-q", "-o", "a.pdf", "--deps", "a.d"},
                              {"sheet", "scene.yaml", "-q", "-o", "a.png", "--if-changed"},
                              {"slides", "scene.yaml", "-q", "-o", "a.html"},
                              {"render", "scene.yaml", "-q", "-o", "a.gif", "--sections"}}) {
    strike_all(command, {"write", "fsync", "close", "rename"}, ENOSPC);
  }
}

TEST_CASE("what a full disk says has the file, the reason and the frame", "[injection][fault]") {
  const Arguments command{"render", "scene.yaml", "-q", "-j", "1", "-o", "f/%d.png"};
  const Run run = strike(command, made_by(command), {"write", 2, ENOSPC});
  CHECK(run.code == 1);
  CHECK(run.err == "lantern: writing f/1.png: No space left on device after 1 of 2 frames\n");
}

#endif

}  // namespace lantern::test::injection_test
