/**
 * The one reader of COCO's JSON: images, objects, categories and detections as they stand in the
 * file, for data sets and for metrics, which do not know each other. What the numbers mean, and
 * which of them are errors, is theirs to say; a file that is no COCO file is an error here. A
 * further field is wanted in {@link org.dl4jvision.io.coco.CocoFile} and kept in {@link
 * org.dl4jvision.io.coco.CocoObject}.
 */
package org.dl4jvision.io.coco;
