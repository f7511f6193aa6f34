#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/bases/basis.h"
#include "core/record/fail.h"

namespace lantern::polynomial_basis {
namespace {

struct Polynomial {
  int degree = 2;
  bool interaction_only = false;
};

/// The features that are multiplied, in ascending order; a feature stands as often as it is a
/// factor.
using Factors = std::vector<size_t>;

constexpr size_t kMostTerms = 2000;

/// As sklearn.preprocessing.PolynomialFeatures orders them: by degree, then by their factors.
std::vector<Factors> terms_of(const Polynomial& in, size_t features, const RecordValue& record) {
  std::vector<Factors> out, last{{}};
  for (int degree = 1; degree <= in.degree; ++degree) {
    std::vector<Factors> next;
    for (const Factors& term : last) {
      const size_t from = term.empty() ? 0 : term.back() + (in.interaction_only ? 1 : 0);
      for (size_t j = from; j < features; ++j) {
        next.push_back(term);
        next.back().push_back(j);
      }
      if (out.size() + next.size() > kMostTerms) {
        fail(record, "degree",
             fmt::format("{} features have more than {} terms up to degree {}", features,
                         kMostTerms, in.degree),
             "a lower degree, or fewer features");
      }
    }
    out.insert(out.end(), next.begin(), next.end());
    last = std::move(next);
  }
  return out;
}

std::string name_of_term(const Factors& term, const std::vector<std::string>& names) {
  std::string out;
  for (size_t i = 0; i < term.size();) {
    const size_t times = size_t(std::count(term.begin(), term.end(), term[i]));
    out += (out.empty() ? "" : " ") + names[term[i]];
    if (times > 1) out += "^" + std::to_string(times);
    i += times;
  }
  return out;
}

/// Each term is one feature times a term before it.
struct Product {
  std::ptrdiff_t of;  ///< −1: the feature itself
  size_t feature;
};

std::vector<Product> products_of(const std::vector<Factors>& terms) {
  std::map<Factors, std::ptrdiff_t> known{{{}, -1}};
  std::vector<Product> out;
  for (const Factors& term : terms) {
    out.push_back({known.at({term.begin(), term.end() - 1}), term.back()});
    known.emplace(term, std::ptrdiff_t(known.size()) - 1);
  }
  return out;
}

Matrix powers(const Matrix& features, const std::vector<Product>& products) {
  Matrix out(features.rows(), products.size());
  for (size_t j = 0; j < products.size(); ++j) {
    const auto by = features.column(products[j].feature);
    const auto into = out.column(j);
    if (products[j].of < 0) {
      std::copy(by.begin(), by.end(), into.begin());
      continue;
    }
    const auto of = out.column(size_t(products[j].of));
    for (size_t i = 0; i < by.size(); ++i) into[i] = of[i] * by[i];
  }
  return out;
}

BasisFunctions learn(const Polynomial& in, const RecordValue& record, const BasisData& data) {
  const std::vector<Factors> terms = terms_of(in, data.names.size(), record);
  BasisFunctions out;
  for (const Factors& term : terms) out.names.push_back(name_of_term(term, data.names));
  out.at = [products = products_of(terms)](const Matrix& features) {
    return powers(features, products);
  };
  return out;
}

}  // namespace

extern const BasisType kBasis;
const BasisType kBasis = basis<Polynomial, learn>(
    {"polynomial",
     "Products of features up to a degree, as sklearn.preprocessing.PolynomialFeatures without its "
     "constant: of x, x, x^2 …; of two, x, y, x^2, x y, y^2.",
     {field<&Polynomial::degree>("degree", "How many factors at most; 0 leaves the intercept alone.",
                                 {.fallback = "2", .least = 0, .most = 100}),
      field<&Polynomial::interaction_only>(
          "interaction_only", "Without powers: no feature stands twice in a product.",
          {.fallback = "false"})}});

}  // namespace lantern::polynomial_basis
