/**
 * The report of a run. {@link org.dl4jvision.report.page.run.RunPage} makes it of the files of a
 * run folder, section by section; a new section is a class that implements {@link
 * org.dl4jvision.report.page.run.RunSection} and a line in {@code RunPage.SECTIONS}.
 */
package org.dl4jvision.report.page.run;
