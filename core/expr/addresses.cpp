#include "core/expr/addresses.h"

#include "core/base/overloaded.h"

namespace lantern {
namespace {

using VisitAddress = std::function<void(const Address&)>;

void visit_keys(const Address& address, const VisitAddress& visit) {
  for (const Selector& selector : address.selectors) for_each_address(selector.expr, visit);
}

}  // namespace

void for_each_address(const AstPtr& ast, const VisitAddress& visit) {
  if (!ast) return;
  const auto all = [&](const std::vector<AstPtr>& parts) {
    for (const AstPtr& part : parts) for_each_address(part, visit);
  };
  std::visit(Overloaded{[&](const Address& address) {
                          visit(address);
                          visit_keys(address, visit);
                        },
                        [&](const Unary& unary) { for_each_address(unary.operand, visit); },
                        [&](const Binary& binary) {
                          all({binary.left, binary.right});
                        },
                        [&](const Conditional& choice) {
                          all({choice.then, choice.condition, choice.otherwise});
                        },
                        [&](const Membership& membership) {
                          for_each_address(membership.value, visit);
                          all(membership.among);
                        },
                        [&](const Call& call) {
                          visit_keys(call.function, visit);
                          all(call.arguments);
                        },
                        [](double) {}, [](bool) {}, [](const std::string&) {}},
             ast->node);
}

}  // namespace lantern
