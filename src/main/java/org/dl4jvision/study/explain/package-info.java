/**
 * Explanations of trained networks: what their loss sees, and what they look at. An {@link
 * org.dl4jvision.study.explain.Explanation} is a class and a line in {@code
 * META-INF/services/org.dl4jvision.study.explain.Explanation}; so is an {@link
 * org.dl4jvision.study.explain.Explainer}, which opens runs of a task for them:
 *
 * <pre>
 * run folder, images -> Explainer -> subject -> Explanations -> Finding: lines, numbers, pictures
 * </pre>
 *
 * <p>Java code that has a network and images makes the {@link
 * org.dl4jvision.study.explain.SegmentationSubject} itself. Gradients are measured in {@link
 * org.dl4jvision.task.gradient}.
 */
package org.dl4jvision.study.explain;
