/* compile/compile.c - the passes in their order, and the bundle. */
#include "compile/compile.h"

#include "base/progress.h"
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
	const unsigned passes = 7;
	unsigned done = 0;
	struct pass pass = { .doc = doc, .mem = &doc->mem, .diags = diags };

	pass.root = tree_of(&pass.tmp, doc);
	progress_at(++done, passes);
	if (opts->mend && !doc->settled)
		mend_tree(&pass);
	progress_at(++done, passes);
	notes_find(&pass);
	tree_drop_hollow(pass.root);
	progress_at(++done, passes);
	split_tree(&pass);
	progress_at(++done, passes);
	tree_flatten(pass.root, doc);
	arena_release(&pass.tmp);
	places_set(doc);
	progress_at(++done, passes);
	links_resolve(doc, diags);
	progress_at(++done, passes);
	sections_build(doc, opts->title);
	progress_at(++done, passes);
}
