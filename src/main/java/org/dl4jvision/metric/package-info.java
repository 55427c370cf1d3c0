/** Measures of how good predictions are, as DL4J evaluations. */
package org.dl4jvision.metric;
