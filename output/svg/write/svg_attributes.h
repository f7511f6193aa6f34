#pragma once

#include <numbers>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/frame/frame.h"
#include "renderer/text/shaped_text.h"

// How still and animated SVGs write what their elements have.

namespace lantern::svg {

/// Digits after the point of lengths.
constexpr int kDecimals = 2;

constexpr double kDegrees = 180 / std::numbers::pi;  // in a radian

std::string number(double value, int decimals = kDecimals);

// Attributes with a space before them; empty where the value is SVG's own default.
std::string paint(std::string_view name, const Color& color);
std::string opacity(double value);
std::string stroke(const Stroke& stroke);
std::string pen_style(const Stroke& stroke);  ///< its caps, joins and dashes alone
std::string halo(const TextShape& shape);
std::string font(const Font& font, std::string_view family_prefix);
std::string place(Point at);

/// The outlines of a text's glyphs.
Path outlines_of(const TextShape& shape);

}  // namespace lantern::svg
