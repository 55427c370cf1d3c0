/**
 * Studies: which of several models is better, and whether the images at hand can tell. {@link
 * org.dl4jvision.study.ScoreFile} reads scores of any origin, {@link
 * org.dl4jvision.study.ScoreTable} pairs them by image or fold, and {@link
 * org.dl4jvision.study.ScoreComparison} puts every pair to a {@link
 * org.dl4jvision.study.PairedTest} and says the outcome in words, as a table and for programs:
 *
 * <pre>
 * files -> ScoreTable -> a PairedTest each pair -> Holm -> verdicts
 * </pre>
 *
 * <p>A comparison by another test is another {@code PairedTest}. The statistics themselves are in
 * {@link org.dl4jvision.metric.statistics}.
 */
package org.dl4jvision.study;
