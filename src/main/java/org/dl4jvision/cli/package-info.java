/**
 * The command line. Each command is one class; {@link org.dl4jvision.cli.Main} lists them. A
 * command that trains, evaluates or predicts asks the {@link org.dl4jvision.task.Tasks} and knows
 * none of them by name: a new task needs nothing here.
 *
 * <p>A new command is a class with picocli's {@code @Command}, an example in its footer, and its
 * name in {@code Main}. It prints its result to the command line's out, everything else to its err,
 * and throws IllegalArgumentException for bad input, which becomes one line and exit code 2. What
 * is said of other exceptions is in {@code Failure}, how the tool ends in {@code ExitCode}. A new
 * registry is a line in {@code Catalogue}.
 *
 * <p>Options of a training are fields of {@link org.dl4jvision.task.TrainingOptions} and of the
 * task's subclass of it; a {@code ConfigFile} sets those that the command line does not give.
 */
package org.dl4jvision.cli;
