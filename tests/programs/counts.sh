#!/bin/sh
# The notes of real documents, as "ibid info --json" counts them.
#
# Two rows of the documents' own table differ from the documents: the notes
# of the Anatomy stand at the end of the same file, and the second numeric
# link of the Regime is the way back from its one note.
. "${top_srcdir:-.}/tests/tap.sh"

shared=$top_srcdir/../shared
[ -d "$shared/corpora" ] || skip_all 'the shared documents are not here'

# counts FILE REFS NOTES ORPHANS
counts()
{
	if [ ! -e "$1" ]; then
		skip "${1##*/}" 'it is not here'
		return
	fi
	"$ibid" info --json "$1" 2>/dev/null |
		grep -o '"\(references\|notes\|dangling\|orphans\)":[0-9]*' |
		sort >"$scratch/got"
	printf '"%s":%s\n' dangling 0 notes "$3" orphans "$4" \
		references "$2" >"$scratch/want"
	same "$scratch/want" "$scratch/got" "${1##*/}: $2 of $3"
}

counts "$shared/report/chapter-6.md" 10 10 0
counts "$shared/report/press-release.txt" 0 0 0
cd "$shared/corpora" || exit 99
counts epub/hume-enquiry.epub 34 34 0
counts epub/moby-dick.epub 22 22 0
counts epub/on-liberty.epub 14 14 0
counts epub/douglass-narrative.epub 4 4 0
counts epub/souls-of-black-folk.epub 0 0 0
counts epub/james-varieties.epub 363 363 0
counts epub/wasteland.epub 50 50 0
counts epub/mueller-report-appendix.epub 15 15 0
counts epub/israelsailing.epub 0 0 0
counts epub/regime-anticancer-arabic.epub 1 1 0
counts html/anatomy-of-melancholy-part-1.html.gz 1969 1969 0
for page in html/udhr/*.html; do
	counts "$page" 0 0 0
done
counts markdown/warez/01-original-pirate-material.md 78 78 0
counts markdown/warez/02-setting-the-scene.md 125 124 0
counts markdown/warez 203 202 0
counts markdown/peo-acts/toc.md 74 77 3
for text in spec/*.txt unicode/*.txt; do
	counts "$text" 0 0 0
done
counts /usr/share/doc/debian-policy/policy.epub 128 128 0
counts /usr/share/developers-reference/developers-reference.epub 8 8 0
finish
