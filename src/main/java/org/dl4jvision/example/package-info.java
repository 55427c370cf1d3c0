/** Small programs that show how to use the library. */
package org.dl4jvision.example;
