/**
 * Reports as pages. A {@link org.dl4jvision.report.page.Document} is sections of {@link
 * org.dl4jvision.report.page.Block}s: remarks, facts, tables, matrices, charts, pictures and
 * commands. It knows nothing of how it looks; {@link org.dl4jvision.report.page.Pages} writes it as
 * HTML, as Markdown and as JSON, so that all three say the same.
 *
 * <pre>
 * files of a run or study -> sections -> Document -> report.html, report.md, report.json
 * </pre>
 *
 * <p>The HTML is one file that asks for nothing else: styles, script, charts and pictures are in
 * it. Texts are from folders and files of strangers; they are escaped where they are written, and
 * the page forbids its own scripts to load anything. Another kind of block is a record and a method
 * of {@link org.dl4jvision.report.page.BlockWriter}, which no writer can forget.
 */
package org.dl4jvision.report.page;
