/**
 * The embedded forge: issues, pull requests and comments in the database, repositories as bare git
 * repositories on disk. The demo and the tests run on it; it is a forge of its own, not an
 * imitation of GitHub, and it refuses to be reached from beyond this machine.
 */
@NullMarked
package dev.gatehand.embedded;

import org.jspecify.annotations.NullMarked;
