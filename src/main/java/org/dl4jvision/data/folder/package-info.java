/**
 * What all data sets in folders have in common: their options, how images are found in one of the
 * {@link org.dl4jvision.data.format.AnnotationFormats}, divided into splits and kept in memory. A
 * data set for another task extends {@link org.dl4jvision.data.folder.FolderDataset} and says which
 * content of the annotations it needs; this package knows no task.
 */
package org.dl4jvision.data.folder;
