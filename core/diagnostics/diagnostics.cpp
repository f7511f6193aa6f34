#include "core/diagnostics/diagnostics.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "core/diagnostics/instances.h"

namespace lantern {
namespace {

auto order_of(const Diagnostic& d) {
  return std::tie(d.at, d.message, d.severity, d.code, d.hint);
}

}  // namespace

std::string_view name_of(Severity severity) {
  constexpr std::string_view kNames[] = {"error", "warning", "note"};
  return kNames[size_t(severity)];
}

void Diagnostics::error(std::string_view code, const Location& at, std::string message,
                        std::string hint) {
  add({Severity::error, code, at, std::move(message), std::move(hint)});
}

void Diagnostics::warning(std::string_view code, const Location& at, std::string message,
                          std::string hint) {
  add({Severity::warning, code, at, std::move(message), std::move(hint)});
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  if (diagnostic.severity != Severity::note) ++worth_mending_;
  all_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  using Said = std::tuple<Location, Severity, std::string_view, std::string, std::string>;
  std::set<Said> said;
  std::vector<Diagnostic> out;
  for (const Diagnostic& one : all_) {
    const Said what{one.at, one.severity, one.code, without_keys(one.message),
                    without_keys(one.hint)};
    if (said.insert(what).second) out.push_back(one);
  }
  std::sort(out.begin(), out.end(),
            [](const Diagnostic& a, const Diagnostic& b) { return order_of(a) < order_of(b); });
  return out;
}

}  // namespace lantern
