/**
 * Pages and the JSON behind them. Everything that is shown was written by somebody hostile:
 * repository content is served as text, Markdown is rendered without HTML of its own, and no page
 * loads anything from elsewhere.
 */
@NullMarked
package dev.gatehand.web;

import org.jspecify.annotations.NullMarked;
