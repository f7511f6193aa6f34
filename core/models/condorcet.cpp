#include <algorithm>
#include <cmath>

#include "core/base/work.h"
#include "core/models/model.h"

namespace lantern::condorcet_model {
namespace {

struct Condorcet {
  int voters = 11;
  double p = 0.6;
};

struct Votes {
  std::vector<double> votes, probability;
  Truths majority;
};

struct Juries {
  std::vector<double> voters, probability;
};

struct Result {
  double probability = 0, strict = 0, tie = 0;
  Votes rows;
  Juries all;
};

/// The binomial distribution, each from its neighbour, from the most likely one on: all of them are
/// positive, so that no digits are lost. They are made to add up to 1.
std::vector<double> binomial(int n, double p) {
  std::vector<double> out(size_t(n) + 1, 0);
  if (p <= 0 || p >= 1) {
    out[p <= 0 ? 0 : size_t(n)] = 1;
    return out;
  }
  const int mode = std::min(n, static_cast<int>((n + 1) * p));
  out[size_t(mode)] = 1;
  for (int k = mode; k < n; ++k) {
    out[size_t(k) + 1] = out[size_t(k)] * (n - k) / (k + 1) * (p / (1 - p));
  }
  for (int k = mode; k > 0; --k) {
    out[size_t(k) - 1] = out[size_t(k)] * k / (n - k + 1) * ((1 - p) / p);
  }
  double sum = 0;
  for (const double one : out) sum += one;
  for (double& one : out) one /= sum;
  return out;
}

/// From a jury of 2m − 1 to one of 2m + 1, the majority gains (2p − 1) C(2m−1, m) (p (1−p))ᵐ.
Juries juries_up_to(int voters, double p) {
  Juries out;
  double probability = p, step = p * (1 - p);
  for (int n = 1; n <= voters; n += 2) {
    out.voters.push_back(n);
    out.probability.push_back(std::clamp(probability, 0.0, 1.0));
    const int m = (n + 1) / 2;
    probability += (2 * p - 1) * step;
    step *= 2.0 * (2 * m + 1) / (m + 1) * p * (1 - p);
  }
  return out;
}

Result compute(const Condorcet& in, const RecordValue&) {
  spend(40 * std::uint64_t(in.voters));
  Result out;
  const std::vector<double> chances = binomial(in.voters, in.p);
  for (int k = 0; k <= in.voters; ++k) {
    const double chance = chances[size_t(k)];
    out.rows.votes.push_back(k);
    out.rows.probability.push_back(chance);
    out.rows.majority.values.push_back(2 * k > in.voters ? 1 : 0);
    if (2 * k > in.voters) out.strict += chance;
    if (2 * k == in.voters) out.tie = chance;
  }
  out.probability = out.strict + out.tie / 2;
  out.all = juries_up_to(in.voters, in.p);
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<Condorcet, compute>(
    {"condorcet",
     "How often the majority of voters is right that are each right with probability p, whatever "
     "the others say (Condorcet, 1785): sums of the binomial distribution.",
     {field<&Condorcet::voters>("voters", "How many vote.",
                                {.required = true, .least = 1, .most = 10000}),
      field<&Condorcet::p>("p", "How often each is right.",
                           {.required = true, .least = 0, .most = 1})}},
    {output<&Result::probability>("probability",
                                  "That the majority is right; a coin decides between equal parts."),
     output<&Result::strict>("strict", "That more than half of them are right."),
     output<&Result::tie>("tie", "That half of them are."),
     output<&Result::rows>("rows", "One row for each number of right votes, which is its key.",
                           {column<&Votes::votes>("votes", "How many are right."),
                            column<&Votes::probability>("probability", "That it is so many."),
                            column<&Votes::majority>("majority", "Whether these win.")},
                           {.key = "votes"}),
     output<&Result::all>("all", "One row for each odd number of voters up to `voters`.",
                          {column<&Juries::voters>("voters", "How many vote; the key."),
                           column<&Juries::probability>("probability", "That most are right.")},
                          {.key = "voters"})});

}  // namespace lantern::condorcet_model
