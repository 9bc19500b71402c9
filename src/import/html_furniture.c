/* import/html_furniture.c - what of a page is no part of its text. */
#include "import/html_look.h"

/* The class or the id of an element that holds nothing else. */
static const char *const fittings[] = { "breadcrumb", "breadcrumbs", "navbar",
	"skip-link", "skip-links", "skiplink", "skip-nav", "mw-jump-link",
	"site-header", "site-footer", "site-nav", "social-share",
	"share-buttons", "pg-boilerplate", "pgheader", "pgfooter", NULL };

/* Words at the start of a class or an id that say the same. */
static const char *const notices[] = { "cookie", "consent", "gdpr", "cc-banner",
	NULL };

static bool
is_named(struct span list)
{
	struct span word;

	while (html_next_word(&list, &word)) {
		for (size_t i = 0; fittings[i]; i++)
			if (span_eq_nocase(word, span_str(fittings[i])))
				return true;
		for (size_t i = 0; notices[i]; i++)
			if (span_eq_nocase(span_slice(word, 0,
			    strlen(notices[i])), span_str(notices[i])))
				return true;
	}
	return false;
}

/* Most of its words are links, so it leads elsewhere. */
static bool
mere_links(const struct look *look)
{
	return look->text && look->linked * 2 >= look->text;
}

/*
 * A header or footer belongs to the page when nothing around it is a part
 * of the text.
 */
static bool
of_page(const xmlNode *node)
{
	for (const xmlNode *up = node->parent; up; up = up->parent) {
		if (up->type != XML_ELEMENT_NODE)
			break;
		if (span_eq(html_name(up), SPAN("body")))
			return true;
		if (span_eq(html_name(up), SPAN("article")) ||
		    span_eq(html_name(up), SPAN("section")) ||
		    span_eq(html_name(up), SPAN("main")) ||
		    span_eq(html_name(up), SPAN("blockquote")))
			return false;
	}
	return true;
}

static bool
is_legal_line(const xmlNode *node)
{
	struct buf text = { .limit = 2000 };
	bool found;

	if (look_of(node)->text > 400)
		return false;
	html_text(node, &text);
	found = span_find(buf_span(&text), SPAN("\xc2\xa9"), 0) >= 0 ||
	    span_find(buf_span(&text), SPAN("opyright"), 0) >= 0 ||
	    span_find(buf_span(&text), SPAN("ights reserved"), 0) >= 0 ||
	    span_find(buf_span(&text), SPAN("rivacy"), 0) >= 0;
	buf_release(&text);
	return found;
}

static bool
edge_is_furniture(const xmlNode *node)
{
	const struct look *look = look_of(node);
	bool footer = span_eq(html_name(node), SPAN("footer"));

	if (look->flags & LOOK_NOTE || !of_page(node))
		return false;
	/* A title may be a link to itself; it is a title all the same. */
	if (look->flags & LOOK_HEADING)
		return false;
	return mere_links(look) || (footer && is_legal_line(node));
}

static bool
leads_past_fittings(const xmlNode *node)
{
	struct buf text = { .limit = 200 };
	struct span words;
	bool found;

	if (look_of(node)->text > 40 || look_of(node)->text < 6 ||
	    !span_starts(html_attr(node, "href"), SPAN("#")))
		return false;
	html_text(node, &text);
	words = span_trim(buf_span(&text));
	found = span_eq_nocase(span_slice(words, 0, 7), SPAN("skip to")) ||
	    span_eq_nocase(span_slice(words, 0, 15),
	    SPAN("skip navigation")) ||
	    span_eq_nocase(span_slice(words, 0, 15),
	    SPAN("jump to content"));
	buf_release(&text);
	return found;
}

bool
look_is_furniture(const xmlNode *node)
{
	const struct look *look = look_of(node);
	struct span role = html_words(node, "role");

	if (look->tag->act == ACT_NAV)
		return look_role(node) != DOC_ROLE_CONTENTS &&
		    !html_has_word(html_words(node, "id"), "toc") &&
		    !html_has_word(html_words(node, "class"), "toc");
	switch (look->tag->act) {
	case ACT_FORM:
		/* Some sites wrap the whole page in a form. */
		return look->text < 600 && !(look->flags & (LOOK_MAIN |
		    LOOK_NOTE | LOOK_HEADING));
	case ACT_CONTROL:
		return true;
	case ACT_NOSCRIPT:
		return true;
	case ACT_EDGE:
		return edge_is_furniture(node);
	case ACT_LINK:
		return leads_past_fittings(node);
	default:
		break;
	}
	if (!node->properties || !look->tag->block)
		return false;
	if (look->flags & (LOOK_NOTE | LOOK_MAIN))
		return false;
	if (span_eq(role, SPAN("navigation")) || span_eq(role,
	    SPAN("search")))
		return true;
	return is_named(html_words(node, "class")) ||
	    is_named(html_words(node, "id"));
}

/* The most cells that a row of `table` holds. */
static unsigned
widest_row(const xmlNode *table)
{
	unsigned most = 0;
	unsigned cells = 0;
	bool into = true;

	for (const xmlNode *at = table->children; at;
	    at = html_next(at, table, !into)) {
		into = false;
		if (at->type != XML_ELEMENT_NODE)
			continue;
		switch (look_of(at)->tag->act) {
		case ACT_ROWS:
			into = true;
			break;
		case ACT_ROW:
			into = true;
			cells = 0;
			break;
		case ACT_CELL:
			if (++cells > most)
				most = cells;
			break;
		default:
			break;
		}
	}
	return most;
}

bool
look_is_layout(const xmlNode *table)
{
	const struct look *look = look_of(table);
	struct span role = html_words(table, "role");

	if (look->flags & (LOOK_TABLE | LOOK_HEADING | LOOK_NOTE))
		return true;
	if (span_eq(role, SPAN("presentation")) || span_eq(role,
	    SPAN("none")))
		return true;
	return widest_row(table) < 2;
}
