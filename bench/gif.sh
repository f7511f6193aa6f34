#!/bin/sh
# Measures GIFs against those of ffmpeg (palettegen over all frames, no dither, changed rectangles)
# and gifsicle -O3, made of the same frames: CPU, memory, size, and PSNR to the true frames.
#   script/bench gif [RUNS]    1 if not given; needs the packages of `script/bootstrap dev`
set -eu
cd "$(dirname "$0")/.."
script/bootstrap dev
cmake --preset bench >/dev/null
cmake --build --preset bench >/dev/null
films=build/bench/gifs
rm -rf "$films"
mkdir -p "$films"

psnr() {  # FILE FRAMES
  rm -rf "$films/decoded"
  mkdir "$films/decoded"
  ffmpeg -v error -y -i "$1" -vf fps=25 -frames:v "$(ls "$2" | wc -l)" "$films/decoded/%05d.png"
  ffmpeg -i "$films/decoded/%05d.png" -i "$2/%05d.png" -lavfi psnr -f null - 2>&1 |
    grep -o 'average:[^ ]*'
}

for scene in bench/roc.yaml scenes/*/*.yaml; do
  name=$(basename "$scene" .yaml)
  frames=$films/$name
  mkdir "$frames"
  build/bench/lantern render "$scene" --fps 25 -q -o "$frames/%05d.png"
  filter='split[a][b];[a]palettegen=stats_mode=full[p];[b][p]paletteuse=dither=none:diff_mode=rectangle'
  build/bench/measure "${1:-1}" "$name, 960x540, 25 fps" \
    lantern "$films/$name.gif" \
    "$(pwd)/build/bench/lantern" render "$scene" --fps 25 -q -o "$films/$name.gif" -- \
    ffmpeg+gifsicle "$films/$name-other.gif" \
    /bin/sh -c "ffmpeg -v error -y -framerate 25 -i '$frames/%05d.png' -filter_complex '$filter' \
      -loop 0 '$films/first.gif' && gifsicle -O3 '$films/first.gif' -o '$films/$name-other.gif'"
  echo "PSNR: lantern $(psnr "$films/$name.gif" "$frames"), other $(psnr "$films/$name-other.gif" "$frames")"
  rm -r "$frames"
done
