#!/usr/bin/env python3
"""The rooms of the house: prints which includes which, and fails where the order is broken.

    tests/rooms.py [--graph] [--sizes]    both if neither is given

A room is a folder of sources. ORDER has them from the ground up: a room includes only rooms below
it, and within a room no file includes itself on a way round. FOLDERS says which top folders a top
folder may include, LIBRARIES which files may include a library. Sizes: see LIMITS.
"""
import collections
import pathlib
import re
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

ORDER = """
core/base core/files core/diagnostics core/data core/record core/expr core/time core/spec core/linalg
core/generators core/bases core/models
core/scene/run core/scene/nodes core/scene/bind core/scene/compile core/scene/compile/verbs core/scene/evaluators core/scene
config/grammar config/yaml config/read config/read/verbs config/scene config/resources config/schema config/format
renderer/paths renderer/text renderer/frame renderer/raster renderer/picture renderer/look renderer/formula
renderer/paragraph renderer/effects renderer/motion renderer/labels renderer/plot/scales
renderer/plot renderer/layouts renderer/marks renderer/stage
output/markup output/yuv output/staging output/film output/captions output/png output/gif output/webp
output/pdf output/av/encoder output/av output/svg/write output/svg/film output/svg output/formats
cli/safety cli/project cli/watch cli/films cli/lint/rules cli/lint cli/preview cli/commands cli/line cli
""".split()

FOLDERS = {
    "core": {"core"},
    "config": {"config", "core"},
    "renderer": {"renderer", "core"},
    "output": {"output", "renderer", "core"},
    "cli": {"cli", "config", "core", "renderer", "output"},
}

LIBRARIES = {
    "yaml-cpp": {"config/yaml/yaml_tree.cpp"},
    "pugixml": {"config/resources/svg_glyph.cpp"},
    "cairo": {"output/pdf/pdf_document.cpp", "output/pdf/text_run.cpp", "output/pdf/text_run.h",
              "renderer/raster/canvas.cpp", "renderer/raster/canvas.h", "renderer/picture/"},
    "httplib": {"cli/preview/server.cpp"},
    "CLI/": {"cli/line/"},
    "Eigen": {"core/linalg/"},
    "libav": {"output/av/encoder/"},
    "duktape": {"renderer/formula/"},
    "librsvg": {"renderer/picture/"},
    "pango": {"renderer/text/"},
}

LIMITS = {
    "median of a file's lines": 90,
    "90th percentile of a function's lines": 18,
    "lines of a file": 350,
    "sources directly in a top folder": 10,
}


def sources(*tops):
    for top in tops:
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in (".cpp", ".h") and "node_modules" not in path.parts:
                yield path


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def room_of(name):
    return name.rpartition("/")[0]


def includes(path):
    return re.findall(r'^#include [<"]([^>"]+)[>"]', path.read_text(encoding="utf8"), re.M)


def circles(graph):
    """Strongly connected parts of more than one node (Tarjan 1972)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph.get(node, ())):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            part = stack[stack.index(node):]
            del stack[stack.index(node):]
            if len(part) > 1:
                found.append(sorted(part))

    sys.setrecursionlimit(10000)
    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def check_graph(wrong):
    rooms = collections.defaultdict(lambda: collections.defaultdict(int))
    files = collections.defaultdict(set)
    known = {name_of(path) for path in sources(*FOLDERS)}
    floor = {room: i for i, room in enumerate(ORDER)}
    for path in sources(*FOLDERS):
        name = name_of(path)
        room = room_of(name)
        if room not in floor:
            wrong.append(f"{name}: the room {room} is not in ORDER")
            floor[room] = -1
        for target in includes(path):
            for library, homes in LIBRARIES.items():
                if target.startswith(library) and not any(name.startswith(h) for h in homes):
                    wrong.append(f"{name} includes {target}; {library} belongs to {sorted(homes)}")
            if target not in known:
                continue
            if target.split("/")[0] not in FOLDERS[name.split("/")[0]]:
                wrong.append(f"{name} includes {target} of another folder")
            # A source and its header are one.
            a, b = name.rpartition(".")[0], target.rpartition(".")[0]
            if a != b:
                files[a].add(b)
            if room != room_of(target):
                rooms[room][room_of(target)] += 1
                if floor.get(room_of(target), -1) > floor[room]:
                    wrong.append(f"{name} includes {target}, which is in a room above it")
    for part in circles({room: set(to) for room, to in rooms.items()}):
        wrong.append("rooms in a circle: " + ", ".join(part))
    for part in circles(files):
        wrong.append("files in a circle: " + ", ".join(part))
    for room in ORDER:
        top, _, inner = room.partition("/")
        if inner and f"[{inner}]({inner})" not in (ROOT / top / "README.md").read_text(encoding="utf8"):
            wrong.append(f"{top}/README.md does not say what {room} is")
    for room in reversed(ORDER):
        count = sum(1 for name in known if room_of(name) == room)
        below = sorted(rooms[room], key=lambda r: -floor.get(r, -1))
        top = room.split("/")[0]
        near = [r.removeprefix(top + "/") for r in below if r.split("/")[0] == top]
        far = sorted({r.split("/")[0] for r in below} - {top})
        print(f"{room:24} {count:3} files  -> {' '.join(near + far)}")


def blanked(text):
    """Comments, strings and preprocessor lines as blanks, lines kept."""
    pattern = (r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\''
               r'|^[ \t]*#(?:[^\n]*\\\n)*[^\n]*')
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m.group(0)), text, flags=re.S | re.M)


def function_lengths(text):
    """Lines of every function body with its head, of free functions and members."""
    text = blanked(text)
    out, stack, start = [], [], 0
    for i, c in enumerate(text):
        if c == "{":
            head = text[start:i].strip()
            inside = stack[-1][0] if stack else "scope"
            if inside != "scope":
                kind = "block"
            elif re.match(r"(inline )?namespace\b|extern\b\s*$", head):
                kind = "scope"
            elif re.search(r"\b(class|struct|union)\b[^()=;]*$", head) and "(" not in head:
                kind = "scope"
            elif re.search(r"\benum\b", head) or "(" not in head or re.search(r"=\s*(\[|$)", head):
                kind = "block"
            elif re.search(r":[^:].*\w$", head, re.S) and not re.search(r"\b(const|override|noexcept)$", head):
                kind = "block"  # a member's initialiser in braces
            else:
                kind = "function"
            first = start + (len(text[start:i]) - len(text[start:i].lstrip()))
            stack.append((kind, text.count("\n", 0, first)))
            if kind != "block":
                start = i + 1
        elif c == "}" and stack:
            kind, line = stack.pop()
            if kind == "function":
                out.append(text.count("\n", 0, i) - line + 1)
            if kind != "block":
                start = i + 1
        elif c == ";" and (not stack or stack[-1][0] == "scope"):
            start = i + 1
    return out


def check_sizes(wrong):
    def at_most(what, value, where=""):
        print(f"{what}: {value:g}{where} (at most {LIMITS[what]})")
        if value > LIMITS[what]:
            wrong.append(f"{what}: {value:g}{where}, and {LIMITS[what]} are meant to be the most")

    code = [(p.read_text(encoding="utf8"), name_of(p)) for p in sources(*FOLDERS)]
    lines = sorted((text.count("\n"), name) for text, name in code)
    at_most("median of a file's lines", statistics.median(n for n, _ in lines))
    functions = sorted(n for text, _ in code for n in function_lengths(text))
    at_most("90th percentile of a function's lines", functions[int(len(functions) * 0.9)],
            f" of {len(functions)}, median {functions[len(functions) // 2]}")
    everything = [(p.read_text(encoding="utf8").count("\n"), name_of(p))
                  for p in sources(*FOLDERS, "tests", "bench")]
    for count, name in sorted(everything):
        if count > LIMITS["lines of a file"]:
            wrong.append(f"{name} has {count} lines; {LIMITS['lines of a file']} are meant to be the most")
    at_most("lines of a file", max(everything)[0], f" ({max(everything)[1]})")
    flat = {top: sum(1 for p in (ROOT / top).iterdir() if p.suffix in (".cpp", ".h"))
            for top in (*FOLDERS, "tests", "bench")}
    at_most("sources directly in a top folder", max(flat.values()), f" ({max(flat, key=flat.get)})")


def main():
    asked = set(sys.argv[1:])
    wrong = []
    if not asked or "--graph" in asked:
        check_graph(wrong)
    if not asked or "--sizes" in asked:
        check_sizes(wrong)
    for line in wrong:
        print("wrong:", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
