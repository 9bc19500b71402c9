# Puts the keywords of a keyword file into the front matter of a document:
#
#	awk -f front-matter.awk FILE.keywords FILE.md
#
# so that the built-in companion and its keyword list are kept apart and
# travel together.  "term | variant = meaning" becomes the front matter's
# "- term | variant: meaning".

FNR == NR {
	if (/^[ \t]*(#|$)/)
		next
	sub(/ = /, ": ")
	keywords = keywords "- " $0 "\n"
	next
}

{ print }

/^language:/ && !done {
	printf "keywords:\n%s", keywords
	done = 1
}
