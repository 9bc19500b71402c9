/* reader/actions.c - the list of actions as a table. */
#include "reader/actions.h"

static const struct action_info infos[ACTION_COUNT] = {
	[ACTION_NONE] = { "none", "", 0, "", "" },
#define X(id, name, keys, where, linear, help) \
	[ACTION_##id] = { name, keys, WHERE_##where, linear, help },
	READER_ACTIONS(X)
#undef X
};

const struct action_info *
action_info(enum action action)
{
	return &infos[action];
}

enum action
action_of(struct span name)
{
	for (int i = 1; i < ACTION_COUNT; i++)
		if (span_eq(name, span_str(infos[i].name)))
			return (enum action)i;
	return ACTION_NONE;
}
