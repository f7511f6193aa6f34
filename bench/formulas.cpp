// What formulas cost: the first one (which starts MathJax), the next ones, and a frame of a live
// one, in milliseconds of this process' CPU time.
//   formulas PROGRAM_FILE SURVEY    (share/lantern/formulas.duk, tests/reference/formulas.txt)
#include <algorithm>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "renderer/formula/formula_typesetter.h"
#include "renderer/formula/live_number.h"
#include "renderer/formula/typesetter.h"

namespace {

double cpu_ms() {
  std::timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

template <class Work>
double took(Work work) {
  const double start = cpu_ms();
  work();
  return cpu_ms() - start;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: formulas PROGRAM_FILE SURVEY\n");
    return 2;
  }
  const lantern::Typesetter typesetter(argv[1]);
  std::vector<std::string> survey;
  std::ifstream in(argv[2]);
  for (std::string line; std::getline(in, line);) survey.push_back(line);
  const auto set = [&](const std::string& tex) {
    return typesetter.formulas().typeset(tex, true, "Inter");
  };

  fmt::print("first formula (MathJax starts)   {:8.2f} ms\n", took([&] { set(survey.at(0)); }));
  std::vector<double> next;
  for (size_t i = 1; i < survey.size(); ++i) next.push_back(took([&] { set(survey[i]); }));
  std::sort(next.begin(), next.end());
  fmt::print("next ones, median and most       {:8.2f} {:8.2f} ms\n", next[next.size() / 2],
             next.back());
  fmt::print("a source seen before             {:8.4f} ms\n", took([&] { set(survey.at(0)); }));

  lantern::FormulaHole hole;
  hole.width = 3;
  const auto& glyphs = typesetter.formulas().glyphs();
  constexpr int kFrames = 10000;
  const double numbers = took([&] {
    for (int i = 0; i < kFrames; ++i)
      lantern::set_number(fmt::format("{:.2f}", i * 0.37), hole, glyphs);
  });
  fmt::print("a live number, a frame           {:8.4f} ms\n", numbers / kFrames);
  return 0;
}
