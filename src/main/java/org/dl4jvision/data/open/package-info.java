/**
 * The shortest way from a folder to what {@code fit} takes: {@link
 * org.dl4jvision.data.open.Datasets#open}. A task's data set is one more method there; how folders
 * are read is not known here.
 */
package org.dl4jvision.data.open;
