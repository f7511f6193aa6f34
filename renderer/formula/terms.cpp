#include "renderer/formula/terms.h"

#include <algorithm>
#include <array>

namespace lantern {
namespace {

using namespace std::string_view_literals;

constexpr auto kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"sv;

/// Commands with two arguments, and \color, after which what follows begins anew.
constexpr std::array kOfTwo{"binom"sv,  "cfrac"sv,     "class"sv,    "color"sv,
                            "cssId"sv,  "dbinom"sv,    "dfrac"sv,    "frac"sv,
                            "href"sv,   "overset"sv,   "stackrel"sv, "style"sv,
                            "tbinom"sv, "textcolor"sv, "tfrac"sv,    "underset"sv};
/// Of them those that only name or colour their second one.
constexpr std::array kWrappers{"class"sv, "cssId"sv, "textcolor"sv};
/// Commands without arguments that stand for a quantity, or end one.
constexpr std::array kQuantities{
    "alpha"sv, "beta"sv,   "gamma"sv,    "delta"sv,  "epsilon"sv, "varepsilon"sv, "zeta"sv,
    "eta"sv,   "theta"sv,  "vartheta"sv, "kappa"sv,  "lambda"sv,  "mu"sv,         "nu"sv,
    "xi"sv,    "pi"sv,     "rho"sv,      "sigma"sv,  "tau"sv,     "phi"sv,        "varphi"sv,
    "chi"sv,   "psi"sv,    "omega"sv,    "Gamma"sv,  "Delta"sv,   "Theta"sv,      "Lambda"sv,
    "Xi"sv,    "Pi"sv,     "Sigma"sv,    "Phi"sv,    "Psi"sv,     "Omega"sv,      "ell"sv,
    "hbar"sv,  "infty"sv,  "top"sv,      "dots"sv,   "ldots"sv,   "cdots"sv,      "rvert"sv,
    "rVert"sv, "rfloor"sv, "rceil"sv,    "rangle"sv, "prime"sv};

template <typename Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view without_spaces(std::string_view tex) {
  constexpr std::array kSpaces{" "sv, "\\,"sv, "\\:"sv, "\\;"sv, "~"sv};
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view space : kSpaces) {
      if (!tex.ends_with(space)) continue;
      tex.remove_suffix(space.size());
      cut = true;
    }
  }
  return tex;
}

/// The command at the end, without its backslash; empty if there is none.
std::string_view command_of(std::string_view tex) {
  const size_t word = tex.find_last_not_of(kLetters) + 1;
  return word > 0 && tex[word - 1] == '\\' ? tex.substr(word) : std::string_view();
}

/// Up to the bracket that the last one closes; all of it where that is not there.
std::string_view before_group(std::string_view tex, char open, char close) {
  int depth = 0;
  for (size_t i = tex.size(); i-- > 0;) {
    if (tex[i] == close) ++depth;
    if (tex[i] == open && --depth == 0) return tex.substr(0, i);
  }
  return tex;
}

/// Without what only names or colours the number, whether it is all of the argument or begins it,
/// and spaces.
std::string_view without_wrapping(std::string_view tex) {
  tex = without_spaces(tex);
  std::string_view name = tex.ends_with("}{") ? tex.substr(0, tex.size() - 1) : tex;
  if (!name.ends_with('}')) return tex;
  name = before_group(name, '{', '}');
  const std::string_view command = command_of(name);
  if (!contains(kWrappers, command)) return tex;
  return without_wrapping(name.substr(0, name.size() - command.size() - 1));
}

/// Whether what comes next is an argument of the command that the groups at the end belong to, or
/// the first thing of an environment.
bool awaits_argument(std::string_view tex) {
  int groups = 0;
  bool root = false;  // \sqrt[3]
  while (tex.ends_with('}') || tex.ends_with(']')) {
    const bool braces = tex.back() == '}';
    const std::string_view head =
        braces ? before_group(tex, '{', '}') : before_group(tex, '[', ']');
    if (head.size() == tex.size()) return false;
    tex = head;
    while (tex.ends_with(' ')) tex.remove_suffix(1);
    groups += braces;
    root = root || !braces;
  }
  const std::string_view command = command_of(tex);
  if (command == "begin") return true;
  if (command == "sqrt") return root && groups == 0;
  return contains(kOfTwo, command) && groups == 1;
}

/// Whether a script is open at the end: TeX sets no space in it.
bool in_script(std::string_view tex) {
  int closed = 0;
  for (size_t i = tex.size(); i-- > 0;) {
    if (i > 0 && tex[i - 1] == '\\') continue;
    if (tex[i] == '}') ++closed;
    if (tex[i] == '{' && closed-- == 0) {
      if (i > 0 && (tex[i - 1] == '^' || tex[i - 1] == '_')) return true;
      closed = 0;
    }
  }
  return false;
}

}  // namespace

bool adds(std::string_view before) {
  if (in_script(before)) return false;
  before = without_wrapping(before);
  if (before.empty() || awaits_argument(before)) return false;
  const std::string_view command = command_of(before);
  if (!command.empty()) return contains(kQuantities, command);
  const char last = before.back();
  return kLetters.find(last) != std::string_view::npos || (last >= '0' && last <= '9') ||
         ")]}!'%"sv.find(last) != std::string_view::npos;
}

std::vector<bool> terms_of(const std::vector<std::string>& literals) {
  std::vector<bool> out;
  std::string before;
  for (size_t i = 0; i + 1 < literals.size(); ++i) {
    before += literals[i];
    out.push_back(adds(before));
    before += "{0}";
  }
  return out;
}

}  // namespace lantern
