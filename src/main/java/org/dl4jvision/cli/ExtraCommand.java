package org.dl4jvision.cli;

/**
 * A command that the tool has only where its classes are on the class path, such as the benchmarks,
 * which are not in the jar. It is annotated as the tool's own commands are, and found by {@link
 * java.util.ServiceLoader}.
 */
public interface ExtraCommand {}
