/**
 * A GitHub of our own on loopback, for the tests: stateful, with accounts, roles, tokens, apps,
 * webhooks and git over HTTP, as its published REST description says. Start at {@link
 * dev.gatehand.loopback.GitHubLoopback}. Nothing here knows Gatehand: who tests against it meets a
 * stranger's server.
 *
 * <p>What a client does that GitHub does not know (an unknown field, too many writes a second) is
 * answered as GitHub would, and kept as a violation besides, so that a test can ask that there were
 * none.
 */
package dev.gatehand.loopback;
