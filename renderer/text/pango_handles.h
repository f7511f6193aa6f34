#pragma once

#include <memory>

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pango.h>

// Owners for what C libraries allocate. For files of this folder only.

namespace lantern {

template <auto Free>
struct FreeBy {
  template <class T>
  void operator()(T* p) const noexcept {
    Free(p);
  }
};

template <class T>
using GObjectPtr = std::unique_ptr<T, FreeBy<g_object_unref>>;
using FcConfigPtr = std::unique_ptr<FcConfig, FreeBy<FcConfigDestroy>>;
using FontDescriptionPtr =
    std::unique_ptr<PangoFontDescription, FreeBy<pango_font_description_free>>;
using AttrListPtr = std::unique_ptr<PangoAttrList, FreeBy<pango_attr_list_unref>>;
using LayoutIterPtr = std::unique_ptr<PangoLayoutIter, FreeBy<pango_layout_iter_free>>;
using GStringPtr = std::unique_ptr<char, FreeBy<g_free>>;
using HbFacePtr = std::unique_ptr<hb_face_t, FreeBy<hb_face_destroy>>;
using HbFontPtr = std::unique_ptr<hb_font_t, FreeBy<hb_font_destroy>>;
using HbDrawFuncsPtr = std::unique_ptr<hb_draw_funcs_t, FreeBy<hb_draw_funcs_destroy>>;

}  // namespace lantern
