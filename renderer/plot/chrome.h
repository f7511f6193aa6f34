#pragma once

#include "core/scene/run/memo.h"
#include "core/scene/run/state.h"
#include "renderer/look/look.h"
#include "renderer/plot/furniture.h"
#include "renderer/plot/legend.h"

// What a picture shows beside its marks.

namespace lantern {

/// What drawing needs, whatever is drawn.
struct Tools {
  const Look& look;
  const Typesetter& typesetter;
  Memo& memo;
  Box canvas{};
};

/// The id of the item that they are.
std::string chrome_id(const ViewState& view);

/// Axes, title and legend of a view, as far as its marks have entered.
ItemPtr draw_chrome(const ViewState& view, const ViewLayout& layout, const Tools& tools);

/// The film's title, broken into lines that fit; smaller where a word of it is wider than that.
ParagraphPtr set_title(const RichText& title, double width, const Tools& tools);

/// At the left of its band.
ItemPtr draw_title(const ParagraphPtr& title, const Box& band, const Tools& tools);

/// In how many lines a caption is set.
int caption_lines(const RichText& caption, double width, const Tools& tools);

/// Whether no word of a caption is wider than its band, set as small as can be read.
bool caption_fits(const RichText& caption, double width, const Tools& tools);

/// How many lines of the usual size a caption takes that is set as small as can be read.
int least_caption_lines(const RichText& caption, double width, const Tools& tools);

/// The caption of a moment, if there is one: its first line at the top of its band, flush with the
/// title, in lines of about equal length; smaller where it would be higher than the band.
ItemPtr draw_caption(const State& state, const Box& band, const Tools& tools);

}  // namespace lantern
