/**
 * Small programs that show how to use the library, and that the documentation quotes. A new one is
 * a class whose output its test prints and holds; nothing else knows it but the command that runs
 * it.
 */
package org.dl4jvision.example;
