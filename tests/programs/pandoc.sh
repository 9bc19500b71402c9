#!/bin/sh
# Pandoc and ibid read the same words in every [^n] note of Markdown files.
. "${top_srcdir:-.}/tests/tap.sh"

command -v pandoc >/dev/null 2>&1 || skip_all 'pandoc is not installed'
command -v python3 >/dev/null 2>&1 || skip_all 'python3 is not installed'

cat >"$scratch/compare.py" <<'END'
"""compare.py IBID FILE...: the words of each note, by pandoc and by ibid."""
import json, re, subprocess, sys, unicodedata

def words(text):
    """Letters and digits only: quotation marks and dashes are smart."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))

def text_of(node, out):
    if isinstance(node, list):
        for part in node:
            text_of(part, out)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind in ("Code", "CodeBlock", "Math", "RawInline", "RawBlock"):
            raw = " " if "<br" in content[1] else ""
            out.append(raw if kind.startswith("Raw") else content[1])
        elif kind in ("Link", "Image"):
            text_of(content[1], out)
        elif kind == "Span" or kind == "Div":
            text_of(content[1], out)
        elif kind == "Header":
            text_of(content[2], out)
        elif kind == "OrderedList":
            text_of(content[1], out)
        elif kind == "Quoted":
            text_of(content[1], out)
        elif kind == "Cite":
            text_of(content[1], out)
        elif content is not None:
            text_of(content, out)
        if kind in ("Para", "Plain", "Header", "CodeBlock"):
            out.append(" ")

def notes_in(node, found):
    if isinstance(node, list):
        for part in node:
            notes_in(part, found)
    elif isinstance(node, dict):
        if node.get("t") == "Note":
            out = []
            text_of(node["c"], out)
            found.append(words("".join(out)))
        elif "c" in node:
            notes_in(node["c"], found)

def by_pandoc(path):
    # Without the signs that only pandoc has.
    got = subprocess.run(["pandoc", "-f", "markdown-smart-citations"
        "-tex_math_dollars-superscript-subscript", "-t", "json", path],
        stdout=subprocess.PIPE, check=True)
    found = []
    notes_in(json.loads(got.stdout)["blocks"], found)
    return found

def by_ibid(ibid, path):
    got = subprocess.run([ibid, "notes", "--json", path],
        stdout=subprocess.PIPE)
    marks = []
    for line in got.stdout.decode().splitlines():
        note = json.loads(line)
        marks += [(ref["offset"], words(note["text"]))
            for ref in note["refs"]]
    return [text for _, text in sorted(marks, key=lambda mark: mark[0])]

for path in sys.argv[2:]:
    left, right = by_pandoc(path), by_ibid(sys.argv[1], path)
    if len(left) != len(right):
        print(f"{path}: pandoc {len(left)} notes, ibid {len(right)}")
    for n, (a, b) in enumerate(zip(left, right), 1):
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y),
                min(len(a), len(b)))
            print(f"{path}: note {n}, word {at + 1}: pandoc "
                f"{a[at:at + 6]}, ibid {b[at:at + 6]}")
    if not left:
        print(f"{path}: no notes")
END

# agrees NAME FILE...
agrees()
{
	name=$1
	shift
	python3 "$scratch/compare.py" "$top_builddir/ibid" "$@" \
	    >"$found" 2>&1
	none "$name"
}

cat >"$scratch/kinds.md" <<'END'
# Notes of all kinds

Plain.[^1] Twice.[^2] Again.[^2] Word.[^word] "Quoted!"[^3] (In brackets.[^4])
Two together.[^5][^6] *In emphasis.[^7]* **Bold**[^8] and `code`[^9].

- An item.[^10]

> A quote.[^11]

| a table[^12] | b |
|--------------|---|
| c            | d |

## A heading[^13]

After a comma,[^14] and a [link](http://a.example)[^15] end.

[^1]: One line.
[^2]: Lines that
    go on, lazily
and more so.

[^word]: First paragraph.

    Second, with *emphasis*, **bold**, `code < 3` and a
    [link](http://b.example/x_y "title").

    > A quote in it.
    >
    > - with a list
    > - of two

    1. one
    2. two

       still two

        indented code

    | x | y |
    |---|---|
    | 1 | 2 |

    ```c
    int x; /* [^1] */
    ```

    Last.

[^3]: Escapes: \*not emphasis\* \[12\] 5 * 3 &amp; &copy; &#233;.
[^4]: See <https://c.example/d?e=f&g=h> or https://e.example/f.
[^5]: Naïve café, 漢字, עברית, العربية.
[^6]: A ~~struck~~ word, a<br>break, H<sub>2</sub>O.
[^7]: *All of it is emphasis.*
[^8]: 12. Looks like a list.
[^9]:
    Begins on the next line.
[^10]: In the item's note.
[^11]: In the quote's note.
[^12]: In the table's note.
[^13]: In the heading's note.
[^14]: ![Picture](p.png) and text.
[^15]: # A heading in a note

    and text.

Text after the notes, which belongs to none.
END
agrees 'every kind of content' "$scratch/kinds.md"

for folder in markdown/warez markdown/peo-acts; do
	from=$top_srcdir/../shared/corpora/$folder
	set --
	for file in "$from"/*.md; do
		grep -q '^\[^[^]]*\]:' "$file" 2>/dev/null &&
		    set -- "$@" "$file"
	done
	if [ $# = 0 ]; then
		skip "$folder" 'it is not there, or has no [^n] notes'
	else
		agrees "$folder" "$@"
	fi
done

# What ibid export writes is Markdown of the same kind.
for book in hume-enquiry mueller-report-appendix; do
	from=$top_srcdir/../shared/corpora/epub/$book.epub
	if [ ! -f "$from" ]; then
		skip "$book, exported" 'it is not there'
		continue
	fi
	"$top_builddir/ibid" export -o "$scratch/$book.md" "$from"
	agrees "$book, exported" "$scratch/$book.md"
done
finish
