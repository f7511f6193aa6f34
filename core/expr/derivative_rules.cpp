#include "core/expr/derivative_rules.h"

#include <algorithm>
#include <array>

#include "core/expr/ast_making.h"

namespace lantern::derivatives {
namespace {

using namespace making;

constexpr double kLn2 = 0.69314718055994530942, kLn10 = 2.30258509299404568402;

AstPtr of_one(std::string_view function, const Differentiated& a) {
  return call(std::string(function), {a.of[0]}, a.at);
}
AstPtr inner(const Differentiated& a) {
  return a.by[0];
}
AstPtr square(const AstPtr& a, const Location& at) {
  return power(a, number(2, at), at);
}

AstPtr absolute(const Differentiated& a) {
  return product(of_one("sign", a), inner(a), a.at);
}
AstPtr exponential(const Differentiated& a) {
  return product(of_one("exp", a), inner(a), a.at);
}
AstPtr logarithm(const Differentiated& a) {
  return quotient(inner(a), a.of[0], a.at);
}
AstPtr logarithm_2(const Differentiated& a) {
  return quotient(inner(a), product(a.of[0], number(kLn2, a.at), a.at), a.at);
}
AstPtr logarithm_10(const Differentiated& a) {
  return quotient(inner(a), product(a.of[0], number(kLn10, a.at), a.at), a.at);
}
AstPtr sine(const Differentiated& a) {
  return product(of_one("cos", a), inner(a), a.at);
}
AstPtr cosine(const Differentiated& a) {
  return negative(product(of_one("sin", a), inner(a), a.at), a.at);
}
AstPtr tangent(const Differentiated& a) {
  return quotient(inner(a), square(of_one("cos", a), a.at), a.at);
}
AstPtr hyperbolic_tangent(const Differentiated& a) {
  const AstPtr left = difference(number(1, a.at), square(of_one("tanh", a), a.at), a.at);
  return product(left, inner(a), a.at);
}
/// s(x) s(−x), which keeps its digits on both sides.
AstPtr logistic(const Differentiated& a) {
  const AstPtr other = call("sigmoid", {negative(a.of[0], a.at)}, a.at);
  return product(product(of_one("sigmoid", a), other, a.at), inner(a), a.at);
}
AstPtr root(const Differentiated& a) {
  return quotient(inner(a), product(number(2, a.at), of_one("sqrt", a), a.at), a.at);
}

/// Below `low` that one's, above `high` that one's.
AstPtr clamped(const Differentiated& a) {
  const AstPtr low =
      chosen(compared(BinaryOp::less, a.of[0], a.of[1], a.at), a.by[1], a.by[0], a.at);
  return chosen(compared(BinaryOp::greater, a.of[0], a.of[2], a.at), a.by[2], low, a.at);
}

/// from + (to − from) t
AstPtr mixed(const Differentiated& a) {
  const AstPtr moved = product(difference(a.by[1], a.by[0], a.at), a.of[2], a.at);
  const AstPtr along = product(difference(a.of[1], a.of[0], a.at), a.by[2], a.at);
  return sum(sum(a.by[0], moved, a.at), along, a.at);
}

/// x − y floor(x / y)
AstPtr remainder(const Differentiated& a) {
  const AstPtr times = call("floor", {quotient(a.of[0], a.of[1], a.at)}, a.at);
  return difference(a.by[0], product(a.by[1], times, a.at), a.at);
}

/// Of x / width between −½ and ½, flat outside.
AstPtr ramped(const Differentiated& a) {
  const AstPtr turned = product(a.of[0], a.by[1], a.at);
  const AstPtr slope = difference(quotient(a.by[0], a.of[1], a.at),
                                  quotient(turned, square(a.of[1], a.at), a.at), a.at);
  const AstPtr twice = product(number(2, a.at), call("abs", {a.of[0]}, a.at), a.at);
  return chosen(compared(BinaryOp::less, twice, a.of[1], a.at), slope, nullptr, a.at);
}

/// The first of equal ones is taken.
AstPtr taken(BinaryOp better, const Differentiated& a) {
  AstPtr value = a.of[0], slope = a.by[0];
  for (size_t i = 1; i < a.of.size(); ++i) {
    const AstPtr before = compared(better, value, a.of[i], a.at);
    slope = chosen(before, slope, a.by[i], a.at);
    value = chosen(before, value, a.of[i], a.at);
  }
  return slope;
}
AstPtr smallest(const Differentiated& a) {
  return taken(BinaryOp::less_equal, a);
}
AstPtr largest(const Differentiated& a) {
  return taken(BinaryOp::greater_equal, a);
}

struct NamedRule {
  std::string_view function;
  DerivativeRule rule;
};

// Sorted by name.
constexpr std::array kRules{NamedRule{"abs", absolute},     NamedRule{"clamp", clamped},
                            NamedRule{"cos", cosine},       NamedRule{"exp", exponential},
                            NamedRule{"log", logarithm},    NamedRule{"log10", logarithm_10},
                            NamedRule{"log2", logarithm_2}, NamedRule{"max", largest},
                            NamedRule{"min", smallest},     NamedRule{"mix", mixed},
                            NamedRule{"mod", remainder},    NamedRule{"pow", derivative_of_power},
                            NamedRule{"ramp", ramped},      NamedRule{"sigmoid", logistic},
                            NamedRule{"sin", sine},         NamedRule{"sqrt", root},
                            NamedRule{"tan", tangent},      NamedRule{"tanh", hyperbolic_tangent}};

}  // namespace

DerivativeRule find_derivative_rule(std::string_view function) {
  const auto found = std::find_if(kRules.begin(), kRules.end(),
                                  [&](const NamedRule& one) { return one.function == function; });
  return found == kRules.end() ? nullptr : found->rule;
}

/// v u^(v − 1) u' + u^v log(u) v'
AstPtr derivative_of_power(const Differentiated& a) {
  const AstPtr &u = a.of[0], &v = a.of[1];
  AstPtr base;
  if (a.by[0]) {
    const auto* exponent = std::get_if<double>(&v->node);
    const AstPtr less =
        exponent ? number(*exponent - 1, a.at) : difference(v, number(1, a.at), a.at);
    base = product(product(v, power(u, less, a.at), a.at), a.by[0], a.at);
  }
  if (!a.by[1]) return base;
  const AstPtr grown = product(power(u, v, a.at), call("log", {u}, a.at), a.at);
  return sum(base, product(grown, a.by[1], a.at), a.at);
}

}  // namespace lantern::derivatives
