/* cmd/cmd_keys.c - ibid keys: the key map in force. */
#include <stdio.h>

#include "cmd/output.h"

int
cmd_keys(struct args *args)
{
	struct buf keys = { 0 }, where = { 0 }, line = { 0 };
	bool fine = args->errors.len == 0;

	if (args->name_count) {
		complain(args->names[0], "keys takes no file; --config=FILE "
		    "names a configuration");
		return STATUS_FAILED;
	}
	args_tell_errors(args);
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		buf_clear(&keys);
		buf_clear(&where);
		keymap_keys(&args->settings.keys, (enum action)i, &keys);
		where_names(info->where, &where);
		buf_printf(&line, "%-24s %-16s %-7s %s (%s)\n",
		    keys.len ? buf_cstr(&keys) : "-", info->name,
		    info->linear, info->help, buf_cstr(&where));
	}
	output_text(buf_span(&line));
	buf_release(&keys);
	buf_release(&where);
	buf_release(&line);
	return fine ? STATUS_DONE : STATUS_NOTHING;
}
