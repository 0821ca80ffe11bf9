/**
 * The page for people: one HTML file with the payload inside, and a loopback server that shows the same page and keeps it
 * current. Start with {@link io.aegismatrix.runner.dashboard.DashboardPage}.
 *
 * <p>Script, style and words are plain resource files beside this package, joined here; nothing is compiled and nothing is
 * fetched. What a tile shows is data: {@code catalogue.json} names each tile, the payload paths it needs and the renderer
 * that draws it. Every value reaches the page through one function of {@code parts.js}, which leaves its path behind.
 *
 * <p>Decisions, with their price: the whole of ECharts (1.1 MB) is inside every page, so that it opens from disk without a
 * network, and because the back-test's report needs the whole too; the page has a policy of hashes, so nothing may use
 * inline styles or {@code innerHTML}, tooltips included; the server is a small one of our own, because the JDK's lends each
 * request a thread and cuts readers off on a busy machine; it reads GET and HEAD of a few addresses and opens no file by
 * a name it was sent, only by one it found in the folder it was given.
 */
@NullMarked
package io.aegismatrix.runner.dashboard;

import org.jspecify.annotations.NullMarked;
