/**
 * Port: the code host in our own words. GitHub and the embedded forge implement it. Everything that
 * a person wrote on a forge (titles, bodies, comments, names of branches) is hostile data.
 */
@NullMarked
package dev.gatehand.forge;

import org.jspecify.annotations.NullMarked;
