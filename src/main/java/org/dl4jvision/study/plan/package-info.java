/**
 * Plans of trainings: what the data, the time and the machine say of every option that is not
 * given, each with its reason. A {@link org.dl4jvision.study.plan.PlanRule} is a published rule, or
 * one of our own, that chooses an option; {@link org.dl4jvision.study.plan.Plan} asks them all in
 * order, so that a later rule sees what an earlier one has chosen:
 *
 * <pre>
 * options that are given, data -&gt; Survey -&gt; PlanRules -&gt; Plan: options with reasons -&gt; plan.yaml
 * </pre>
 *
 * <p>A new rule is a class and a line in {@code
 * META-INF/services/org.dl4jvision.study.plan.PlanRule}, at the place where it is asked, in this
 * library or another one on the class path.
 */
package org.dl4jvision.study.plan;
