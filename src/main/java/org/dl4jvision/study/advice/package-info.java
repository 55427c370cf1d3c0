/**
 * Advice on training by the data: which losses to try, with which options, and why. An {@link
 * org.dl4jvision.study.advice.AdviceRule} is a finding of the literature, or of our own, as a
 * condition on a {@link org.dl4jvision.study.survey.Survey}; {@link
 * org.dl4jvision.study.advice.AdviceReport} asks them all:
 *
 * <pre>
 * data -> Survey -> AdviceRules -> Advice: losses, changes to them, options, measures, cautions
 *                                    -> AdviceReport: ranked losses, commands
 * </pre>
 *
 * <p>A new rule is a class and a line in {@code
 * META-INF/services/org.dl4jvision.study.advice.AdviceRule}, in this library or another one on the
 * class path. Those that are built in stand in the packages of their tasks below this one.
 */
package org.dl4jvision.study.advice;
