/**
 * The ground floor: how arguments are checked, in one wording, and how things are found by name. It
 * knows nothing else of the library.
 */
package org.dl4jvision.check;
