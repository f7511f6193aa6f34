#include "core/expr/builtins.h"

#include <algorithm>
#include <array>

#include "core/expr/date_functions.h"
#include "core/expr/row_functions.h"
#include "core/expr/text_functions.h"
#include "core/expr/windows.h"

namespace lantern {
namespace {

using namespace row_function;

using Apply = Operand (*)(std::span<const Operand>);

/// How many arguments there may be.
struct Arity {
  int least, most;
};

constexpr ValueType kNumber = ValueType::number, kText = ValueType::text,
                    kTruth = ValueType::boolean;
using Picks = Builtin::Picks;

constexpr Builtin in_each_row(std::string_view name, std::string_view usage, std::string_view doc,
                              Arity arity, std::string_view takes, Apply apply,
                              ValueType result = kNumber) {
  return {name, usage, doc, arity.least, arity.most, takes, result, false, apply};
}
constexpr Builtin over_rows(std::string_view name, std::string_view usage, std::string_view doc,
                            Arity arity, std::string_view takes, Reduction reduce,
                            ValueType result = kNumber) {
  return {name, usage, doc, arity.least, arity.most, takes, result, false, nullptr, false, reduce};
}
constexpr Builtin with_each(Builtin out, ReductionOfEach reduce_each) {
  out.reduce_each = reduce_each;
  return out;
}
/// Of its arguments, or of one over all rows.
constexpr Builtin both_ways(std::string_view name, std::string_view usage, std::string_view doc,
                            Apply apply, Reduction reduce) {
  return {name, usage, doc, 1, 16, "n", kNumber, false, apply, false, reduce};
}
constexpr Builtin picking(std::string_view name, std::string_view usage, std::string_view doc,
                          Picks picks) {
  return {name, usage, doc, 1, 1, "?", kNumber, true, nullptr, false, nullptr, picks};
}
constexpr Builtin window(std::string_view name, std::string_view usage, std::string_view doc,
                         Arity arity, std::string_view takes, Apply apply) {
  return {name, usage, doc, arity.least, arity.most, takes, kNumber, takes[0] == '?', apply, true};
}
constexpr Builtin by_chance(std::string_view name, std::string_view usage, std::string_view doc,
                            Arity arity, std::string_view takes, ValueType result = kNumber) {
  return {name,    usage, doc,     arity.least, arity.most, takes, result, takes[0] == '?',
          nullptr, false, nullptr, Picks::none, nullptr,    true};
}

// Sorted by name.
constexpr std::array kBuiltins{
    in_each_row("abs", "abs(x)", "Without its sign.", {1, 1}, "n", one<absolute>),
    over_rows("all", "all(condition)", "Whether it holds for every row.", {1, 1}, "b", all_of,
              kTruth),
    over_rows("any", "any(condition)", "Whether it holds for any row.", {1, 1}, "b", any_of,
              kTruth),
    by_chance("bernoulli", "bernoulli(p)", "In `iterate`: true with the probability p.", {1, 1},
              "n", kTruth),
    in_each_row("ceil", "ceil(x)", "The whole number above.", {1, 1}, "n", one<ceil_of>),
    by_chance("choice", "choice(a, b, …)", "In `iterate`: one of its arguments, each as likely.",
              {1, 16}, "?"),
    in_each_row("choose", "choose(n, k)", "How many ways there are to take k of n.", {2, 2}, "n",
                choose_some),
    in_each_row("clamp", "clamp(x, low, high)", "x, kept between low and high.", {3, 3}, "n",
                clamp),
    in_each_row("cos", "cos(x)", "Of an angle in radians.", {1, 1}, "n", one<cos_of>),
    over_rows("count", "count(condition)", "How many rows it holds for; count() is all of them.",
              {0, 1}, "b", count_of),
    window("cummax", "cummax(x)", "The largest so far, row by row.", {1, 1}, "n", cumulative_max),
    window("cummin", "cummin(x)", "The smallest so far, row by row.", {1, 1}, "n", cumulative_min),
    window("cumprod", "cumprod(x)", "The product so far, row by row.", {1, 1}, "n",
           cumulative_product),
    window("cumsum", "cumsum(x)", "The sum so far, row by row.", {1, 1}, "n", cumulative_sum),
    in_each_row(
        "date", "date(x, '%b %Y')",
        "A date, written or as seconds since 1970 began, as a text: %Y %y %m %b %B %d %e %a "
        "%A %H %M %S as strftime has them.",
        {2, 2}, "?t", date_texts, kText),
    in_each_row("exp", "exp(x)", "e to the power of x.", {1, 1}, "n", one<exp_of>),
    picking("first", "first(x)", "In the first row.", Picks::first),
    in_each_row("floor", "floor(x)", "The whole number below.", {1, 1}, "n", one<floor_of>),
    in_each_row("format", "format(x, '.2f')",
                "A number as a text; without a format, any value as it is written.", {1, 2}, "?t",
                formatted, kText),
    in_each_row("is_missing", "is_missing(x)", "Whether there is no value: an empty cell, nan.",
                {1, 1}, "?", is_missing, kTruth),
    window("lag", "lag(x, n)", "x of n rows before (1); missing where there is none.", {1, 2}, "?n",
           lag_rows),
    picking("last", "last(x)", "In the last row.", Picks::last),
    window("lead", "lead(x, n)", "x of n rows further on (1); missing where there is none.", {1, 2},
           "?n", lead_rows),
    in_each_row("log", "log(x)", "The natural logarithm.", {1, 1}, "n", one<log_of>),
    in_each_row("log10", "log10(x)", "To base 10.", {1, 1}, "n", one<log10_of>),
    in_each_row("log2", "log2(x)", "To base 2.", {1, 1}, "n", one<log2_of>),
    in_each_row("lower", "lower(text)", "In small letters.", {1, 1}, "t", lower_texts, kText),
    both_ways("max", "max(a, b, …)", "The largest of its arguments; of one, over all rows.", most,
              max_of),
    over_rows("mean", "mean(x)", "Over all rows.", {1, 1}, "n", mean_of),
    over_rows("median", "median(x)", "Over all rows.", {1, 1}, "n", median_of),
    both_ways("min", "min(a, b, …)", "The smallest of its arguments; of one, over all rows.", least,
              min_of),
    in_each_row("mix", "mix(a, b, t)",
                "From a (t = 0) to b (t = 1); of two names of colours, a colour.", {3, 3}, "n",
                mix_values),
    in_each_row("mod", "mod(a, b)", "The rest of a / b, with the sign of b.", {2, 2}, "n", modulo),
    by_chance("normal", "normal(mean, deviation)",
              "In `iterate`: a normal number, of 0 and 1 if nothing is given.", {0, 2}, "n"),
    in_each_row("pow", "pow(x, y)", "x to the power of y.", {2, 2}, "n", power),
    with_each(
        over_rows("quantile", "quantile(x, q)", "Over all rows: below it lies a share q of them.",
                  {2, 2}, "nn", quantile_of),
        quantiles_of),
    in_each_row("ramp", "ramp(x, width)", "0 to 1 as x goes from −width/2 to width/2.", {2, 2}, "n",
                ramp),
    window("rank", "rank(x)", "The row's place by x: 1 for the smallest; equal ones share theirs.",
           {1, 1}, "n", rank_rows),
    window("rolling_mean", "rolling_mean(x, n)", "The mean of the row and the n − 1 before it.",
           {2, 2}, "nn", rolling_mean),
    window("rolling_sum", "rolling_sum(x, n)", "The sum of the row and the n − 1 before it.",
           {2, 2}, "nn", rolling_sum),
    in_each_row("round", "round(x)", "The nearest whole number, halves away from 0.", {1, 1}, "n",
                one<round_half_away>),
    in_each_row("seconds", "seconds(date)",
                "A written date (2024-02-29, 2024-02-29T12:30) as seconds since 1970 began (UTC).",
                {1, 1}, "t", seconds_of),
    in_each_row("sigmoid", "sigmoid(x)", "1 / (1 + e^−x): from 0 to 1.", {1, 1}, "n",
                one<sigmoid_of>),
    in_each_row("sign", "sign(x)", "−1, 0 or 1.", {1, 1}, "n", one<sign>),
    in_each_row("sin", "sin(x)", "Of an angle in radians.", {1, 1}, "n", one<sin_of>),
    in_each_row("sqrt", "sqrt(x)", "The square root.", {1, 1}, "n", one<sqrt_of>),
    over_rows("std", "std(x)",
              "Over all rows: the standard deviation, divided by n (ddof=0), as numpy.std.", {1, 1},
              "n", std_of),
    over_rows("sum", "sum(x)", "Over all rows; 0 of none.", {1, 1}, "n", sum_of),
    in_each_row("tan", "tan(x)", "Of an angle in radians.", {1, 1}, "n", one<tan_of>),
    in_each_row("tanh", "tanh(x)", "The hyperbolic tangent.", {1, 1}, "n", one<tanh_of>),
    by_chance("uniform", "uniform(low, high)",
              "In `iterate`: any number between them, from 0 to 1 if nothing is given.", {0, 2},
              "n"),
    in_each_row("upper", "upper(text)", "In capitals.", {1, 1}, "t", upper_texts, kText),
    over_rows("var", "var(x)", "Over all rows: the variance, divided by n (ddof=0), as numpy.var.",
              {1, 1}, "n", var_of),
};

}  // namespace

ValueType Builtin::type_of(size_t argument) const {
  const char type = takes[std::min(argument, takes.size() - 1)];
  return type == 't' ? ValueType::text : type == 'b' ? ValueType::boolean : ValueType::number;
}

bool Builtin::any_type(size_t argument) const {
  return takes[std::min(argument, takes.size() - 1)] == '?';
}

std::span<const Builtin> builtins() {
  return kBuiltins;
}

const Builtin* find_builtin(std::string_view name) {
  const auto found = std::lower_bound(
      kBuiltins.begin(), kBuiltins.end(), name,
      [](const Builtin& builtin, std::string_view wanted) { return builtin.name < wanted; });
  return found != kBuiltins.end() && found->name == name ? &*found : nullptr;
}

}  // namespace lantern
