/**
 * What a new thing costs: one class of one's own for each kind, {@code Own..}, and one line in
 * {@code OwnEntries}. {@code ExtensionTest} counts the lines of each and looks for it in every
 * list; the tests {@code Own..Test} pass the base test of the kind by naming the class, and train
 * with it on the command line.
 *
 * <p>The package uses what users may use, and nothing of the packages whose kinds it extends. Where
 * a thing needs a second class or line here, the library falls short.
 */
package org.dl4jvision.extension;
