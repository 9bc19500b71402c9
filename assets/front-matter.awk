# Puts the keywords of a keyword file into the front matter of a document:
#
#	awk -f front-matter.awk FILE.keywords FILE.md
#
# so that the built-in companion and its keyword list are kept apart and
# travel together.  "term | variant, variant = meaning", which may go on in
# lines that start with white space, becomes the front matter's
# "- term | variant | variant: meaning".

function put_entry(  meaning, at) {
	if (entry == "")
		return
	meaning = ""
	at = index(entry, " = ")
	if (at > 0) {
		meaning = ": " substr(entry, at + 3)
		entry = substr(entry, 1, at - 1)
	}
	gsub(/, /, " | ", entry)
	keywords = keywords "- " entry meaning "\n"
	entry = ""
}

FNR == NR {
	if (/^[ \t]+[^ \t]/) {
		sub(/^[ \t]+/, " ")
		entry = entry $0
		next
	}
	put_entry()
	if (!/^(#|$)/)
		entry = $0
	next
}

FNR == 1 { put_entry() }

{ print }

/^language:/ && !done {
	printf "keywords:\n%s", keywords
	done = 1
}
