#pragma once

#include "renderer/plot/axis.h"

// Labels and titles of axes in the room that there is.

namespace lantern {

/// Along an axis of `length`, where labels may reach `room` away from it: none lies on another.
/// Numbers get fewer ticks; names are broken into lines, stand upright, are shortened; last, some
/// are left out. What a reader misses so is a fault of the axis.
void fit_labels(Axis& axis, double length, double room, const Look& look,
                const Typesetter& typesetter);

/// A title that is longer than `length` is broken into lines.
void fit_title(Axis& axis, double length, const Look& look, const Typesetter& typesetter);

/// Without its labels, its title: there is no room for them.
void drop_labels(Axis& axis);
void drop_title(Axis& axis);

/// A text in lines no wider than `width`; words are broken where one is wider.
ParagraphPtr set_within(const LiveText& text, const TypeStyle& style, double width, TextAlign align,
                        const Look& look, const Typesetter& typesetter);

}  // namespace lantern
