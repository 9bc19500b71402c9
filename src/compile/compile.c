/* compile/compile.c - the passes in their order, and the bundle. */
#include "compile/compile.h"

#include "compile/pass.h"

void
compile_opts_init(struct compile_opts *opts)
{
	*opts = (struct compile_opts){
		.mend = true,
		.level = COMPILE_STRONG,
	};
}

void
compile_doc(struct doc *doc, const struct compile_opts *opts,
    struct diag_list *diags)
{
	struct pass pass = { .doc = doc, .mem = &doc->mem, .diags = diags };

	pass.root = tree_of(&pass.tmp, doc);
	if (opts->mend)
		mend_tree(&pass);
	notes_find(&pass);
	split_tree(&pass);
	tree_flatten(pass.root, doc);
	arena_release(&pass.tmp);
	places_set(doc);
	links_resolve(doc, diags);
	sections_build(doc);
}
