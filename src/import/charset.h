/*
 * import/charset.h - the bytes of HTML and XML become UTF-8.
 *
 * What decides, in this order: a byte order mark; the encoding that the
 * XML declaration or a <meta> of the first 4 kB names; the bytes
 * themselves.  Names are read as the WHATWG Encoding standard reads them
 * (section 4.2: "iso-8859-1" is Windows-1252).  UTF-8, UTF-16, UTF-32 and
 * Windows-1252 are decoded here, all others by iconv(3).
 *
 * A declaration that the bytes contradict is not believed: a page that
 * says UTF-8 and holds hardly any is read as Windows-1252, and one that
 * says Latin-1 and holds only well-formed UTF-8 is read as that.  Both
 * are said in a diagnostic.
 */
#ifndef IBID_IMPORT_CHARSET_H
#define IBID_IMPORT_CHARSET_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * Append `bytes` as UTF-8 that XML allows: no byte order mark, no ill-
 * formed sequence, no control character but tab, line feed and carriage
 * return (a form feed becomes a space, the others U+FFFD, and how many is
 * a diagnostic).  Returns the name of the encoding.  Linear.
 */
const char *charset_decode(struct buf *out, struct span bytes,
    struct diag_list *diags);

/*
 * The encoding that the markup declares, or an empty span: in <?xml ...?>,
 * <meta charset> or <meta http-equiv content>.
 */
struct span charset_declared(struct span bytes);

/* Append what Windows-1252 means by `byte`; U+FFFD for its five holes. */
void charset_put_1252(struct buf *out, unsigned char byte);

#endif
