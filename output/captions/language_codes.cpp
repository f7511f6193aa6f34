#include "output/captions/language_codes.h"

namespace lantern {
namespace {

/// Two letters and three, of the languages that the C library has locales of.
constexpr std::string_view kCodes =
    "aa aar ab abk af afr ak aka am amh an arg ar ara as asm ay aym az aze be bel bg bul "
    "bi bis bn ben bo bod br bre bs bos ca cat ce che cs ces cv chv cy cym da dan de deu "
    "dv div dz dzo el ell en eng eo epo es spa et est eu eus fa fas ff ful fi fin fo fao "
    "fr fra fy fry ga gle gd gla gl glg gu guj gv glv ha hau he heb hi hin hr hrv ht hat "
    "hu hun hy hye ia ina id ind ig ibo ik ipk is isl it ita iu iku ja jpn ka kat kk kaz "
    "kl kal km khm kn kan ko kor ks kas ku kur kw cor ky kir la lat lb ltz lg lug li lim "
    "ln lin lo lao lt lit lv lav mg mlg mi mri mk mkd ml mal mn mon mr mar ms msa mt mlt "
    "my mya nb nob ne nep nl nld nn nno no nor nr nbl oc oci om orm or ori os oss pa pan "
    "pl pol ps pus pt por ro ron ru rus rw kin sa san sc srd sd snd se sme si sin sk slk "
    "sl slv sm smo so som sq sqi sr srp ss ssw st sot sv swe sw swa ta tam te tel tg tgk "
    "th tha ti tir tk tuk tl tgl tn tsn to ton tr tur ts tso tt tat ug uig uk ukr ur urd "
    "uz uzb ve ven vi vie wa wln wo wol xh xho yi yid yo yor zh zho zu zul ";

}  // namespace

std::string three_letters(std::string_view tag) {
  constexpr size_t kEntry = 7;  // "de deu "
  std::string language(tag.substr(0, tag.find('-')));
  for (char& c : language) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (language.size() == 3) return language;
  for (size_t at = 0; at + kEntry <= kCodes.size(); at += kEntry) {
    if (kCodes.substr(at, 2) == language) return std::string(kCodes.substr(at + 3, 3));
  }
  return "";
}

}  // namespace lantern
