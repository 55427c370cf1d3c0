/**
 * Whether one set of scores is better than another, or only happened to be. The scores are paired:
 * those of the same images under two models ({@link
 * org.dl4jvision.metric.statistics.WilcoxonSignedRank}, {@link
 * org.dl4jvision.metric.statistics.PairedBootstrap}), or of the same folds of a cross-validation
 * ({@link org.dl4jvision.metric.statistics.CorrectedResampledT}). Who compares more than one pair
 * adjusts the p-values by {@link org.dl4jvision.metric.statistics.Holm}. {@link
 * org.dl4jvision.metric.statistics.SampleSize} says how many images would show a difference, {@link
 * org.dl4jvision.metric.statistics.PracticalEquivalence} whether it is large enough to matter, and
 * {@link org.dl4jvision.metric.statistics.RankCorrelation} whether two scores order alike.
 *
 * <p>Values are those of SciPy 1.10.1 where it has the test. Nothing here knows where scores come
 * from.
 */
package org.dl4jvision.metric.statistics;
