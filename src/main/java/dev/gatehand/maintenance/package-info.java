/** Which scheduled jobs are due, and that none runs twice. START READING AT {@link DueJobs}. */
@NullMarked
package dev.gatehand.maintenance;

import org.jspecify.annotations.NullMarked;
