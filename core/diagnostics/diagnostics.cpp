#include "core/diagnostics/diagnostics.h"

#include <algorithm>
#include <tuple>

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
  std::vector<Diagnostic> out = all_;
  std::sort(out.begin(), out.end(),
            [](const Diagnostic& a, const Diagnostic& b) { return order_of(a) < order_of(b); });
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return order_of(a) == order_of(b);
  };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

}  // namespace lantern
