/**
 * Formats that write the annotations of many images into one XML file, which may be large: {@code
 * XmlStream} reads it once, from its beginning to its end. Formats with a small XML file an image
 * do not need this package.
 */
package org.dl4jvision.data.format.xml;
