/**
 * Words on their way to people and to models: templates, and what hostile text must lose before it
 * stands inside them. Knows no other package, does no I/O but reading its own templates.
 *
 * <p>Almost every string that Gatehand shows was written by somebody else: a title, a command, a
 * file, a model's summary. Its author wants it to look like something it is not, to notify
 * somebody, to close another issue, to load an image, or to be read as our own words. So a template
 * renders a value closed by default, and the functions here are the only way to open it a little.
 */
@NullMarked
package dev.gatehand.text;

import org.jspecify.annotations.NullMarked;
