/* import/html_tree.c - names, attributes and text of a parsed tree. */
#include "import/html_parse.h"

static const xmlAttr *
find_attr(const xmlNode *node, const char *name)
{
	const char *colon = strchr(name, ':');

	if (node->type != XML_ELEMENT_NODE)
		return NULL;
	for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
		const char *has = (const char *)attr->name;

		/* A prefix that nobody declared stays in the name. */
		if (!strcmp(has, name) && (colon || !attr->ns))
			return attr;
		if (colon && attr->ns && attr->ns->prefix &&
		    !strcmp(has, colon + 1) &&
		    !strncmp((const char *)attr->ns->prefix, name,
		    (size_t)(colon - name)) &&
		    !attr->ns->prefix[colon - name])
			return attr;
	}
	return NULL;
}

struct span
html_attr(const xmlNode *node, const char *name)
{
	const xmlAttr *attr = find_attr(node, name);

	if (!attr || !attr->children || !attr->children->content)
		return SPAN("");
	return span_str((const char *)attr->children->content);
}

struct span
html_words(const xmlNode *node, const char *name)
{
	return span_slice(html_attr(node, name), 0, 4096);
}

bool
html_has_attr(const xmlNode *node, const char *name)
{
	return find_attr(node, name) != NULL;
}

struct span
html_name(const xmlNode *node)
{
	const char *name = (const char *)node->name;
	const char *colon;

	if (node->type != XML_ELEMENT_NODE || !name)
		return SPAN("");
	colon = strchr(name, ':');
	return span_str(colon ? colon + 1 : name);
}

xmlNode *
html_next(const xmlNode *node, const xmlNode *top, bool skip_children)
{
	if (!skip_children && node->children &&
	    node->type != XML_ENTITY_REF_NODE)
		return node->children;
	while (node != top) {
		if (node->next)
			return node->next;
		node = node->parent;
		if (!node)
			return NULL;
	}
	return NULL;
}

void
html_text(const xmlNode *node, struct buf *out)
{
	for (const xmlNode *at = node; at && !out->failed;
	    at = html_next(at, node, false))
		if ((at->type == XML_TEXT_NODE ||
		    at->type == XML_CDATA_SECTION_NODE) && at->content)
			buf_puts(out, (const char *)at->content);
}

xmlNode *
html_find(const xmlNode *top, const char *name)
{
	for (const xmlNode *at = top; at; at = html_next(at, top, false))
		if (span_eq_nocase(html_name(at), span_str(name)))
			return (xmlNode *)(uintptr_t)at;
	return NULL;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void
html_unescape(struct buf *out, struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		int high = -1, low = -1;

		if (text.ptr[i] == '%' && i + 2 < text.len) {
			high = hex_digit(text.ptr[i + 1]);
			low = hex_digit(text.ptr[i + 2]);
		}
		if (high < 0 || low < 0 || high * 16 + low == 0) {
			buf_putc(out, text.ptr[i]);
			continue;
		}
		buf_putc(out, (char)(high * 16 + low));
		i += 2;
	}
}

bool
html_next_word(struct span *list, struct span *word)
{
	size_t end = 0;

	*list = span_trim(*list);
	while (end < list->len && !strchr(" \t\r\n\f\v", list->ptr[end]))
		end++;
	*word = span_slice(*list, 0, end);
	*list = span_slice(*list, end, list->len);
	return word->len > 0;
}

bool
html_has_word(struct span list, const char *word)
{
	struct span got;

	while (html_next_word(&list, &got))
		if (span_eq_nocase(got, span_str(word)))
			return true;
	return false;
}
