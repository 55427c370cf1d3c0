/**
 * What is wrong with data sets: all of it at once, where opening a data set names the first.
 *
 * <pre>
 *   folder -> CheckedData (what can be read, and ImageFacts of each image) -> DataChecks -> Findings
 *                      \
 *                        DataRepair -> a repaired copy
 * </pre>
 *
 * <p>A new check is one class that implements {@link org.dl4jvision.data.fault.DataCheck}, and one
 * line in {@link org.dl4jvision.data.fault.DataChecks}; the command line ({@code data check}),
 * lists and documentation follow. It looks at {@link org.dl4jvision.data.fault.CheckedData}; what
 * it needs of pixels is kept in {@code ImageFacts}, as images are decoded once and not kept. Its
 * test plants what it finds.
 */
package org.dl4jvision.data.fault;
