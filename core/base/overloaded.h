#pragma once

namespace lantern {

/// One function object of several, for std::visit: with an arm for every alternative and none for
/// `auto`, it does not compile once there is another alternative.
template <class... Arms>
struct Overloaded : Arms... {
  using Arms::operator()...;
};
template <class... Arms>
Overloaded(Arms...) -> Overloaded<Arms...>;

}  // namespace lantern
