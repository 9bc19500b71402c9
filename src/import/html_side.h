/*
 * import/html_side.h - notes in the line become notes with a mark.
 *
 * Private to the HTML importer.
 */
#ifndef IBID_IMPORT_HTML_SIDE_H
#define IBID_IMPORT_HTML_SIDE_H

#include "import/html_parse.h"

/*
 * Sidenotes in the manner of Tufte and the footnotes of LaTeXML, which
 * stand where they are cited, move behind their block; a link with the
 * role of a mark stays.  Before look_at.  Linear in nodes, times their
 * depth for each note.
 */
void side_move_notes(xmlDoc *tree);

#endif
